extension NameArticle {
  static let possessives: Set<UInt32> = Set(["'s", "'", "s'"].map(NameText.foldedHash))
  static let titles = Set(WordLists.standard.words("name-titles").map(NameText.foldedHash))
  private static let comma = NameText.foldedHash(",")
  static let articles: Set<UInt32> = Set(["the", "a", "an"].map(NameText.foldedHash))

  /// The tokens without a leading article or title and without a closing possessive.
  func trimmed(_ tokens: Range<Int>, isPerson: Bool) -> Range<Int> {
    var low = tokens.lowerBound
    var high = tokens.upperBound
    while high > low, Self.possessives.contains(text.attributes(high - 1).folded) { high -= 1 }
    while low < high, Self.articles.contains(text.attributes(low).folded) { low += 1 }
    while isPerson, low + 1 < high, Self.titles.contains(text.attributes(low).folded),
      text.attributes(low + 1).isCapitalised || Self.titles.contains(text.attributes(low + 1).folded)
    {
      low += 1
    }
    return low..<high
  }

  /// Parts a place at its commas: "Lviv, Ukraine" is two.
  mutating func partPlaces() {
    guard found.contains(where: { $0.kind == .place && $0.tokens.count > 2 }) else { return }
    var parted: [FoundName] = []
    for name in found {
      var rest = name
      while name.kind == .place,
        let comma = rest.tokens.dropLast().dropFirst().first(where: {
          text.attributes($0).folded == Self.comma && text.attributes($0 + 1).isCapitalised
        })
      {
        var part = rest
        part.tokens = rest.tokens.lowerBound..<comma
        parted.append(part)
        rest.tokens = (comma + 1)..<rest.tokens.upperBound
      }
      parted.append(rest)
    }
    found = parted
  }
}
