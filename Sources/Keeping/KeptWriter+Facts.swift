internal import Articles
internal import Atlas
internal import Facts
internal import Glibc
internal import Indexing
internal import Library

extension KeptWriter {
  /// The statements that keep a fact with all that hangs on it.
  struct Inserts {
    let fact: Statement
    let role: Statement
    let mention: Statement
    let article: Statement
    let figure: Statement
    let box: Statement
    let remove: Statement
    let removeBox: Statement

    init(_ database: Database) throws(KeepingProblem) {
      func insert(_ table: String, _ count: Int) throws(KeepingProblem) -> Statement {
        let marks = [String](repeating: "?", count: count).joined(separator: ",")
        return try database.statement("INSERT INTO \(table) VALUES (\(marks))")
      }
      fact = try insert("fact", 40)
      role = try insert("role", 4)
      mention = try insert("mention", 13)
      article = try insert("fact_article", 2)
      figure = try insert("figure", 7)
      box = try insert("fact_box", 5)
      remove = try database.statement("DELETE FROM fact WHERE id = ?")
      removeBox = try database.statement("DELETE FROM fact_box WHERE id = ?")
    }

    func remove(_ row: Int) throws(KeepingProblem) {
      for statement in [removeBox, remove] {
        statement.bind(row)
        try statement.run()
      }
    }
  }

  /// A fact with all that hangs on it, as rows.
  struct Rows {
    var fact = KeptCells()
    var roles: [KeptCells] = []
    var mentions: [KeptCells] = []
    var articles: [Int] = []
    var figures: [KeptCells] = []
    /// South, north, west, east.
    var box: [Double] = []

    var hash: Int {
      var hash = FNV64()
      fact.hash(into: &hash)
      for cells in roles + mentions + figures { cells.hash(into: &hash) }
      var own = KeptCells()
      for article in articles { own.add(article) }
      own.hash(into: &hash)
      return Int(Int64(bitPattern: hash.value))
    }
  }

  /// Keeps the facts: those that are as they were stay. How many are new or others, and how many went.
  func keepFacts() throws(KeepingProblem) -> (written: Int, gone: Int) {
    try keepSpots()
    var known: [String: (row: Int, hash: Int)] = [:]
    let select = try database.statement("SELECT id, key, hash FROM fact")
    while try select.next() { known[select.text(1)] = (select.integer(0), select.integer(2)) }
    let inserts = try Inserts(database)
    var next = (try database.number("SELECT max(id) FROM fact") ?? 0) + 1
    var written = 0
    for number in 0..<Int32(index.factCount) {
      let id = FactID(rawValue: number)
      let key = index.key(of: id).description
      let there = known.removeValue(forKey: key)
      let row = there?.row ?? next
      let rows = try rows(of: id, key: key, row: row)
      let hash = rows.hash
      if there?.hash == hash { continue }
      if there == nil {
        next += 1
      } else {
        try inserts.remove(row)
      }
      try insert(rows, row: row, hash: hash, inserts)
      written += 1
    }
    for row in known.values.map(\.row).sorted() { try inserts.remove(row) }
    return (written, known.count)
  }

  func insert(_ rows: Rows, row: Int, hash: Int, _ inserts: Inserts) throws(KeepingProblem) {
    rows.fact.bind(to: inserts.fact)
    inserts.fact.bind(hash)
    try inserts.fact.run()
    for (statement, all) in [
      (inserts.role, rows.roles), (inserts.mention, rows.mentions), (inserts.figure, rows.figures),
    ] {
      for (position, cells) in all.enumerated() {
        statement.bind(row)
        statement.bind(position)
        cells.bind(to: statement)
        try statement.run()
      }
    }
    for article in rows.articles {
      inserts.article.bind(row)
      inserts.article.bind(article)
      try inserts.article.run()
    }
    guard !rows.box.isEmpty else { return }
    inserts.box.bind(row)
    for edge in rows.box { inserts.box.bind(edge) }
    try inserts.box.run()
  }

