import Querying
import TestSupport
import Testing

/// What is seen of a statement while it is typed.
@Suite struct HighlightTests {
  /// The stretches with a role as `role text`; the cursor stands at the end, or at `|^|`.
  private func roles(_ text: String, _ vocabulary: Vocabulary = .testing, cursor: Int? = nil) -> [String] {
    Highlight.all(in: text, cursor: cursor ?? text.utf8.count, vocabulary: vocabulary).map {
      "\($0.role) " + String(decoding: Array(text.utf8)[$0.range], as: UTF8.self)
    }
  }

  private func faults(_ text: String, cursor: Int = -1) -> [String] {
    roles(text, cursor: cursor).filter { $0.hasPrefix("fault ") }.map { String($0.dropFirst(6)) }
  }

  @Test func rolesAreTheParsers() {
    #expect(
      roles("meetings where location near \"Poland\" and status = planned -- x") == [
        "source meetings", "keyword where", "field location", "keyword near", "string \"Poland\"",
        "keyword and", "field status", "word planned", "comment -- x",
      ])
    #expect(
      roles("facts | count by kind, month | sort by n desc") == [
        "source facts", "keyword |", "keyword count", "keyword by", "field kind", "keyword month",
        "keyword |",
        "keyword sort", "keyword by", "field n", "keyword desc",
      ])
    #expect(roles(".load \"a b\" c") == ["command .load", "string \"a b\""])
    #expect(roles("x “Kraków”").last == "string “Kraków”")
  }

  @Test func whatCannotStandThereIsAFault() {
    #expect(faults("meetings where locaton near \"Poland\"") == ["locaton"])
    #expect(faults("meetigs | count") == ["meetigs"])
    #expect(faults("meetings | show date, locaton") == ["locaton"])
    #expect(faults("meetings | count by location | sort by locaton") == ["locaton"])
    #expect(faults("meetings where location near \"Poland\"") == [])
    #expect(faults("meetings where (killed > 3") == ["("])
    #expect(faults("meetings where killed > 3)") == [")"])
    #expect(faults("meetings near \"Pol") == ["\""])
    #expect(faults("meetings near “Pol") == ["“"])
  }

  @Test func aWordThatIsTypedIsNoFaultWhileItMayBecomeSomething() {
    let text = "meetings where locat"
    #expect(faults(text, cursor: text.utf8.count) == [])
    #expect(faults(text) == ["locat"])
    let wrong = "meetings where locatx"
    #expect(faults(wrong, cursor: wrong.utf8.count) == ["locatx"])
    #expect(faults("meetings near", cursor: 13) == [])
  }

  @Test func statementsBelowKnowWhatThoseAboveName() {
    #expect(faults("let x = meetings\nx | count") == [])
    #expect(faults("meetings | count by location | as x\nx | limit 3") == [])
    #expect(faults("meetings\n.mode csv\nmeetigs") == ["meetigs"])
  }

  @Test("Of any text: in order, each byte in one stretch at most, never across signs", arguments: 0..<8)
  func law(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var queries = RandomQueries(seed: seed)
    for _ in 0..<60 {
      var text = queries.query().text(queries.vocabulary)
      if Bool.random(using: &random) {
        text = String(text.prefix(Int.random(in: 0...text.count, using: &random)))
        text += randomText(&random, length: Int.random(in: 0..<12, using: &random))
      }
      let found = Highlight.all(
        in: text, cursor: Int.random(in: 0...text.utf8.count, using: &random), vocabulary: queries.vocabulary)
      let bytes = Array(text.utf8)
      var end = 0
      for highlight in found {
        #expect(highlight.range.lowerBound >= end && !highlight.range.isEmpty)
        end = highlight.range.upperBound
        for edge in [highlight.range.lowerBound, end] where edge < bytes.count {
          #expect(bytes[edge] & 0xC0 != 0x80)
        }
      }
      #expect(end <= bytes.count)
    }
  }

  @Test("A query that reads as it stands has no fault", arguments: 0..<8)
  func whatIsRightHasNoFault(seed: UInt64) {
    var queries = RandomQueries(seed: seed)
    for _ in 0..<40 {
      let text = queries.query().text(queries.vocabulary)
      guard (try? Statement.parse(text, with: queries.vocabulary)) != nil else { continue }
      let found = Highlight.all(in: text, cursor: -1, vocabulary: queries.vocabulary)
      #expect(!found.contains { $0.role == .fault }, "\(text)")
    }
  }
}
