internal import Articles
internal import Atlas
internal import English

/// Collects the spans of one article: the gazetteer's longest matches, the name recogniser's places, lists of
/// counties.
struct PlaceSpans {
  let gazetteer: Gazetteer
  let reading: Reading
  var found: [PlaceSpan] = []
  private let names: [NameMention]
  /// For each token, the index of the name that covers it; −1 for none.
  private var covers: [Int32]
  var folder = NameFolder()
  let words = PlaceVocabulary.standard

  /// Candidates of a name that are looked at.
  static let candidateLimit = 24

  init(gazetteer: Gazetteer, reading: Reading, names: [NameMention]) {
    self.gazetteer = gazetteer
    self.reading = reading
    self.names = names
    covers = [Int32](repeating: -1, count: reading.tokens.count)
    for (index, name) in names.enumerated() {
      for token in name.tokens.clamped(to: 0..<covers.count) { covers[token] = Int32(index) }
    }
  }

  mutating func collect() {
    guard gazetteer.count > 0 else { return }
    for sentence in reading.sentences {
      let tokens = sentence.tokens.clamped(to: 0..<reading.tokens.count)
      let first = found.count
      var token = tokens.lowerBound
      while token < tokens.upperBound {
        guard reading.tokens.shape[token].contains(.capitalised) else {
          token += 1
          continue
        }
        let match = gazetteer.longestMatch(
          in: reading, at: token, before: tokens.upperBound, folder: &folder)
        if let match, add(match, sentence: tokens) {
          token = max(token + 1, found[found.count - 1].tokens.upperBound)
        } else if let name = name(at: token), name.kind == .place,
          name.tokens.lowerBound == token
            || name.tokens.contains(token - 1) && byte(token - 1) == UInt8(ascii: ",")
        {
          token = addUnknown((token..<name.tokens.upperBound).clamped(to: tokens), sentence: tokens)
        } else {
          token += 1
        }
      }
      markCounties(from: first, sentence: tokens)
      link(from: first)
    }
  }

  // MARK: Matches

  private mutating func add(_ match: NameMatch, sentence: Range<Int>) -> Bool {
    var tokens = match.tokens
    let last = tokens.upperBound - 1
    guard reading.tokens.shape[last].contains(.capitalised) || tokens.count > 1 else { return false }
    if tokens.count == 1, words.never.contains(reading.tokens.word[last], in: reading) { return false }
    var usable: [PlaceCandidates.Element] = []
    for candidate in match.candidates where usable.count < Self.candidateLimit {
      if isUsable(candidate.form, tokens) { usable.append(candidate) }
    }
    let parts = parts(tokens) ?? []
    if !parts.isEmpty { usable = Array(parts.prefix(Self.candidateLimit)) }
    // "in Sacramento" is the town: a river or lake has "the" before it or says what it is.
    let isBehindArticle = has(Self.articles, tokens.lowerBound - 1, sentence)
    if !isBehindArticle, kindBeside(tokens, sentence) != .water, usable.contains(where: { !isWater($0) }) {
      usable.removeAll(where: isWater)
    }
    guard let best = usable.first else { return false }
    if tokens.count == 1, reading.tokens.length[last] <= 2, best.form == .name || best.form == .alternate {
      return false
    }
    let isAdjective = !best.form.isPlaceName
    let cover = cover(tokens)
    if cover == .none, !isAdjective, !isPlausible(tokens, best) { return false }
    var isThing = false
    if cover == .placeStart, let name = name(at: tokens.lowerBound)?.tokens.clamped(to: sentence),
      name.upperBound > tokens.upperBound
    {
      // "Sacramento River", "Readington Township", "Dublin Road": the whole is the place. What bears a town's name
      // may lie in it, but for streets and rivers.
      if isCounty(last) {
        // "Platte County Court": the county is.
      } else if let thing = thing(endingAt: name.upperBound - 1) {
        if thing != .other { usable = [] }
        isThing = true
        tokens = tokens.lowerBound..<name.upperBound
      } else if isWhole(tokens.upperBound, name.upperBound) {
        return false
      }
    }
    var span = PlaceSpan(
      tokens: tokens, candidates: usable, name: usable.isEmpty ? -1 : match.candidates.startIndex,
      isAdjective: isAdjective, cover: isThing ? .place : cover)
    span.isThing = isThing
    // "the Central African Republic" is one.
    span.isPart = Set(parts.map { gazetteer.country($0.place) }).count > 1
    span.kind = isThing ? nil : kindBeside(tokens, sentence)
    span.mayBeWater =
      !isThing && isBehindArticle && isWaterway(tokens, sentence) && usable.contains(where: isWater)
    span.evidence = evidence(tokens, sentence)
    if !isThing, span.kind == .district || isCounty(tokens.upperBound) { useCounty(&span, sentence) }
    found.append(span)
    return true
  }

  static let articles: WordSet = "the"

