internal import Articles
internal import Facts
internal import Indexing

/// A way to find facts without reading them all: a superset of those that meet one condition.
struct AccessPath {
  /// Which of the conjuncts it comes from; nil: the source's kind.
  var conjunct: Int?
  var method: String
  var estimate: Int
  /// Ascending, each once.
  var rows: () -> [Int32]
}

extension Execution {
  /// Conjuncts of a condition, written order.
  static func conjuncts(_ condition: Condition?) -> [Condition] {
    switch condition {
    case nil: []
    case .and(let parts)?: parts
    case let single?: [single]
    }
  }

  /// Fact numbers between which every row of the condition lies: facts stand in order of their start.
  func timeRange(_ condition: Condition, schema: Schema) throws(QueryError) -> Range<Int32>? {
    if case .not(.hasField(let field)) = condition, schema.resolve(field)?.innermost.meaning == .date {
      return Int32(index.facts.datedCount)..<Int32(index.factCount)
    }
    guard case .predicate(let predicate) = condition, let resolved = schema.resolve(predicate.field),
      resolved.nested == nil, resolved.field.meaning == .date
    else { return nil }
    switch predicate.test {
    case .temporal(let relation, let operand): return timeRange(relation, try interval(operand))
    case .span(let from, let to):
      let first = try interval(from)
      let last = try interval(to)
      return timeRange(.during, TimeInterval(start: first.start, end: last.end))
    default: return nil
    }
  }

  private func timeRange(_ relation: TemporalRelation, _ period: TimeInterval) -> Range<Int32> {
    let dated = index.facts.datedCount
    switch relation {
    case .during, .on: return range(firstFact(from: period.start), firstFact(from: period.end))
    case .before: return range(0, firstFact(from: period.start))
    case .after: return range(firstFact(from: period.end), dated)
    case .since: return range(firstFact(from: period.start), dated)
    case .overlaps:
      // Blocks all of whose facts end before the period are left out.
      var block = 0
      let ends = index.facts.latestEnd
      while block < ends.count, ends[block] <= period.start { block += 1 }
      return range(block * MergedFacts.block, firstFact(from: period.end))
    }
  }

  private func range(_ low: Int, _ high: Int) -> Range<Int32> {
    let high = min(high, index.facts.datedCount)
    return Int32(min(low, high))..<Int32(high)
  }

