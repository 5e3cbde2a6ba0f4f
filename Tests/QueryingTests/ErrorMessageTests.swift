internal import Querying
import Atlas
import TestSupport
import Testing

/// Error texts as they should be. A text that is still to be mended stands in `BadErrorMessages.swift`.
@Suite("Error messages") struct ErrorMessageTests {
  static let renderer = ErrorRenderer { text in
    text.unicodeScalars.reduce(0) { $0 + ((0x2E80..<0xFF00).contains($1.value) ? 2 : 1) }
  }

  /// The query on a rendering's second line.
  static func query(in rendering: String) -> String {
    let lines = rendering.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count > 1 ? String(lines[1].dropFirst("  1 | ".count)) : ""
  }

  static func text(of query: String, _ vocabulary: Vocabulary = .testing) -> String {
    do throws(QueryError) {
      _ = try Statement.parse(query, with: vocabulary)
      return "no error"
    } catch {
      return renderer.text(error, in: query)
    }
  }

  static func blocks(_ text: String) -> [String] {
    var blocks: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty { blocks.append([]) } else { blocks[blocks.count - 1].append(line) }
    }
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
  }

  @Test(
    "Each fault is told in these words",
    arguments: blocks(messagesAboutNames) + blocks(messagesAboutValues) + blocks(messagesAboutForm)
      + blocks(messagesAboutMistakes) + blocks(messagesAboutTokens) + blocks(messagesAboutArithmetic))
  func message(expected: String) {
    #expect(Self.text(of: Self.query(in: expected)) == expected)
  }

  /// Fails where one was mended, so that it moves to the good ones.
  @Test(
    "Texts that are still to be mended, each with what would be better", arguments: blocks(messagesToBeMended)
  )
  func bad(block: String) throws {
    let lines = block.split(separator: "\n", omittingEmptySubsequences: false)
    let better = try #require(lines.last.flatMap { $0.hasPrefix("better: ") ? $0.dropFirst(8) : nil })
    let text = lines.dropLast().joined(separator: "\n")
    #expect(Self.text(of: Self.query(in: text)) == text)
    #expect(!better.isEmpty && !text.contains(better))
  }

  @Test("Curly marks and letters of several bytes are never cut")
  func wholeScalars() {
    #expect(
      Self.text(of: "meetings in “Łódź") == #"""
        error[Q001]: this quote is never closed
          1 | meetings in “Łódź
            |             ^ opened here
          help: add a closing "
        """#)
    for query in ["meetings ∞", "meetings where é = 1", "meetings in “東京", "facts | ÿ", "“", "é"] {
      #expect(!Self.text(of: query).unicodeScalars.contains("\u{FFFD}"), "\(query)")
    }
  }

  @Test("Every listed code has an example with that very error")
  func catalogue() {
    var codes: [String] = []
    for entry in errorCatalogue {
      codes.append(entry.code)
      guard !entry.example.isEmpty, entry.code != "Q032" else { continue }
      var vocabulary = Vocabulary.testing
      if entry.code == "Q033" { vocabulary.last = nil }
      #expect(Self.text(of: entry.example, vocabulary).hasPrefix("error[\(entry.code)]"), "\(entry.example)")
    }
    #expect(codes == codes.sorted() && Set(codes).count == codes.count)
  }

  @Test("The caret stands in the faulty line, numbered and named as in the script")
  func script() {
    let text = "meetings\n  where locaton near \"Poland\"\n| count"
    let place = ErrorRenderer.Place(file: "a.dl", line: 7, column: 3)
    do throws(QueryError) {
      _ = try Statement.parse(text, with: .testing)
      Issue.record("no error")
    } catch {
      #expect(
        Self.renderer.text(error, in: text, at: place) == """
          a.dl:8:9: error[Q003]: meetings have no field `locaton`
            8 |   where locaton near "Poland"
              |         ^^^^^^^ did you mean `location`?
            help: .describe meetings
          """)
    }
  }

  @Test("A column on the statement's first line counts from where the statement begins")
  func firstLine() {
    do throws(QueryError) {
      _ = try Statement.parse("meetngs", with: .testing)
      Issue.record("no error")
    } catch {
      let place = ErrorRenderer.Place(file: "a.dl", line: 2, column: 12)
      #expect(Self.renderer.text(error, in: "meetngs", at: place).hasPrefix("a.dl:2:12: error[Q004]"))
    }
  }

  @Test("Control characters of a query never reach the terminal")
  func control() {
    let text = Self.text(of: "meetings where loc\u{1B}[31m near \"\u{202E}\u{7}\"")
    #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    #expect(!text.unicodeScalars.contains("\u{202E}"))
  }

  @Test("A long line is cut around the fault")
  func long() {
    let text = Self.text(of: "facts where " + String(repeating: "killed = 1 or ", count: 500) + "klled = 2")
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 200 })
    #expect(text.contains("did you mean `killed`?"))
  }

  @Test(
    "Only near words are suggested, at most three, a swap counted once",
    arguments: [
      ("srot", ["sort"]), ("nera", ["near"]), ("locaton", ["location"]), ("xyzzy", []), ("a", []),
      ("lmit", ["limit"]),
      ("", []), ("wehre", ["where"]),
    ] as [(String, [String])])
  func suggestions(word: String, expected: [String]) {
    let candidates = ["sort", "near", "location", "limit", "where", "by"]
    #expect(nearWords(to: word, among: candidates) == expected)
    #expect(nearWords(to: "aa", among: ["ab", "ac", "ad", "ae"]).count == 3)
  }

  @Test("What only the data can tell is told in the same form")
  func unknownPlace() {
    let query = #"meetings near "Polnd""#
    let error = QueryError(.unknownPlace("Polnd"), at: 14..<21, suggestions: [#""Poland" (812 facts)"#])
    #expect(
      Self.renderer.text(error, in: query) == #"""
        error[Q040]: no place called "Polnd"
          1 | meetings near "Polnd"
            |               ^^^^^^^ did you mean "Poland" (812 facts)?
        """#)
  }
}
