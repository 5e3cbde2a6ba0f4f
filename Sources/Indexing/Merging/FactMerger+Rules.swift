internal import Articles
internal import Atlas
internal import Facts

extension FactMerger {
  /// How well two reports of one kind agree; nil where they are not one event.
  func score(_ a: Int, _ b: Int, words: inout ContentWords) -> Int32? {
    let kind = Int(reports.kind[a])
    guard reports.article[a] != reports.article[b], !isCatchAll[kind], !contradict(a, b) else { return nil }
    let (mine, shared) = principals(a, sharedWith: b)
    let (theirs, _) = principals(b, sharedWith: a)
    let place = placeAgreement(a, b)
    if hasContent[kind] {
      guard shared > 0, words.areNearlyEqual(a, b, reports: reports, articles: articles) else { return nil }
    } else if shared > 0 {
      // Of several on both sides one in common is not enough: a minister meets many people a day.
      guard min(mine, theirs) < 2 || shared >= 2, place >= 2 || !needsPlace[kind] else {
        return nil
      }
    } else {
      guard mine == 0 || theirs == 0 else { return nil }
      let others = sharedFillers(a, b)
      guard others >= 2 || (others == 1 && place >= 2) || isOneBlow(a, b) else { return nil }
    }
    var score = Int32(min(shared, 8)) * 4 + Int32(place)
    if firstDay[a] == firstDay[b], lastDay[a] == lastDay[b] { score += 2 }
    if reports.status[a] == reports.status[b] { score += 1 }
    return score
  }

  /// Attacks or disasters in one town on one day, of which one article or both name nobody: "the blast in Basra".
  private func isOneBlow(_ a: Int, _ b: Int) -> Bool {
    guard let town = town(ofHarm: a), town == self.town(ofHarm: b),
      reports.placeVia(a) == .clause || reports.placeVia(b) == .clause
    else { return false }
    // Both days are told, or one is and the other article is of those days.
    return reports.hasTime(a) && reports.hasTime(b)
      && (reports.timeVia(a) != .publication || reports.timeVia(b) != .publication)
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
    let (x, y) = (Int(reports.spot[a]), Int(reports.spot[b]))
    if reports.spots.place[x] >= 0, reports.spots.place[y] >= 0 {
      if reports.spots.place[x] == reports.spots.place[y] { return 3 }
      let (one, other) = (
        PlaceID(rawValue: reports.spots.place[x]), PlaceID(rawValue: reports.spots.place[y])
      )
      if places.contains(one, other) || places.contains(other, one) { return 2 }
      return isExplicit ? -1 : 0
    }
    if reports.spots.country[x] != 0, reports.spots.country[y] != 0,
      reports.spots.country[x] != reports.spots.country[y]
    {
      return isExplicit ? -1 : 0
    }
    return 1
  }

  /// How many named fillers the principal role has, and how many of them another report's has, too.
  private func principals(_ report: Int, sharedWith other: Int) -> (count: Int, shared: Int) {
    let role = principal[Int(reports.kind[report])]
    let fillers = boundedFillers(report)
    var count = 0
    var shared = 0
    for filler in fillers where named[filler] >= 0 && reports.fillings.fillerRole[filler] == role {
      if isFilled(role, by: named[filler], in: fillers.lowerBound..<filler) { continue }
      count += 1
      if isFilled(role, by: named[filler], in: boundedFillers(other)) { shared += 1 }
    }
    return (count, shared)
  }

  private func isFilled(_ role: UInt8, by entity: Int32, in fillers: Range<Int>) -> Bool {
    for filler in fillers where named[filler] == entity && reports.fillings.fillerRole[filler] == role {
      return true
    }
    return false
  }

  private func sharedFillers(_ a: Int, _ b: Int) -> Int {
    var shared: [Int32] = []
    for x in boundedFillers(a) where named[x] >= 0 && !shared.contains(named[x]) {
      for y in boundedFillers(b) where named[y] == named[x] {
        shared.append(named[x])
        break
      }
    }
    return shared.count
  }

  /// Some role other than the principal one is filled with names on both sides, and with none in common.
  private func rolesContradict(_ a: Int, _ b: Int) -> Bool {
    let leading = principal[Int(reports.kind[a])]
    let mine = boundedFillers(a)
    let theirs = boundedFillers(b)
    for x in mine where named[x] >= 0 && reports.fillings.fillerRole[x] != leading {
      let role = reports.fillings.fillerRole[x]
      var isFilledThere = false
      var isShared = false
      for y in theirs where named[y] >= 0 && reports.fillings.fillerRole[y] == role {
        isFilledThere = true
        if isFilled(role, by: named[y], in: mine) { isShared = true }
      }
      if isFilledThere, !isShared { return true }
    }
    return false
  }
}