  func rows(of id: FactID, key: String, row: Int) throws(KeepingProblem) -> Rows {
    let fact = index.fact(id)
    var rows = Rows()
    rows.fact.add(row)
    rows.fact.add(key)
    rows.fact.add(index.kinds.name(fact.kind))
    rows.fact.add(fact.status.name)
    rows.fact.add((Double(fact.confidence) * 1000).rounded() / 1000)
    rows.fact.add(index.percent(of: id))
    rows.fact.add(fact.isMain ? 1 : 0)
    rows.fact.add(fact.time?.interval)
    rows.fact.add(index.dateText(of: id))
    rows.fact.add(fact.time?.via.name)
    rows.fact.add(index.placeText(of: id))
    let spot = Int(index.facts.spot[Int(id.rawValue)])
    rows.fact.add(spot < 0 ? nil : spotKeys[spot])
    rows.fact.add(try fact.place?.place.flatMap { place throws(KeepingProblem) in try self.row(of: place) })
    rows.fact.add(fact.place?.country?.description)
    rows.fact.add(fact.place?.point.map { Double($0.latitude) })
    rows.fact.add(fact.place?.point.map { Double($0.longitude) })
    rows.fact.add(fact.place?.point == nil ? nil : fact.place.map { Double($0.radius) })
    rows.fact.add(fact.place?.via.name)
    rows.fact.add(fact.source.map { self.row(of: $0.entity) })
    rows.fact.add(index.sourceCue(of: id))
    rows.fact.add(index.content(of: id))
    addFigures(fact, id, &rows)
    rows.fact.add(index.sourceCount(of: id))
    rows.fact.add(index.mentionCount(of: id))
    rows.fact.add(index.correctedFields(of: id).joined(separator: "; "))
    rows.fact.add(index.notes(on: id).joined(separator: "; "))
    let first = index.firstReport(of: id)
    rows.fact.add(articleRow[Int(first.article.rawValue)])
    rows.fact.add(first.ordinal)
    for filler in fact.roles {
      var cells = KeptCells()
      cells.add(index.kinds.name(filler.role))
      cells.add(self.row(of: filler.entity))
      rows.roles.append(cells)
    }
    for mention in fact.mentions { rows.mentions.append(cells(of: mention)) }
    rows.articles = index.articles(of: id).map { articleRow[Int($0.rawValue)] }
    if let place = fact.place, let point = place.point { rows.box = Self.box(point, radius: place.radius) }
    return rows
  }

  private func addFigures(_ fact: Fact, _ id: FactID, _ rows: inout Rows) {
    rows.fact.add(fact.killed < 0 ? nil : Int(fact.killed))
    rows.fact.add(fact.injured < 0 ? nil : Int(fact.injured))
    for quantity in [Figure.Quantity.arrested, .missing] {
      rows.fact.add(index.figure(quantity, of: id).flatMap { Int(exactly: $0) })
    }
    for quantity in [Figure.Quantity.magnitude, .share] { rows.fact.add(index.figure(quantity, of: id)) }
    rows.fact.add(fact.amount)
    rows.fact.add(fact.currency)
    for (article, figure) in index.figures(of: id) {
      var cells = KeptCells()
      cells.add(articleRow[Int(article.rawValue)])
      cells.add(figure.quantity.name)
      cells.add(figure.bound.rawValue)
      cells.add(figure.value)
      cells.add(figure.currency.code)
      rows.figures.append(cells)
    }
  }

  private func cells(of mention: FactMention) -> KeptCells {
    var cells = KeptCells()
    cells.add(articleRow[Int(mention.article.rawValue)])
    cells.add(scalar(mention.sentence.start, of: mention.article))
    cells.add(scalar(mention.sentence.end, of: mention.article))
    for range in [mention.trigger, mention.place, mention.date] {
      cells.add(range.isEmpty ? nil : scalar(range.start, of: mention.article))
      cells.add(range.isEmpty ? nil : scalar(range.end, of: mention.article))
    }
    cells.add(index.article(mention.article).string(mention.trigger).lowercased())
    cells.add(pipeline.ruleName(mention.rule))
    return cells
  }

  /// A box around a point, in degrees; one that crosses the antimeridian goes round the earth, as an R*-tree knows no other.
  private static func box(_ point: Coordinate, radius: Float) -> [Double] {
    let (latitude, longitude) = (Double(point.latitude), Double(point.longitude))
    let height = Double(radius) / 111.2
    let width = height / max(0.01, cos(Double(point.latitude) * .pi / 180))
    let (west, east) = (longitude - width, longitude + width)
    let crosses = west < -180 || east > 180
    return [
      max(-90, latitude - height), min(90, latitude + height), crosses ? -180 : west, crosses ? 180 : east,
    ]
  }
}
