extension ShellCommand {
  static let pageCommands: [ShellCommand] = [
    ShellCommand(
      name: "report", arguments: "FILE [--title \"TITLE\"] [--force]",
      help: "write the session so far as one page (.html) or as Markdown (.md)",
      details: """
        All that was asked with its answers: tables that can be sorted, maps and timelines, the sentences behind each fact, the \
        articles, what was corrected, and the script that asks all of it again. The page is one file that opens without a network; \
        text of articles stays text in it. `| to "answer.html"`, `.once answer.html` and `.output answer.html` write a page of one \
        answer.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in
        try session.reportCommand(arguments)
        return nil
      })
  ]
}
