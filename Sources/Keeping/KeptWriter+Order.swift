internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// The orders of the index, and the places of facts.
extension KeptWriter {
  /// The orders of articles and entities: most stand where they stood. Once both are kept.
  func keepOrders() throws(KeepingProblem) {
    try keepOrder("article_order", "article", articleRow)
    try keepOrder(
      "entity_order", "entity", (0..<Int32(index.entityCount)).map { row(of: EntityID(rawValue: $0)) })
  }

  /// `rows`: those of the file in order.
  private func keepOrder(_ table: String, _ column: String, _ rows: [Int]) throws(KeepingProblem) {
    var known: [Int: Int] = [:]
    let select = try database.statement("SELECT \(column), position FROM \(table)")
    while try select.next() { known[select.integer(0)] = select.integer(1) }
    let insert = try database.statement("INSERT OR REPLACE INTO \(table) VALUES (?,?)")
    for (position, row) in rows.enumerated() where known[row] != position {
      insert.bind(row)
      insert.bind(position)
      try insert.run()
    }
  }

  /// The places where facts happened, each under a name that is made of what it holds.
  func keepSpots() throws(KeepingProblem) {
    let insert = try database.statement("INSERT OR IGNORE INTO spot VALUES (?,?,?,?,?,?)")
    let spots = index.spots
    spotKeys = index.spotKeys()
    for spot in 0..<spots.count {
      let place = spots.place[spot] < 0 ? nil : try row(of: PlaceID(rawValue: spots.place[spot]))
      let point = spots.point(spot)
      insert.bind(spotKeys[spot])
      insert.bind(place)
      insert.bind(spots.country[spot] == 0 ? nil : CountryCode(rawValue: spots.country[spot]).description)
      insert.bind(point.map { Double($0.latitude) })
      insert.bind(point.map { Double($0.longitude) })
      insert.bind(point == nil ? nil : Double(spots.radius[spot]))
      try insert.run()
    }
  }

  /// Places where nothing happened any more. Once the facts are kept.
  func removeUnusedSpots() throws(KeepingProblem) {
    let stays = Set(spotKeys)
    var gone: [String] = []
    let select = try database.statement("SELECT key FROM spot")
    while try select.next() { if !stays.contains(select.text(0)) { gone.append(select.text(0)) } }
    let remove = try database.statement("DELETE FROM spot WHERE key = ?")
    for key in gone {
      remove.bind(key)
      try remove.run()
    }
  }
}
