internal import Library
internal import Querying
internal import Reporting
internal import Saving

extension ShellCommand {
  static let sessionCommands: [ShellCommand] = [
    ShellCommand(
      name: "read", arguments: "FILE", help: "run the statements of a file", completes: .files,
      run: { (session, arguments) throws(Failure) in
        guard arguments.words.count == 1 else { throw .command("usage: .read FILE") }
        try session.read(arguments.words[0])
        return nil
      }),
    ShellCommand(
      name: "save", arguments: "FILE [--force]", help: "write the session as a script that can be replayed",
      details: """
        The articles loaded (relative to the file), settings, queries, and each result as comments below its \
        query. A file that is no saved session is only overwritten with --force.
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

extension Session {
  private static let deepestRead = 16

  /// Runs a script: its errors carry its name, its relative paths are meant in its folder. The first error
  /// ends it.
  func read(_ path: String) throws(Failure) {
    guard readDepth < Self.deepestRead else {
      throw .command("scripts read one another \(Self.deepestRead) deep", hint: "does \(path) read itself?")
    }
    let target = ScriptPath.resolve(path, in: scriptFolder)
    let text: String
    do { text = try TextFile.read(target) } catch {
      throw .command("cannot read \(path): \(error.reason)")
    }
    let outer = (scriptName, scriptFolder)
    readDepth += 1
    scriptName = target
    scriptFolder = ScriptPath.folder(of: target)
    defer {
      readDepth -= 1
      (scriptName, scriptFolder) = outer
    }
    let workspace = workspace
    for statement in StatementBuffer.statements(of: text, isComplete: { workspace.isComplete($0) }) {
      guard !isDone, !output.isClosed else { return }
      if isInteractive { echo(statement.text) }
      if !execute(statement), !keepsGoing {
        guard isDone else { throw .reported }
        return
      }
    }
  }

  /// Runs what is left in the editor, and keeps each statement in the history.
  fileprivate func edit(_ text: String) throws(Failure) {
    guard isInteractive else { throw .command(".edit needs somebody at a terminal") }
    let start = text.isEmpty ? reader.history.last { !$0.hasPrefix(".edit") } ?? "" : text
    let edited: String
    switch surroundings.edit(start + "\n") {
    case .edited(let text): edited = text
    case .failed(let reason): throw .command(reason, hint: "$VISUAL or $EDITOR names the editor")
    }
    let workspace = workspace
    for statement in StatementBuffer.statements(of: edited, isComplete: { workspace.isComplete($0) }) {
      guard !isDone, !output.isClosed else { return }
      echo(statement.text)
      reader.remember(statement.text)
      guard execute(statement) else { throw .reported }
    }
  }

  /// On screen a script's statements stand above their answers.
  private func echo(_ statement: String) {
    output.write(pageStyle.paint(.faint, "> " + statement.neutralised(keepingLines: true)) + "\n")
  }

  func save(to path: String, isForced: Bool) throws(Failure) {
    let target = ScriptPath.resolve(path, in: scriptFolder)
    if !isForced, TextFile.exists(target) {
      let text: String
      do { text = try TextFile.read(target) } catch {
        throw .command("cannot read \(path): \(error.reason)")
      }
      guard SessionScript.isSession(text) || text.trimmed.isEmpty else {
        throw .command("\(path) is no saved session and is not overwritten", hint: ".save \(path) --force")
      }
    }
    let script = script(in: ScriptPath.folder(of: target))
    try writeFile(script.text, to: path, isForced: isForced)
    let queries = script.entries.count { !$0.results.isEmpty }
    say("\(queries == 1 ? "1 result" : "\(queries) results") saved to \(path)")
  }

  func script(in folder: String) -> SessionScript {
    let current = ScriptPath.current
    let entries = log.map { entry in
      guard let paths = entry.paths else {
        return SessionScript.Entry(statement: entry.statement, results: record(entry.shown, mode: entry.mode))
      }
      let relative = paths.map {
        Arguments.quoted(ScriptPath.relative($0, to: folder, current: current))
      }
      let command = entry.statement.prefix { $0 != " " }
      return SessionScript.Entry(statement: command + " " + relative.joined(separator: " "))
    }
    let summary = workspace.summary
    return SessionScript(
      remarks: [
        "\(Self.count(summary.articles, "article")), \(Self.count(summary.facts, "fact")); "
          + "replay: .read FILE, compare: .check FILE",
        SessionScript.remark(kinds: workspace.kindsHash),
      ],
      entries: entries)
  }
}
