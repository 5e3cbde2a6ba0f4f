internal import Articles
internal import Querying
internal import Reporting
internal import Saving

/// Scripts that a session reads.
extension Session {
  private static let deepestRead = 16

  /// Cuts lines into statements, by the names that are known when a line is read.
  var statementBuffer: StatementBuffer {
    let workspace = workspace
    return StatementBuffer(
      isComplete: { workspace.isComplete($0) }, isCut: { workspace.isCut($0, before: $1) })
  }

  /// Runs a script: its errors carry its name, its relative paths are meant in its folder. The first error
  /// ends it. What it would write and run is said first.
  func read(
    _ path: String, isSafe: Bool = false, replacesFiles: Bool = false, trusts: Bool = true
  ) throws(Failure) {
    guard readDepth < Self.deepestRead else {
      throw .command("scripts read one another \(Self.deepestRead) deep", hint: "does \(path) read itself?")
    }
    let target = ScriptPath.resolve(path, in: scriptFolder)
    let (text, access) = try contentsWithAccess(target, "cannot read \(path):")
    // What somebody else could have written does nothing unasked.
    let doubt = trusts || isSafe || sinks.rule != .allowed ? nil : FileTrust.doubt(access)
    if let doubt {
      remark(
        "note: \(path) \(doubt): it is read with --safe; `.read \(Arguments.quoted(path)) --trust` lets it write and run"
      )
    }
    let outer = (scriptName, scriptFolder, sinks)
    readDepth += 1
    scriptName = target
    // What came through a pipe stands in no folder: `/dev/fd/9` is a name for it, and its paths are meant where it is read.
    if !ArticleFiles.isPassing(target) { scriptFolder = ScriptPath.folder(of: target) }
    sinks = sinks.narrowed(isSafe: isSafe || doubt != nil, replacesFiles: replacesFiles)
    defer {
      readDepth -= 1
      (scriptName, scriptFolder, sinks) = outer
    }
    if SessionScript.isSession(text) {
      ownSessions.insert(ScriptPath.absolute(target, current: ScriptPath.current))
    }
    announce(text, of: path)
    for statement in ScriptStatements(text, statementBuffer) {
      guard !isDone, !output.isClosed else { return }
      if isInteractive { echo(statement.text) } else { echoInScript(statement) }
      if !execute(statement), !keepsGoing {
        guard isDone else { throw .reported }
        return
      }
    }
  }

  /// The text of a file of statements, kinds or aliases; `start` begins the message where it cannot be read. In a check
  /// and while a session is brought back nothing is read that waits for somebody to type or write.
  func contents(_ path: String, _ start: String) throws(Failure) -> String {
    try contentsWithAccess(path, start).text
  }

  private func contentsWithAccess(
    _ path: String, _ start: String
  ) throws(Failure) -> (text: String, access: TextFile.Access) {
    if sinks.rule == .compared, ArticleFiles.isPassing(path) {
      throw .command("\(start) what came from standard input or a pipe cannot be read again")
    }
    do { return try TextFile.readWithAccess(path) } catch { throw .command("\(start) \(error.reason)") }
  }

  /// Says what a script would write and run.
  private func announce(_ text: String, of path: String) {
    guard sinks.rule != .compared else { return }
    let effects = ScriptEffects(ScriptStatements(text, statementBuffer))
    guard let summary = effects.summary else { return }
    remark("note: \(path) \(summary)" + (sinks.rule == .refused ? ": --safe forbids that" : ""))
  }

  /// Runs what is left in the editor, and keeps each statement in the history.
  func edit(_ text: String) throws(Failure) {
    guard isInteractive else { throw .command(".edit needs somebody at a terminal") }
    try sinks.admit("runs an editor")
    let start = text.isEmpty ? reader.history.last { !$0.hasPrefix(".edit") } ?? "" : text
    let edited: String
    switch surroundings.edit(start + "\n") {
    case .edited(let text): edited = text
    case .failed(let reason): throw .command(reason, hint: "$VISUAL or $EDITOR names the editor")
    }
    for statement in ScriptStatements(edited, statementBuffer) {
      guard !isDone, !output.isClosed else { return }
      echo(statement.text)
      reader.remember(statement.text)
      guard execute(statement) else { throw .reported }
    }
  }

  /// What `.echo on` asks for.
  func echoInScript(_ statement: ScriptStatement) {
    guard echoes, !isInteractive else { return }
    output.write(statement.text.neutralised(keepingLines: true) + "\n")
  }

  /// On screen a script's statements stand above their answers.
  private func echo(_ statement: String) {
    output.write(pageStyle.paint(.faint, "> " + statement.neutralised(keepingLines: true)) + "\n")
  }
}

/// What a script would do to what lies outside of it, read from its words before any of it is run.
struct ScriptEffects {
  /// Files that it would write, each once, in order.
  private(set) var files: [String] = []
  /// Programs that it would run.
  private(set) var programs: [String] = []

  init(_ statements: some Sequence<ScriptStatement>) {
    for statement in statements {
      if statement.isCommand { add(command: statement.text) } else { add(query: statement.text) }
    }
  }

  private mutating func add(command text: String) {
    let name = text.dropFirst().prefix { !$0.isWhitespace }.lowercased()
    let arguments = Arguments(text.dropFirst(1 + name.count))
    switch name {
    case "once", "output":
      let target = RedirectTarget(arguments)
      if let program = target.program { add(program, &programs) } else { add(target.path, &files) }
    case "save": add(arguments.taking("--force").words.first ?? "", &files)
    case "report":
      var words = arguments.taking("--force").words
      if let title = words.firstIndex(of: "--title") {
        words.removeSubrange(title..<min(title + 2, words.count))
      }
      add(words.first ?? "", &files)
    case "keep":
      if let path = arguments.words.first, path != "off" { add(path, &files) }
    case "engine":
      switch arguments.words.first {
      case "duckdb": add("duckdb", &programs)
      case "postgres": add("psql", &programs)
      default: break
      }
    case "edit": add("$EDITOR", &programs)
    case "shell": add(arguments.rest, &programs)
    default: break
    }
  }

  private mutating func add(query text: String) {
    for found in ExportScan(text).found {
      switch found.target {
      case .file(let path): add(path, &files)
      case .program(let command): add(command, &programs)
      }
    }
  }

  private func add(_ name: String, _ list: inout [String]) {
    if !name.isEmpty, !list.contains(name) { list.append(name) }
  }

  /// "writes a.csv, b.csv and runs `less`"; nil where it does neither.
  var summary: String? {
    func list(_ names: [String], _ quote: String) -> String {
      let shown = names.prefix(8).map { quote + $0 + quote }.joined(separator: ", ")
      return names.count > 8 ? shown + " and \(names.count - 8) more" : shown
    }
    var parts: [String] = []
    if !files.isEmpty { parts.append("writes " + list(files, "")) }
    if !programs.isEmpty { parts.append("runs " + list(programs, "`")) }
    return parts.isEmpty ? nil : parts.joined(separator: ", and ")
  }
}
