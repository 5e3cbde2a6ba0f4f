internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

extension Evaluator {
  typealias DatumTest = (Datum) -> Bool

  /// The test of one value; a row passes when some value of its field does. `!=` is not here: it is "has a
  /// value, and none is equal".
  func datumTest(_ test: ResolvedTest) throws(QueryError) -> DatumTest {
    try datumTest(test.relation, at: test.range)
  }

  /// The same of a relation whose test stands at `range`.
  func datumTest(_ relation: ResolvedTest.Relation, at range: SourceRange) throws(QueryError) -> DatumTest {
    switch relation {
    case .near(let place, let distance, _):
      let kilometres = distance.kilometres
      return { datum in
        guard case .place(_, _, let point?, _) = datum else { return false }
        return self.index.places.distance(point, place.id) <= kilometres
      }
    case .inside(let place):
      let code = countryCode(of: place.id)
      return { datum in
        guard case .place(_, let row, let point, let country) = datum else { return false }
        return self.isInside(place.id, code: code, row: row, point: point, country: country)
      }
    case .temporal, .span:
      guard let (relation, period) = relation.time else { return { _ in false } }
      return { datum in
        guard case .time(let time) = datum else { return false }
        return Self.holds(relation, time, period)
      }
    case .compare(let comparison, let value): return comparing(comparison, value)
    case .oneOf(let values):
      let tests = values.map { comparing(.equal, $0) }
      return { datum in tests.contains { $0(datum) } }
    case .members(let query):
      let members = try members(of: query)
      return { datum in self.isMember(datum, of: members) }
    case .contains(let text):
      let wanted = Folding.name(text)
      return { datum in self.texts(of: datum).contains { Self.contains(Folding.name($0), wanted) } }
    case .startsWith(let text):
      let wanted = Folding.name(text)
      return { datum in self.texts(of: datum).contains { Folding.name($0).hasPrefix(wanted) } }
    case .exactly(let text):
      let wanted = Array(text.utf8)
      return { datum in self.texts(of: datum).contains { $0.utf8.elementsEqual(wanted) } }
    case .pattern(let body, let ignoresCase):
      let program: PatternProgram
      do {
        program = try PatternProgram(body, ignoresCase: ignoresCase)
      } catch {
        throw QueryError(.badPattern(body, error.message), at: range.bytes)
      }
      guard settings.uses(.textScans) else {
        return { datum in
          self.texts(of: datum).contains { program.matches($0, isCancelled: self.isCancelled) }
        }
      }
      let automaton = PatternAutomaton(program)
      return { datum in
        self.texts(of: datum).contains { automaton.matches($0, isCancelled: self.isCancelled) }
      }
    case .tokens(let pattern):
      let matcher = try TokenMatcher(pattern)
      let needs = settings.uses(.wordPostings) ? TokenNeeds(pattern) : nil
      return { datum in self.texts(of: datum).contains { self.matches(matcher, needs, text: $0) } }
    case .search(let text):
      let query = TextQuery(text)
      return { datum in self.texts(of: datum).contains { query.matches(Folding.words($0)) } }
    }
  }

  func countryName(_ code: UInt16) -> String { index.countryName(code) }

  /// The code of a country; 0 for all else.
  func countryCode(of place: PlaceID) -> UInt16 {
    index.places.place(place).flatMap { $0.kind == .country ? $0.country?.rawValue : nil } ?? 0
  }

  /// For each spot whether it lies in a place.
  func spots(inside place: PlaceID) -> [Bool] {
    let spots = index.spots
    let code = countryCode(of: place)
    return (0..<spots.count).map { spot in
      isInside(
        place, code: code, row: spots.place[spot], point: spots.point(spot), country: spots.country[spot])
    }
  }

  func isInside(_ place: PlaceID, code: UInt16, row: Int32, point: Coordinate?, country: UInt16) -> Bool {
    if row >= 0 { return index.places.contains(place, PlaceID(rawValue: row)) }
    if code != 0, country != 0 { return code == country }
    return point.map { index.places.containsPoint(place, $0) } ?? false
  }

