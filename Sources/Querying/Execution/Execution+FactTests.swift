internal import Articles
internal import Facts
internal import Indexing

extension Execution {
  /// A test of facts straight on the columns; nil where there is none for this field and operator.
  func factTest(
    _ predicate: Predicate, _ resolved: Schema.Resolved, of result: ResultSet
  ) throws(QueryError) -> RowTest? {
    guard case .facts = result.schema.rows, resolved.nested == nil else { return nil }
    let facts = index.facts
    switch (resolved.field.meaning, predicate.test) {
    case (.kind, .compare(let comparison, let operand)):
      guard case .word(let word)? = operand.literal else { return nil }
      return column(facts.kind, kinds.rows.map { ($0.name == word) == (comparison == .equal) })
    case (.status, .compare(let comparison, let operand)):
      guard case .word(let word)? = operand.literal else { return nil }
      return column(facts.status, Status.allCases.map { ($0.name == word) == (comparison == .equal) })
    case (.date, .temporal(let relation, let operand)):
      let period = try interval(operand)
      let (start, end, dated) = (facts.start, facts.end, Int32(facts.datedCount))
      return { row in
        row < dated
          && Self.holds(relation, TimeInterval(start: start[Int(row)], end: end[Int(row)]), period)
      }
    case (.location, .near(let name, let distance)):
      return nearTest(try place(name), distance?.literal?.kilometres ?? settings.nearKilometres)
    case (.location, .inside(let name)): return insideTest(try place(name))
    case (.roles(let roles), .compare(.equal, let operand)) where resolved.field.type == .entity:
      guard case .text(let name)? = operand.literal else { return nil }
      let wanted = Set(index.entities(named: name).map(\.rawValue))
      let (entities, fillerRoles) = (facts.fillerEntity, facts.fillerRole)
      var isWanted = [Bool](repeating: roles.isEmpty, count: 256)
      for role in roles { isWanted[Int(role.rawValue)] = true }
      return { row in
        for filler in facts.fillers(Int(row)) where isWanted[Int(fillerRoles[filler])] {
          if wanted.contains(entities[filler]) { return true }
        }
        return false
      }
    default: return nil
    }
  }

  private func column(_ values: [UInt8], _ allowed: [Bool]) -> RowTest {
    let allowed = allowed + [Bool](repeating: false, count: 256 - allowed.count)
    return { allowed[Int(values[Int($0)])] }
  }

  /// Distances are remembered by point: most facts share the points of a few places.
  private func nearTest(_ place: PlaceID, _ kilometres: Double) -> RowTest {
    let facts = index.facts
    let (latitude, longitude) = (facts.latitude, facts.longitude)
    var known: [Coordinate: Bool] = [:]
    return { row in
      let point = Coordinate(latitude: latitude[Int(row)], longitude: longitude[Int(row)])
      guard point.latitude.isFinite, point.longitude.isFinite else { return false }
      if let answer = known[point] { return answer }
      let answer = self.index.places.distance(point, place) <= kilometres
      if known.count < 100_000 { known[point] = answer }
      return answer
    }
  }

  private func insideTest(_ place: PlaceID) -> RowTest {
    let facts = index.facts
    let code = index.places.place(place).flatMap { $0.kind == .country ? $0.country?.rawValue : nil } ?? 0
    var known: [Int32: Bool] = [:]
    return { row in
      let position = Int(row)
      let gazetteer = facts.place[position]
      if gazetteer == -2 { return false }
      if gazetteer >= 0, let answer = known[gazetteer] { return answer }
      let (latitude, longitude) = (facts.latitude[position], facts.longitude[position])
      let hasPoint = latitude.isFinite && longitude.isFinite
      let answer = self.isInside(
        place, code: code, row: gazetteer,
        point: hasPoint ? Coordinate(latitude: latitude, longitude: longitude) : nil,
        country: facts.country[position])
      if gazetteer >= 0 { known[gazetteer] = answer }
      return answer
    }
  }
}
