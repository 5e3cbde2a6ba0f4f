internal import Atlas

extension PlaceWords {
  struct Direction {
    var compass: Compass
    /// First token of the description.
    var start: Int
    /// The edge is meant: "outskirts", "suburbs", "tip".
    var isEdge = false
  }

  private static let edges: Set<String> = [
    "outskirts", "outskirt", "suburbs", "suburb", "edge", "edges", "fringes", "tip", "corner", "limits",
  ]
  private static let parts: Set<String> = [
    "part", "parts", "region", "half", "area", "areas", "section", "end",
  ]

  /// "southeastern", "south-eastern", "far northern", "the north of", "the northern outskirts of", "northern
  /// parts of" before a place.
  func directionBefore(_ tokens: Range<Int>) -> Direction? {
    var token = tokens.lowerBound - 1
    if word(token) == "the" { token -= 1 }
    if let direct = direction(endingAt: token) { return widened(direct) }
    guard word(token) == "of" || word(token) == "in" else { return nil }
    let isOf = word(token) == "of"
    token -= 1
    if isOf, Self.edges.contains(word(token)) {
      if let direct = direction(endingAt: token - 1) {
        var result = widened(direct)
        result.isEdge = true
        return result
      }
      guard let centre = Compass("central") else { return nil }
      let start = word(token - 1) == "the" ? token - 1 : token
      return Direction(compass: centre, start: start, isEdge: true)
    }
    if isOf, Self.parts.contains(word(token)) { token -= 1 }
    guard isOf, let direct = direction(endingAt: token) else { return nil }
    // "20 km north of Kharkiv" is beside it, not a part of it.
    guard !isUnit(direct.start - 1) || word(direct.start - 1).isEmpty else { return nil }
    return word(direct.start - 1) == "the" || token < tokens.lowerBound - 2 || word(token).hasSuffix("ern")
      ? widened(direct) : nil
  }

  private func widened(_ direction: Direction) -> Direction {
    var result = direction
    while ["far", "deep", "extreme", "the", "rural"].contains(word(result.start - 1)),
      direction.start - result.start < 2
    {
      result.start -= 1
    }
    if word(result.start) == "the", result.start == direction.start - 1 { return result }
    return result
  }

  /// A direction whose last token is `token`, hyphenated or not: "south", "-", "eastern".
  func direction(endingAt token: Int) -> Direction? {
    guard let last = Compass(word(token)) else { return nil }
    if word(token - 1) == "-", let joined = Compass(word(token - 2) + word(token)) {
      return Direction(compass: joined, start: token - 2)
    }
    if let joined = Compass(word(token - 1) + word(token)), !last.isCentre {
      return Direction(compass: joined, start: token - 1)
    }
    return Direction(compass: last, start: token)
  }

  /// "20 km north of Kharkiv", "about 12 miles (20 kilometres) south-east of Kyiv", "north of Kharkiv": a point in
  /// that direction, a tenth of the distance (at least 1 km) as radius; without a number 30 km, loosely.
  func distanceAway(_ id: PlaceID, _ tokens: Range<Int>) -> Found? {
    var token = tokens.lowerBound - 1
    if word(token) == "the" { token -= 1 }
    guard word(token) == "of" || word(token) == "from" else { return nil }
    let direct = direction(endingAt: token - 1)
    guard direct != nil || word(token) == "from" else { return nil }
    if let direct, direct.compass.isCentre { return nil }
    var start = direct?.start ?? token
    if word(start - 1) == "to", word(start - 2).isEmpty { start -= 1 }
    if let length = length(endingBefore: start) {
      let point =
        direct.map {
          Geometry.destination(
            from: gazetteer.point(id), bearing: $0.compass.bearing, kilometres: length.kilometres)
        } ?? gazetteer.point(id)
      let radius = direct == nil ? length.kilometres : max(1, length.kilometres / 10)
      return Found(
        tokens: length.start..<tokens.upperBound, part: PlacePart(point: point, radius: radius))
    }
    // "the north of Kharkiv" is a part of it; "just north of" lies beside it.
    guard let direct, word(direct.start - 1) != "the", !word(token - 1).hasSuffix("ern") else { return nil }
    guard gazetteer.kind(id) == .city else { return nil }
    if word(start - 1) == "just" { start -= 1 }
    let point = Geometry.destination(
      from: gazetteer.point(id), bearing: direct.compass.bearing, kilometres: 30)
    return Found(tokens: start..<tokens.upperBound, part: PlacePart(point: point, radius: 30))
  }

  /// A length that ends just before a token; a second one in brackets is passed over.
  private func length(endingBefore token: Int) -> (kilometres: Double, start: Int)? {
    var unit = token - 1
    if word(unit) == ")" {
      while unit > sentence.lowerBound, token - unit < 8, word(unit) != "(" { unit -= 1 }
      unit -= 1
    }
    if ["away", "to", "the"].contains(word(unit)) { unit -= 1 }
    guard isUnit(unit), let value = number(word(unit - 1)) else { return nil }
    let isMiles = word(unit).hasPrefix("mi")
    var start = unit - 1
    while ["about", "some", "roughly", "nearly", "around", "approximately", "just"].contains(word(start - 1))
    {
      start -= 1
    }
    return (value * (isMiles ? 1.609344 : 1), start)
  }

  private static let numbers: [String: Double] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "hundred": 100,
  ]

  private func number(_ word: String) -> Double? {
    if let value = Self.numbers[word] { return value }
    guard word.utf8.count <= 8, let value = Double(String(word.filter { $0 != "," })), value > 0,
      value < 20_000
    else { return nil }
    return value
  }
}