  static func holds(_ relation: TemporalRelation, _ time: TimeInterval, _ period: TimeInterval) -> Bool {
    switch relation {
    case .during, .on: time.lies(within: period)
    case .before: time.end <= period.start
    case .after: time.start >= period.end
    case .since: time.start >= period.start
    case .until: time.end <= period.end
    case .overlaps: time.overlaps(period)
    }
  }

  /// What text tests look at: of an entity its name and aliases.
  func texts(of datum: Datum) -> [String] {
    switch datum {
    case .text(let text), .word(let text): return [text]
    case .entity(let id):
      let entity = index.entities[Int(id)]
      return [entity.name] + entity.aliases
    case .place(let text, let row, _, _): return [text] + (placeName(row).map { [$0] } ?? [])
    case .country(let code): return [countryName(code), CountryCode(rawValue: code).description]
    case .article(let id):
      return articleValues(.title, id).compactMap { if case .text(let title) = $0 { title } else { nil } }
    case .textPair(let a, let b): return [a, b]
    case .pair(let a, let b): return [index.entities[Int(a)].name, index.entities[Int(b)].name]
    case .number, .time, .flag, .missing: return []
    }
  }

  static func contains(_ text: String, _ part: String) -> Bool {
    let needle = Array(part.utf8)
    guard let first = needle.first else { return true }
    let bytes = Array(text.utf8)
    guard bytes.count >= needle.count else { return false }
    for start in 0...(bytes.count - needle.count) where bytes[start] == first {
      if bytes[start..<(start + needle.count)].elementsEqual(needle) { return true }
    }
    return false
  }

  private func comparing(_ comparison: Comparison, _ value: ResolvedValue) -> DatumTest {
    switch value {
    case .number(let wanted):
      return { datum in
        guard case .number(let number) = datum else { return false }
        return Self.compare(number, wanted, comparison)
      }
    case .word(let wanted):
      return { datum in
        switch datum {
        case .word(let word): word == wanted
        case .flag(let flag): (flag ? "yes" : "no") == wanted
        default: false
        }
      }
    case .period(let resolved):
      let period = resolved.interval
      return { datum in
        guard case .time(let time) = datum else { return false }
        return Self.compare(time, period, comparison)
      }
    case .distance(let distance):
      return { datum in
        guard case .number(let number) = datum else { return false }
        return Self.compare(number, distance.kilometres, comparison)
      }
    case .name(let name): return comparing(comparison, name)
    }
  }

  private func comparing(_ comparison: Comparison, _ name: ResolvedName) -> DatumTest {
    let wanted = Folding.name(name.text)
    let isEquality = comparison == .equal || comparison == .notEqual
    let entities = Set(name.entities.map(\.rawValue))
    let places = Set(name.places.map(\.rawValue))
    let countries = Set(name.countries.map(\.rawValue))
    return { datum in
      if isEquality {
        switch datum {
        case .entity(let id): return entities.contains(id)
        case .place(let text, let row, _, _): return places.contains(row) || Folding.name(text) == wanted
        case .country(let code): return countries.contains(code)
        case .pair(let a, let b): return entities.contains(a) || entities.contains(b)
        default: return self.texts(of: datum).contains { Folding.name($0) == wanted }
        }
      }
      guard let text = self.texts(of: datum).first else { return false }
      return Self.compare(Folding.name(text), wanted, comparison)
    }
  }

  /// How a time stands to a period: equal where it lies in it, less where it ends before the period begins.
  static func compare(_ time: TimeInterval, _ period: TimeInterval, _ comparison: Comparison) -> Bool {
    switch comparison {
    case .equal, .notEqual: time.lies(within: period)
    case .less: time.end <= period.start
    case .lessOrEqual: time.end <= period.end
    case .greater: time.start >= period.end
    case .greaterOrEqual: time.start >= period.start
    }
  }

  static func compare<T: Comparable>(_ a: T, _ b: T, _ comparison: Comparison) -> Bool {
    switch comparison {
    case .equal, .notEqual: a == b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}
