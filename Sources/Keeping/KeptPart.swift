internal import Articles
internal import Facts
internal import Glibc
package import Indexing
package import Library

/// A part of the tables of a kept file, of a collection that is joined in blocks: what each block writes is put together by whoever
/// runs them.
///
/// Rows have numbers that are the same whichever block writes them: articles and entities those of the collection and of the
/// directory, from 1; facts that of their first article times 2²⁰ and which of its facts they are; places a hash of what names them.
/// A part refers to rows that others have, and holds neither indices nor what only SQLite can use (`fact_box`, `article_text`).
package enum KeptPart {
  /// The number of a fact's row.
  private static func row(_ place: ReportPlace) -> Int { (Int(place.rank) + 1) << 20 | Int(place.ordinal) }

  /// Writes the articles of `groups` and the facts of `reports` of a block that is joined into a new file at `path`. How many of both.
  /// Cost as of a keep.
  package static func write(
    _ block: IndexBlock, _ pipeline: Pipeline, at path: String, articles isArticle: (ArticlePlacing) -> Bool,
    facts isFact: (ReportPlace) -> Bool
  ) throws(KeepingProblem) -> (articles: Int, facts: Int) {
    let database = try create(path)
    let index = block.index
    return try database.transaction { () throws(KeepingProblem) in
      let writer = KeptWriter(database, index, pipeline, isPart: true)
      let ids = (0..<Int32(index.articleCount)).map { ArticleID(rawValue: $0) }
      writer.articleRow = ids.map { Int(block.placing(of: $0).rank) + 1 }
      writer.entityRow = Array(1..<(index.entityCount + 1))
      let insert = try database.statement(KeptWriter.articleInsert)
      let mine = ids.filter { isArticle(block.placing(of: $0)) }
      for id in mine {
        try writer.insertArticle(
          index.article(id), index.key(of: id), row: writer.articleRow[Int(id.rawValue)], insert)
      }
      try writer.keepSentences(of: mine)
      try writer.keepCopies()
      try writer.keepSpots()
      let inserts = try KeptWriter.Inserts(database)
      var facts = 0
      for number in 0..<Int32(index.factCount) {
        let id = FactID(rawValue: number)
        let place = block.place(of: id)
        guard isFact(place) else { continue }
        var rows = try writer.rows(of: id, key: index.key(of: id).description, row: row(place))
        rows.box = []
        try writer.insert(rows, row: row(place), hash: 0, inserts)
        facts += 1
      }
      return (mine.count, facts)
    }
  }

  /// Writes the entities and kinds of an index that knows what all articles name into a new file at `path`.
  package static func writeNames(_ index: FactIndex, _ pipeline: Pipeline, at path: String)
    throws(KeepingProblem)
  {
    let database = try create(path)
    try database.transaction { () throws(KeepingProblem) in
      let writer = KeptWriter(database, index, pipeline, isPart: true)
      try writer.keepKinds()
      try writer.keepEntities()
    }
  }

  /// A file with the tables alone. What was there is a part that was not finished.
  private static func create(_ path: String) throws(KeepingProblem) -> Database {
    PathText.withBytes(of: path) { _ = unlink($0) }
    let database = try Database(path: path, .creating)
    // Whoever is killed does it all again.
    try database.run("PRAGMA foreign_keys = OFF; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF;")
    try database.run(KeptSchema.migrations[0])
    try database.dropIndexes()
    return database
  }
}

extension Database {
  /// Drops the indexes that were created, and gives the statements that create them again.
  @discardableResult
  func dropIndexes() throws(KeepingProblem) -> [String] {
    let select = try statement(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
    var (names, statements): ([String], [String]) = ([], [])
    while try select.next() {
      names.append(select.text(0))
      statements.append(select.text(1))
    }
    for name in names { try run("DROP INDEX \(KeptViews.identifier(name))") }
    return statements
  }
}
