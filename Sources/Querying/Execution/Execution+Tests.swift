internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

extension Execution {
  typealias DatumTest = (Datum) -> Bool

  /// The test of one value; a row passes when some value of its field does. `!=` is not here: it is "has a
  /// value, and none is equal".
  func datumTest(_ test: Test, field: Schema.Field, range: SourceRange) throws(QueryError) -> DatumTest {
    switch test {
    case .near(let name, let distance):
      let place = try self.place(name)
      let kilometres = distance?.literal?.kilometres ?? settings.nearKilometres
      return { datum in
        guard case .place(_, _, let point?, _) = datum else { return false }
        return self.index.places.distance(point, place) <= kilometres
      }
    case .inside(let name):
      let place = try self.place(name)
      let code = index.places.place(place).flatMap { $0.kind == .country ? $0.country?.rawValue : nil } ?? 0
      return { datum in
        guard case .place(_, let row, let point, let country) = datum else { return false }
        return self.isInside(place, code: code, row: row, point: point, country: country)
      }
    case .temporal(let relation, let operand):
      let period = try interval(operand)
      return { datum in
        guard case .time(let time) = datum else { return false }
        return Self.holds(relation, time, period)
      }
    case .span(let from, let to):
      let first = try interval(from)
      let last = try interval(to)
      let period = TimeInterval(start: first.start, end: last.end)
      return { datum in
        guard case .time(let time) = datum else { return false }
        return time.lies(within: period)
      }
    case .compare(let comparison, let operand):
      guard let literal = operand.literal else { throw unresolved(operand.range) }
      return try comparing(comparison, literal, field: field, range: range)
    case .oneOf(let operands):
      var tests: [DatumTest] = []
      for operand in operands {
        guard let literal = operand.literal else { throw unresolved(operand.range) }
        tests.append(try comparing(.equal, literal, field: field, range: range))
      }
      return { datum in tests.contains { $0(datum) } }
    case .contains(let operand):
      let wanted = Folding.name(try text(operand))
      return { datum in self.texts(of: datum).contains { Self.contains(Folding.name($0), wanted) } }
    case .startsWith(let operand):
      let wanted = Folding.name(try text(operand))
      return { datum in self.texts(of: datum).contains { Folding.name($0).hasPrefix(wanted) } }
    case .exactly(let operand):
      let wanted = Array(try text(operand).utf8)
      return { datum in self.texts(of: datum).contains { $0.utf8.elementsEqual(wanted) } }
    case .matches(.regex(let body, let ignoresCase)):
      let program: PatternProgram
      do {
        program = try PatternProgram(body, ignoresCase: ignoresCase)
      } catch {
        throw QueryError(.badPattern(body, error.message), at: range.bytes)
      }
      return { datum in self.texts(of: datum).contains { program.matches($0, isCancelled: self.isCancelled) }
      }
    case .matches(.search(let operand)):
      let query = TextQuery(try text(operand))
      return { datum in self.texts(of: datum).contains { query.matches(Folding.words($0)) } }
    }
  }

  func unresolved(_ range: SourceRange) -> QueryError {
    QueryError(.unsupported("a $parameter without a value"), at: range.bytes)
  }

  func text(_ operand: Operand<String>) throws(QueryError) -> String {
    guard let text = operand.literal else { throw unresolved(operand.range) }
    return text
  }

  func interval(_ operand: Operand<Period>) throws(QueryError) -> TimeInterval {
    guard let period = operand.literal else { throw unresolved(operand.range) }
    return try interval(period, range: operand.range)
  }

  func interval(_ period: Period, range: SourceRange) throws(QueryError) -> TimeInterval {
    guard period.isRelative else { return period.resolved(now: CalendarDay(number: 0)) }
    guard let now else {
      throw QueryError(.unsupported("a relative period while no article has a date"), at: range.bytes)
    }
    note(period.echo(now: now))
    return period.resolved(now: now)
  }

  /// The most prominent place of a name; a note where others come close to it.
  func place(_ operand: Operand<String>) throws(QueryError) -> PlaceID {
    let name = try text(operand)
    let rows = index.places.named(name)
    guard let first = rows.first else {
      throw QueryError(.unknownPlace(name), at: operand.range.bytes, suggestions: similarPlaces(name))
    }
    if rows.count > 1, let place = index.places.place(first), let next = index.places.place(rows[1]),
      Int(next.population) * 10 >= Int(place.population)
    {
      let other = qualified(name, next).map { ": write \(quoted($0))" } ?? ""
      note("\(quoted(name)) is \(description(place)); it could also be \(description(next))\(other)")
    }
    return first
  }

  private func similarPlaces(_ name: String) -> [String] {
    let counts = index.placeCounts()
    return index.places.similar(name).prefix(3).map { similar in
      let count = counts.first { $0.text == similar }?.count ?? 0
      return count == 0 ? quoted(similar) : "\(quoted(similar)) (\(count) facts)"
    }
  }

  /// "Paris (city in Texas, United States)": the region and the country tell it from others of its name.
  private func description(_ place: Place) -> String {
    let country = place.kind == .country ? nil : place.country.map { countryName($0.rawValue) }
    let outer = [region(of: place)?.name, country].compactMap(\.self).joined(separator: ", ")
    return "\(place.name) (\(place.kind.name)\(outer.isEmpty ? "" : " in " + outer))"
  }

  /// The first-level region that a place lies in.
  private func region(of place: Place) -> Place? {
    var next = place.parent
    var steps = 0
    while let id = next, let container = index.places.place(id), steps < 6 {
      if container.kind == .region { return container }
      next = container.parent
      steps += 1
    }
    return nil
  }

  /// The name with what makes it mean this place, if that suffices: "Paris, Texas".
  private func qualified(_ name: String, _ place: Place) -> String? {
    let country = place.kind == .country ? nil : place.country.map { countryName($0.rawValue) }
    for outer in [region(of: place)?.name, country] {
      guard let outer else { continue }
      let text = "\(name), \(outer)"
      if index.places.named(text).first == place.id { return text }
    }
    return nil
  }

  func countryName(_ code: UInt16) -> String {
    let code = CountryCode(rawValue: code)
    return index.places.country(code).flatMap { index.places.place($0)?.name } ?? code.description
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

  private func comparing(
    _ comparison: Comparison, _ literal: Literal, field: Schema.Field, range: SourceRange
  ) throws(QueryError) -> DatumTest {
    switch literal {
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
    case .period(let period):
      let period = try interval(period, range: range)
      return { datum in
        guard case .time(let time) = datum else { return false }
        switch comparison {
        case .equal, .notEqual: return time.lies(within: period)
        case .less: return time.end <= period.start
        case .lessOrEqual: return time.end <= period.end
        case .greater: return time.start >= period.end
        case .greaterOrEqual: return time.start >= period.start
        }
      }
    case .distance(let distance):
      return { datum in
        guard case .number(let number) = datum else { return false }
        return Self.compare(number, distance.kilometres, comparison)
      }
    case .text(let text): return comparing(comparison, text)
    }
  }

  private func comparing(_ comparison: Comparison, _ text: String) -> DatumTest {
    let wanted = Folding.name(text)
    let isEquality = comparison == .equal || comparison == .notEqual
    let entities = Set(isEquality ? index.entities(named: text).map(\.rawValue) : [])
    let rows = isEquality ? index.places.named(text) : []
    let places = Set(rows.map(\.rawValue))
    let countries = Set(
      rows.compactMap { row in
        index.places.place(row).flatMap { $0.kind == .country ? $0.country?.rawValue : nil }
      } + (CountryCode(text).map { [$0.rawValue] } ?? []))
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
