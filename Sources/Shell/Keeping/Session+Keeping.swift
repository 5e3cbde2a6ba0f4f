internal import Articles
internal import Atlas
internal import Facts
internal import Indexing
internal import Keeping
internal import Library
internal import Saving

/// A kept file that a session writes what it has into, whenever that changes.
struct Kept {
  let file: KeptFile
  /// The articles that the file held when it was last read or written.
  var articles: [ArticleKey: ContentHash]
  /// The state of the workspace that it holds; nil: none.
  var version: Int?
}

extension Session {
  /// Aliases as a kept file has them.
  var aliasLines: [String] {
    workspace.collection.pipeline.aliases.entries.map {
      "\(Arguments.quoted($0.name)) = \(Arguments.quoted($0.meaning))"
    }
  }

  private var keptContext: KeptFile.Context {
    var context = KeptFile.Context()
    context.kinds = definitions
    context.aliases = aliasLines
    context.corrections = workspace.corrections.map(\.statement)
    return context
  }

  /// Keeps what has changed since the last time; nothing without a kept file. Told where it cannot be. `isLast`: the session ends.
  func keepUp(isLast: Bool = false) {
    guard let kept, kept.version != workspace.version else { return }
    // A script that judges many facts one after another does not wait for each.
    if workspace.awaitsCorrections, !isInteractive, !isLast { return }
    do throws(Failure) {
      try keepAll()
    } catch {
      report(error, nil)
      // It is tried again with the next change, or by `.keep`.
      self.kept?.version = workspace.version
      if !isInteractive, exitCode == Invocation.Exit.fine { exitCode = Invocation.Exit.failed }
    }
  }

  /// `words`: where all is written anew, with them.
  private func keepAll(_ words: WordIndex? = nil) throws(Failure) {
    guard let kept else { return }
    guard workspace.finishIndex(surroundings.isInterrupted) else { throw .cancelled }
    do throws(KeepingProblem) {
      try write(to: kept.file, words)
    } catch {
      guard error.reason == .changed else { throw Failure(error) }
      try takeChanges(of: kept)
      let words = words == nil ? nil : try self.words()
      do throws(KeepingProblem) { try write(to: kept.file, words) } catch { throw Failure(error) }
    }
  }

  /// The words of all texts, made of them anew: before the file is locked or another one's place is taken, since a person may stop it.
  private func words() throws(Failure) -> WordIndex {
    guard workspace.finishIndex(surroundings.isInterrupted),
      let words = WordIndex(workspace.index, isCancelled: surroundings.isInterrupted)
    else { throw .cancelled }
    return words
  }

  private func write(to file: KeptFile, _ words: WordIndex?) throws(KeepingProblem) {
    var context = keptContext
    if words != nil { context.session = script(in: ScriptPath.folder(of: file.path)).text }
    try file.keep(workspace.collection, context, isWhole: words != nil, words: words)
    let articles = workspace.collection.hashes
    kept = Kept(file: file, articles: articles, version: workspace.version)
    keptFiles[ScriptPath.absolute(file.path, current: ScriptPath.current)] = articles
  }

  /// Another process has kept something in the file: its articles come, those that it removed go, its corrections hold.
  private func takeChanges(of kept: Kept) throws(Failure) {
    let context = try context(of: kept.file)
    let found = try contents(of: kept.file)
    let theirs = found.collection.hashes
    // What this session has taken out stays out.
    let own = workspace.collection.hashes
    let new = Set(theirs.keys.filter { kept.articles[$0] != theirs[$0] && own[$0] != theirs[$0] })
    let gone = Set(kept.articles.keys.filter { theirs[$0] == nil })
    workspace.take(found.collection.part(new), without: gone)
    last = nil
    takeCorrections(context.corrections, of: kept.file.path)
    try takeCorrections()
    guard workspace.finishIndex(surroundings.isInterrupted) else { throw .cancelled }
    remark("note: another process has kept something in \(kept.file.path): \(contents) now")
  }

  // MARK: Commands

  /// `.keep`: into a new file, or, alone, all anew into the one that is kept.
  func keepCommand(_ arguments: Arguments) throws(Failure) {
    let (words, isForced) = arguments.taking("--force")
    guard words.count <= 1 else { throw .usage(ShellCommand.named("keep") ?? ShellCommand.table[0]) }
    guard let word = words.first else {
      guard let kept else {
        throw .command("nothing is kept yet", hint: ".keep FILE keeps the articles and their facts in a file")
      }
      try sinks.admit("writes \(kept.file.path)")
      try keepAll(self.words())
      remark("\(contents) kept in \(kept.file.path)")
      return
    }
    if word == "off" {
      guard let kept else { throw .command("nothing is kept") }
      self.kept = nil
      remark("what changes from now on is not kept in \(kept.file.path)")
      return
    }
    guard sinks.rule != .compared else { return }
    try sinks.admit("writes \(word)")
    let path = ScriptPath.resolve(word, in: scriptFolder)
    let name = ScriptPath.absolute(path, current: ScriptPath.current)
    let before = kept
    let replaces = isForced || sinks.replacesFiles
    let held = isForced ? nil : keptFiles[name].flatMap { KeptFile.isKept(path) ? $0 : nil }
    func exists() -> Failure {
      .command(
        "\(word) exists",
        hint: KeptFile.isKept(path)
          ? "`dateline \(word)` goes on with it; --force puts this session's articles in its place"
          : "name another file, or --force")
    }
    // Before the words of all texts are made for nothing.
    if held == nil, !replaces, KeptFile.isThere(path) { throw exists() }
    let indexed = try self.words()
    var isNew = false
    do throws(KeepingProblem) {
      if let held {
        // All that it holds is here, but for what others have kept since.
        if before.map({ ScriptPath.absolute($0.file.path, current: ScriptPath.current) }) != name {
          kept = Kept(file: try KeptFile.open(path), articles: held, version: nil)
        }
      } else {
        let replaces = isForced || sinks.replacesFiles
        kept = Kept(file: try replaces ? KeptFile.replace(path) : KeptFile.create(at: path), articles: [:])
        isNew = true
      }
    } catch {
      throw error.reason == .exists ? exists() : Failure(error)
    }
    do throws(Failure) { try keepAll(indexed) } catch {
      kept = before
      if isNew { KeptFile.remove(path) }
      throw error
    }
    remark("\(contents) kept in \(word), and what changes from now on")
  }

  /// `.refresh`: reads all articles again by this program's models.
  func refresh() throws(Failure) {
    guard workspace.summary.articles > 0 else { throw .command("no articles are loaded") }
    surroundings.clearInterrupt()
    let isDone = withProgress(Self.rereading) { progress in
      workspace.refresh(progress: progress, isCancelled: surroundings.isInterrupted)
    }
    try settle(isDone)
    remark("read again: \(contents)")
  }
}

extension Failure {
  init(_ problem: KeepingProblem) {
    self = .command(problem.message, hint: problem.hint.isEmpty ? nil : problem.hint)
  }
}
