internal import Reporting
internal import Saving

/// What is brought back of a session that did not end in good order.
extension Session {
  /// Begins a journal, and says which sessions were left behind. `restored` is that which goes on in this one.
  func startJournal(in folder: String, restored: Journal.Left?) {
    journal = Journal(in: folder)
    let entries = log
    log = []
    for entry in entries { keep(entry) }
    if let restored {
      // What failed to be written stays where it was.
      if self.journal != nil { Journal.forget(restored) }
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

  /// Runs what a session had asked, without writing or running anything again, and goes on as that session. False
  /// where it was stopped.
  func restore(_ left: Journal.Left) -> Bool {
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
    let isWhole = earlier.exitCode != Invocation.Exit.interrupted
    surroundings.clearInterrupt()
    remark(
      (isWhole ? "restored" : "stopped: restored") + " \(Self.count(earlier.log.count, "statement"))"
        + (failed > 0 ? ", \(failed) failed" : "") + ": " + contents)
    // Its answers went on to a file; what that holds is there.
    if let output = log.last(where: { $0.statement.hasPrefix(".output") }),
      output.paths != nil || output.statement != ".output"
    {
      let place = text(of: output, in: ScriptPath.current, current: ScriptPath.current)
      remark("note: answers go to the screen now, they went on by `\(place)`")
      log.append(LogEntry(statement: ".output", mode: settings.mode))
    }
    return isWhole
  }
}
