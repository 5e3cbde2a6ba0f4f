internal import Articles
internal import Atlas
internal import Facts
internal import Indexing
internal import Library
internal import Querying
internal import Reporting

/// What a session works on: the articles loaded, and what its queries have named so far.
final class Workspace {
  /// Shows how text is read, for `.parse` and `.tokens`: tokens, tags, tree and names.
  struct ReadingView: Sendable {
    /// Of a sentence; nil where that is not to be had.
    var sentence: @Sendable (String) -> String?
    /// Of the sentences of an article that meet these ranges, read in their article.
    var sentences: @Sendable (Article, [TextRange]) -> String?

    static let standard = ReadingView(
      sentence: { ParseView(sentence: $0, extractor: .standard).text },
      sentences: { ParseView(article: $0, sentences: $1, extractor: .standard).text })
  }

  var collection: ArticleCollection
  /// Grows with every change of what `collection` says.
  private(set) var version = 0
  let view: ReadingView
  /// Kinds, what `let` and `as` named, the last result.
  var bindings: Bindings
  private var cachedEngine: Engine? {
    willSet { if newValue == nil { readDrawn() } }
    didSet { if let oldValue { earlierWords = oldValue.words } }
  }
  /// The words of the last engine: most texts are still there. Not the engine, whose index would be copied by a change.
  private var earlierWords: WordIndexCache?
  /// The last answer, where it was drawn: its rows are read only when somebody asks for them, of the articles there were. Nobody asks
  /// for those of one before it.
  private var drawn: Answer?
  /// The folder that paths are meant in at the prompt; nil: the working folder.
  var folder: String?
  /// What completion has looked up.
  let completions = CompletionCache()
  /// What was corrected, in order.
  private(set) var corrections: [KeptCorrection] = []
  /// What was last found of each fact.
  private(set) var judgements: [FactKey: Session.Judgement] = [:]
  /// Corrections wait to be taken up.
  private(set) var awaitsCorrections = false
  /// What the last load changed that replaced or removed articles; nil while none has.
  var changes: FactChanges?
  /// Results of queries as they were made, before corrections: what was taken back is in them again.
  private var made: [String: MadeResult] = [:]
  private var madeLast: MadeResult?

  /// A result with what its numbers stand for.
  private struct MadeResult {
    var result: ResultSet
    var anchors: RowAnchors
  }

  /// As it was before kinds and aliases were added.
  private let pipeline: Pipeline

  init(_ pipeline: Pipeline = .standard, view: ReadingView = .standard) {
    self.pipeline = pipeline
    collection = ArticleCollection(pipeline)
    self.view = view
    bindings = Bindings(vocabulary: Vocabulary(kinds: pipeline.kinds))
  }

  /// An empty one that reads in the same way.
  func fresh() -> Workspace { Workspace(pipeline, view: view) }

  /// Another one with the same articles, where nothing is named yet. `readsAnew`: without the kinds and aliases that
  /// were added here, so that they can be added again.
  ///
  /// `isCorrected`: with the corrections that were made here.
  func snapshot(readsAnew: Bool, isCorrected: Bool) -> Workspace {
    let copy = fresh()
    defer {
      copy.corrections = isCorrected ? corrections : []
      for kept in copy.corrections { copy.judge(kept.correction) }
      copy.collection.correct(copy.corrections.map(\.correction))
    }
    if readsAnew {
      copy.collection.add((0..<Int32(index.articleCount)).map { index.article(ArticleID(rawValue: $0)) })
    } else {
      copy.collection = collection
      copy.bindings = Bindings(vocabulary: Vocabulary(kinds: collection.pipeline.kinds))
    }
    return copy
  }

  var index: FactIndex { collection.index }

  var vocabulary: Vocabulary {
    get { bindings.vocabulary }
    set { bindings.vocabulary = newValue }
  }

  /// The engine over all that is loaded, with the words it has indexed so far.
  var engine: Engine {
    if let cachedEngine { return cachedEngine }
    collection.finish()
    let engine = Engine(index: index, after: earlierWords)
    earlierWords = nil
    cachedEngine = engine
    return engine
  }

  /// Takes note of an answer whose rows are not read yet.
  func keepDrawn(_ answer: Answer) {
    drawn = answer.columns.contains(where: \.isPending) ? answer : nil
  }

