internal import Articles
internal import Facts
internal import Indexing

extension Planner {
  /// Fact numbers between which every row of the condition lies: facts stand in order of their start.
  func timeRange(_ condition: ResolvedCondition) -> Range<Int32>? {
    if case .not(.hasField(let field)) = condition, field.nested == nil, field.field.meaning == .date {
      return Int32(index.facts.datedCount)..<Int32(index.factCount)
    }
    guard case .test(let test) = condition, test.field.nested == nil, test.field.field.meaning == .date,
      let (relation, period) = test.time
    else { return nil }
    let dated = index.facts.datedCount
    switch relation {
    case .during, .on: return range(firstFact(from: period.start), firstFact(from: period.end))
    case .before: return range(0, firstFact(from: period.start))
    case .after: return range(firstFact(from: period.end), dated)
    case .since: return range(firstFact(from: period.start), dated)
    case .until: return range(0, firstFact(from: period.end))
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
  private func firstFact(from minute: Int64) -> Int {
    let start = index.facts.start
    return (0..<index.facts.datedCount).partitionPoint { start[$0] < minute }
  }

  /// The way to a condition's facts; nil where only testing them all will do.
  func accessPath(_ condition: ResolvedCondition) throws(QueryError) -> AccessPath? {
    switch condition {
    case .or(let parts): return try alternatives(parts)
    case .not(.hasField(let field)):
      guard settings.uses(.placeIndex), field.nested == nil, field.field.meaning == .location else {
        return nil
      }
      return AccessPath(
        lists: .unplaced, method: "place postings", estimate: index.postings.unplaced.count, isExact: true)
    case .mentions(let name): return settings.uses(.entityPostings) ? mentionPath(name.entities) : nil
    case .test(let test):
      guard test.field.nested == nil else {
        return test.field.innermost.meaning == .country ? try countryPath(test) : nil
      }
      return try accessPath(test)
    default: return nil
    }
  }

  private func accessPath(_ test: ResolvedTest) throws(QueryError) -> AccessPath? {
    let field = test.field.field
    switch (field.meaning, test.relation) {
    case (.roles, .compare(.equal, let value)) where field.type == .entity: return entityPath([value])
    case (.roles, .oneOf(let values)) where field.type == .entity: return entityPath(values)
    case (.status, .compare(.equal, let value)): return statusPath([value])
    case (.status, .oneOf(let values)): return statusPath(values)
    case (.kind, .compare(.equal, let value)): return kindPath([value])
    case (.kind, .oneOf(let values)): return kindPath(values)
    case (.location, .near(let place, let distance, _)) where settings.uses(.placeIndex):
      return gridPath(place.id, distance.kilometres)
    case (.location, .inside(let place)) where settings.uses(.placeIndex):
      let isInside = evaluator.spots(inside: place.id)
      return spotPath(isInside.indices.filter { isInside[$0] }, "place postings", isExact: true)
    case (.text, .search(let text)) where settings.uses(.wordPostings):
      return try searchPath(TextQuery(text))
    case (.text, .tokens(let pattern)) where settings.uses(.wordPostings):
      return try evaluator.neededWords(pattern).flatMap { words throws(QueryError) in try searchPath(words) }
    default: return nil
    }
  }

  /// One of several conditions each of which has a path.
  private func alternatives(_ parts: [ResolvedCondition]) throws(QueryError) -> AccessPath? {
    var paths: [AccessPath] = []
    for part in parts {
      guard let path = try accessPath(part) else { return nil }
      paths.append(path)
    }
    var methods: [String] = []
    for path in paths where !methods.contains(path.method) { methods.append(path.method) }
    let estimate = paths.reduce(0) { $0 + $1.estimate }
    return AccessPath(
      lists: .any(paths), method: methods.joined(separator: " ∪ "), estimate: estimate,
      isExact: paths.allSatisfy(\.isExact), reading: paths.reduce(0) { $0 + $1.reading } + joining(estimate))
  }

  /// Nanoseconds to make one list of several that hold so many rows.
  func joining(_ rows: Int) -> Double { Double(rows) * 3 + Double(index.factCount) / 64 }

  private func path(_ lists: AccessPath.Lists, _ method: String, _ keys: [Int], in rows: Rows, isExact: Bool)
    -> AccessPath
  {
    let estimate = keys.reduce(0) { $0 + rows.count($1) }
    return AccessPath(
      lists: lists, method: method, estimate: estimate, isExact: isExact,
      reading: keys.count == 1 ? 0 : joining(estimate))
  }

  private func entityPath(_ values: [ResolvedValue]) -> AccessPath? {
    guard settings.uses(.entityPostings) else { return nil }
    var keys: [Int] = []
    for value in values {
      guard case .name(let name) = value else { return nil }
      keys += name.entities.map { Int($0.rawValue) }
    }
    return path(.entities(keys), "entity postings", keys, in: index.postings.byEntity, isExact: false)
  }

  private func statusPath(_ values: [ResolvedValue]) -> AccessPath? {
    guard settings.uses(.statusPostings), let words = Self.words(values) else { return nil }
    let keys = words.flatMap { word in Status.allCases.filter { $0.name == word }.map { Int($0.rawValue) } }
    return path(.statuses(keys), "status postings", keys, in: index.postings.byStatus, isExact: true)
  }

  private func kindPath(_ values: [ResolvedValue]) -> AccessPath? {
    guard settings.uses(.kindPostings), let words = Self.words(values) else { return nil }
    let rows = index.kinds.rows
    let keys = words.flatMap { word in rows.indices.filter { rows[$0].name == word } }
    return path(.kinds(keys), "kind postings", keys, in: index.postings.byKind, isExact: true)
  }

  private static func words(_ values: [ResolvedValue]) -> [String]? {
    var words: [String] = []
    for value in values {
      guard case .word(let word) = value else { return nil }
      words.append(word)
    }
    return words
  }

  /// Facts with somebody of a country, or in it.
  private func countryPath(_ test: ResolvedTest) throws(QueryError) -> AccessPath? {
    switch test.relation {
    case .compare(.equal, _), .oneOf: break
    default: return nil
    }
    guard settings.uses(.countryPostings) else { return nil }
    let passes = try evaluator.datumTest(test)
    var known = [Int8](repeating: -1, count: 1 << 16)
    func isWanted(_ code: UInt16) -> Bool {
      if known[Int(code)] < 0 { known[Int(code)] = code != 0 && passes(.country(code)) ? 1 : 0 }
      return known[Int(code)] == 1
    }
    switch test.field.field.meaning {
    case .roles where test.field.field.type == .entity:
      let countries = index.entityCountry
      let keys = countries.indices.filter { isWanted(countries[$0]) }
      return path(.entities(keys), "country postings", keys, in: index.postings.byEntity, isExact: false)
    case .location:
      let countries = index.spots.country
      return spotPath(countries.indices.filter { isWanted(countries[$0]) }, "country postings", isExact: true)
    default: return nil
    }
  }

  /// Facts of the articles that name an entity.
  private func mentionPath(_ entities: [EntityID]) -> AccessPath {
    let articles = RowLists.union(entities.map { index.postings.articlesByEntity[Int($0.rawValue)] })
    let keys = articles.map(Int.init)
    return path(.articles(keys), "mention postings", keys, in: index.postings.byArticle, isExact: false)
  }

  func spotPath(_ spots: [Int], _ method: String, isExact: Bool) -> AccessPath {
    path(.spots(spots), method, spots, in: index.postings.bySpot, isExact: isExact)
  }

  /// Facts of the articles whose words may meet a search; nil where all may.
  private func searchPath(_ query: TextQuery) throws(QueryError) -> AccessPath? {
    guard let articles = try evaluator.candidates(query) else { return nil }
    let keys = articles.map(Int.init)
    return path(.articles(keys), "word postings", keys, in: index.postings.byArticle, isExact: false)
  }
}
