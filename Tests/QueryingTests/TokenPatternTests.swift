import Querying
import TestSupport
import Testing

/// Sequences of tokens as they are written.
@Suite("Sequences of tokens: the form") struct TokenPatternTests {
  static func text(_ sequence: String) throws -> String {
    let query = try Query.parse("sentences where text matches " + sequence, with: .testing).text(.testing)
    return String(query.dropFirst("sentences where text matches ".count))
  }

  @Test(
    "A sequence has one canonical form",
    arguments: [
      (#"[word="met" & pos="VBD"]"#, #"[word="met" & tag="VBD"]"#),
      (#"[lemma="meet"] []{0,3} [tag="NNP"]+"#, #"[lemma="meet"] []{0,3} [tag="NNP"]+"#),
      (#""the" [tag="JJ.*"]* "talks""#, #"[word="the"] [tag="JJ.*"]* [word="talks"]"#),
      (#"[lemma="sign|ink"]"#, #"[lemma="sign|ink"]"#), (#"[tag!="V.*"]"#, #"[tag!="V.*"]"#),
      (#"[!(tag="V.*" | upos="AUX")&word="a"%c]"#, #"[!(tag="V.*" | upos="AUX") & word="a"%c]"#),
      (#"[LEMMA="meet"]"#, #"[lemma="meet"]"#),
      (#"[(word="a") & (tag="B" & upos="C")]"#, #"[word="a" & tag="B" & upos="C"]"#),
      (#"<s> [] [tag="VB"] </s> within s"#, #"<s> [] [tag="VB"] </s>"#), (#""a"{2}"#, #"[word="a"]{2}"#),
      (#"[]{2,}"#, "[]{2,}"), (#"[]{,3}"#, "[]{0,3}"), (#"[]{0,1}"#, "[]?"), ("[]{1,}", "[]+"),
      (#"("a" | [] "b")? "c""#, #"([word="a"] | [] [word="b"])? [word="c"]"#),
      (#""a" | "b" "c""#, #"[word="a"] | [word="b"] [word="c"]"#),
      (#"(([] "a") "b")"#, #"[] [word="a"] [word="b"]"#),
      (#"([]+)?"#, "([]+)?"), (#""U\.S\." [word="a\"b"]"#, #"[word="U\.S\."] [word="a\"b"]"#),
      (#"[word="\\"]"#, #"[word="\\"]"#), (#"["met"]"#, #"[word="met"]"#), ("[word=“met”]", #"[word="met"]"#),
      (#""met"%c"#, #"[word="met"%c]"#), (#"[word="(?i)met"]"#, #"[word="(?i)met"]"#),
    ])
  func canonical(_ written: String, _ expected: String) throws {
    #expect(try Self.text(written) == expected)
    #expect(try Self.text(expected) == expected)
  }

  @Test(
    "What stands behind a sequence is no part of it",
    arguments: [
      #"sentences where text matches [lemma="meet"] | count"#,
      #"sentences where text matches [lemma="meet"] | [lemma="talk"] | context 5"#,
      #"sentences where (text matches [lemma="meet"] or text matches "border") and not text matches []{40}"#,
      #"sentences where text matches "meet" | count"#,
      #"facts where text matches [lemma="meet"]+ and date during 2023"#,
      #"articles where title matches <s> [tag="NNP"] union articles"#,
    ])
  func followed(_ text: String) throws {
    let query = try Query.parse(text, with: .testing)
    #expect(query.text(.testing) == text)
  }

  @Test("A text alone is a full-text search, and a token of a sequence where another follows")
  func search() throws {
    #expect(try Self.text(#""the talks""#) == #""the talks""#)
    #expect(try Self.text(#""the" "talks""#) == #"[word="the"] [word="talks"]"#)
  }

  @Test("A sequence takes the values of parameters")
  func parameters() throws {
    let query = try Query.parse(#"sentences where text matches [lemma=$word] [tag="NNP"]"#, with: .testing)
    #expect(query.text(.testing) == #"sentences where text matches [lemma=$word] [tag="NNP"]"#)
    var vocabulary = Vocabulary.testing
    vocabulary.parameters = ["word"]
    let known = try query.expanded(in: vocabulary, parameters: ["word": .text(#"say "so""#)])
    #expect(known.text(.testing) == #"sentences where text matches [lemma="say \"so\""] [tag="NNP"]"#)
    #expect(try Query.parse(known.text(.testing), with: .testing) == known)
  }

  @Test("A sequence goes on over lines while a bracket is open, and with a bracket")
  func lines() {
    let script =
      "sentences where text matches [lemma=\"meet\"\n& tag=\"V.*\"]\n[tag=\"NNP\"] | count\nfacts | count\n"
    #expect(Script.statements(in: script).count == 2)
    #expect(Completeness(of: #"sentences where text matches [lemma="meet""#) == .incomplete(.word("]")))
    #expect(Completeness(of: "sentences where text matches [") == .incomplete(.attribute))
    #expect(Completeness(of: #"sentences where text matches ("a" []"#) == .incomplete(.closingBracket))
  }

  @Test(
    "Attributes, tags and signs are offered",
    arguments: [
      ("[", "lemma"), ("[le", "lemma"), ("[", "]"), ("[lemma ", "="), ("[!", "tag"),
      (#"[lemma="meet" "#, "&"),
      ("[tag=", #""VBD""#), (#"[tag=""#, #""VBD""#), (#"[tag="vb"#, #""VBD""#),
      (#"[tag="NN|VB"#, #""NN|VBD""#),
      (#"[upos="P"#, #""PROPN""#), (#"[lemma="a"] "#, "+"), (#"[lemma="a"] "#, "["), (#"[lemma="a"%"#, "c"),
      ("", "["),
    ])
  func completion(_ begun: String, _ wanted: String) {
    let text = "sentences where text matches " + begun
    let found = Completion.at(text: text, cursor: text.utf8.count, vocabulary: .testing).candidates
    #expect(found.contains { $0.text == wanted }, "\(begun): \(found.map(\.text))")
    #expect(found.filter { $0.text == #""VBD""# }.allSatisfy { $0.help == "verb, past" })
  }

  @Test("Tags that do not begin so are not offered")
  func otherTags() {
    let text = #"sentences where text matches [tag="VB"#
    let found = Completion.at(text: text, cursor: text.utf8.count, vocabulary: .testing).candidates.map(
      \.text)
    #expect(found == [#""VB""#, #""VBD""#, #""VBG""#, #""VBN""#, #""VBP""#, #""VBZ""#])
  }

  @Test(
    "Hostile sequences are errors at once", .timeLimit(.minutes(1)),
    arguments: [
      "[]{1,100000}", "[]{100000000000000000000}", "([]{1000}){1000}", "((([]{0}){1000}){1000}){1000}",
      "(((<s>{1000}){1000}){1000}){1000}", String(repeating: "(", count: 100_000),
      "[" + String(repeating: "!", count: 100_000),
      "[" + String(repeating: "(", count: 100_000), "[]" + String(repeating: " []", count: 5000),
      #"[word="((a{900}){900}){900}"]"#, "[]**", "[]{3,1}", "[]{1.5}", "[]{-1}", "[] within 3 s", "<p>",
      "</p>", "[word]",
      #"[word=""]"#, #"[word="a"%d]"#, "[,]", "[]{", "[]{2", "(", "[", #"[word=/a/]"#, #"["a" "b"]"#,
    ])
  func hostile(_ sequence: String) {
    #expect(throws: QueryError.self) {
      try Query.parse("sentences where text matches " + sequence, with: .testing)
    }
  }
}
