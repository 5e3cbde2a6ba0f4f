internal import Articles
internal import Atlas
internal import Facts
internal import Indexing
internal import Library

/// Writes what a collection holds into the tables of a kept file, within a transaction: what is there already stays, what is gone
/// goes.
///
/// O(articles + facts) to see what is new, and some 20 µs a fact that is.
final class KeptWriter {
  let database: Database
  let index: FactIndex
  let pipeline: Pipeline

  /// The rows of articles, entities and facts in the file, by their numbers in the index.
  var articleRow: [Int] = []
  var entityRow: [Int] = []
  private var placeRow: [PlaceID: Int] = [:]
  /// What names the places of facts in the file, by their numbers in the index.
  var spotKeys: [String] = []
  private var offsets: [ScalarOffsets?]

  /// Whether rows have numbers that are the same in any file: of a part of a collection that others write, too.
  let isPart: Bool

  convenience init(_ database: Database, _ collection: ArticleCollection) {
    self.init(database, collection.index, collection.pipeline)
  }

  init(_ database: Database, _ index: FactIndex, _ pipeline: Pipeline, isPart: Bool = false) {
    self.database = database
    self.index = index
    self.pipeline = pipeline
    self.isPart = isPart
    offsets = [ScalarOffsets?](repeating: nil, count: index.articleCount)
  }

  // MARK: Articles

  /// Keeps the articles. Those that are new in the file, in the order of the index, and how many went.
  func keepArticles() throws(KeepingProblem) -> (new: [ArticleID], gone: Int) {
    // Those of standard input may share their names.
    var known: [ArticleKey: [(row: Int, content: UInt64)]] = [:]
    let all = try database.statement("SELECT id, path, number, hash FROM article")
    while try all.next() {
      let key = ArticleKey(path: all.text(1), number: Int32(clamping: all.integer(2)))
      known[key, default: []].append((all.integer(0), UInt64(bitPattern: Int64(all.integer(3)))))
    }
    let insert = try database.statement(Self.articleInsert)
    let remove = try database.statement("DELETE FROM article WHERE id = ?")
    let unlist = try database.statement(
      """
      INSERT INTO article_text (article_text, rowid, title, text)
      SELECT 'delete', id, title, text FROM article WHERE id = ?
      """)
    let list = try database.statement(
      "INSERT INTO article_text (rowid, title, text) SELECT id, title, text FROM article WHERE id = ?")
    var new: [ArticleID] = []
    var gone = 0
    var stays = Set<Int>()
    articleRow = [Int](repeating: -1, count: index.articleCount)
    // First what changed goes, since no two articles have one key.
    for number in articleRow.indices {
      let article = index.article(ArticleID(rawValue: Int32(number)))
      let content = article.contentHash.rawValue
      let there = known[article.key]?.first { $0.content == content && !stays.contains($0.row) }
      if let there {
        articleRow[number] = there.row
        stays.insert(there.row)
      }
    }
    for row in known.values.joined().map(\.row).sorted() where !stays.contains(row) {
      // By hand, since no trigger may use such a table in a file that may be somebody else's.
      unlist.bind(row)
      try unlist.run()
      remove.bind(row)
      try remove.run()
      gone += 1
    }
    for number in articleRow.indices where articleRow[number] < 0 {
      let id = ArticleID(rawValue: Int32(number))
      try insertArticle(index.article(id), index.key(of: id), insert)
      articleRow[number] = Int(database.lastRow)
      list.bind(articleRow[number])
      try list.run()
      new.append(id)
    }
    try keepSentences(of: new)
    return (new, gone)
  }

  static let articleInsert = """
    INSERT INTO article (key, path, number, title, date, date_start, date_end, minute_start, minute_end, published_via,
      author, outlet, language, text, hash, details, id) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
    """

  /// `row`: nil for the next.
  func insertArticle(_ article: Article, _ key: ContentHash, row: Int? = nil, _ insert: Statement)
    throws(KeepingProblem)
  {
    var cells = KeptCells()
    cells.add(key.description)
    cells.add(article.path.isEmpty ? "-" : article.path)
    cells.add(Int(article.number))
    cells.add(article.title.map(article.string) ?? article.name)
    cells.add(article.published)
    cells.add(article.publishedVia?.name)
    cells.add(article.author)
    cells.add(article.source)
    cells.add(article.language)
    cells.bind(to: insert)
    insert.bind(text: article.text)
    insert.bind(Int(Int64(bitPattern: article.contentHash.rawValue)))
    var archive = ColumnArchive()
    var article = article
    article.archive(&archive)
    archive.bytes.withUnsafeBytes { insert.bind(bytes: $0) }
    insert.bind(row)
    try insert.run()
  }

