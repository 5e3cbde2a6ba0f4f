internal import Querying
import TestSupport
import Testing

@Suite("Completion") struct CompletionTests {
  static let values = Completion.Values { wanted, prefix, _ in
    let all: [(String, Int)] =
      switch wanted {
      case .values(let field, _) where field.type == .place:
        [("Poland", 812), ("Portugal", 3), ("New \"York\"", 1)]
      case .values(let field, _): [("\(field.name) one", 9)]
      case .mentions: [("NATO", 50)]
      }
    return all.filter { $0.0.lowercased().hasPrefix(prefix.lowercased()) }.map { (text: $0.0, count: $0.1) }
  }

  static func at(_ text: String, _ vocabulary: Vocabulary = .testing) -> Completion {
    Completion.at(text: text, cursor: text.utf8.count, vocabulary: vocabulary, values: values)
  }

  @Test("At every prefix of every example the next word is offered")
  func law() throws {
    var examples = LanguageHelp.sections.flatMap { $0.entries.map(\.example) }
    examples += ParserTests.forms.filter { !$0.canonical.isEmpty }.map(\.canonical)
    var checked = 0
    for example in examples {
      guard (try? Statement.parse(example, with: .testing)) != nil, !example.contains("--") else { continue }
      for (start, word) in Self.words(example) {
        let prefix = String(decoding: Array(example.utf8)[..<start], as: UTF8.self)
        // Nothing at all, the first letter, and all but the last.
        for length in Set([0, 1, word.count - 1]) {
          let begun = prefix + word.prefix(length)
          let completion = Completion.at(
            text: begun, cursor: begun.utf8.count, vocabulary: .testing, limit: 500)
          let texts = completion.candidates.map { $0.text.lowercased() }
          let wanted = word.lowercased()
          let isOffered = texts.contains {
            $0 == wanted || $0.hasPrefix(wanted + "(") || $0.hasPrefix(wanted + ".")
          }
          #expect(isOffered, "`\(word)` after `\(begun)`: \(texts)")
          #expect(completion.range == start..<start + length)
          checked += 1
        }
      }
    }
    #expect(checked > 500)
  }

  @Test("At every prefix of queries by chance the next word is offered", arguments: 0..<12)
  func lawByChance(seed: UInt64) {
    var queries = RandomQueries(seed: seed)
    for _ in 0..<25 {
      let text = queries.query().text(queries.vocabulary)
      guard !text.contains("/"), !text.contains("\\") else { continue }
      for (start, word) in Self.words(text) {
        let prefix = String(decoding: Array(text.utf8)[..<start], as: UTF8.self)
        let begun = prefix + word.prefix(1)
        let texts = Completion.at(text: begun, cursor: begun.utf8.count, vocabulary: .testing, limit: 500)
          .candidates.map { $0.text.lowercased() }
        let isOffered = texts.contains { $0 == word || $0.hasPrefix(word + "(") || $0.hasPrefix(word + ".") }
        #expect(isOffered, "`\(word)` after `\(begun)`: \(texts)")
      }
    }
  }

  /// The words that are the language's own, with their first bytes: no names that the writer makes up.
  static func words(_ text: String) -> [(Int, String)] {
    var words: [(Int, String)] = []
    let bytes = Array(text.utf8)
    var i = 0
    var isInQuotes = false
    while i < bytes.count {
      if bytes[i] == UInt8(ascii: "\"") { isInQuotes.toggle() }
      // A column by what it was calculated of is offered whole.
      if bytes[i] == UInt8(ascii: "`"), !isInQuotes,
        let close = bytes[(i + 1)...].firstIndex(of: UInt8(ascii: "`")),
        bytes[i..<close].contains(UInt8(ascii: " ")) || bytes[i..<close].starts(with: Array("`end(".utf8))
          || bytes[i..<close].starts(with: Array("`start(".utf8))
      {
        i = close + 1
        continue
      }
      let isLetter = (97...122).contains(bytes[i] | 0x20)
      let isInWord =
        i > 0
        // Signs such as `<s>` are offered whole.
        && (bytes[i - 1] == UInt8(ascii: "$") || bytes[i - 1] == UInt8(ascii: "<")
          || bytes[i - 1] == UInt8(ascii: "/")
          || bytes[i - 1] == UInt8(ascii: "-") || (48...57).contains(bytes[i - 1]))
      guard isLetter, !isInQuotes else {
        i += 1
        continue
      }
      let start = i
      // A column that has no name of its own is `median_killed`.
      while i < bytes.count,
        (97...122).contains(bytes[i] | 0x20) || (48...57).contains(bytes[i]) || bytes[i] == UInt8(ascii: "_")
      {
        i += 1
      }
      let word = String(decoding: bytes[start..<i], as: UTF8.self)
      // Names that columns are given.
      let isGiven = word.first == "c" && word.count > 1 && word.dropFirst().allSatisfy(\.isNumber)
      if isInWord || isGiven
        || [
          "poland", "around", "p", "d", "kept", "polish", "fire", "x", "a", "January", "halves", "dead",
          "total", "many", "most",
          "sure", "who", "victims", "each",
        ].contains(
          word)
      {
        continue
      }
      // Plurals of units are taken, singulars offered.
      if ["days", "weeks", "months", "quarters", "years"].contains(word) { continue }
      words.append((start, word))
    }
    return words
  }

