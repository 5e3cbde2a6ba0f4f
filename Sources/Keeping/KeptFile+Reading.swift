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
    UnusedMemory.returnAtOnce()
    defer { UnusedMemory.returnMost() }
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
    read.index?.keptWords = KeptWords { [path] in Self.words(in: path, $0) }
    if read.index == nil { read.why = "its columns are damaged" }
    return read
  }

  /// The words that are kept now, whatever was kept since the file was opened: they tell whose they are. Nil where there are none that
  /// serve. O(words).
  private static func words(in path: String, _ serve: ([UInt64]) -> Bool) -> WordIndex? {
    guard let database = try? Database(path: path, reading(path)) else { return nil }
    let found = try? database.reading { () throws(KeepingProblem) -> WordIndex? in
      guard let part = try database.columnParts().last(where: { $0.part == "words" }),
        let columns = database.columns(in: part.rows)
      else { return nil }
      return WordIndex(reading: ColumnArchive(reading: columns), serve: serve)
    }
    return found ?? nil
  }

  /// The articles of the file, by its rows.
  struct RowsAndArticles: Sendable {
    var articles: [Article] = []
    var known: [ArticleKey: ContentHash] = [:]
    var byRow: [Int64: Int] = [:]
  }

  private func readArticles(_ texts: TextStore) throws(KeepingProblem) -> RowsAndArticles {
    var rows = RowsAndArticles()
    let count = try articleCount()
    rows.articles.reserveCapacity(count)
    rows.byRow.reserveCapacity(count)
    rows.known.reserveCapacity(count)
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
    for (part, rows) in try database.columnParts() {
      switch part {
      case "told":
        guard let columns = database.columns(in: rows) else { return State() }
        let articles = try articles(of: rows[0], in: database)
        let index = FactIndex(
          kinds: pipeline.kinds, places: pipeline.places, articleCount: articles.count,
          told: ColumnArchive(reading: columns))
        guard let index else { return State() }
        state.told.append(Told(articles: articles, index: index))
      case "made" where state.told.count == 1:
        // What cannot be taken over is made again.
        if let columns = database.columns(in: rows) {
          _ = state.told[0].index.takeMade(ColumnArchive(reading: columns))
        }
      default: break
      }
    }
    state.isWhole = true
    return state
  }

  private func articles(of row: Int, in database: Database) throws(KeepingProblem) -> [Int64] {
    let select = try database.statement("SELECT articles FROM columns WHERE id = ?")
    select.bind(row)
    guard try select.next() else { return [] }
    return select.withBytes(0) { bytes in
      (0..<bytes.count / 8).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Int64.self) }
    }
  }

  /// The index of all articles; nil where the columns do not fit them. Once.
  func index(_ rows: KeptFile.RowsAndArticles) -> FactIndex? {
    // Nobody else holds the columns, which would be copied when they change.
    var parts: [Told] = []
    let isWhole = state.withLock { state in
      swap(&parts, &state.told)
      return state.isWhole
    }
    guard isWhole else { return nil }
    parts.reverse()
    var index = FactIndex(kinds: pipeline.kinds, places: pipeline.places)
    var count = 0
    while var told = parts.popLast() {
      let places = told.articles.map { rows.byRow[$0] }
      let gone = Set(places.indices.lazy.filter { places[$0] == nil }.map { Int32($0) })
      // Where they are those of the file in their order, the list is taken as it is.
      let isAll = places.count == rows.articles.count && places.indices.allSatisfy { places[$0] == $0 }
      let articles =
        isAll ? rows.articles : places.map { place in place.map { rows.articles[$0] } ?? Article(text: []) }
      guard told.index.take(articles, gone: gone) else { return nil }
      if count == 0 { index = told.index } else { index.append(told.index) }
      count += places.count - gone.count
    }
    guard count == rows.articles.count else { return nil }
    index.finish()
    return index
  }
}
