internal import Reporting
internal import Saving

/// Replays a saved session and compares each result with the comments below its statement.
struct SessionCheck {
  /// Differences in the form of `diff -u`, each line ended.
  var difference = ""
  /// Results compared.
  var checked = 0
  var differing = 0
  /// What is not as it was when the session was saved: articles, kinds of facts.
  var changed: Set<SessionScript.Basis> = []

  /// Runs `script` in `session`, whose output is thrown away. `loads` says whether its `.load` statements
  /// are run.
  static func run(_ text: String, path: String, in session: Session, loads: Bool) -> SessionCheck {
    var check = SessionCheck()
    session.sinks = session.sinks.compared
    session.scriptName = path
    session.scriptFolder = ScriptPath.folder(of: path)
    for statement in ScriptStatements(text, session.statementBuffer) {
      if !isReplayed(statement, loads: loads) { continue }
      _ = (session.errors as? StringSink)?.take()
      let before = session.log.count
      session.isDone = false
      let isFine = session.execute(statement)
      if session.exitCode == 130 { break }
      guard !statement.comments.isEmpty || !isFine else { continue }
      var now: [String] = []
      if isFine {
        for entry in session.log[min(before, session.log.count)...] {
          now += session.record(entry.shown, mode: entry.mode)
        }
      } else if let errors = session.errors as? StringSink {
        now = errors.text.lines
      }
      check.compare(statement, now: now, path: path)
    }
    let workspace = session.workspace
    for (basis, hash) in [
      (SessionScript.Basis.articles, workspace.articlesHash), (.kinds, workspace.kindsHash),
    ] where SessionScript.hash(of: basis, in: text).map({ $0 != hash }) ?? false {
      check.changed.insert(basis)
    }
    return check
  }

  /// Not what ends a session, or does nothing but write and run.
  private static func isReplayed(_ statement: ScriptStatement, loads: Bool) -> Bool {
    guard statement.isCommand else { return true }
    let words = Arguments(statement.text.dropFirst()).words
    switch words.first?.lowercased() {
    case "save", "report", "check", "quit", "exit", "edit", "shell", "tour": return false
    case "load", "unload", "watch": return loads
    default: return true
    }
  }

  private mutating func compare(_ statement: ScriptStatement, now: [String], path: String) {
    checked += 1
    // The comments' first line is the one below the statement.
    let firstLine = statement.line + statement.text.utf8.count { $0 == 10 } + 1
    let lines = Difference.unified(old: statement.comments, new: now, firstLine: firstLine)
    guard !lines.isEmpty else { return }
    differing += 1
    if difference.isEmpty { difference = "--- \(path)\n+++ now\n" }
    let title = statement.text.lines.first ?? ""
    for line in lines {
      difference += line.hasPrefix("@@ ") ? "\(line) \(title)\n" : line + "\n"
    }
  }

  /// The difference, coloured.
  func page(_ style: PageStyle) -> String {
    difference.lines.map { line in
      let text = line.neutralised()
      return switch line.utf8.first {
      case UInt8(ascii: "-"): style.paint(.red, text) + "\n"
      case UInt8(ascii: "+"): style.paint(.green, text) + "\n"
      case UInt8(ascii: "@"): style.paint(.cyan, text) + "\n"
      default: text + "\n"
      }
    }.joined()
  }

  var summary: String {
    let reason =
      switch (changed.contains(.articles), changed.contains(.kinds)) {
      case (true, true): ": the articles and the kinds of facts are others than when it was saved"
      case (true, false): ": the articles are others than when it was saved"
      case (false, true): ": the kinds of facts are others than when it was saved"
      case (false, false): ""
      }
    return switch (checked, differing) {
    case (0, _): "no results to compare"
    case (1, 0): "1 result is as saved" + reason.replacingStart(with: "; but ")
    case (_, 0): "\(checked) results are as saved" + reason.replacingStart(with: "; but ")
    case (1, _): "the result differs" + reason
    default: "\(differing) of \(checked) results differ" + reason
    }
  }
}

extension Session {
  /// A session over `workspace` that shows nothing.
  func silent(_ workspace: Workspace) -> Session {
    let session = Session(
      workspace: workspace, reader: TextLineReader(events: [], isInteractive: false), output: StringSink(),
      errors: StringSink(),
      surroundings: Surroundings(
        clock: surroundings.clock, isInterrupted: surroundings.isInterrupted,
        clearInterrupt: {}, variables: surroundings.variables))
    session.keepsGoing = true
    session.sinks = sinks.compared
    return session
  }

  /// A saved session brings its own articles, in a collection of their own; one without is replayed over a copy of
  /// those loaded here. Nothing of this session changes.
  func checkCommand(_ path: String) throws(Failure) -> Shown {
    let target = ScriptPath.resolve(path, in: scriptFolder)
    let text: String
    do { text = try TextFile.read(target) } catch {
      throw .command("cannot read \(path): \(error.reason)")
    }
    func has(_ commands: [String]) -> Bool {
      text.lines.contains { line in commands.contains { line.lowercased().hasPrefix("." + $0) } }
    }
    let own =
      has(["load", "watch"])
      ? workspace.fresh()
      : workspace.snapshot(
        readsAnew: has(["define", "alias"]), isCorrected: !has(ShellCommand.correctionCommands.map(\.name)))
    let session = silent(own)
    // Whoever sent it.
    session.sinks.mayReadByProgram = false
    let check = SessionCheck.run(text, path: target, in: session, loads: true)
    if session.exitCode == 130 { throw .cancelled }
    return .page { check.page($0) + check.summary + "\n" }
  }
}

extension String {
  /// Another start in the place of ": ".
  fileprivate func replacingStart(with start: String) -> String {
    hasPrefix(": ") ? start + dropFirst(2) : self
  }
}
