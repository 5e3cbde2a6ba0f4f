internal import Articles
internal import English

/// Collects the spans of one article.
struct PlaceSpans {
  let gazetteer: Gazetteer
  let reading: Reading
  private(set) var found: [PlaceSpan] = []
  /// For each token, the kind of the name that covers it, as raw value; 255 for none.
  private var covers: [UInt8]
  private var folder = NameFolder()
  private let hasNames: Bool

  init(gazetteer: Gazetteer, reading: Reading, names: [NameMention]) {
    self.gazetteer = gazetteer
    self.reading = reading
    hasNames = !names.isEmpty
    covers = [UInt8](repeating: 255, count: reading.tokens.count)
    for name in names {
      for token in name.tokens.clamped(to: 0..<covers.count) { covers[token] = name.kind.rawValue }
    }
  }

  mutating func collect() {
    for sentence in reading.sentences {
      let tokens = sentence.tokens.clamped(to: 0..<reading.tokens.count)
      var token = tokens.lowerBound
      while token < tokens.upperBound {
        guard reading.tokens.shape[token].contains(.capitalised),
          let match = gazetteer.longestMatch(
            in: reading, at: token, before: tokens.upperBound, folder: &folder)
        else {
          token += 1
          continue
        }
        if add(match, sentence: tokens) { token = match.tokens.upperBound } else { token += 1 }
      }
    }
    linkContainers()
  }

  private mutating func add(_ match: NameMatch, sentence: Range<Int>) -> Bool {
    let tokens = match.tokens
    let last = tokens.upperBound - 1
    guard reading.tokens.shape[last].contains(.capitalised) || tokens.count > 1 else { return false }
    var usable: [PlaceCandidates.Element] = []
    for candidate in match.candidates where usable.count < 8 {
      if isUsable(candidate.form, tokens) { usable.append(candidate) }
    }
    guard let first = usable.first else { return false }
    let isAdjective = !first.form.isPlaceName
    let isNamed = covers[tokens.lowerBound] == NameKind.place.rawValue
    if !isAdjective, !isNamed {
      if tokens.contains(where: { isForeign($0) }) { return false }
      if !isPlausible(tokens, first, sentence) { return false }
    }
    found.append(
      PlaceSpan(
        tokens: tokens, candidates: usable, name: match.candidates.startIndex,
        isAdjective: isAdjective, isNamed: isNamed, kind: kindBeside(tokens, sentence)))
    return true
  }

  /// It belongs to the name of a person, an organisation or a thing.
  private func isForeign(_ token: Int) -> Bool {
    covers[token] == NameKind.person.rawValue || covers[token] == NameKind.organisation.rawValue
      || covers[token] == NameKind.other.rawValue
  }

  private func isUsable(_ form: NameForm, _ tokens: Range<Int>) -> Bool {
    switch form {
    case .abbreviation:
      // "US" and "U.S." but not "us" or "Us".
      for token in tokens {
        for byte in reading.article.text[reading.tokens.range(token).range] where (0x61...0x7A).contains(byte)
        {
          return false
        }
      }
      return true
    case .postal:
      guard let previous = found.last, !previous.isAdjective, tokens.lowerBound >= 1 else { return false }
      let comma = tokens.lowerBound - 1
      return previous.tokens.upperBound == comma && byte(comma) == UInt8(ascii: ",")
    default: return true
    }
  }

  /// Without a recogniser's word for it: is it likely that this is the place?
  private func isPlausible(
    _ tokens: Range<Int>, _ best: PlaceCandidates.Element, _ sentence: Range<Int>
  ) -> Bool {
    let upos = reading.tokens.upos
    if tokens.count == 1 {
      let first = tokens.lowerBound
      let tag = first < upos.count ? upos[first] : .x
      // "Reading the letter", "Nice weather": a small place's name that is tagged as an ordinary word.
      if tag != .propn, tag != .x, best.prominence < 150 { return false }
      if reading.tokens.length[first] <= 2, best.form == .name || best.form == .alternate { return false }
      if best.prominence < 66 { return false }
    }
    if hasNames { return true }
    // Capitals directly beside it: "Paris Hilton", "London Bridge", "Jack London".
    guard best.prominence < 150 else { return true }
    let next = tokens.upperBound
    if next < sentence.upperBound, reading.tokens.shape[next].contains(.capitalised), isWord(next) {
      return false
    }
    let previous = tokens.lowerBound - 1
    if previous > sentence.lowerBound, reading.tokens.shape[previous].contains(.capitalised),
      isWord(previous),
      found.last?.tokens.upperBound != tokens.lowerBound
    {
      return false
    }
    return true
  }

  private func isWord(_ token: Int) -> Bool { reading.tokens.shape[token].contains(.hasLetter) }

  private func byte(_ token: Int) -> UInt8 { reading.article.text[Int(reading.tokens.start[token])] }

  private static let kinds: [String: PlaceKind] = [
    "region": .region, "province": .region, "oblast": .region, "governorate": .region, "state": .region,
    "voivodeship": .region, "prefecture": .region, "department": .region, "republic": .region,
    "district": .district, "county": .district, "city": .city, "town": .city, "village": .city,
    "capital": .city, "port": .city, "sea": .water, "lake": .water, "river": .water, "island": .island,
    "mountains": .mountain,
  ]

  private func kindBeside(_ tokens: Range<Int>, _ sentence: Range<Int>) -> PlaceKind? {
    func kind(_ token: Int) -> PlaceKind? {
      guard sentence.contains(token) else { return nil }
      return Self.kinds[reading.text(token).lowercased()]
    }
    if let after = kind(tokens.upperBound), after != .city { return after }
    let before = tokens.lowerBound - 1
    if let kind = kind(before) { return kind }
    guard before > sentence.lowerBound, reading.text(before) == "of" else { return nil }
    return kind(before - 1)
  }

  private mutating func linkContainers() {
    for index in found.indices.dropLast() where !found[index].isAdjective && !found[index + 1].isAdjective {
      let comma = found[index].tokens.upperBound
      if found[index + 1].tokens.lowerBound == comma + 1, byte(comma) == UInt8(ascii: ",") {
        found[index].container = index + 1
      }
    }
  }
}
