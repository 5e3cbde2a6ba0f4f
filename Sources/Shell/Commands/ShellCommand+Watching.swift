extension ShellCommand {
  static let watchingCommands: [ShellCommand] = [
    ShellCommand(
      name: "unload", arguments: "PATH…", help: "remove the articles of files, folders or `*` patterns again",
      details: """
        `.unload news/old` removes all below the folder, `.unload "news/**/2023-*.html"` what the pattern means. The files \
        themselves stay as they are.
        """,
      completes: .loaded,
      run: { (session, arguments) throws(Failure) in
        try session.unload(arguments)
        return nil
      }),
    ShellCommand(
      name: "watch", arguments: "[FOLDER… [--fields LIST]|off]",
      help: "load folders, and what comes, changes and goes in them from then on; alone: list them",
      details: """
        New files are loaded, rewritten ones read again once they are closed or nobody has written to them for a second, and \
        the articles of removed ones removed; folders in folders, too. At a prompt that is done beside the line you type and \
        told above it, in a script between two statements. Row numbers of the last answer stay what they were. A saved \
        session keeps the folder as `.load`.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in try session.watchCommand(arguments) }),
    ShellCommand(
      name: "notify", arguments: "[QUERY|off [QUERY]]",
      help:
        "say which rows of a query are new, changed or gone when watched folders change; alone: list them",
      details: """
        `.notify meetings near "Poland"`, or the name of a `let`. Facts are known again by their ids; those of an article \
        that was rewritten by what they say. `dateline --watch FOLDER -c QUERY` writes the same as JSON lines.
        """,
      completes: .query,
      run: { (session, arguments) throws(Failure) in try session.notifyCommand(arguments) }),
  ]
}
