internal import Articles
internal import Facts

extension FactMerger {
  /// How well two reports of one kind agree; nil where they are not one event.
  func score(_ a: Int, _ b: Int, words: inout ContentWords) -> Int32? {
    guard reports.article[a] != reports.article[b], !contradict(a, b) else { return nil }
    let kind = Int(reports.kind[a])
    let mine = principals(a)
    let theirs = principals(b)
    let shared = mine.filter { theirs.contains($0) }.count
    let place = placeAgreement(a, b)
    if hasContent[kind] {
      guard shared > 0, words.areNearlyEqual(a, b, reports: reports, articles: articles) else { return nil }
    } else if shared > 0 {
      // Of several on both sides one in common is not enough: a minister meets many people a day.
      guard min(mine.count, theirs.count) < 2 || shared >= 2, place >= 2 || !needsPlace[kind] else {
        return nil
      }
    } else {
      guard mine.isEmpty || theirs.isEmpty else { return nil }
      let others = sharedFillers(a, b)
      guard others >= 2 || (others == 1 && place >= 2) else { return nil }
    }
    var score = Int32(min(shared, 8)) * 4 + Int32(place)
    if firstDay[a] == firstDay[b], lastDay[a] == lastDay[b] { score += 2 }
    if reports.status[a] == reports.status[b] { score += 1 }
    return score
  }

  /// An explicit difference: of date, of place, of status or of who fills another role.
  func contradict(_ a: Int, _ b: Int) -> Bool {
    let tolerance = Int32(max(slack[a], slack[b]))
    let wideA = lastDay[a] &- firstDay[a] > Self.widest
    let wideB = lastDay[b] &- firstDay[b] > Self.widest
    if wideA || wideB {
      if firstDay[a] != firstDay[b] || lastDay[a] != lastDay[b] { return true }
    } else if firstDay[a] > lastDay[b] &+ tolerance || firstDay[b] > lastDay[a] &+ tolerance {
      return true
    }
    return statusContradicts(a, b) || placeAgreement(a, b) < 0 || rolesContradict(a, b)
  }

  private func statusContradicts(_ a: Int, _ b: Int) -> Bool {
    guard let x = Status(rawValue: reports.status[a]), let y = Status(rawValue: reports.status[b])
    else { return true }
    return (x.isReal && !y.isShownByDefault) || (y.isReal && !x.isShownByDefault)
  }

  /// 3 the same place, 2 one contains the other, 1 one or both say nothing, 0 they differ but one of them was
  /// only inherited, −1 they differ.
  private func placeAgreement(_ a: Int, _ b: Int) -> Int {
    guard reports.hasPlace(a), reports.hasPlace(b) else { return 1 }
    let isExplicit = reports.placeVia(a) == .clause && reports.placeVia(b) == .clause
    if reports.place[a] >= 0, reports.place[b] >= 0 {
      if reports.place[a] == reports.place[b] { return 3 }
      let x = PlaceID(rawValue: reports.place[a])
      let y = PlaceID(rawValue: reports.place[b])
      if places.contains(x, y) || places.contains(y, x) { return 2 }
      return isExplicit ? -1 : 0
    }
    if reports.country[a] != 0, reports.country[b] != 0, reports.country[a] != reports.country[b] {
      return isExplicit ? -1 : 0
    }
    return 1
  }

  /// Named fillers of the principal role.
  private func principals(_ report: Int) -> [Int32] {
    let role = principal[Int(reports.kind[report])]
    var found: [Int32] = []
    for filler in reports.fillers(report).prefix(Self.bound) where reports.fillerRole[filler] == role {
      guard let entity = namedFiller(filler), !found.contains(entity) else { continue }
      found.append(entity)
    }
    return found
  }

  private func namedFiller(_ filler: Int) -> Int32? {
    let form = reports.fillerForm[filler]
    guard form >= 0, isNamed[Int(cluster[Int(form)])] else { return nil }
    return cluster[Int(form)]
  }

  private func sharedFillers(_ a: Int, _ b: Int) -> Int {
    var shared: [Int32] = []
    for x in reports.fillers(a).prefix(Self.bound) {
      guard let entity = namedFiller(x), !shared.contains(entity) else { continue }
      for y in reports.fillers(b).prefix(Self.bound) where namedFiller(y) == entity {
        shared.append(entity)
        break
      }
    }
    return shared.count
  }

  /// Some role other than the principal one is filled with names on both sides, and with none in common.
  private func rolesContradict(_ a: Int, _ b: Int) -> Bool {
    let leading = principal[Int(reports.kind[a])]
    for x in reports.fillers(a).prefix(Self.bound) {
      let role = reports.fillerRole[x]
      guard role != leading, namedFiller(x) != nil else { continue }
      var isFilled = false
      var isShared = false
      for y in reports.fillers(b).prefix(Self.bound) where reports.fillerRole[y] == role {
        guard let other = namedFiller(y) else { continue }
        isFilled = true
        for z in reports.fillers(a).prefix(Self.bound)
        where reports.fillerRole[z] == role && namedFiller(z) == other {
          isShared = true
        }
      }
      if isFilled, !isShared { return true }
    }
    return false
  }
}
