public import Querying

extension RandomQueries {
  /// A sequence of tokens of any form, as the parser would give it.
  public mutating func tokens(depth: Int = 0) -> TokenPattern {
    switch random.below(depth > 2 ? 3 : 8) {
    case 0: return .token(nil)
    case 1, 2: return .token(tokenCondition())
    case 3:
      let bounds: [(Int, Int?)] = [(0, nil), (1, nil), (0, 1), (2, nil), (0, 3), (2, 2), (1, 4)]
      let (least, most) = random.pick(bounds)
      return .repeated(tokens(depth: depth + 1), least: least, most: most)
    case 4:
      let parts = tokenParts(depth).filter { if case .choice = $0 { false } else { true } }
      return parts.count > 1 ? .choice(parts) : .start
    case 5:
      return .sequence([.start, .token(tokenCondition()), .repeated(.token(nil), least: 0, most: nil), .end])
    default:
      let parts = tokenParts(depth).filter { if case .sequence = $0 { false } else { true } }
      return parts.count > 1 ? .sequence(parts) : .end
    }
  }

  private mutating func tokenParts(_ depth: Int) -> [TokenPattern] {
    (0..<2 + random.below(2)).map { _ in tokens(depth: depth + 1) }
  }

  private mutating func tokenCondition(depth: Int = 0) -> TokenCondition {
    switch random.below(depth > 1 ? 1 : 6) {
    case 1: return .not(tokenCondition(depth: depth + 1))
    case 2: return .and([.test(tokenTest()), .not(.test(tokenTest()))])
    case 3: return .or([.test(tokenTest()), .and([.test(tokenTest()), .test(tokenTest())])])
    default: return .test(tokenTest())
    }
  }

  private mutating func tokenTest() -> TokenTest {
    let attribute = random.pick(TokenAttribute.allCases)
    let values =
      switch attribute {
      case .word: ["met", "Met", "in", "the|a", "[A-Z].*", #"\."#, #"a\"b"#, "talks?", "(?i)THE"]
      case .lemma: ["meet", "talk", "sign|visit", "be", ".*ing", "say"]
      case .tag: ["NNP", "V.*", "VBD|VBZ", "NNP?", ","]
      case .upos: ["VERB", "PROPN|NOUN", "[AV].*"]
      }
    if !onlyRunnable, random.chance(0.1) { return TokenTest(attribute, Operand(parameter: "who")) }
    return TokenTest(
      attribute, Operand(random.pick(values)), isEqual: random.chance(0.8), ignoresCase: random.chance(0.2))
  }
}
