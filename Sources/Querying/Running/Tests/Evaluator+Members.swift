internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// What a query within a condition found, as values to look up.
struct MemberSet {
  var entities: Set<Int32> = []
  var articles: Set<Int32> = []
  /// Places that may lie within each other, ascending.
  var places: [PlaceID] = []
  var countries: Set<UInt16> = []
  var numbers: Set<Double> = []
  var times: Set<TimeInterval> = []
  /// Folded.
  var texts: Set<String> = []
}

extension Evaluator {
  /// Runs a query within a condition, once.
  func members(of query: ResolvedQuery) throws(QueryError) -> MemberSet {
    if let known = members[query] { return known }
    let found = try quietly { () throws(QueryError) in
      var run = Run(evaluator: self, bindings: bindings)
      return try run.result(try Planner(evaluator: self, bindings: bindings).plan(query))
    }
    var set = MemberSet()
    var places: Set<Int32> = []
    for row in found.ids {
      try tick()
      switch found.schema.rows {
      case .entities:
        set.entities.insert(row)
        if let place = index.entities[Int(row)].place { places.insert(place.rawValue) }
      case .articles: set.articles.insert(row)
      case .table: add(found.table.columns.first.map { $0[Int(row)] } ?? .missing, to: &set, &places)
      case .facts, .sentences: break
      }
    }
    set.places = places.sorted().map(PlaceID.init)
    members[query] = set
    return set
  }

  private func add(_ datum: Datum, to set: inout MemberSet, _ places: inout Set<Int32>) {
    switch datum {
    case .entity(let id): set.entities.insert(id)
    case .pair(let a, let b): set.entities.formUnion([a, b])
    case .article(let id): set.articles.insert(id)
    case .country(let code): set.countries.insert(code)
    case .number(let number): set.numbers.insert(number)
    case .time(let time): set.times.insert(time)
    case .place(let text, let row, _, _):
      if row >= 0 { places.insert(row) } else { set.texts.insert(Folding.name(text)) }
    case .text, .word, .textPair: for text in texts(of: datum) { set.texts.insert(Folding.name(text)) }
    case .flag, .missing: break
    }
  }

  /// Whether a value is one of them: an entity by itself or by a text that names it, a place that is one of them or lies
  /// in one, a country by its name or its code, all else by being equal.
  func isMember(_ datum: Datum, of set: MemberSet) -> Bool {
    func isNamed() -> Bool {
      !set.texts.isEmpty && texts(of: datum).contains { set.texts.contains(Folding.name($0)) }
    }
    switch datum {
    case .entity(let id): return set.entities.contains(id) || isNamed()
    case .article(let id): return set.articles.contains(id) || isNamed()
    case .number(let number): return set.numbers.contains(number)
    case .time(let time): return set.times.contains(time)
    case .country(let code): return set.countries.contains(code) || isNamed()
    case .place(_, let row, let point, let country):
      if set.countries.contains(country) || isNamed() { return true }
      return set.places.contains { place in
        place.rawValue == row
          || isInside(place, code: countryCode(of: place), row: row, point: point, country: country)
      }
    case .text, .word:
      if isNamed() { return true }
      guard !set.entities.isEmpty else { return false }
      return texts(of: datum).contains { text in
        index.entities(named: text).contains { set.entities.contains($0.rawValue) }
      }
    case .pair, .textPair, .flag, .missing: return isNamed()
    }
  }
}