  func keepSentences(of articles: [ArticleID]) throws(KeepingProblem) {
    let insert = try database.statement("INSERT INTO sentence VALUES (?,?,?,?)")
    for id in articles {
      for position in 0..<Int32(index.sentenceCount(of: id)) {
        let range = index.range(of: SentenceID(article: id, position: position))
        insert.bind(articleRow[Int(id.rawValue)])
        insert.bind(Int(position))
        insert.bind(scalar(range.start, of: id))
        insert.bind(scalar(range.end, of: id))
        try insert.run()
      }
    }
  }

  /// Which articles are copies, and their agencies, may change with every article that comes.
  func keepCopies() throws(KeepingProblem) {
    let select = try database.statement("SELECT id, agency, original, successor FROM article")
    var known: [Int: (agency: String, original: Int, successor: Int)] = [:]
    while try select.next() {
      known[select.integer(0)] = (select.text(1), select.integer(2), select.integer(3))
    }
    let update = try database.statement(
      "UPDATE article SET agency = ?, original = ?, successor = ? WHERE id = ?")
    for number in articleRow.indices {
      let id = ArticleID(rawValue: Int32(number))
      let agency = index.agency(of: id)
      let original = index.original(of: id).map { articleRow[Int($0.rawValue)] }
      let successor = index.successor(of: id).map { articleRow[Int($0.rawValue)] }
      if let there = known[articleRow[number]],
        there == (agency, original ?? 0, successor ?? 0)
      {
        continue
      }
      update.bind(agency)
      update.bind(original)
      update.bind(successor)
      update.bind(articleRow[number])
      try update.run()
    }
  }

  /// Scalars before a byte of an article's text.
  func scalar(_ byte: Int32, of id: ArticleID) -> Int {
    let number = Int(id.rawValue)
    if let known = offsets[number] { return known.scalar(at: byte) }
    let made = ScalarOffsets(index.article(id).text)
    offsets[number] = made
    return made.scalar(at: byte)
  }

  // MARK: Kinds, places and entities

  /// Kinds with their roles, and the views that are named by them.
  func keepKinds() throws(KeepingProblem) {
    let kinds = index.kinds
    let kind = try database.statement(
      """
      INSERT INTO kind VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (name) DO UPDATE SET plural = excluded.plural, help = excluded.help, position = excluded.position
      """)
    try database.run("DELETE FROM kind_role")
    let role = try database.statement("INSERT INTO kind_role VALUES (?,?,?)")
    for row in kinds.rows {
      kind.bind(row.name)
      kind.bind(row.plural)
      kind.bind(row.help)
      kind.bind(Int(row.kind.rawValue))
      try kind.run()
      for (position, filler) in row.roles.enumerated() {
        role.bind(row.name)
        role.bind(position)
        role.bind(kinds.name(filler))
        try role.run()
      }
    }
    let views = try database.statement("SELECT name FROM sqlite_schema WHERE type = 'view'")
    var old: [String] = []
    while try views.next() { old.append(views.text(0)) }
    for name in old { try database.run("DROP VIEW \(KeptViews.identifier(name))") }
    try database.run(KeptViews.statements(kinds))
  }

  /// The row of a place, kept where it is new; nil of what the gazetteer does not know.
  func row(of place: PlaceID) throws(KeepingProblem) -> Int? {
    if let known = placeRow[place] { return known }
    guard let found = index.places.place(place) else { return nil }
    let row = try row(of: found)
    placeRow[place] = row
    return row
  }

  private func row(of place: Place) throws(KeepingProblem) -> Int {
    let code = Self.code(of: place)
    let select = try database.statement("SELECT id FROM place WHERE code = ?")
    select.bind(code)
    if try select.next() { return select.integer(0) }
    let insert = try database.statement(
      """
      INSERT INTO place (id, code, name, kind, country, region, latitude, longitude, population, geonames)
      VALUES (?,?,?,?,?,?,?,?,?,?)
      """)
    var cells = KeptCells()
    // 52 bits of a hash: what counts in Double has room for them.
    cells.add(isPart ? Int(ContentHash(code.utf8).rawValue >> 12) : nil)
    cells.add(code)
    cells.add(place.name)
    cells.add(place.kind.name)
    cells.add(place.country?.description)
    cells.add(index.places.region(of: place)?.name)
    cells.add(Double(place.point.latitude))
    cells.add(Double(place.point.longitude))
    cells.add(place.population > 0 ? Int(place.population) : nil)
    cells.add(place.geonames > 0 ? Int(place.geonames) : nil)
    cells.bind(to: insert)
    try insert.run()
    return Int(database.lastRow)
  }

