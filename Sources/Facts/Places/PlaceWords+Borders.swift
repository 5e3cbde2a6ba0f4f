internal import Articles
internal import Atlas
internal import English

extension PlaceWords {
  struct Border {
    /// From the first word of the description ("close to") or of the border's name to "border".
    var tokens: Range<Int>
    var shared: SharedBorder
    /// The country whose side is meant: "the Polish side of the border".
    var side: PlaceID?
  }

  private static let borderWords: Set<String> = [
    "border", "borders", "frontier", "borderland", "borderlands",
  ]
  /// Words that lead to a border: "close to", "near", "along", "on", "at", "not far from", "20 km from".
  private static let leads: Set<String> = [
    "close", "near", "to", "along", "on", "at", "by", "from", "far", "not", "next", "just", "the", "adjacent",
    "nearby", "across", "around", ",", "its", "very", "right", "side", "of",
  ]

  func isBorder(_ token: Int) -> Bool { Self.borderWords.contains(word(token)) }

  /// The border that a mention is a part of the name of: "Polish" in "the Polish-Ukrainian border", "the Polish
  /// side of the border", "Ukraine" in "the border with Ukraine" or "Ukraine's border".
  mutating func borderOf(_ id: PlaceID, _ tokens: Range<Int>) -> Border? {
    let end = tokens.upperBound
    if let other = hyphenated(after: end), isBorder(other.tokens.upperBound) {
      return border(id, other.place, tokens.lowerBound..<other.tokens.upperBound + 1)
    }
    if let other = hyphenated(before: tokens.lowerBound), isBorder(end) {
      return border(other.place, id, other.tokens.lowerBound..<end + 1)
    }
    if isBorder(end) || (word(end).hasSuffix("s") && word(end).utf8.count < 5 && isBorder(end + 1)) {
      let stop = isBorder(end) ? end + 1 : end + 2
      if word(stop) == "with", let other = country(at: stop + 1) {
        return border(id, other.place, tokens.lowerBound..<other.tokens.upperBound)
      }
      return wholeBorder(id, tokens.lowerBound..<stop)
    }
    if word(end) == "side", word(end + 1) == "of" {
      let stop = word(end + 2) == "the" || word(end + 2) == "its" ? end + 3 : end + 2
      if isBorder(stop) {
        let range = tokens.lowerBound..<stop + 1
        // Which border it is, another mention in the article says.
        var found = borderElsewhere(of: id, range) ?? wholeBorder(id, range)
        found?.side = id
        return found
      }
    }
    let lead = word(tokens.lowerBound - 1) == "the" ? tokens.lowerBound - 2 : tokens.lowerBound - 1
    if word(lead) == "with", isBorder(lead - 1) {
      guard let other = owner(ofBorder: lead - 1) else { return nil }
      return border(other.place, id, other.tokens.lowerBound..<end)
    }
    return nil
  }

  /// Who has the border in "Poland's border with", "the Polish border with".
  private mutating func owner(ofBorder token: Int) -> (place: PlaceID, tokens: Range<Int>)? {
    for first in [token - 1, token - 2, token - 3] {
      if let owner = country(at: first), owner.tokens.upperBound <= token { return owner }
    }
    return nil
  }

  /// A border named after a mention: "…, close to the Polish-Ukrainian border", "… near the border with Belarus",
  /// "… on its border with Ukraine", "along the border between Poland and Ukraine".
  mutating func borderAfter(_ id: PlaceID, _ tokens: Range<Int>) -> Border? {
    var token = tokens.upperBound
    var steps = 0
    while Self.leads.contains(word(token)) || word(token).first?.isNumber == true || isUnit(token), steps < 9
    {
      token += 1
      steps += 1
    }
    guard steps > 0, token < sentence.upperBound else { return nil }
    if isBorder(token) {
      if word(token + 1) == "with", let other = country(at: token + 2) {
        return border(ownCountry(id), other.place, tokens.lowerBound..<other.tokens.upperBound)
      }
      if word(token + 1) == "between", let pair = pair(after: token + 1) {
        return border(pair.first, pair.second, tokens.lowerBound..<pair.end)
      }
      return wholeBorder(ownCountry(id), tokens.lowerBound..<token + 1)
    }
    guard let first = country(at: token) else { return nil }
    if let found = borderOf(first.place, first.tokens) {
      // "near the Ukrainian border" of a place in Poland is the border of both.
      let country = ownCountry(id)
      let names = first.tokens.upperBound
      if isBorder(names), word(names + 1) != "with", hyphenated(before: first.tokens.lowerBound) == nil,
        gazetteer.country(first.place) != gazetteer.country(country),
        let both = border(country, first.place, tokens.lowerBound..<found.tokens.upperBound)
      {
        return both
      }
      return Border(
        tokens: tokens.lowerBound..<found.tokens.upperBound, shared: found.shared, side: found.side)
    }
    return nil
  }

  func isUnit(_ token: Int) -> Bool {
    ["km", "kilometres", "kilometers", "kilometre", "kilometer", "miles", "mile", "kms", "mi"].contains(
      word(token))
  }

