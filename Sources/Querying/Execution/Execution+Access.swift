internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// A way to find facts without reading them all: a superset of those that meet one condition.
struct AccessPath {
  var method: String
  /// Rows at most, before doubles are left out.
  var estimate: Int
  /// Every row meets the condition.
  var isExact: Bool
  /// Nanoseconds to read the rows, roughly.
  var reading = 0.0
  /// Ascending each; together all rows.
  var lists: () throws(QueryError) -> [ArraySlice<Int32>]

  init(
    method: String, estimate: Int, isExact: Bool,
    lists: @escaping () throws(QueryError) -> [ArraySlice<Int32>]
  ) {
    self.method = method
    self.estimate = estimate
    self.isExact = isExact
    self.lists = lists
  }
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
    return (0..<index.facts.datedCount).partitionPoint { start[$0] < minute }
  }

  /// The way to a condition's facts; nil where only testing them all will do.
  func accessPath(_ condition: Condition, _ schema: Schema) throws(QueryError) -> AccessPath? {
    switch condition {
    case .or(let parts): return try alternatives(parts, schema)
    case .not(.hasField(let reference)):
      guard settings.uses(.placeIndex), let field = schema.resolve(reference), field.nested == nil,
        field.field.meaning == .location
      else { return nil }
      let unplaced = index.postings.unplaced
      return AccessPath(method: "place postings", estimate: unplaced.count, isExact: true) { [unplaced[...]] }
    case .mentions(let name):
      return settings.uses(.entityPostings) ? mentionPath(index.entities(named: try text(name))) : nil
    case .predicate(let predicate):
      guard let resolved = schema.resolve(predicate.field) else { return nil }
      if let nested = resolved.nested {
        return nested.meaning == .country ? try countryPath(predicate, resolved) : nil
      }
      return try accessPath(predicate, resolved.field)
    default: return nil
    }
  }

  private func accessPath(_ predicate: Predicate, _ field: Schema.Field) throws(QueryError) -> AccessPath? {
    switch (field.meaning, predicate.test) {
    case (.roles, .compare(.equal, let operand)) where field.type == .entity:
      return entityPath([operand])
    case (.roles, .oneOf(let operands)) where field.type == .entity: return entityPath(operands)
    case (.status, .compare(.equal, let operand)): return statusPath([operand])
    case (.status, .oneOf(let operands)): return statusPath(operands)
    case (.kind, .compare(.equal, let operand)): return kindPath([operand])
    case (.kind, .oneOf(let operands)): return kindPath(operands)
    case (.location, .near(let name, let distance)) where settings.uses(.placeIndex):
      let kilometres = distance?.literal?.kilometres ?? settings.nearKilometres
      return gridPath(try place(name), kilometres)
    case (.location, .inside(let name)) where settings.uses(.placeIndex):
      let isInside = spots(inside: try place(name))
      return spotPath(isInside.indices.filter { isInside[$0] }, "place postings", isExact: true)
    case (.text, .matches(.search(let operand))) where settings.uses(.wordPostings):
      let query = TextQuery(try text(operand))
      return query.parts.isEmpty ? nil : try searchPath(query)
    default: return nil
    }
  }

  /// One of several conditions each of which has a path.
  private func alternatives(_ parts: [Condition], _ schema: Schema) throws(QueryError) -> AccessPath? {
    var paths: [AccessPath] = []
    for part in parts {
      guard let path = try accessPath(part, schema) else { return nil }
      paths.append(path)
    }
    var methods: [String] = []
    for path in paths where !methods.contains(path.method) { methods.append(path.method) }
    var all = AccessPath(
      method: methods.joined(separator: " ∪ "), estimate: paths.reduce(0) { $0 + $1.estimate },
      isExact: paths.allSatisfy(\.isExact)
    ) { () throws(QueryError) in
      var lists: [ArraySlice<Int32>] = []
      for path in paths { lists += try path.lists() }
      return lists
    }
    all.reading = paths.reduce(0) { $0 + $1.reading } + joining(all.estimate)
    return all
  }

  /// Nanoseconds to make one list of several that hold so many rows.
  private func joining(_ rows: Int) -> Double { Double(rows) * 3 + Double(index.factCount) / 64 }

  private func entityPath(_ operands: [Operand<Literal>]) -> AccessPath? {
    guard settings.uses(.entityPostings) else { return nil }
    var entities: [EntityID] = []
    for operand in operands {
      guard case .text(let name)? = operand.literal else { return nil }
      entities += index.entities(named: name)
    }
    return path("entity postings", index.postings.byEntity, entities.map { Int($0.rawValue) }, isExact: false)
  }

  /// Lists of some keys.
  private func path(_ method: String, _ postings: Rows, _ keys: [Int], isExact: Bool) -> AccessPath {
    let estimate = keys.reduce(0) { $0 + postings.count($1) }
    var path = AccessPath(method: method, estimate: estimate, isExact: isExact) {
      keys.map { postings[$0] }
    }
    if keys.count != 1 { path.reading = joining(estimate) }
    return path
  }

  private func statusPath(_ operands: [Operand<Literal>]) -> AccessPath? {
    guard settings.uses(.statusPostings) else { return nil }
    var keys: [Int] = []
    for operand in operands {
      guard case .word(let word)? = operand.literal else { return nil }
      keys += Status.allCases.filter { $0.name == word }.map { Int($0.rawValue) }
    }
    return path("status postings", index.postings.byStatus, keys, isExact: true)
  }

  private func kindPath(_ operands: [Operand<Literal>]) -> AccessPath? {
    guard settings.uses(.kindPostings) else { return nil }
    var keys: [Int] = []
    for operand in operands {
      guard case .word(let word)? = operand.literal else { return nil }
      keys += kinds.rows.indices.filter { kinds.rows[$0].name == word }
    }
    return path("kind postings", index.postings.byKind, keys, isExact: true)
  }

  /// Facts with somebody of a country, or in it.
  private func countryPath(_ predicate: Predicate, _ resolved: Schema.Resolved) throws(QueryError)
    -> AccessPath?
  {
    switch predicate.test {
    case .compare(.equal, _), .oneOf: break
    default: return nil
    }
    guard settings.uses(.countryPostings) else { return nil }
    let test = try datumTest(predicate.test, field: resolved.innermost, range: predicate.range)
    var known = [Int8](repeating: -1, count: 1 << 16)
    func isWanted(_ code: UInt16) -> Bool {
      if known[Int(code)] < 0 { known[Int(code)] = code != 0 && test(.country(code)) ? 1 : 0 }
      return known[Int(code)] == 1
    }
    switch resolved.field.meaning {
    case .roles where resolved.field.type == .entity:
      let countries = index.entityCountry
      return path(
        "country postings", index.postings.byEntity, countries.indices.filter { isWanted(countries[$0]) },
        isExact: false)
    case .location:
      let countries = index.spots.country
      return spotPath(countries.indices.filter { isWanted(countries[$0]) }, "country postings", isExact: true)
    default: return nil
    }
  }

  /// Facts of the articles that name an entity.
  private func mentionPath(_ entities: [EntityID]) -> AccessPath {
    let articles = Self.union(entities.map { index.postings.articlesByEntity[Int($0.rawValue)] })
    return path("mention postings", index.postings.byArticle, articles.map(Int.init), isExact: false)
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

  /// For each spot whether it lies in a place.
  func spots(inside place: PlaceID) -> [Bool] {
    let spots = index.spots
    let code = index.places.place(place).flatMap { $0.kind == .country ? $0.country?.rawValue : nil } ?? 0
    return (0..<spots.count).map { spot in
      isInside(
        place, code: code, row: spots.place[spot], point: spots.point(spot), country: spots.country[spot])
    }
  }

  private func spotPath(_ spots: [Int], _ method: String, isExact: Bool) -> AccessPath {
    path(method, index.postings.bySpot, spots, isExact: isExact)
  }

  /// The cells of a place's box, widened by a distance; nil where the box is no use (poles, the whole earth).
  private func gridPath(_ place: PlaceID, _ kilometres: Double) -> AccessPath? {
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
    return spotPath(spots, "place grid", isExact: false)
  }

  /// Of an angle within ±90°, by its Taylor series; too small rather than too large.
  private func cosine(degrees: Float) -> Float {
    let x = degrees * .pi / 180
    let y = x * x
    return max(0.05, 1 - y / 2 * (1 - y / 12 * (1 - y / 30 * (1 - y / 56))) - 0.001)
  }

  /// Facts of the articles in which some sentence holds every word.
  private func searchPath(_ query: TextQuery) throws(QueryError) -> AccessPath {
    var terms = query
    terms.parts = query.terms.map { .phrase([$0]) }
    let words = try wordIndex()
    let total = max(1, index.articleCount)
    let rarest = query.terms.map { words.articleCount(with: $0.word, isPrefix: $0.isPrefix) }.min() ?? 0
    let estimate = Int(Double(rarest) / Double(total) * Double(index.factCount))
    var path = AccessPath(method: "word postings", estimate: estimate, isExact: false) {
      () throws(QueryError) in
      var lists: [ArraySlice<Int32>] = []
      var latest: Int32 = -1
      for number in try self.found(terms, .sentences) {
        let article = self.index.sentence(number: number).article.rawValue
        if article == latest { continue }
        latest = article
        lists.append(self.index.postings.byArticle[Int(article)])
      }
      return lists
    }
    path.reading = Double(rarest) * 400 + joining(estimate)
    return path
  }
}
