internal import Articles
internal import Atlas
internal import English

/// What spans have to do with those beside them.
extension PlaceSpans {
  // MARK: Counties

  func isCounty(_ token: Int) -> Bool {
    token < reading.tokens.count && words.county.contains(reading.tokens.word[token], in: reading)
  }

  /// "Platte Co.", "Platte county": the county of that name, where there is one.
  mutating func useCounty(_ span: inout PlaceSpan, _ sentence: Range<Int>) {
    let end = span.tokens.upperBound
    let hasWord = span.tokens.count > 1 && isCounty(end - 1)
    let names = hasWord ? span.tokens.dropLast() : span.tokens
    guard let match = county(names) else { return }
    span.candidates = match
    span.name = Int(match[0].place.rawValue) | 1 << 24
    span.kind = .district
    if !hasWord, isCounty(end), end < sentence.upperBound { span.tokens = span.tokens.lowerBound..<end + 1 }
  }

  private mutating func county(_ tokens: Range<Int>) -> [PlaceCandidates.Element]? {
    for ending in [" county", " parish"] {
      folder.reset()
      folder.append(
        reading.article.text, Int(reading.tokens.range(tokens).start)..<Int(reading.tokens.range(tokens).end))
      folder.append(ending)
      let hash = folder.hash
      let found = folder.bytes.withUnsafeBufferPointer { gazetteer.candidates(folded: $0, hash: hash) }
      if !found.isEmpty { return Array(found.prefix(Self.candidateLimit)) }
    }
    return nil
  }

  /// "Camden, Nassau and Baker counties": each is a county.
  mutating func markCounties(from first: Int, sentence: Range<Int>) {
    guard found.count > first else { return }
    for token in sentence where words.counties.contains(reading.tokens.word[token], in: reading) {
      var next = token
      for index in (first..<found.count).reversed() where found[index].tokens.upperBound <= next {
        // Only commas, "and" and a last "county" between.
        guard next - found[index].tokens.upperBound <= 2,
          (found[index].tokens.upperBound..<next).allSatisfy({ isJoint($0, sentence) })
        else { break }
        next = found[index].tokens.lowerBound
        var span = found[index]
        useCounty(&span, sentence)
        if span.kind == .district { found[index] = span }
      }
    }
  }

  /// "the Eastern District of Virginia", "Northern Province of Zambia": many countries have one of that name, and it is none but
  /// that of the place behind it.
  private mutating func part(_ index: Int, of whole: Int) {
    let wholes = found[whole].candidates
    guard var parts = parts(found[index].tokens) else { return }
    parts.removeAll { part in !wholes.contains { gazetteer.contains($0.place, part.place) } }
    parts.removeSubrange(min(parts.count, Self.candidateLimit)...)
    found[index].candidates = parts
    found[index].name = parts.first.map { Int($0.place.rawValue) | 1 << 24 } ?? -1
  }

  /// The regions and districts that a direction and a word for such name, "Northern Province": with the word and without it,
  /// the best known first; nil if the tokens are no such name.
  mutating func parts(_ tokens: Range<Int>) -> [PlaceCandidates.Element]? {
    guard tokens.count > 1, words.qualifiers.contains(reading.tokens.word[tokens.lowerBound], in: reading),
      let kind = words.kinds[reading.tokens.word[tokens.upperBound - 1], in: reading],
      kind == .region || kind == .district
    else { return nil }
    var parts: [PlaceCandidates.Element] = []
    for end in [tokens.upperBound, tokens.upperBound - 1] {
      guard
        let match = gazetteer.longestMatch(in: reading, at: tokens.lowerBound, before: end, folder: &folder),
        match.tokens.upperBound == end
      else { continue }
      for part in match.candidates
      where [.region, .district].contains(gazetteer.kind(part.place))
        && !parts.contains(where: { $0.place == part.place })
      {
        parts.append(part)
      }
    }
    parts.sort { ($1.prominence, $0.place) < ($0.prominence, $1.place) }
    return parts
  }

  private func isJoint(_ token: Int, _ sentence: Range<Int>) -> Bool {
    byte(token) == UInt8(ascii: ",") || has(words.and, token, sentence)
  }

  /// Joins neighbours: "Paris, Texas", "Bern in the state of Indiana", and members of lists.
  mutating func link(from first: Int) {
    guard found.count > first + 1 else { return }
    for index in first..<found.count - 1 {
      let gap =
        found[index].tokens
        .upperBound..<max(
          found[index].tokens.upperBound, found[index + 1].tokens.lowerBound)
      guard gap.count <= 5, !gap.isEmpty else { continue }
      if gap.allSatisfy({
        byte($0) == UInt8(ascii: ",") || words.links.contains(reading.tokens.word[$0], in: reading)
      }) {
        if !found[index].isAdjective { found[index].container = index + 1 }
        let isOf = words.of.contains(reading.tokens.word[gap.lowerBound], in: reading)
        if isOf,
          gap.count == 1
            || gap.count == 2 && Self.articles.contains(reading.tokens.word[gap.lowerBound + 1], in: reading)
        {
          part(index, of: index + 1)
        }
      }
      if gap.count <= 2,
        gap.allSatisfy({
          byte($0) == UInt8(ascii: ",") || words.and.contains(reading.tokens.word[$0], in: reading)
        })
      {
        found[index + 1].isListed = true
      }
    }
  }
}