  /// Reads them before the articles change: a change would have to copy what they are read of.
  private func readDrawn() {
    for column in drawn?.columns ?? [] where column.isPending { _ = column.values }
    drawn = nil
  }

  /// False where it was stopped.
  func finishIndex(_ isCancelled: () -> Bool) -> Bool { collection.finish(isCancelled: isCancelled) }

  /// Forgets what holds numbers of facts: they are numbered anew.
  private func forgetResults() {
    version += 1
    awaitsCorrections = false
    made = [:]
    madeLast = nil
    bindings.last = nil
    bindings.results = [:]
    vocabulary.last = nil
    vocabulary.results = [:]
  }

  /// Adds corrections: `takeCorrections` does what they say. What the numbers of facts stood for before is returned, unless
  /// others wait already.
  func add(_ new: [KeptCorrection]) -> RowAnchors? {
    let anchors = anchorResults()
    version += 1
    corrections += new
    for kept in new { judge(kept.correction) }
    collection.addCorrections(new.map(\.correction))
    cachedEngine = nil
    return anchors
  }

  /// Puts these corrections in the place of those there are; else as `add`.
  func correct(_ corrections: [KeptCorrection]) -> RowAnchors? {
    let anchors = anchorResults()
    version += 1
    self.corrections = corrections
    judgements = [:]
    for kept in corrections { judge(kept.correction) }
    collection.correct(corrections.map(\.correction))
    cachedEngine = nil
    return anchors
  }

  private func judge(_ correction: Correction) {
    switch correction {
    case .wrong(let key): judgements[key] = .wrong
    case .right(let key): judgements[key] = .right
    case .same, .different, .change, .note: break
    }
  }

  /// Writes down what the numbers in the results stand for, of those that were made since the last corrections.
  private func anchorResults() -> RowAnchors? {
    guard !awaitsCorrections, index.isFinished else { return nil }
    awaitsCorrections = true
    let anchors = index.rowAnchors
    if let last = bindings.last, madeLast == nil { madeLast = MadeResult(result: last, anchors: anchors) }
    for (name, result) in bindings.results where made[name] == nil {
      made[name] = MadeResult(result: result, anchors: anchors)
    }
    return anchors
  }

  /// A query has made results anew.
  func forgetMade(_ names: [String]) {
    madeLast = nil
    for name in names { made[name] = nil }
  }

  /// Does what corrections say, in the results of earlier queries too. False where it was stopped.
  func takeCorrections(_ isCancelled: () -> Bool) -> Bool {
    guard awaitsCorrections else { return true }
    guard finishIndex(isCancelled) else { return false }
    awaitsCorrections = false
    func now(_ made: MadeResult) -> ResultSet {
      var result = made.result
      result.renumber(index.renumbering(from: made.anchors))
      return result
    }
    if let madeLast { bindings.last = now(madeLast) }
    for (name, made) in made { bindings.results[name] = now(made) }
    return true
  }

  /// Loads files and folders; what cannot be loaded is in the report.
  func load(
    _ paths: [String], options: ReadingOptions, progress: (LoadProgress) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) -> LoadReport {
    // Else its index would be copied by the first insertion.
    cachedEngine = nil
    let report = collection.load(paths, options: options, progress: progress, isCancelled: isCancelled)
    if report.hasChanges {
      forgetResults()
      changes = report.changes
    }
    return report
  }

  /// Removes the articles of files.
  func remove(_ paths: [String]) -> LoadReport {
    cachedEngine = nil
    let report = collection.remove(paths)
    if report.hasChanges {
      forgetResults()
      changes = report.changes
    }
    return report
  }

  /// Takes in all of another collection of the same kinds and places, in the place of articles of the same names, and lets some go.
  func take(_ other: ArticleCollection, without gone: Set<ArticleKey> = []) {
    cachedEngine = nil
    if collection.hashes.isEmpty {
      let corrections = collection.corrections
      collection = other
      collection.correct(corrections)
    } else {
      collection.add(other, without: gone)
    }
    forgetResults()
  }