  /// What names a place whatever its row: kind and hundredths of a degree stand for what GeoNames has no number for, and apart what it
  /// has under one.
  private static func code(of place: Place) -> String {
    let (north, east) = (place.point.latitude * 100, place.point.longitude * 100)
    let name = place.geonames > 0 ? "geonames \(place.geonames)" : place.name
    return "\(name), \(place.kind.name) at \(Int(north.rounded())) \(Int(east.rounded()))"
  }

  func keepEntities() throws(KeepingProblem) {
    var known: [String: (row: Int, content: Int)] = [:]
    let select = try database.statement("SELECT id, key, hash FROM entity")
    while try select.next() { known[select.text(1)] = (select.integer(0), select.integer(2)) }
    let insert = try database.statement("INSERT INTO entity VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
    let update = try database.statement(
      """
      UPDATE entity SET key = ?2, name = ?3, kind = ?4, is_named = ?5, title = ?6, role = ?7, organisation = ?8,
        country = ?9, gender = ?10, place = ?11, articles = ?12, mentions = ?13, hash = ?14 WHERE id = ?1
      """)
    let alias = try database.statement("INSERT INTO alias VALUES (?,?,?)")
    let forget = try database.statement("DELETE FROM alias WHERE entity = ?")
    var next = (try database.number("SELECT max(id) FROM entity") ?? 0) + 1
    entityRow = []
    entityRow.reserveCapacity(index.entityCount)
    for number in 0..<Int32(index.entityCount) {
      let id = EntityID(rawValue: number)
      let entity = index.entity(id)
      let key = index.key(of: id).description
      let there = known[key]
      let row = there?.row ?? next
      if there == nil { next += 1 }
      entityRow.append(row)
      var cells = KeptCells()
      let code = index.entityCountry[Int(number)]
      try cells.add(
        entity, key: key, row: row, country: code == 0 ? nil : CountryCode(rawValue: code).description,
        place: entity.place.flatMap { place throws(KeepingProblem) in try self.row(of: place) },
        articles: index.articles(of: id).count)
      var hash = FNV64()
      cells.hash(into: &hash)
      for name in entity.aliases { for byte in name.utf8 + [10] { hash.add(byte) } }
      let content = Int(Int64(bitPattern: hash.value))
      if there?.content == content { continue }
      let statement = there == nil ? insert : update
      cells.bind(to: statement)
      statement.bind(content)
      try statement.run()
      if there != nil {
        forget.bind(row)
        try forget.run()
      }
      for (position, name) in entity.aliases.enumerated() where !name.isEmpty {
        alias.bind(row)
        alias.bind(position)
        alias.bind(name)
        try alias.run()
      }
    }
  }

  /// The row of an entity of the index.
  func row(of entity: EntityID) -> Int { entityRow[Int(entity.rawValue)] }

  /// Entities that nothing names any more. Once the facts are kept.
  func removeUnused() throws(KeepingProblem) {
    let stays = Set(entityRow)
    let select = try database.statement("SELECT id FROM entity")
    var gone: [Int] = []
    while try select.next() { if !stays.contains(select.integer(0)) { gone.append(select.integer(0)) } }
    let remove = try database.statement("DELETE FROM entity WHERE id = ?")
    for row in gone {
      remove.bind(row)
      try remove.run()
    }
  }
}

extension KeptCells {
  fileprivate mutating func add(
    _ entity: Entity, key: String, row: Int, country: String?, place: Int?, articles: Int
  ) {
    add(row)
    add(key)
    cells(ofName: entity.name)
    add(entity.kind.name)
    add(entity.isNamed ? 1 : 0)
    add(entity.title)
    add(entity.role)
    add(entity.organisation)
    add(country)
    add(entity.gender == .unknown ? nil : "\(entity.gender)")
    add(place)
    add(articles)
    add(Int(entity.mentionCount))
  }

  /// A name that may not be missing.
  private mutating func cells(ofName name: String) { add(name.isEmpty ? "?" : name) }
}
