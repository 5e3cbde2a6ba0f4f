extension ShellCommand {
  static let tourCommands: [ShellCommand] = [
    ShellCommand(
      name: "tour", arguments: "[FOLDER]", help: "a walk through the example articles, in five minutes",
      details: """
        Step by step: a few words, a statement, its answer. Enter goes on; a question of your own is answered in between; .quit or Ctrl-C \
        ends it. It has a session of its own, so nothing of this one changes. FOLDER is where the example articles are.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in
        try session.tour(arguments.words.joined(separator: " "))
        return nil
      })
  ]
}
