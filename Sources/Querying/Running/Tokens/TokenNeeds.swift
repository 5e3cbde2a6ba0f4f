internal import Articles
internal import English
internal import Indexing

/// What words a text has to have for a sequence of tokens to match in it, as far as the sequence says.
indirect enum TokenNeeds: Hashable {
  /// A token that is one of these words, in small letters.
  case words([[UInt8]])
  /// A token with one of these lemmas.
  case lemmas([[UInt8]])
  /// Two parts or more.
  case all([TokenNeeds]), any([TokenNeeds])

  /// Nil where nothing is needed that words could tell.
  init?(_ pattern: TokenPattern) {
    switch pattern {
    case .token(nil), .start, .end: return nil
    case .token(.some(let condition)): self.init(condition)
    case .sequence(let parts): self.init(all: parts.map { Self($0) })
    case .choice(let parts): self.init(any: parts.map { Self($0) })
    case .repeated(_, 0, _): return nil
    case .repeated(let part, _, _): self.init(part)
    }
  }

  private init?(_ condition: TokenCondition) {
    switch condition {
    case .and(let parts): self.init(all: parts.map { Self($0) })
    case .or(let parts): self.init(any: parts.map { Self($0) })
    case .not: return nil
    case .test(let test):
      guard test.isEqual, test.attribute == .word || test.attribute == .lemma,
        let literals = (try? test.pattern)?.literals
      else { return nil }
      let isLemma = test.attribute == .lemma
      let words = literals.map { $0.map(\.asciiLowered) }
      guard words.allSatisfy({ TokenForms.standard.isTold($0, isLemma: isLemma) }) else { return nil }
      self = isLemma ? .lemmas(words) : .words(words)
    }
  }

  private init?(all parts: [TokenNeeds?]) {
    let parts = parts.compactMap(\.self)
    guard let first = parts.first else { return nil }
    self = parts.count == 1 ? first : .all(parts)
  }

  private init?(any parts: [TokenNeeds?]) {
    let known = parts.compactMap(\.self)
    guard known.count == parts.count, let first = known.first else { return nil }
    self = known.count == 1 ? first : .any(known)
  }

  /// The same as a search among the words of an index. O(words of the index) for each word that is needed.
  func search(in words: WordIndex, isCancelled: () -> Bool) -> TextQuery.Node {
    switch self {
    case .words(let wanted): .phrase([Self.held(wanted, words, isLemma: false, isCancelled)])
    case .lemmas(let wanted): .phrase([Self.held(wanted, words, isLemma: true, isCancelled)])
    case .all(let parts): .and(parts.map { $0.search(in: words, isCancelled: isCancelled) })
    case .any(let parts): .or(parts.map { $0.search(in: words, isCancelled: isCancelled) })
    }
  }

  /// Whether some words, folded, have what is needed. O(words × words that are needed).
  func isMet(by words: [[UInt8]]) -> Bool {
    func isHeld(_ wanted: [[UInt8]], isLemma: Bool) -> Bool {
      words.contains { word in
        wanted.contains { TokenForms.standard.mayHold(word, $0, isLemma: isLemma) }
      }
    }
    return switch self {
    case .words(let wanted): isHeld(wanted, isLemma: false)
    case .lemmas(let wanted): isHeld(wanted, isLemma: true)
    case .all(let parts): parts.allSatisfy { $0.isMet(by: words) }
    case .any(let parts): parts.contains { $0.isMet(by: words) }
    }
  }

  private static func held(
    _ wanted: [[UInt8]], _ words: WordIndex, isLemma: Bool, _ isCancelled: () -> Bool
  ) -> WantedWord {
    let forms = TokenForms.standard
    var found: [String] = []
    for (number, word) in words.words.enumerated() {
      if number & 4095 == 0, isCancelled() { break }
      let bytes = Array(word.utf8)
      if wanted.contains(where: { forms.mayHold(bytes, $0, isLemma: isLemma) }) { found.append(word) }
    }
    return .anyOf(found)
  }
}
