internal import Articles
internal import Facts
internal import Indexing
internal import Library

/// The columns of the index in a kept file.
///
/// A part of them ("told", "made", "words") lies in one row or in several, none of them larger than `ColumnPieces.size`: the rows behind
/// the first, which follow it by their numbers, are named by it and a plus ("told+").
extension KeptFile {
  /// Columns are written anew as a whole as long as that takes no time to speak of (bytes), or once so large a part has changed.
  private static let small = 48 << 20
  private static let changedShare = 20

  /// Keeps the columns of an index whose articles are in the file.
  func keepColumns(
    _ collection: ArticleCollection, _ writer: KeptWriter, new: [ArticleID], gone: Int, _ isWhole: Bool
  ) throws(KeepingProblem) {
    let index = collection.index
    // Articles of standard input share their names, and only a whole index says which is which.
    let isWhole = isWhole || new.contains { index.article($0).path == "-" }
    let (tables, models) = (try value("tables"), try value("models"))
    let isSame =
      tables == collection.pipeline.tables.description && models == collection.models.description
    let kept =
      try database.number("SELECT sum(length(data)) FROM columns WHERE part NOT LIKE 'words%'") ?? 0
    let pending =
      try database.number(
        "SELECT sum(length(articles)) / 8 FROM columns WHERE part = 'told' AND id > (SELECT min(id) FROM columns WHERE part = 'told')"
      ) ?? 0
    let changed = (new.count + gone + pending) * Self.changedShare
    if isSame, !isWhole, kept > Self.small, changed < index.articleCount {
      if new.isEmpty, gone == 0 { return }
      try database.run("DELETE FROM columns WHERE part LIKE 'made%'")
      if !new.isEmpty {
        let part = index.part(Set(new.map { index.article($0).key }))
        let isNew = Set(new)
        try keepTold(part, of: index.insertedIDs.filter(isNew.contains), writer)
      }
      return
    }
    // Words tell whose they are: what has come or gone is left to whoever reads them.
    try database.run("DELETE FROM columns WHERE part NOT LIKE 'words%'")
    try keepTold(index, of: index.insertedIDs, writer)
    try keep("made") { index.writeMade(&$0) }
  }

  /// `articles`: those of the part, in the order of their insertion.
  private func keepTold(
    _ part: FactIndex, of articles: [ArticleID], _ writer: KeptWriter
  ) throws(KeepingProblem) {
    let rows = articles.map { Int64(writer.articleRow[Int($0.rawValue)]) }
    try keep("told", articles: rows) { archive in
      part.writeTold(&archive)
      return true
    }
  }

  /// Keeps what `write` writes as a part of the columns; nothing where it says that it has written nothing.
  private func keep(
    _ part: String, articles: [Int64] = [], _ write: (inout ColumnArchive) -> Bool
  ) throws(KeepingProblem) {
    let pieces = ColumnPieces(database, part, articles: articles)
    var archive = ColumnArchive(writing: pieces.add)
    guard write(&archive) else { return }
    archive.flush()
    try pieces.end()
  }

  /// Keeps words in the place of those that are there. O(their size).
  func keep(_ words: WordIndex) throws(KeepingProblem) {
    try database.run("DELETE FROM columns WHERE part LIKE 'words%'")
    try keep("words") { archive in
      words.write(&archive)
      return true
    }
  }
}

/// Writes a part of the columns, some of its bytes after others.
final class ColumnPieces {
  /// Bytes of a row: SQLite holds one in memory while it writes it, and takes none of a billion.
  static let size = 16 << 20

  private let size: Int
  private let database: Database
  private let part: String
  private let articles: [Int64]
  private var isFirst = true
  private var pending = ContiguousArray<UInt8>()
  private var problem: KeepingProblem?

  /// `articles`: the rows of those that the part is of; `size`: the most bytes of a row.
  init(_ database: Database, _ part: String, articles: [Int64], size: Int = ColumnPieces.size) {
    self.size = size
    self.database = database
    self.part = part
    self.articles = articles
  }

  /// Writes what comes next. A failure is told at the end.
  func add(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while !rest.isEmpty, problem == nil {
      let count = min(rest.count, size - pending.count)
      pending.append(contentsOf: rest[..<(rest.startIndex + count)])
      rest = UnsafeRawBufferPointer(rebasing: rest[(rest.startIndex + count)...])
      if pending.count == size { write() }
    }
  }

  /// Writes what is left; throws what has failed.
  func end() throws(KeepingProblem) {
    if isFirst || !pending.isEmpty { write() }
    if let problem { throw problem }
  }

  private func write() {
    do throws(KeepingProblem) {
      let insert = try database.statement("INSERT INTO columns (part, articles, data) VALUES (?,?,?)")
      insert.bind(isFirst ? part : part + "+")
      (isFirst ? articles : []).withUnsafeBytes { insert.bind(bytes: $0) }
      pending.withUnsafeBytes { insert.bind(bytes: $0) }
      try insert.run()
    } catch {
      problem = error
    }
    isFirst = false
    pending.removeAll(keepingCapacity: true)
  }
}

extension Database {
  /// A part of the columns as it lies in its rows, whose numbers these are; they are not read before they are needed.
  func columns(in rows: [Int]) -> ColumnSupply? {
    var pieces: [CellBytes] = []
    for row in rows.reversed() {
      guard let piece = bytes(of: "data", in: "columns", row: row) else { return nil }
      pieces.append(piece)
    }
    return ColumnSupply(count: pieces.reduce(0) { $0 + $1.left }) { target in
      var target = target
      while !target.isEmpty {
        guard let piece = pieces.last else { return false }
        let count = min(target.count, piece.left)
        guard piece.read(into: UnsafeMutableRawBufferPointer(rebasing: target[..<count])) else {
          return false
        }
        target = UnsafeMutableRawBufferPointer(rebasing: target[count...])
        if piece.left == 0 { pieces.removeLast() }
      }
      return true
    }
  }

  /// The parts of the columns in their order: what each is, and the rows that it lies in.
  func columnParts() throws(KeepingProblem) -> [(part: String, rows: [Int])] {
    var parts: [(part: String, rows: [Int])] = []
    let select = try statement("SELECT id, part FROM columns ORDER BY id")
    while try select.next() {
      let (row, name) = (select.integer(0), select.text(1))
      if let last = parts.last, name == last.part + "+" {
        parts[parts.count - 1].rows.append(row)
      } else {
        parts.append((name, [row]))
      }
    }
    return parts
  }
}