  /// "between Kyiv and Lviv": the middle, with half the distance as radius.
  mutating func between(_ id: PlaceID, _ tokens: Range<Int>) -> Found? {
    guard word(tokens.lowerBound - 1) == "between", let pair = pair(after: tokens.lowerBound - 1) else {
      return nil
    }
    let first = tokens.lowerBound - 1
    if isBorder(first - 1), let shared = border(pair.first, pair.second, first - 1..<pair.end) {
      return shared.shared.part(near: nil).map { Found(tokens: withLead(shared.tokens), part: $0) }
    }
    let a = gazetteer.point(id)
    let b = gazetteer.point(pair.second)
    // "travelling between Kyiv and Washington" happens nowhere in the middle.
    guard Geometry.distance(a, b) < 1000 else { return nil }
    return Found(
      tokens: first..<pair.end,
      part: PlacePart(point: Geometry.midpoint(a, b), radius: max(5, Geometry.distance(a, b) / 2)))
  }

  private mutating func pair(after token: Int) -> (first: PlaceID, second: PlaceID, end: Int)? {
    guard let first = place(at: token + 1), word(first.tokens.upperBound) == "and",
      let second = place(at: first.tokens.upperBound + 1)
    else { return nil }
    return (first.place, second.place, second.tokens.upperBound)
  }

  /// The description with the words that lead to it: "close to the …".
  func withLead(_ tokens: Range<Int>) -> Range<Int> {
    var first = tokens.lowerBound
    while first > sentence.lowerBound, tokens.lowerBound - first < 5, word(first - 1) != ",",
      Self.leads.contains(word(first - 1))
    {
      first -= 1
    }
    return first..<tokens.upperBound
  }

  /// The country's own ground beside its border.
  func sideHint(_ id: PlaceID) -> Coordinate? {
    gazetteer.outline(of: id) == nil ? gazetteer.point(id) : nil
  }

  private func ownCountry(_ id: PlaceID) -> PlaceID {
    // A state's border with a state is its own; a city's is its country's.
    if gazetteer.kind(id) == .region, gazetteer.outline(of: id) != nil { return id }
    return gazetteer.country(id).flatMap { gazetteer.country($0) } ?? id
  }

  private func border(_ a: PlaceID, _ b: PlaceID, _ tokens: Range<Int>) -> Border? {
    guard a != b, let first = gazetteer.outline(of: a), let second = gazetteer.outline(of: b),
      let shared = SharedBorder(first, second)
    else { return nil }
    return Border(tokens: tokens, shared: shared)
  }

  private func wholeBorder(_ id: PlaceID, _ tokens: Range<Int>) -> Border? {
    guard let outline = gazetteer.outline(of: id) else { return nil }
    var points: [Coordinate] = []
    for neighbour in gazetteer.neighbours(id) {
      guard let other = gazetteer.outline(of: neighbour) else { continue }
      points += SharedBorder(outline, other)?.points ?? []
    }
    return points.isEmpty ? nil : Border(tokens: tokens, shared: SharedBorder(points: points))
  }

  /// A border of `id` that the article names with both countries.
  private func borderElsewhere(of id: PlaceID, _ tokens: Range<Int>) -> Border? {
    for (first, second) in zip(places, places.dropFirst()) {
      guard first.isAdjective, second.isAdjective, second.text.start - first.text.end <= 2,
        let a = first.place, let b = second.place, a == id || b == id
      else { continue }
      if let found = border(id, a == id ? b : a, tokens) { return found }
    }
    return nil
  }

  private mutating func hyphenated(after end: Int) -> (place: PlaceID, tokens: Range<Int>)? {
    guard ["-", "–", "/"].contains(word(end)) else { return nil }
    return country(at: end + 1)
  }

  private mutating func hyphenated(before start: Int) -> (place: PlaceID, tokens: Range<Int>)? {
    guard ["-", "–", "/"].contains(word(start - 1)) else { return nil }
    for first in [start - 2, start - 3] {
      if let found = country(at: first), found.tokens.upperBound == start - 1 { return found }
    }
    return nil
  }

  /// A place or its adjective at a token, "the" allowed before it.
  mutating func country(at token: Int) -> (place: PlaceID, tokens: Range<Int>)? { place(at: token) }

  mutating func place(at token: Int) -> (place: PlaceID, tokens: Range<Int>)? {
    let first = word(token) == "the" ? token + 1 : token
    guard sentence.contains(first), reading.tokens.shape[first].contains(.capitalised) else { return nil }
    let start = reading.tokens.start[first]
    if let known = places.first(where: { $0.text.start == start }), let place = known.place,
      let tokens = PlaceFinder.tokens(known.text, in: reading)
    {
      return (place, tokens)
    }
    guard
      let match = gazetteer.longestMatch(
        in: reading, at: first, before: sentence.upperBound, folder: &folder),
      let best = match.candidates.first
    else { return nil }
    return (best.place, match.tokens)
  }
}
