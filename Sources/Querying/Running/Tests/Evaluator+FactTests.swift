internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

extension Evaluator {
  /// A test of facts straight on the columns; nil where there is none for this field and operator.
  func factTest(_ test: ResolvedTest, of result: ResultSet) throws(QueryError) -> RowTest? {
    guard case .facts = result.schema.rows else { return nil }
    let field = test.field.field
    if let nested = test.field.nested { return try nestedTest(test, field, nested) }
    let facts = index.facts
    switch (field.meaning, test.relation) {
    case (.kind, .compare(let comparison, .word(let word))):
      return column(facts.kind, kinds.rows.map { ($0.name == word) == (comparison == .equal) })
    case (.status, .compare(let comparison, .word(let word))):
      return column(facts.status, Status.allCases.map { ($0.name == word) == (comparison == .equal) })
    case (.date, .temporal(let relation, let resolved)):
      let period = resolved.interval
      let (start, end, dated) = (facts.start, facts.end, Int32(facts.datedCount))
      return { row in
        row < dated
          && Self.holds(relation, TimeInterval(start: start[Int(row)], end: end[Int(row)]), period)
      }
    case (.id, .compare(.equal, .name(let name))):
      let wanted = Set(index.facts(keyed: name.text).map(\.rawValue))
      return { wanted.contains($0) }
    case (.content(let roles), .contains(let text)) where settings.uses(.textScans):
      return contentTest(roles, Folding.name(text))
    case (.location, .near(let place, let distance, _)): return nearTest(place.id, distance.kilometres)
    case (.location, .inside(let place)): return insideTest(place.id)
    case (.roles(let roles), .compare(.equal, .name(let name))) where field.type == .entity:
      return fillerTest(roles, Set(name.entities.map(\.rawValue)))
    case (.roles(let roles), .members(let query)) where field.type == .entity:
      let members = try members(of: query)
      return members.texts.isEmpty ? fillerTest(roles, members.entities) : nil
    default: return nil
    }
  }

  /// Whether one of some entities fills one of some roles; of none: any role.
  private func fillerTest(_ roles: [Role], _ wanted: Set<Int32>) -> RowTest {
    let facts = index.facts
    let (entities, fillerRoles) = (facts.fillerEntity, facts.fillerRole)
    var isWanted = [Bool](repeating: roles.isEmpty, count: 256)
    for role in roles { isWanted[Int(role.rawValue)] = true }
    return { row in
      for filler in facts.fillers(Int(row)) where isWanted[Int(fillerRoles[filler])] {
        if wanted.contains(entities[filler]) { return true }
      }
      return false
    }
  }

  /// Whether a text stands in what is said, or in the name of one who fills some roles: names are looked at once for
  /// each entity, and words only in articles that may hold it. `wanted` is folded.
  private func contentTest(_ roles: [Role], _ wanted: String) -> RowTest {
    let facts = index.facts
    let (entities, fillerRoles) = (facts.fillerEntity, facts.fillerRole)
    var isWanted = [Bool](repeating: false, count: 256)
    for role in roles { isWanted[Int(role.rawValue)] = true }
    let verdicts = Verdicts(index.entityCount) { entity in
      let name = self.index.entities[entity].name
      if name.isEmpty { return .missing }
      return Self.contains(Folding.name(name), wanted) ? .passed : .failed
    }
    let search = FoldedSearch(wanted)
    let mayHold =
      settings.uses(.wordPostings)
      ? words.built.flatMap { words in
        PatternNeeds(text: wanted)?.articles(in: words).map { RowSet($0) }
      } : nil
    return { row in
      for filler in facts.fillers(Int(row)) where isWanted[Int(fillerRoles[filler])] {
        if verdicts[Int(entities[filler])] == .passed { return true }
      }
      let id = FactID(rawValue: row)
      if let mayHold, let article = self.index.contentArticle(of: id), !mayHold.contains(article.rawValue) {
        return false
      }
      var content = self.index.content(of: id)
      return !content.isEmpty && content.withUTF8(search.isIn)
    }
  }

  /// A test of what is known of a filler or a place, made once for each of them rather than once a fact.
  private func nestedTest(_ resolved: ResolvedTest, _ field: Schema.Field, _ nested: Schema.Field)
    throws(QueryError) -> RowTest?
  {
    let test = try datumTest(resolved)
    /// Values that pass, in any of a fact's; or for `!=` some value and none that passes.
    var isUnequal = false
    if case .compare(.notEqual, _) = resolved.relation { isUnequal = true }
    let facts = index.facts
    switch field.meaning {
    case .roles(let roles) where field.type == .entity:
      let verdicts = Verdicts(index.entityCount) { entity in
        let values = self.inner(nested.meaning, of: .entity(Int32(entity)))
        return values.isEmpty ? .missing : values.contains(where: test) ? .passed : .failed
      }
      let (entities, fillerRoles) = (facts.fillerEntity, facts.fillerRole)
      var isWanted = [Bool](repeating: roles.isEmpty, count: 256)
      for role in roles { isWanted[Int(role.rawValue)] = true }
      return { row in
        var isPresent = false
        for filler in facts.fillers(Int(row)) where isWanted[Int(fillerRoles[filler])] {
          switch verdicts[Int(entities[filler])] {
          case .missing: continue
          case .passed: return !isUnequal
          case .failed: isPresent = true
          }
        }
        return isUnequal && isPresent
      }
    case .location
    where [.country, .placeKind, .region, .population].contains(nested.meaning):
      let spots = index.spots
      let verdicts = Verdicts(spots.count) { spot in
        let place = Datum.place(
          text: "", row: spots.place[spot], point: spots.point(spot), country: spots.country[spot])
        let values = self.inner(nested.meaning, of: place)
        return values.isEmpty ? .missing : values.contains(where: test) ? .passed : .failed
      }
      let column = facts.spot
      return { row in
        let spot = Int(column[Int(row)])
        guard spot >= 0 else { return false }
        switch verdicts[spot] {
        case .missing: return false
        case .passed: return !isUnequal
        case .failed: return isUnequal
        }
      }
    default: return nil
    }
  }

  private func column(_ values: [UInt8], _ allowed: [Bool]) -> RowTest {
    let allowed = allowed + [Bool](repeating: false, count: 256 - allowed.count)
    return { allowed[Int(values[Int($0)])] }
  }

  /// Distances are measured once a spot: most facts share the points of a few places.
  private func nearTest(_ place: PlaceID, _ kilometres: Double) -> RowTest {
    let column = index.facts.spot
    let spots = index.spots
    var known = [Int8](repeating: -1, count: spots.count)
    return { row in
      let spot = Int(column[Int(row)])
      guard spot >= 0 else { return false }
      if known[spot] >= 0 { return known[spot] == 1 }
      let isNear = spots.point(spot).map { self.index.places.distance($0, place) <= kilometres } ?? false
      known[spot] = isNear ? 1 : 0
      return isNear
    }
  }

  private func insideTest(_ place: PlaceID) -> RowTest {
    let column = index.facts.spot
    let isInside = spots(inside: place)
    return { row in
      let spot = Int(column[Int(row)])
      return spot >= 0 && isInside[spot]
    }
  }
}
