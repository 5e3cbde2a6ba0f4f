internal import Articles
internal import Atlas
internal import Facts
internal import Keeping
internal import Library
internal import Querying
internal import Saving

extension Session {
  /// Loads what a kept file holds. `keeps`: from then on what changes is kept in it, where it may be written.
  func loadKept(_ path: String, keeps: Bool) throws(Failure) {
    let start = surroundings.clock()
    surroundings.clearInterrupt()
    let file = try keptFile(path, keeps: keeps)
    let context = try context(of: file)
    try take(try contents(of: file), context, of: file, path, keeps: keeps, since: start)
  }

  func keptFile(_ path: String, keeps: Bool) throws(Failure) -> KeptFile {
    do throws(KeepingProblem) {
      return try KeptFile.open(path, writing: keeps && sinks.rule == .allowed)
    } catch {
      throw Failure(error)
    }
  }

  /// Goes on with what a kept file holds. `since`: when reading it began; nil: nobody waited for it.
  func take(
    _ found: KeptFile.Contents, _ context: KeptFile.Context, of file: KeptFile, _ path: String, keeps: Bool,
    since start: UInt64?
  ) throws(Failure) {
    let isAlone = workspace.collection.hashes.isEmpty
    workspace.take(found.collection)
    last = nil
    takeCorrections(context.corrections, of: path)
    try takeCorrections()
    guard workspace.finishIndex(surroundings.isInterrupted) else { throw .cancelled }
    keep(LogEntry(statement: ".load", shown: nil, mode: settings.mode, paths: [path]))
    remark(start.map { status(time: surroundings.clock() &- $0) } ?? contents)
    if let why = found.readAgain { remark("note: all articles of \(path) were read again: \(why)") }
    if found.isOutdated {
      remark("note: \(path) was kept by a dateline with other models: .refresh reads its articles again")
    }
    keptFiles[ScriptPath.absolute(path, current: ScriptPath.current)] = found.collection.hashes
    guard keeps else { return }
    guard file.isWritable else {
      if sinks.rule == .allowed { remark("note: \(path) cannot be written: what changes is not kept") }
      return
    }
    let holdsAll =
      isAlone && found.readAgain == nil && context.kinds == definitions && context.aliases == aliasLines
      && context.corrections == workspace.corrections.map(\.statement)
    kept = Kept(
      file: file, articles: found.collection.hashes, version: holdsAll ? workspace.version : nil)
  }

  /// What a kept file has beside its articles, once its kinds and aliases are those of this session, too.
  func context(of file: KeptFile) throws(Failure) -> KeptFile.Context {
    do throws(KeepingProblem) {
      let context = try file.context()
      do throws(Failure) { try takeDefinitions(context) } catch {
        throw KeepingProblem(
          path: file.path, reason: .other("its kinds or aliases cannot be used: \(error.words)"))
      }
      return context
    } catch {
      throw Failure(error)
    }
  }

  /// What a kept file holds, by this session's kinds and aliases.
  func contents(of file: KeptFile) throws(Failure) -> KeptFile.Contents {
    let line = ProgressLine(self)
    defer { line.end() }
    do throws(KeepingProblem) {
      let found = try file.load(
        workspace.collection.pipeline,
        progress: { done, total in
          line.show { _ in Self.rereading(done, total, done * 100 / max(1, total)) }
        }, isCancelled: surroundings.isInterrupted)
      if let found { return found }
    } catch {
      throw Failure(error)
    }
    throw .cancelled
  }

  /// Kinds and aliases of a kept file, but those that the session has.
  private func takeDefinitions(_ context: KeptFile.Context) throws(Failure) {
    for definition in context.kinds where !definitions.contains(definition) {
      try define(definition)
    }
    let known = Set(aliasLines)
    for line in context.aliases where !known.contains(line) { try addAlias(line) }
  }

  /// What was corrected, by the commands that say it, without a word but for those that fail.
  func takeCorrections(_ statements: [String], of path: String) {
    let known = Set(workspace.corrections.map(\.statement))
    let new = statements.filter { !known.contains($0) }
    if new.isEmpty { return }
    let session = silent(workspace)
    var failed = 0
    for statement in new {
      // Nothing else that a file of somebody else holds is run.
      let isCorrection = [".wrong ", ".right ", ".set-field ", ".note ", ".same ", ".different "]
        .contains { statement.hasPrefix($0) }
      var statements = ScriptStatements(statement, statementBuffer)
      guard isCorrection, let only = statements.next(), session.execute(only), statements.next() == nil else {
        failed += 1
        continue
      }
    }
    guard failed > 0 else { return }
    let which = failed == 1 ? "1 correction in \(path) fits" : "\(failed) corrections in \(path) fit"
    remark("note: \(which) no fact any more, and had no effect")
  }
}

extension Failure {
  /// In one line, for a message about something else.
  fileprivate var words: String {
    switch self {
    case .command(let text, _), .nothingLoaded(let text): text
    case .query(let error, _): error.message
    case .cancelled: "stopped"
    case .reported: "reported"
    }
  }
}