  /// The first dated fact that starts at or after `minute`. O(log n).
  private func firstFact(from minute: Int32) -> Int {
    let start = index.facts.start
    var low = 0
    var high = index.facts.datedCount
    while low < high {
      let middle = (low + high) / 2
      if start[middle] < minute { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func accessPaths(_ conjuncts: [Condition], schema: Schema) throws(QueryError) -> [AccessPath] {
    var paths: [AccessPath] = []
    for (number, conjunct) in conjuncts.enumerated() {
      guard case .predicate(let predicate) = conjunct, let resolved = schema.resolve(predicate.field),
        resolved.nested == nil
      else { continue }
      switch (resolved.field.meaning, predicate.test) {
      case (.roles, .compare(.equal, let operand))
      where resolved.field.type == .entity && settings.uses(.entityPostings):
        guard case .text(let name)? = operand.literal else { continue }
        paths.append(entityPath(index.entities(named: name), number))
      case (.status, .compare(.equal, let operand)):
        guard case .word(let word)? = operand.literal, let path = wordPath(.status, word, number)
        else { continue }
        paths.append(path)
      case (.location, .near(let name, let distance)) where settings.uses(.placeIndex):
        let kilometres = distance?.literal?.kilometres ?? settings.nearKilometres
        if let path = gridPath(try place(name), kilometres, number) { paths.append(path) }
      case (.location, .inside(let name)) where settings.uses(.placeIndex):
        paths.append(insidePath(try place(name), number))
      case (.text, .matches(.search(let operand))) where settings.uses(.wordPostings):
        let query = TextQuery(try text(operand))
        if !query.parts.isEmpty { paths.append(try searchPath(query, number)) }
      default: continue
      }
    }
    return paths
  }

  private func entityPath(_ entities: [EntityID], _ conjunct: Int) -> AccessPath {
    let postings = index.postings.byEntity
    let estimate = entities.reduce(0) { $0 + postings.count(Int($1.rawValue)) }
    return AccessPath(conjunct: conjunct, method: "entity postings", estimate: estimate) {
      if entities.count == 1 { return Array(postings[Int(entities[0].rawValue)]) }
      return Self.union(entities.map { postings[Int($0.rawValue)] })
    }
  }

  /// The rows of ascending lists, each once, ascending. O(n log n), or O(n + highest row) where that is less.
  static func union(_ lists: [ArraySlice<Int32>]) -> [Int32] {
    if lists.count == 1 { return Array(lists[0]) }
    let count = lists.reduce(0) { $0 + $1.count }
    let highest = Int(lists.map { $0.last ?? -1 }.max() ?? -1)
    guard count > highest / 64 else {
      var all: [Int32] = []
      all.reserveCapacity(count)
      for list in lists { all.append(contentsOf: list) }
      all.sort()
      var unique: [Int32] = []
      unique.reserveCapacity(all.count)
      for row in all where row != unique.last { unique.append(row) }
      return unique
    }
    var all = RowSet()
    for list in lists { all.insert(list) }
    return all.rows
  }

  private func insidePath(_ place: PlaceID, _ conjunct: Int) -> AccessPath {
    let isInside = spots(inside: place)
    return spotPath(isInside.indices.filter { isInside[$0] }, "place postings", conjunct)
  }

  /// For each spot whether it lies in a place.
  func spots(inside place: PlaceID) -> [Bool] {
    let spots = index.spots
    let code = index.places.place(place).flatMap { $0.kind == .country ? $0.country?.rawValue : nil } ?? 0
    return (0..<spots.count).map { spot in
      isInside(
        place, code: code, row: spots.place[spot], point: spots.point(spot), country: spots.country[spot])
    }
  }

  private func spotPath(_ spots: [Int], _ method: String, _ conjunct: Int) -> AccessPath {
    let postings = index.postings.bySpot
    let estimate = spots.reduce(0) { $0 + postings.count($1) }
    return AccessPath(conjunct: conjunct, method: method, estimate: estimate) {
      Self.union(spots.map { postings[$0] })
    }
  }

  /// The cells of a place's box, widened by a distance; nil where the box is no use (poles, the whole earth).
  private func gridPath(_ place: PlaceID, _ kilometres: Double, _ conjunct: Int) -> AccessPath? {
    guard let row = index.places.place(place), kilometres.isFinite else { return nil }
    let box =
      index.places.bounds(place)
      ?? PlaceBounds(
        south: row.point.latitude, west: row.point.longitude, north: row.point.latitude,
        east: row.point.longitude)
    // A degree of latitude is at least 110.5 km; one of longitude shrinks towards the poles.
    let height = Float(max(0, kilometres) / 110.5) + 0.01
    let south = box.south - height
    let north = box.north + height
    guard south > -85, north < 85, box.west <= box.east else { return nil }
    let width = height / cosine(degrees: max(abs(south), abs(north)))
    let west = box.west - width
    let east = box.east + width
    guard east - west < 359 else { return nil }
    var cells: [Int] = []
    var latitude = south.rounded(.down)
    while latitude <= north {
      var longitude = west.rounded(.down)
      while longitude <= east {
        var wrapped = longitude + 0.5
        if wrapped >= 180 { wrapped -= 360 }
        if wrapped < -180 { wrapped += 360 }
        cells.append(Postings.cell(latitude: latitude + 0.5, longitude: wrapped))
        longitude += 1
      }
      latitude += 1
    }
    // A point at exactly 180° stands in the last column.
    if east >= 180 || west <= -180 {
      for row in Int(south.rounded(.down))...Int(north.rounded(.down)) {
        cells.append(Postings.cell(latitude: Float(row) + 0.5, longitude: 180))
      }
    }
    let byCell = index.postings.spotsByCell
    var spots: [Int] = []
    for cell in Set(cells) { spots += byCell[cell].map(Int.init) }
    return spotPath(spots, "place grid", conjunct)
  }

  /// Of an angle within ±90°, by its Taylor series; too small rather than too large.
  private func cosine(degrees: Float) -> Float {
    let x = degrees * .pi / 180
    let y = x * x
    return max(0.05, 1 - y / 2 * (1 - y / 12 * (1 - y / 30 * (1 - y / 56))) - 0.001)
  }

  /// Facts of the articles in which some sentence holds every word.
  private func searchPath(_ query: TextQuery, _ conjunct: Int) throws(QueryError) -> AccessPath {
    var words = query
    words.parts = query.terms.map { .phrase([$0]) }
    var articles: [Int32] = []
    for number in try found(words, .sentences) {
      let article = index.sentence(number: number).article.rawValue
      if articles.last != article { articles.append(article) }
    }
    let postings = index.postings.byArticle
    let estimate = articles.reduce(0) { $0 + postings.count(Int($1)) }
    return AccessPath(conjunct: conjunct, method: "word postings", estimate: estimate) {
      Self.union(articles.map { postings[Int($0)] })
    }
  }

  private func wordPath(_ field: FieldMeaning, _ word: String, _ conjunct: Int) -> AccessPath? {
    guard field == .status, settings.uses(.statusPostings),
      let status = Status.allCases.first(where: { $0.name == word })
    else { return nil }
    let postings = index.postings.byStatus
    let key = Int(status.rawValue)
    return AccessPath(conjunct: conjunct, method: "status postings", estimate: postings.count(key)) {
      Array(postings[key])
    }
  }
}
