internal import CLineEdit
internal import Glibc
internal import Library
internal import Saving

/// `dateline --watch FOLDER -c QUERY`.
extension Session {
  /// Runs scripts and statements, then tells of the rows of the queries as JSON lines which are new, changed and gone, for
  /// ever: until SIGINT or SIGTERM, or until nobody reads any more. Returns the exit code.
  func runWatching(_ files: [String], _ queries: [String]) -> Int32 {
    for file in files where !isDone { run(file: file) }
    scriptName = "-c"
    for query in queries where !isDone {
      for statement in ScriptStatements(query, statementBuffer) where !isDone {
        // Each statement forgets an interrupt that came before it.
        if surroundings.isInterrupted() { return endWatching() }
        // What is no query, as a definition, is done at once.
        if statement.isCommand || statement.text.hasPrefix("let ") {
          execute(statement)
        } else {
          stand(statement)
        }
      }
    }
    guard !isDone, let watching else { return run() }
    if watching.standing.isEmpty {
      errors.write("dateline: no query is given whose changes could be told\n")
      exitCode = Invocation.Exit.usage
      isDone = true
      return run()
    }
    remark("watching \(watching.watch.folders.joined(separator: ", "))")
    while !output.isClosed {
      guard watching.takeUpRecords() else { break }
      var ends = [
        pollfd(fd: watching.watch.descriptor, events: Int16(POLLIN), revents: 0),
        // Nobody reads any more: an error that is told without being asked for.
        pollfd(fd: output.descriptor, events: 0, revents: 0),
      ]
      if dl_wait(&ends, Int32(ends.count), watching.wait ?? -1) < 0, surroundings.isInterrupted() { break }
      if Int32(ends[1].revents) & (POLLERR | POLLHUP | POLLNVAL) != 0 { break }
    }
    return endWatching()
  }

  private func endWatching() -> Int32 {
    isDone = true
    if surroundings.isInterrupted() || dl_is_terminated() {
      exitCode = dl_is_terminated() ? Invocation.Exit.terminated : Invocation.Exit.interrupted
    }
    return run()
  }

  private func stand(_ statement: ScriptStatement) {
    do throws(Failure) {
      guard let watching else { return }
      watching.standing.append(try StandingQuery(statement.text, in: self))
    } catch {
      report(error, statement)
      exitCode = error.exitCode
      isDone = true
    }
  }
}
