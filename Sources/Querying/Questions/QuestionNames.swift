internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// The names of the articles in the words of a question.
struct QuestionNames {
  private let index: FactIndex

  init(_ index: FactIndex) { self.index = index }

  /// Words of a name, at most.
  private static let longestName = 6
  /// Words that are names of something somewhere, and nearly always are none.
  private static let plain: Set<String> = [
    "who", "whom", "what", "which", "where", "when", "why", "how", "did", "does", "do", "was", "were", "is",
    "are", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "shall", "should",
    "in", "on", "at", "of", "to", "for", "from", "by", "with", "about", "and", "or", "the", "a", "an", "near",
    "since", "until", "before", "after", "between", "during", "us", "it", "he", "she", "they", "many", "much",
    "often", "march", "august", "there", "any", "some", "people", "president", "minister", "government",
    "parliament", "police", "army", "king", "queen", "council", "court", "state", "country", "capital", "war",
    "say", "said", "me", "all", "new", "last", "first", "year", "month", "week", "day", "today", "not", "no",
  ]

  /// The entities that go by a name.
  func entities(_ name: String) -> [EntityID] { index.entities(named: name) }

  /// The name of a place so that it means one that the articles have, where the best known of the name is none of theirs:
  /// "Bali, Indonesia". O(rows of the name).
  func place(_ name: String) -> String {
    let rows = index.places.named(name)
    guard rows.count > 1 else { return name }
    let uses = index.uses(of: rows).map(\.articles)
    guard uses[0] == 0, let most = uses.indices.max(by: { (uses[$0], $1) < (uses[$1], $0) }), uses[most] > 0,
      let country = index.places.place(rows[most])?.country
    else { return name }
    let qualified = "\(name), \(index.countryName(country.rawValue))"
    return index.places.named(qualified).first == rows[most] ? qualified : name
  }

  /// Of more entities the names are not looked through.
  private static let comparedNames = 20_000

  /// Whether some entity has it in its name: "Credit Suisse" in "rival Credit Suisse". O(names).
  func isPart(_ name: String) -> Bool {
    let wanted = " " + Folding.name(name) + " "
    return (0..<Int32(min(index.entityCount, Self.comparedNames))).contains { id in
      (" " + Folding.name(index.entity(EntityID(rawValue: id)).name) + " ").contains(wanted)
    }
  }

  /// A text with capital letters where the articles have a name: the reader of English knows names by them.
  func restored(_ bytes: [UInt8]) -> String {
    var bytes = bytes
    let words = Self.words(of: bytes)
    let isLoud =
      bytes.contains { $0.isASCIILetter } && !bytes.contains { (97...122).contains($0) } && words.count > 2
    if isLoud {
      for at in bytes.indices where (65...90).contains(bytes[at]) { bytes[at] |= 32 }
    }
    var at = 0
    while at < words.count {
      var taken = 0
      for length in stride(from: min(Self.longestName, words.count - at), to: 0, by: -1) {
        let range = words[at].lowerBound..<words[at + length - 1].upperBound
        guard bytes[words[at].lowerBound] >= 97, isName(String(decoding: bytes[range], as: UTF8.self), length)
        else { continue }
        for word in words[at..<(at + length)] where (97...122).contains(bytes[word.lowerBound]) {
          if length > 1, Self.plain.contains(String(decoding: bytes[word], as: UTF8.self)) { continue }
          bytes[word.lowerBound] &= 0xDF
        }
        taken = length
        break
      }
      at += max(1, taken)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func isName(_ text: String, _ words: Int) -> Bool {
    let lower = text.lowercased()
    if words == 1, Self.plain.contains(lower) || lower.utf8.count < 3 { return false }
    let kinds = index.kinds
    if words == 1,
      kinds.frames.contains(where: { $0.triggers.contains { $0.lemma == lower } })
        || kinds.kind(named: lower) != nil || kinds.kind(plural: lower) != nil
    {
      return false
    }
    if entities(text).contains(where: { index.entity($0).isNamed && index.entity($0).kind != .other }) {
      return true
    }
    return index.places.named(text).first.flatMap(index.places.place).map {
      $0.kind == .country || $0.population > 500_000
    } ?? false
  }

  /// Runs of letters and digits.
  private static func words(of bytes: [UInt8]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start: Int?
    for (at, byte) in bytes.enumerated() {
      let isLetter =
        byte.isASCIILetter || byte >= 0x80 || (48...57).contains(byte) || byte == UInt8(ascii: "-")
      if isLetter {
        start = start ?? at
      } else if let first = start {
        words.append(first..<at)
        start = nil
      }
    }
    if let start { words.append(start..<bytes.count) }
    return words
  }
}
