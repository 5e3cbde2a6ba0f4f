internal import Library
internal import Querying
internal import Reporting
internal import Saving

extension ShellCommand {
  static let sessionCommands: [ShellCommand] = [
    ShellCommand(
      name: "read", arguments: "FILE [--safe] [--trust] [--force]", help: "run the statements of a file",
      details: """
        Says first which files it would write and which programs it would run. With --safe every statement that \
        would is an error; with --force files that exist are replaced. A saved session in which answers went to \
        files needs --force to write them again. A file that another user owns, or that others of its group, those \
        on its access list or everybody may write, is read with --safe unless --trust says otherwise.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in
        let (unforced, isForced) = arguments.taking("--force")
        let (unsafe, isSafe) = Arguments(words: unforced).taking("--safe")
        let (words, trusts) = Arguments(words: unsafe).taking("--trust")
        guard words.count == 1 else { throw .command("usage: .read FILE [--safe] [--trust] [--force]") }
        try session.read(words[0], isSafe: isSafe, replacesFiles: isForced, trusts: trusts)
        return nil
      }),
    ShellCommand(
      name: "save", arguments: "FILE [--force]", help: "write the session as a script that can be replayed",
      details: """
        The articles loaded (relative to the file), settings, definitions, queries, where answers went, and each \
        result as comments below its query. A file that is no saved session, or one that this session has neither \
        written nor read, is only overwritten with --force.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in
        let (words, isForced) = arguments.taking("--force")
        guard words.count == 1 else { throw .command("usage: .save FILE [--force]") }
        try session.save(to: words[0], isForced: isForced)
        return nil
      }),
    ShellCommand(
      name: "check", arguments: "FILE", help: "replay a saved session and show what differs",
      details: """
        Nothing is written and no program is run: answers that went to files or programs are compared as they would \
        stand on the screen.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in
        guard arguments.words.count == 1 else { throw .command("usage: .check FILE") }
        return try session.checkCommand(arguments.words[0])
      }),
    ShellCommand(
      name: "history", arguments: "[TEXT]", help: "earlier statements, those that hold a text",
      run: { (session, arguments) throws(Failure) in
        let text = arguments.words.joined(separator: " ").lowercased()
        let found = session.reader.history.filter { text.isEmpty || $0.lowercased().contains(text) }
        return .report(
          Report(page: { _ in found.suffix(200).map { $0.neutralised(keepingLines: true) + "\n" }.joined() })
          { _ in
            Answer(columns: [Column(name: "statement", values: found.map { .text($0) })], subjects: [])
          })
      }),
    ShellCommand(
      name: "edit", arguments: "[TEXT]", help: "write a statement in your editor, then run it",
      details: """
        Opens $VISUAL, $EDITOR or vi on TEXT or, without it, on the last statement; what is in the file when \
        the editor ends is run. An empty file runs nothing.
        """,
      completes: .query,
      run: { (session, arguments) throws(Failure) in
        try session.edit(arguments.rest)
        return nil
      }),
    ShellCommand(
      name: "quit", arguments: "", help: "leave (Ctrl-D does too)",
      run: { (session, _) throws(Failure) in
        session.isDone = true
        return nil
      }),
  ]
}
