internal import Indexing

/// A full-text search: `air "patriot system*" ukraine NEAR/3 aid`. Every part must be met.
///
/// Words are folded; a phrase's words stand side by side; `word*` is any word that begins so; `a NEAR/n b`
/// means at most n words between them, in either order (`NEAR` alone: 10).
struct TextQuery: Hashable, Sendable {
  struct Term: Hashable, Sendable {
    var word: String
    var isPrefix: Bool

    func matches(_ other: String) -> Bool { isPrefix ? other.hasPrefix(word) : other == word }
  }

  enum Part: Hashable, Sendable {
    case phrase([Term])
    case near(Term, Term, distance: Int)
  }

  var parts: [Part] = []

  /// Every term once, for postings and scores.
  var terms: [Term] {
    var found: [Term] = []
    for part in parts {
      switch part {
      case .phrase(let terms): found += terms
      case .near(let a, let b, _): found += [a, b]
      }
    }
    var unique: [Term] = []
    for term in found where !unique.contains(term) { unique.append(term) }
    return unique
  }

  /// Reads a search; any text is one. O(length).
  init(_ text: String) {
    var pending: Int?
    var isQuoted = false
    for section in text.split(separator: "\"", omittingEmptySubsequences: false) {
      defer { isQuoted.toggle() }
      if isQuoted {
        add(.phrase(Self.terms(String(section))), after: &pending)
        continue
      }
      for chunk in section.split(whereSeparator: \.isWhitespace) {
        if let distance = Self.nearDistance(chunk) {
          pending = distance
        } else {
          // "well-known" is the phrase of its words.
          add(.phrase(Self.terms(String(chunk))), after: &pending)
        }
      }
    }
  }

  private mutating func add(_ part: Part, after pending: inout Int?) {
    guard case .phrase(let terms) = part, let first = terms.first else { return }
    if let distance = pending, let last = parts.last, case .phrase(let before) = last, let end = before.last {
      parts.append(.near(end, first, distance: distance))
    }
    pending = nil
    parts.append(part)
  }

  private static func nearDistance(_ chunk: Substring) -> Int? {
    if chunk == "NEAR" { return 10 }
    guard chunk.hasPrefix("NEAR/"), let distance = Int(chunk.dropFirst(5)), distance >= 0 else { return nil }
    return min(distance, 1000)
  }

  private static func terms(_ text: String) -> [Term] {
    var terms = Folding.words(text).map { Term(word: $0, isPrefix: false) }
    if text.utf8.last == UInt8(ascii: "*"), !terms.isEmpty { terms[terms.count - 1].isPrefix = true }
    return terms
  }

  /// Whether a text's folded words meet every part. O(words × terms).
  func matches(_ words: [String]) -> Bool {
    parts.allSatisfy { part in
      switch part {
      case .phrase(let terms): Self.hasPhrase(terms, words)
      case .near(let a, let b, let distance): Self.areNear(a, b, distance, words)
      }
    }
  }

  private static func hasPhrase(_ terms: [Term], _ words: [String]) -> Bool {
    guard words.count >= terms.count else { return false }
    for start in 0...(words.count - terms.count) {
      var length = 0
      while length < terms.count, terms[length].matches(words[start + length]) { length += 1 }
      if length == terms.count { return true }
    }
    return false
  }

  private static func areNear(_ a: Term, _ b: Term, _ distance: Int, _ words: [String]) -> Bool {
    var lastA: Int?
    var lastB: Int?
    for (position, word) in words.enumerated() {
      if a.matches(word) {
        if let lastB, position - lastB - 1 <= distance { return true }
        lastA = position
      }
      if b.matches(word) {
        if let lastA, lastA != position, position - lastA - 1 <= distance { return true }
        lastB = position
      }
    }
    return false
  }

  /// How often each of `terms` occurs.
  static func counts(_ terms: [Term], in words: [String]) -> [Int] {
    terms.map { term in words.reduce(0) { $0 + (term.matches($1) ? 1 : 0) } }
  }
}
