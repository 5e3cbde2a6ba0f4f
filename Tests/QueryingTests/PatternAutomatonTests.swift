@testable import Indexing
import TestSupport
import Testing

@testable import Querying

/// The machine that remembers its states finds what the one that goes through all threads finds.
@Suite struct PatternAutomatonTests {
  /// Few letters, so that patterns often match, some of more than a byte, some that fold to others.
  private static let letters: [String] = [
    "a", "b", "A", "B", "k", "_", " ", "\n", "-", "1", "é", "É", "ß", "ⁿ", "\u{212A}", "\u{301}", "日", "😀",
  ]

  private func text(_ random: inout SeededGenerator, _ length: Int) -> String {
    (0..<random.below(length + 1)).map { _ in random.pick(Self.letters) }.joined()
  }

  /// A regular expression by chance.
  private func pattern(_ random: inout SeededGenerator, _ depth: Int) -> String {
    if depth == 0 || random.chance(0.3) {
      switch random.below(14) {
      case 0: return "."
      case 1: return #"\w"#
      case 2: return #"\s"#
      case 3: return #"\b"#
      case 4: return #"\B"#
      case 5: return "^"
      case 6: return "$"
      case 7: return "[ab]"
      case 8: return "[^a]"
      case 9: return #"[a-k1\s]"#
      case 10: return #"\d"#
      default: return random.pick(["a", "b", "k", "A", "é", " ", "ab", "1", "ß", "ba"])
      }
    }
    switch random.below(7) {
    case 0: return pattern(&random, depth - 1) + "|" + pattern(&random, depth - 1)
    case 1:
      return "(" + pattern(&random, depth - 1) + ")" + random.pick(["*", "+", "?", "{2}", "{1,3}", "{0,}"])
    case 2: return "(?:" + pattern(&random, depth - 1) + ")"
    default: return pattern(&random, depth - 1) + pattern(&random, depth - 1)
    }
  }

  /// The matches one after another, as they were found before.
  private func ranges(_ program: PatternProgram, _ text: String) -> [Range<Int>] {
    let scalars = text.unicodeScalars.map(\.value)
    var offsets = [0]
    for scalar in text.unicodeScalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
    var found: [Range<Int>] = []
    var start = 0
    while start <= scalars.count, let match = program.firstMatch(in: scalars, from: start) {
      start = max(match.upperBound, match.lowerBound + 1)
      found.append(offsets[match.lowerBound]..<offsets[match.upperBound])
    }
    return found
  }

  @Test("Where nearly every letter makes a new state the program is run, with the same result")
  func givesUpWhereStatesAreNoHelp() throws {
    var random = SeededGenerator(seed: 5)
    let letters = (0..<20_000).map { _ in random.pick(["a", "b", " "]) }.joined()
    for end in ["", "Q", "Q aQ"] {
      let text = letters + end + letters
      let program = try PatternProgram(#"a.{300}Q"#, ignoresCase: false)
      let automaton = PatternAutomaton(program)
      #expect(automaton.matches(text) == program.matches(text))
      #expect(automaton.isHopeless)
      #expect(automaton.matches(text) == program.matches(text))
      var bytes = text
      let found = bytes.withUTF8 { PatternAutomaton(program).ranges(in: $0, limit: 5) }
      #expect(found == Array(ranges(program, text).prefix(5)))
    }
    let easy = PatternAutomaton(try PatternProgram("oil|gas", ignoresCase: true))
    #expect(!easy.matches(letters) && !easy.isHopeless)
  }

  @Test("It matches where threads match", arguments: UInt64(0)..<40)
  func matchesAsThreadsDo(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let written = pattern(&random, 4)
      let ignoresCase = random.chance(0.5)
      guard let program = try? PatternProgram(written, ignoresCase: ignoresCase) else { continue }
      let automaton = PatternAutomaton(program)
      for _ in 0..<12 {
        let text = text(&random, 20)
        #expect(automaton.matches(text) == program.matches(text), "/\(written)/ in \(text)")
        var copy = text
        let found = copy.withUTF8 { automaton.ranges(in: $0, limit: 1000) }
        #expect(found == ranges(program, text), "/\(written)/ in \(text)")
      }
    }
  }

  /// Whatever the needs say, a text in which the pattern matches has them.
  @Test("A text that matches has the words that a pattern needs", arguments: UInt64(0)..<40)
  func needsAreMet(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed &+ 500)
    for _ in 0..<60 {
      let written = pattern(&random, 4)
      let ignoresCase = random.chance(0.5)
      var parser = PatternParser(written, ignoresCase: ignoresCase)
      guard let program = try? PatternProgram(written, ignoresCase: ignoresCase),
        let needs = PatternNeeds(try parser.parse())
      else { continue }
      for _ in 0..<12 {
        let text = text(&random, 20)
        // Of this one letter an index tells that its words are not to be relied on.
        guard program.matches(text), !text.unicodeScalars.contains("\u{212A}") else { continue }
        #expect(needs.isMet(by: Folding.words(text)), "/\(written)/ in \(text)")
      }
    }
  }

  @Test("States are let go where there are many")
  func manyStates() throws {
    var random = SeededGenerator(seed: 1)
    let program = try PatternProgram("(a|b)*a(a|b){14}c", ignoresCase: false)
    let automaton = PatternAutomaton(program)
    let text = (0..<200_000).map { _ in random.pick(["a", "b"]) }.joined()
    #expect(!automaton.matches(text))
    #expect(automaton.matches(text + "abbbbbbbbbbbbbbc"))
  }
}

extension PatternNeeds {
  fileprivate func isMet(by words: [String]) -> Bool {
    switch self {
    case .part(let part):
      words.contains { word in
        Array(word.utf8).withUnsafeBufferPointer(part.isHeld)
      }
    case .all(let parts): parts.allSatisfy { $0.isMet(by: words) }
    case .any(let parts): parts.contains { $0.isMet(by: words) }
    }
  }
}
