internal import Articles
internal import Indexing
public import Library
internal import Synchronization

extension KeptFile {
  /// What a kept file holds, as it was loaded.
  public struct Contents: Sendable {
    /// All articles with what they say. Not corrected yet: `Context.corrections` says what is to be.
    public var collection: ArticleCollection
    /// Whether the facts were read by other models than those of this program: reading the articles again may give others.
    public var isOutdated = false
    /// Why the articles had to be read again; nil where their facts were those that are kept.
    public var readAgain: String?
  }

  /// What the file holds beside articles.
  public func context() throws(KeepingProblem) -> Context {
    var context = Context()
    let definitions = try database.statement("SELECT form, text FROM definition ORDER BY position")
    while try definitions.next() {
      let text = definitions.text(1)
      switch definitions.text(0) {
      case "alias": context.aliases.append(text)
      case let form: context.kinds.append(Definition(isFile: form == "kinds", text: text))
      }
    }
    let corrections = try database.statement("SELECT statement FROM correction ORDER BY position")
    while try corrections.next() { context.corrections.append(corrections.text(0)) }
    return context
  }

  /// The rows of a statement that reads: `columns` texts each, "" for what is missing.
  public func rows(of statement: String, columns: Int) throws(KeepingProblem) -> [[String]] {
    try database.reading { () throws(KeepingProblem) in
      var rows: [[String]] = []
      let select = try database.statement(statement)
      while try select.next() { rows.append((0..<Int32(columns)).map { select.text($0) }) }
      return rows
    }
  }

  /// Loads all that is kept, with a pipeline that knows the kinds and aliases of `context()`.
  ///
  /// Where kinds and gazetteer are those that it was kept with, no article is read: O(bytes of the file's columns and texts). Else,
  /// and where the columns are damaged, all are read again, and `progress` is told how many of how many.
  public func load(
    _ pipeline: Pipeline, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(KeepingProblem) -> Contents? {
    let read = try database.reading { () throws(KeepingProblem) in
      generation = try currentGeneration()
      return try readRows(pipeline)
    }
    if let index = read.index {
      let models = try value("models").flatMap { ContentHash($0) }
      let collection = ArticleCollection(pipeline, index: index, known: read.known, models: models)
      return Contents(collection: collection, isOutdated: collection.models != pipeline.models)
    }
    var collection = ArticleCollection(pipeline)
    let articles = read.articles
    for start in stride(from: 0, to: articles.count, by: 1024) {
      progress(start, articles.count)
      if isCancelled() { return nil }
      collection.add(Array(articles[start..<min(start + 1024, articles.count)]), finishes: false)
    }
    guard collection.finish(isCancelled: isCancelled) else { return nil }
    return Contents(collection: collection, readAgain: read.why)
  }

  private struct RowsRead {
    var articles: [Article] = []
    var known: [ArticleKey: ContentHash] = [:]
    /// Nil where it has to be made anew.
    var index: FactIndex?
    var why: String?
  }

  private func readRows(_ pipeline: Pipeline) throws(KeepingProblem) -> RowsRead {
    let isSame = try value("tables") == pipeline.tables.description
    // A second connection reads columns while this one reads texts.
    let columns = isSame ? ColumnReader(path: path, generation: generation, pipeline) : nil
    let texts = TextStore()
    let found = Mutex<Result<RowsAndArticles, KeepingProblem>?>(nil)
    nonisolated(unsafe) let file = self
    Parallel.run {
      columns?.read()
    } _: {
      let result: Result<RowsAndArticles, KeepingProblem>
      do throws(KeepingProblem) { result = .success(try file.readArticles(texts)) } catch {
        result = .failure(error)
      }
      found.withLock { $0 = result }
    }
    guard let result = found.withLock({ $0 }) else { return RowsRead() }
    let rows = try result.get()
    var read = RowsRead(articles: rows.articles, known: rows.known)
    guard let columns else {
      read.why = "kinds of facts or places are others than those it was kept with"
      return read
    }
    read.index = columns.index(rows)
    read.index?.texts = texts
    if read.index == nil { read.why = "its columns are damaged" }
    return read
  }

  /// The articles of the file, by its rows.
  struct RowsAndArticles: Sendable {
    var articles: [Article] = []
    var known: [ArticleKey: ContentHash] = [:]
    var byRow: [Int64: Int] = [:]
  }

  private func readArticles(_ texts: TextStore) throws(KeepingProblem) -> RowsAndArticles {
    var rows = RowsAndArticles()
    let select = try database.statement("SELECT id, text, hash, details FROM article ORDER BY id")
    while try select.next() {
      let text = select.withBytes(1) { ArticleText($0) }
      guard text.isUTF8 else { throw KeepingProblem(path: path, reason: .damaged) }
      var article = Article(text: texts.keep(text))
      let isWhole = select.withBytes(3) { bytes in
        var archive = ColumnArchive(reading: bytes)
        article.archive(&archive)
        return archive.isWhole
      }
      guard isWhole else { throw KeepingProblem(path: path, reason: .damaged) }
      rows.byRow[Int64(select.integer(0))] = rows.articles.count
      rows.known[article.key] = ContentHash(rawValue: UInt64(bitPattern: Int64(select.integer(2))))
      rows.articles.append(article)
    }
    return rows
  }
}

/// Reads the columns of a kept file.
private final class ColumnReader: Sendable {
  private struct Told {
    var articles: [Int64]
    var index: FactIndex
  }

  private struct State {
    var told: [Told] = []
    var isWhole = false
  }

  private let path: String
  private let generation: Int
  private let pipeline: Pipeline
  private let state = Mutex(State())

  init(path: String, generation: Int, _ pipeline: Pipeline) {
    self.path = path
    self.generation = generation
    self.pipeline = pipeline
  }

  func read() {
    guard let database = try? Database(path: path, KeptFile.reading(path)) else { return }
    let read = try? database.reading { () throws(KeepingProblem) in
      guard try database.number("SELECT value FROM meta WHERE name = 'generation'") ?? 0 == generation else {
        return State()
      }
      return try state(in: database)
    }
    if let read { state.withLock { $0 = read } }
  }

  private func state(in database: Database) throws(KeepingProblem) -> State {
    var state = State()
    let select = try database.statement("SELECT part, articles, data FROM columns ORDER BY id")
    while try select.next() {
      let articles = select.withBytes(1) { bytes in
        (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Int64.self) }
      }
      switch select.text(0) {
      case "told":
        let index = select.withBytes(2) {
          FactIndex(
            kinds: pipeline.kinds, places: pipeline.places, articleCount: articles.count, told: $0)
        }
        guard let index else { return State() }
        state.told.append(Told(articles: articles, index: index))
      case "made" where state.told.count == 1:
        // What cannot be taken over is made again.
        _ = select.withBytes(2) { state.told[0].index.takeMade($0) }
      default: break
      }
    }
    state.isWhole = true
    return state
  }

  /// The index of all articles; nil where the columns do not fit them.
  func index(_ rows: KeptFile.RowsAndArticles) -> FactIndex? {
    var state = state.withLock { $0 }
    guard state.isWhole else { return nil }
    var index = FactIndex(kinds: pipeline.kinds, places: pipeline.places)
    var count = 0
    for number in state.told.indices {
      let articles = state.told[number].articles.map { row in rows.byRow[row].map { rows.articles[$0] } }
      count += articles.count { $0 != nil }
      guard state.told[number].index.take(articles) else { return nil }
      if state.told.count == 1 {
        index = state.told[number].index
      } else {
        index.append(state.told[number].index)
      }
    }
    guard count == rows.articles.count else { return nil }
    index.finish()
    return index
  }
}