  /// Reads all articles again. False where it was stopped and nothing changed.
  func refresh(
    progress: (_ done: Int, _ total: Int) -> Void, isCancelled: @escaping @Sendable () -> Bool
  ) -> Bool {
    cachedEngine = nil
    guard collection.refresh(progress: progress, isCancelled: isCancelled) else { return false }
    forgetResults()
    return true
  }

  /// Goes on with a collection that other articles were taken into, or out of: results of queries keep the rows that are still
  /// there, those of sentences go.
  func adopt(_ updated: ArticleCollection, _ numbers: Renumbering) {
    func now(_ result: ResultSet) -> ResultSet? {
      guard result.schema.rows != .sentences else { return nil }
      var result = result
      result.renumber(numbers)
      return result
    }
    bindings.last = bindings.last.flatMap(now)
    if bindings.last == nil { vocabulary.last = nil }
    for (name, result) in bindings.results {
      bindings.results[name] = now(result)
      if bindings.results[name] == nil { vocabulary.results[name] = nil }
    }
    made = [:]
    madeLast = nil
    cachedEngine = nil
    version += 1
    collection = updated
  }

  /// Adds kinds of facts and finds them in the loaded articles. False where it was stopped and nothing changed.
  func define(
    _ add: (inout KindTable) throws(KindFileError) -> Void, progress: (_ done: Int, _ total: Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(KindFileError) -> Bool {
    let vocabulary = vocabulary
    let isDone = try collection.define(
      add,
      check: { (rows) throws(KindFileError) in
        for row in rows { try Self.check(row, vocabulary) }
      }, progress: progress, isCancelled: isCancelled)
    guard isDone else { return false }
    cachedEngine = nil
    forgetResults()
    self.vocabulary.kinds = collection.pipeline.kinds
    return true
  }

  private static func check(_ row: KindTable.Row, _ vocabulary: Vocabulary) throws(KindFileError) {
    for name in [row.name, row.plural] where LanguageHelp.isReserved(name) {
      throw KindFileError(line: 1, message: "`\(name)` has a meaning of its own: choose another name")
    }
    if vocabulary.definitions[row.plural] != nil || vocabulary.results[row.plural] != nil {
      throw KindFileError(line: 1, message: "`\(row.plural)` is a name of this session already")
    }
  }

  /// Adds names of places and looks for them in the loaded articles. False where it was stopped and nothing changed.
  func alias(
    _ add: (inout PlaceAliases) throws(PlaceAliasError) -> Void,
    progress: (_ done: Int, _ total: Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(PlaceAliasError) -> Bool {
    guard try collection.alias(add, progress: progress, isCancelled: isCancelled) else { return false }
    cachedEngine = nil
    forgetResults()
    return true
  }

  /// An entity's name and what it is.
  func entity(_ id: EntityID) -> (name: String, kind: NameKind)? {
    guard (0..<index.entityCount).contains(Int(id.rawValue)) else { return nil }
    let entity = index.entity(id)
    return (entity.name, entity.kind)
  }

  var summary: CollectionSummary { collection.summary }
  /// Whether all that was loaded is in order, and counted.
  var isFinished: Bool { index.isFinished }
  /// The files whose articles are loaded, as they were given or found.
  var paths: Set<String> { collection.paths }
  /// A hash of what the articles say.
  var articlesHash: ContentHash { collection.contentHash }
  /// A hash of the kinds of facts in use.
  var kindsHash: ContentHash { collection.pipeline.kinds.contentHash }
  func article(_ id: ArticleID) -> Article? { collection.article(id) }
  func evidence(for id: FactID) -> FactEvidence? { collection.evidence(for: id) }

  /// The sentences of an article that meet these ranges, as they were read there.
  func parse(_ sentences: [TextRange], of id: ArticleID) -> String? {
    article(id).flatMap { view.sentences($0, sentences) }
  }
}

/// What a query yields.
enum Reply {
  case answer(Answer, exports: [Export], drawing: Presentation?)
  /// `let` gave a name to a query.
  case defined(String)
  /// `let who = …`: a value for `$who`, as it is written.
  case parameter(String, String)
}

/// How an answer is shown, where it is no table.
enum Presentation {
  case drawing(Drawing)
  /// The evidence of each row.
  case why
}

/// Where a statement of a script stands.
struct ErrorOrigin: Sendable {
  var file: String
  /// Of the statement's first character, from 1.
  var line: Int
  var column: Int
}
