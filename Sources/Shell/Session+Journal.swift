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

  /// Begins a journal, and says which sessions were left behind. `restored` is that which goes on in this one; its own
  /// journal goes where it `forgets` it.
  func startJournal(in folder: String, restored: Journal.Left?, forgets: Bool = true) {
    journal = Journal(in: folder)
    let entries = log
    log = []
    for entry in entries { keep(entry) }
    if let restored {
      // What failed to be written stays where it was.
      if forgets, self.journal != nil { Journal.forget(restored) }
      return
    }
    let left = Journal.left(in: folder)
    guard let newest = left.first else { return }
    say(
      "a session of \(newest.time) did not end in good order: `dateline --restore` brings it back"
        + (left.count > 1 ? " (\(left.count - 1) older after it)" : ""))
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
    for statement in ScriptStatements(left.text, earlier.statementBuffer) {
      _ = (earlier.errors as? StringSink)?.take()
      if !earlier.execute(statement) {
        failed += 1
        errors.write((earlier.errors as? StringSink)?.text ?? "")
      }
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
    if restoration != .whole {
      remark("note: not all of it came back: it is kept in \(left.path.neutralised())")
    }
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