  /// "up the Sacramento.", "on the Mississippi stopped": on or along it, and nothing that it could describe behind it.
  private func isWaterway(_ tokens: Range<Int>, _ sentence: Range<Int>) -> Bool {
    let after = tokens.upperBound
    guard has(words.along, tokens.lowerBound - 2, sentence) else { return false }
    guard sentence.contains(after), after < reading.tokens.upos.count else { return true }
    switch reading.tokens.upos[after] {
    case .verb, .aux, .adp, .adv, .sconj: return true
    case .punct: return byte(after) == UInt8(ascii: ".") || byte(after) == UInt8(ascii: ";")
    default: return false
    }
  }

  private func isWater(_ candidate: PlaceCandidates.Element) -> Bool {
    gazetteer.kind(candidate.place) == .water
  }

  /// A name that the recogniser calls a place and the gazetteer lacks.
  private mutating func addUnknown(_ tokens: Range<Int>, sentence: Range<Int>) -> Int {
    guard let last = tokens.last else { return tokens.lowerBound + 1 }
    if tokens.count == 1, words.never.contains(reading.tokens.word[last], in: reading) || isLetters(last) {
      return tokens.upperBound
    }
    // "Yongsan, central Seoul": two places, whatever the recogniser made of them.
    if let comma = tokens.first(where: { byte($0) == UInt8(ascii: ",") }), comma > tokens.lowerBound,
      comma < last
    {
      _ = addUnknown(tokens.lowerBound..<comma, sentence: sentence)
      return comma + 1
    }
    // "northern Aleppo": the place itself may begin later.
    for first in tokens.dropFirst() where reading.tokens.shape[first].contains(.capitalised) {
      let match = gazetteer.longestMatch(
        in: reading, at: first, before: tokens.upperBound, folder: &folder)
      if let match, match.tokens.upperBound == tokens.upperBound,
        tokens.dropLast(match.tokens.count).allSatisfy({
          words.qualifiers.contains(reading.tokens.word[$0], in: reading)
            || words.and.contains(reading.tokens.word[$0], in: reading)
        }), add(match, sentence: sentence)
      {
        return tokens.upperBound
      }
    }
    var span = PlaceSpan(tokens: tokens, candidates: [], name: -1, isAdjective: false, cover: .place)
    span.evidence = evidence(tokens, sentence)
    span.isThing = thing(endingAt: last) != nil
    if isCounty(last), tokens.count > 1 { useCounty(&span, sentence) }
    found.append(span)
    return tokens.upperBound
  }

  /// "R.D.": letters that no place is known by.
  private func isLetters(_ token: Int) -> Bool {
    let bytes = reading.article.text[reading.tokens.range(token).range]
    return bytes.contains(UInt8(ascii: ".")) && bytes.count <= 8
      && bytes.allSatisfy { $0 == UInt8(ascii: ".") || (0x41...0x5A).contains($0) }
  }

  /// The words behind a match belong to the same name: "Meadow Grove", "Al-Fashir" are no Meadow and no Al; but
  /// "Nebraska's", "Paris, Texas" and "Lebanon-Syria" go on with something else.
  private mutating func isWhole(_ next: Int, _ end: Int) -> Bool {
    let isHyphen = byte(next) == UInt8(ascii: "-")
    let first = isHyphen ? next + 1 : next
    guard first < end, reading.tokens.shape[first].contains(.capitalised) else { return false }
    let match = gazetteer.longestMatch(in: reading, at: first, before: end, folder: &folder)
    return match?.tokens.upperBound != end
  }

  private func name(at token: Int) -> NameMention? {
    covers[token] < 0 ? nil : names[Int(covers[token])]
  }

  private func cover(_ tokens: Range<Int>) -> PlaceSpan.Cover {
    guard let name = name(at: tokens.lowerBound) ?? name(at: tokens.upperBound - 1) else { return .none }
    let opens = name.tokens.lowerBound >= tokens.lowerBound
    let closes = name.tokens.upperBound <= tokens.upperBound
    switch name.kind {
    case .place: return opens && closes ? .place : opens ? .placeStart : .placeEnd
    case .nationality: return .nationality
    case .organisation:
      return opens && closes
        ? .organisation : opens ? .organisationStart : closes ? .organisationEnd : .organisationMiddle
    case .person: return opens && closes ? .person : opens ? .personStart : .personEnd
    default: return opens && closes ? .other : .otherPart
    }
  }

  private func isUsable(_ form: NameForm, _ tokens: Range<Int>) -> Bool {
    switch form {
    case .abbreviation:
      // "US" and "U.S." but not "us" or "Us".
      for token in tokens {
        for byte in reading.article.text[reading.tokens.range(token).range] where byte.isASCIILower {
          return false
        }
      }
      return true
    case .postal:
      let before = tokens.lowerBound - 1
      if before >= 1, byte(before) == UInt8(ascii: ","),
        reading.tokens.shape[before - 1].contains(.capitalised)
      {
        // "Valeria Kovacs, M.S.": her degree.
        return name(at: before - 1)?.kind != .person
      }
      if isParty(before) { return true }
      // "Calif." and "N.J." anywhere, "CA" and "Pa." only behind a comma.
      var letters = 0
      var points = 0
      for byte in reading.article.text[reading.tokens.range(tokens).range] {
        if byte == UInt8(ascii: ".") { points += 1 } else { letters += 1 }
      }
      return points > 1 || (points == 1 && letters > 2)
    default: return true
    }
  }

