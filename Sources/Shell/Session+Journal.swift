internal import Reporting
internal import Saving

/// What is brought back of a session that did not end in good order.
extension Session {
  /// How much of a session came back.
  enum Restoration {
    case whole
    /// Something failed.
    case partly
    /// By Ctrl-C.
    case stopped
  }

  /// Begins a journal, and says which sessions were left behind. `restored` is that which goes on in this one: its own
  /// journal goes where all of it came back, and is put aside where something failed, which would fail again.
  func startJournal(in folder: String, restored: Journal.Left?, _ restoration: Restoration = .whole) {
    Journal.removeOld(in: folder)
    journal = Journal(in: folder)
    let entries = log
    log = []
    for entry in entries { keep(entry) }
    if let restored {
      // Where this session cannot be written down the other stays where it was.
      let restoration = self.journal == nil ? .stopped : restoration
      switch restoration {
      case .whole: Journal.forget(restored)
      case .partly:
        let path = Journal.putAside(restored)
        remark(
          "note: not all of it came back: what it asked is kept for 30 days in \(path.neutralised()), for .read"
        )
      case .stopped: remarkKept(restored)
      }
      return
    }
    let left = Journal.left(in: folder)
    guard let newest = left.first else { return }
    say(
      "a session of \(newest.time) did not end in good order: `dateline --restore` brings it back"
        + (left.count > 1 ? " (\(left.count - 1) older after it)" : "") + ", `dateline --forget` removes "
        + (left.count > 1 ? "them" : "it"))
  }

  /// Says that a session which was brought back can be brought back again.
  func remarkKept(_ left: Journal.Left) {
    remark("note: it is kept in \(left.path.neutralised()): `dateline --restore` brings it back again")
  }

  /// Removes what was left behind in `folder`, and tells what goes. False where something cannot be removed.
  func forgetJournals(in folder: String?) -> Bool {
    let left = folder.map { Journal.left(in: $0) } ?? []
    if left.isEmpty { remark("no session was left behind that could be forgotten") }
    var isDone = true
    for session in left {
      let asked = ScriptStatements(session.text, statementBuffer).map(\.text)
      // What it said last tells best which one it was.
      let end = asked.last.map { ", the last `\(Self.line($0))`" } ?? ""
      // Another program may be bringing it back.
      guard let claim = Journal.claim(session) else { continue }
      if withExtendedLifetime(claim, { Journal.forget(session) }) {
        remark("forgot the session of \(session.time): \(Self.count(asked.count, "statement"))\(end)")
      } else {
        isDone = false
        errors.write("dateline: \(session.path.neutralised()) cannot be removed\n")
      }
    }
    return isDone
  }

  /// The beginning of a statement, on one line.
  private static func line(_ statement: String) -> String {
    let words = statement.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (words.count > 60 ? words.prefix(59) + "…" : words[...]).neutralised()
  }

  func endJournal() {
    journal?.remove()
    journal = nil
  }

  /// Runs what a session had asked, without writing or running anything again, and goes on as that session.
  func restore(_ left: Journal.Left) -> Restoration {
    remark("restoring the session of \(left.time)")
    let earlier = silent(workspace)
    earlier.settings = settings
    earlier.parameters = parameters
    earlier.scriptName = left.path
    earlier.scriptFolder = "/"
    var failed = 0
    var isToldPartial = false
    for statement in ScriptStatements(left.text, earlier.statementBuffer) {
      _ = (earlier.errors as? StringSink)?.take()
      let isDone = earlier.execute(statement)
      if !isDone { failed += 1 }
      // A load in which something was wrong is no failed statement.
      let isPartial = earlier.exitCode == Invocation.Exit.nothingLoaded && !isToldPartial
      if !isDone || isPartial { errors.write((earlier.errors as? StringSink)?.text ?? "") }
      isToldPartial = isToldPartial || isPartial
      _ = (earlier.output as? StringSink)?.take()
      earlier.isDone = false
      if earlier.exitCode == Invocation.Exit.interrupted { break }
    }
    settings = earlier.settings
    parameters = earlier.parameters
    log += earlier.log
    last = earlier.last
    // The answer that it waited for goes to the screen.
    if log.last?.statement.hasPrefix(".once") == true { log.removeLast() }
    // An article that could not be loaded is no failed statement, but it is missing.
    let restoration: Restoration =
      earlier.exitCode == Invocation.Exit.interrupted
      ? .stopped : failed == 0 && earlier.exitCode == Invocation.Exit.fine ? .whole : .partly
    surroundings.clearInterrupt()
    remark(
      (restoration == .stopped ? "stopped: restored" : "restored")
        + " \(Self.count(earlier.log.count, "statement"))"
        + (failed > 0 ? ", \(failed) failed" : "") + ": " + contents)
    // Its answers went on to a file; what that holds is there.
    if let output = log.last(where: { $0.statement.hasPrefix(".output") }),
      output.paths != nil || output.statement != ".output"
    {
      let place = text(of: output, in: ScriptPath.current, current: ScriptPath.current)
      remark("note: answers go to the screen now, they went on by `\(place)`")
      log.append(LogEntry(statement: ".output", mode: settings.mode))
    }
    return restoration
  }
}
