import Testing

@testable import Querying

@Suite struct ExecutionPatternTests {
  @Test(arguments: [
    ("cease-?fire", false, "a ceasefire holds", true),
    ("cease-?fire", false, "a cease fire", false),
    ("^The", false, "The end", true),
    ("^The", false, "In The end", false),
    ("end$", false, "the end", true),
    (#"\bart\b"#, false, "state of the art", true),
    (#"\bart\b"#, false, "start", false),
    (#"\d{2,3} (tanks|jets)"#, false, "sent 31 tanks", true),
    (#"\d{2,3} (tanks|jets)"#, false, "sent 3 tanks", false),
    ("[^a-z ]", false, "abc def", false),
    ("ERDOĞAN", true, "erdoğan", true),
    ("[A-C]x", true, "bX", true),
    ("(?:ab){2}c", false, "xababc", true),
    ("a|", false, "", true),
    ("x*", false, "", true),
    ("[]a]", false, "]", true),
    ("a{,3}", false, "a{,3}", true),
    ("é.ü", false, "éxü", true),
  ])
  func matches(_ pattern: String, _ ignoresCase: Bool, _ text: String, _ expected: Bool) throws {
    #expect(try PatternProgram(pattern, ignoresCase: ignoresCase).matches(text) == expected, "\(pattern)")
  }

  @Test(arguments: [
    "(", ")", "[a", "*a", "a{3,1}", "a{2000}", "\\", "(?=a)", "((a{900}){900}){900}", "[b-a]",
  ])
  func faultsAreErrors(_ pattern: String) {
    #expect(throws: PatternProgram.Failure.self) { try PatternProgram(pattern, ignoresCase: false) }
  }

  @Test(.timeLimit(.minutes(1)))
  func hostilePatternsTakeLinearTime() throws {
    let text = String(repeating: "a", count: 50_000) + "!"
    for pattern in ["(a*)*b", "(a|aa)+b", "(a+)+$", "(.*)(.*)(.*)(.*)(.*)c", "((((a*)*)*)*)*b"] {
      #expect(try PatternProgram(pattern, ignoresCase: false).matches(text) == false)
    }
    let nested = String(repeating: "(", count: 50_000)
    #expect(throws: PatternProgram.Failure.self) { try PatternProgram(nested, ignoresCase: false) }
  }
}