  /// Without a recogniser's word for it: is it likely that this is the place?
  private func isPlausible(_ tokens: Range<Int>, _ best: PlaceCandidates.Element) -> Bool {
    guard tokens.count == 1 else { return true }
    let first = tokens.lowerBound
    let tag = first < reading.tokens.upos.count ? reading.tokens.upos[first] : .x
    // "Reading the letter", "Nice weather": a small place's name that is tagged as an ordinary word.
    if tag != .propn, tag != .x, best.prominence < 150, !isBehindPreposition(first) { return false }
    return best.prominence >= 38 || best.form == .postal
  }

  /// "flew to Nice.": nothing follows that it could describe.
  private func isBehindPreposition(_ token: Int) -> Bool {
    let (before, after) = (token - 1, token + 1)
    guard before >= 0, words.prepositions.contains(reading.tokens.word[before], in: reading) else {
      return false
    }
    return after >= reading.tokens.count || reading.tokens.upos[after] == .punct
  }

  // MARK: Words beside

  func byte(_ token: Int) -> UInt8 { reading.article.text[Int(reading.tokens.start[token])] }

  func has(_ set: WordSet, _ token: Int, _ sentence: Range<Int>) -> Bool {
    sentence.contains(token) && set.contains(reading.tokens.word[token], in: reading)
  }

  /// The hyphen of "D-Calif.".
  private func isParty(_ hyphen: Int) -> Bool {
    guard hyphen >= 1, byte(hyphen) == UInt8(ascii: "-"), reading.tokens.length[hyphen - 1] == 1 else {
      return false
    }
    return byte(hyphen - 1) == UInt8(ascii: "D") || byte(hyphen - 1) == UInt8(ascii: "R")
  }

  private func evidence(_ tokens: Range<Int>, _ sentence: Range<Int>) -> PlaceEvidence {
    var evidence: PlaceEvidence = []
    let before = tokens.lowerBound - 1
    let after = tokens.upperBound
    let shape = reading.tokens.shape
    if before < sentence.lowerBound {
      evidence.insert(.sentenceStart)
    } else {
      if has(words.prepositions, before, sentence) { evidence.insert(.preposition) }
      if has(words.of, before, sentence), has(words.homes, before - 1, sentence) { evidence.insert(.homeOf) }
      if has(words.titles, before, sentence) { evidence.insert(.title) }
      if has(words.speech, before, sentence) { evidence.insert(.speech) }
      if byte(before) == UInt8(ascii: "-") { evidence.insert(.hyphen) }
      if isParty(before) { evidence.insert(.party) }
      if shape[before].contains(.capitalised), shape[before].contains(.hasLetter),
        found.last?.tokens.upperBound != tokens.lowerBound
      {
        evidence.insert(.capitalBefore)
      }
    }
    if sentence.contains(after) {
      if shape[after].contains(.capitalised), shape[after].contains(.hasLetter) {
        evidence.insert(.capitalAfter)
      }
      if byte(after) == UInt8(ascii: "-") { evidence.insert(.hyphen) }
      if has(words.townWords, after, sentence) { evidence.insert(.townWord) }
      if has(words.speech, after, sentence) { evidence.insert(.speech) }
      if byte(after) == 0x27 || byte(after) == 0xE2, reading.tokens.length[after] > 1 {
        evidence.insert(.possessive)
      }
    }
    let last = tokens.upperBound - 1
    if last < reading.tokens.upos.count, reading.tokens.upos[last] == .propn { evidence.insert(.properNoun) }
    if tokens.allSatisfy({ shape[$0].contains(.allCapitals) }) { evidence.insert(.allCapitals) }
    if tokens.count == 1, reading.tokens.length[last] <= 3 { evidence.insert(.short) }
    return evidence
  }

  private enum Thing { case street, nature, other }

  private func thing(endingAt token: Int) -> Thing? {
    let word = reading.tokens.word[token]
    if words.streets.contains(word, in: reading) { return .street }
    if words.nature.contains(word, in: reading) { return .nature }
    return words.things.contains(word, in: reading) ? .other : nil
  }

  private func kindBeside(_ tokens: Range<Int>, _ sentence: Range<Int>) -> PlaceKind? {
    func kind(_ token: Int) -> PlaceKind? {
      guard sentence.contains(token) else { return nil }
      return words.kinds[reading.tokens.word[token], in: reading]
    }
    if let after = kind(tokens.upperBound), after != .city { return after }
    let before = tokens.lowerBound - 1
    if let kind = kind(before) { return kind }
    guard has(words.of, before, sentence) else { return nil }
    // "the northern district of Gulu" is Gulu; "the Southern District of New York" lies in it.
    let isName =
      has(words.qualifiers, before - 2, sentence) && reading.tokens.shape[before - 1].contains(.capitalised)
    return isName ? nil : kind(before - 1)
  }
}