  @Test("Values come in quotes with how many have them, and take the place of what is begun")
  func quoted() {
    let open = Self.at(#"meetings near "Po"#)
    #expect(open.candidates.map(\.text) == [#""Poland""#, #""Portugal""#])
    #expect(open.candidates.first?.count == 812)
    #expect(open.range == 14..<17)
    #expect(
      Self.at("meetings near ").candidates.map(\.text).prefix(3) == [
        #""Poland""#, #""Portugal""#, #""New \"York\"""#,
      ])
    #expect(Self.at("meetings near Po").candidates.map(\.text).first == #""Poland""#)
    #expect(Self.at(#"meetings with ""#).candidates.map(\.text) == [#""participant one""#])
    #expect(Self.at(#"articles where mentions "N"#).candidates.map(\.text) == [#""NATO""#])
    #expect(Self.at("facts where participant.").candidates.map(\.text).contains("country"))
    #expect(Self.at("facts where status = pl").candidates.map(\.text) == ["planned"])
  }

  @Test("Behind a word that `same` may follow names are offered where they may stand, too")
  func sameOrNames() {
    func offered(_ text: String) -> [String] {
      Self.at("agreements after (visits " + text).candidates.map(\.text)
    }
    #expect(offered("with ").contains { $0.hasSuffix(#" one""#) })
    #expect(offered("with ").contains("same") && offered("in ").contains("same"))
    #expect(offered("in ").contains(#""Poland""#) && offered("with \"vis").allSatisfy { $0.hasPrefix("\"") })
    #expect(
      offered("in sa").contains("same") && offered("of ") == ["same"] && offered("from ").contains("same"))
    #expect(!Self.at("visits with ").candidates.map(\.text).contains("same"))
  }

  @Test("After a stage its own columns are offered")
  func columns() {
    let texts = Self.at("meetings | count by month | sort by ").candidates.map(\.text)
    // And the periods that hold the months.
    #expect(texts.prefix(2) == ["month", "n"] && texts.contains("year") && !texts.contains("date"))
    #expect(Self.at("people where ").candidates.map(\.text).contains("role"))
    #expect(!Self.at("people where ").candidates.map(\.text).contains("killed"))
  }

  @Test("What the session named is offered")
  func named() throws {
    var vocabulary = Vocabulary.testing
    vocabulary.definitions["mine"] = Definition(name: "mine", query: try Query.parse("meetings"))
    vocabulary.last = nil
    #expect(Self.at("mi", vocabulary).candidates.map(\.text) == ["mine"])
    #expect(!Self.at("", vocabulary).candidates.map(\.text).contains("_"))
  }

  @Test("Nothing is offered inside a command, after an error or beyond the text")
  func nothing() {
    #expect(Self.at(".mo").candidates.isEmpty)
    #expect(Self.at("meetings | count -- by").candidates.isEmpty)
    #expect(Self.at("-- mee").candidates.isEmpty)
    #expect(!Self.at("meetings -- all of them\n| cou").candidates.isEmpty)
    #expect(Self.at("meetings where xyz = ").candidates.isEmpty)
    #expect(!Completion.at(text: "meet", cursor: 99, vocabulary: .testing).candidates.isEmpty)
    #expect(!Completion.at(text: "meetings | cou rest", cursor: 14, vocabulary: .testing).candidates.isEmpty)
  }

  @Test("The parameters of a let are offered where a value may stand")
  func parameters() {
    func offered(_ text: String) -> [String] { Self.at(text).candidates.map(\.text) }
    let start = "let around(place, reach) = meetings near "
    #expect(offered(start).contains("$place") && offered(start).contains("$reach"))
    #expect(offered(start + "$") == ["$place", "$reach"])
    #expect(offered(start + "$place within $re") == ["$reach"])
    #expect(Self.at(start + "$pl").range == start.utf8.count..<start.utf8.count + 3)
    #expect(!offered("meetings near ").contains { $0.hasPrefix("$") })
  }

  @Test("The statement under the cursor is the last one")
  func several() {
    #expect(Self.at("meetings | count; vis").candidates.map(\.text) == ["visits"])
    #expect(Self.at("meetings | count;").candidates.map(\.text).contains("visits"))
    #expect(Self.at("meetings\nwhere loc").candidates.map(\.text) == ["location"])
  }
}
