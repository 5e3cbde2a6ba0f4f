import Articles
import English
import Facts
import Indexing
import TestSupport
import Testing

@testable import Querying

/// What sequences of tokens match.
@Suite("Sequences of tokens: the matches") struct TokenProgramTests {
  static func pattern(_ sequence: String) throws -> TokenPattern {
    let query = try Query.parse("sentences where text matches " + sequence)
    guard case .clause(let clause) = query.primary, case .predicate(let predicate)? = clause.condition,
      case .matches(.tokens(let pattern)) = predicate.test
    else {
      throw QueryError(.unexpected(sequence), at: 0..<0)
    }
    return pattern
  }

  static let sunak = "Prime Minister Rishi Sunak met Joe Biden in Hiroshima on Friday."
  static let press = "They don't want to meet the press, and the long talks cannot go on in the U.S. capital."

  @Test(
    "A sequence matches these tokens",
    arguments: [
      (#"[word="met" & pos="VBD"]"#, sunak, ["met"]), (#"[word="Met"]"#, sunak, []),
      (#""Met"%c"#, sunak, ["met"]),
      (#"[word="(?i)MET"]"#, sunak, ["met"]), (#"[lemma="meet"]"#, sunak, ["met"]),
      (#"[lemma="Meet"]"#, sunak, ["met"]),
      (#"[lemma="meet"] []{0,3} [tag="NNP"]+"#, sunak, ["met Joe Biden in Hiroshima"]),
      (#"[lemma="meet"] [tag="NNP"]+"#, sunak, ["met Joe Biden"]),
      (#"[tag="NNP"]+"#, sunak, ["Prime Minister Rishi Sunak", "Joe Biden", "Hiroshima", "Friday"]),
      (#"[tag="NNP"]{2}"#, sunak, ["Prime Minister", "Rishi Sunak", "Joe Biden"]),
      (#"[tag="NNP"]{3,}"#, sunak, ["Prime Minister Rishi Sunak"]), (#"[tag="N"]"#, sunak, []),
      (#"[upos="ADP"] [upos="PROPN"]"#, sunak, ["in Hiroshima", "on Friday"]),
      (#"<s> [tag="NNP"]"#, sunak, ["Prime"]), (#"[] "\." </s>"#, sunak, ["Friday."]),
      (#"[] </s> []"#, sunak, []),
      (#"<s> []* </s>"#, sunak, [sunak]), (#"[]{12}"#, sunak, [sunak]), (#"[]{13}"#, sunak, []),
      (#"[tag!="N.*" & word!="[a-z]+"]"#, sunak, ["."]),
      (#"[!(tag="NNP.*" | upos="ADP" | word="\.")]"#, sunak, ["met"]),
      (#""in" "Hiroshima" | "on" "Friday""#, sunak, ["in Hiroshima", "on Friday"]),
      (#"("in" | "on") [tag="NNP"]"#, sunak, ["in Hiroshima", "on Friday"]),
      (#"[tag="JJ"]*"#, sunak, []), (#"("met"?)*"#, sunak, ["met"]), (#"([]*)*"#, sunak, [sunak]),
      ("<s>", sunak, []),
      (#"[lemma="do"] [lemma="not"]"#, press, ["don't"]), (#""do" "n't""#, press, ["don't"]),
      (#""can" "not""#, press, ["cannot"]), (#""the" [tag="JJ.*"]* "talks""#, press, ["the long talks"]),
      (#"[word="U\.S\."]"#, press, ["U.S."]), (#"[word="the" & !tag="DT"]"#, press, []),
      (#"[lemma="meet"] [upos="DET"]? [upos="NOUN"]"#, press, ["meet the press"]),
      (#"[word=","]"#, press, [","]), (#"[lemma="the|a"] [] [lemma="talk"]"#, press, ["the long talks"]),
    ])
  func matches(_ sequence: String, _ sentence: String, _ expected: [String]) throws {
    let text = TaggedTextCache().text(of: Article(text: ContiguousArray(sentence.utf8)))
    let found = try TokenMatcher(try Self.pattern(sequence)).matches(
      text, in: TextRange(0..<sentence.utf8.count))
    #expect(found.map { String(decoding: text.text[$0.range], as: UTF8.self) } == expected)
  }

  /// The furthest end from a place, all ways tried one after another.
  private static func ends(_ pattern: TokenPattern, _ at: Int, _ tokens: [Character]) -> Set<Int> {
    switch pattern {
    case .token(nil): return at < tokens.count ? [at + 1] : []
    case .token(.some(let condition)):
      return at < tokens.count && holds(condition, tokens[at]) ? [at + 1] : []
    case .start: return at == 0 ? [at] : []
    case .end: return at == tokens.count ? [at] : []
    case .sequence(let parts):
      return parts.reduce([at]) { places, part in
        places.reduce(into: []) { $0.formUnion(ends(part, $1, tokens)) }
      }
    case .choice(let parts): return parts.reduce(into: []) { $0.formUnion(ends($1, at, tokens)) }
    case .repeated(let part, let least, let most):
      var found: Set<Int> = least == 0 ? [at] : []
      var places: Set<Int> = [at]
      for count in 1..<max(1, 1 + (most ?? least + tokens.count + 1)) {
        places = places.reduce(into: []) { $0.formUnion(ends(part, $1, tokens)) }
        if count >= least { found.formUnion(places) }
      }
      return found
    }
  }

  private static func holds(_ condition: TokenCondition, _ token: Character) -> Bool {
    switch condition {
    case .and(let parts): parts.allSatisfy { holds($0, token) }
    case .or(let parts): parts.contains { holds($0, token) }
    case .not(let inner): !holds(inner, token)
    case .test(let test): (test.value.literal == String(token)) == test.isEqual
    }
  }

  private static func pattern(_ random: inout SeededGenerator, depth: Int = 0) -> TokenPattern {
    func parts(_ random: inout SeededGenerator) -> [TokenPattern] {
      (0..<2 + random.below(2)).map { _ in pattern(&random, depth: depth + 1) }
    }
    switch random.below(depth > 3 ? 4 : 8) {
    case 0: return .token(nil)
    case 1: return random.pick([.start, .end])
    case 2, 3:
      let test = TokenCondition.test(
        TokenTest(.word, Operand(random.pick(["a", "b", "c"])), isEqual: random.chance(0.8)))
      return .token(random.chance(0.2) ? .not(test) : test)
    case 4: return .choice(parts(&random))
    case 5, 6: return .sequence(parts(&random))
    default:
      let bounds: [(Int, Int?)] = [(0, nil), (1, nil), (0, 1), (2, nil), (0, 3), (2, 2), (1, 4), (0, 0)]
      let (least, most) = random.pick(bounds)
      return .repeated(pattern(&random, depth: depth + 1), least: least, most: most)
    }
  }

  @Test("From each token as far as one of all ways leads", arguments: 0..<20)
  func law(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<150 {
      let pattern = Self.pattern(&random)
      guard TokenProgram.size(pattern) <= 300 else { continue }
      let program = TokenProgram(pattern)
      #expect(program.instructions.count <= TokenProgram.size(pattern) + 1)
      let tokens = (0..<random.below(8)).map { _ in random.pick(Array("abc")) }
      let longest = program.longest(tokens.count) { Self.holds(program.conditions[$0], tokens[$1]) }
      let expected = tokens.indices.map { Self.ends(pattern, $0, tokens).max() ?? -1 }
      #expect(longest == expected, "\(pattern) in \(tokens)")
    }
  }

  @Test("Matches are leftmost and longest, hold a token each, and do not cross", arguments: 0..<10)
  func order(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let program = TokenProgram(Self.pattern(&random))
      let tokens = (0..<random.below(12)).map { _ in random.pick(Array("abc")) }
      let holds = { (condition: Int, token: Int) in Self.holds(program.conditions[condition], tokens[token]) }
      let longest = program.longest(tokens.count, holds: holds)
      var free = 0
      for match in program.matches(tokens.count, holds: holds) {
        #expect(match.lowerBound >= free && !match.isEmpty && longest[match.lowerBound] == match.upperBound)
        #expect((free..<match.lowerBound).allSatisfy { longest[$0] <= $0 })
        free = match.upperBound
      }
      #expect((free..<max(free, tokens.count)).allSatisfy { longest[$0] <= $0 })
    }
  }

  @Test("Sequences with many ways take no longer", .timeLimit(.minutes(1)))
  func linear() throws {
    let long = String(repeating: "talks ", count: 900) + "."
    let text = TaggedTextCache().text(of: Article(text: ContiguousArray(long.utf8)))
    for sequence in [
      "([]*)* \"x\"", "([]+)+ \"x\"", "([]* []* []* []*)* \"x\"", "([]|[] [])+ \"x\"",
      "([]{0,30}){0,30} \"x\"",
      "(([]?){40}){40}",
    ] {
      _ = try TokenMatcher(try Self.pattern(sequence)).matches(text, in: TextRange(0..<long.utf8.count))
    }
  }
}
