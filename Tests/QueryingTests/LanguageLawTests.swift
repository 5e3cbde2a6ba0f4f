internal import Articles
internal import Facts
internal import Querying
import TestSupport
import Testing

@Suite("Laws of the language") struct LanguageLawTests {
  @Test("A printed query reads back as the same query", arguments: 0..<40)
  func printing(seed: UInt64) throws {
    var queries = RandomQueries(seed: seed)
    for _ in 0..<50 {
      let query = queries.query()
      let text = query.text(queries.vocabulary)
      do throws(QueryError) {
        let read = try Query.parse(text, with: queries.vocabulary)
        #expect(read == query, "\(text)\nreads back as\n\(read.text(queries.vocabulary))")
      } catch {
        let renderer = ErrorRenderer { $0.count }
        Issue.record("\(renderer.text(error, in: text))")
      }
    }
  }

  @Test("Random words of the language neither crash nor loop", arguments: 0..<20)
  func randomTokens(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let words =
      [
        "(", ")", "|", ",", ".", "=", "<", "\"Poland\"", "\"", "/a/", "/", "10", "2023", "2023-01", "2023-13",
        "$d", ";", "+", "-", "*", "-5", "days", "killed", "end(", "as",
      ]
      + "meetings facts where and or not has no near in within during last of week km location date by with is one count sort limit union let x as to show top pair ago status any month"
      .split(separator: " ").map(String.init)
    for _ in 0..<200 {
      let text = (0..<random.below(30)).map { _ in random.pick(words) }.joined(separator: " ")
      exercise(text)
    }
  }

  @Test("Random bytes neither crash nor loop", arguments: 0..<20)
  func randomBytes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let bytes = (0..<random.below(200)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      exercise(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test("Valid queries with bytes changed, lost and doubled neither crash nor loop", arguments: 0..<20)
  func mutations(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let corpus = LanguageHelp.sections.flatMap { $0.entries.map(\.example) } + ParserTests.forms.map(\.query)
    for _ in 0..<150 {
      var bytes = Array(random.pick(corpus).utf8)
      for _ in 0..<1 + random.below(4) where !bytes.isEmpty {
        let at = random.below(bytes.count)
        switch random.below(4) {
        case 0: bytes.remove(at: at)
        case 1: bytes[at] = UInt8(truncatingIfNeeded: random.next())
        case 2: bytes.insert(contentsOf: bytes[..<at].suffix(9), at: at)
        default: bytes.insert(random.pick(Array("\"()|,;./`$-'\\\n<>=&".utf8)), at: at)
        }
      }
      exercise(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test("A query by chance keeps its schema when it is printed and read", arguments: 0..<10)
  func schemas(seed: UInt64) throws {
    var queries = RandomQueries(seed: seed)
    for _ in 0..<50 {
      let query = queries.query()
      #expect(queries.vocabulary.schema(of: query) != nil, "\(query.text(queries.vocabulary))")
    }
  }

  @Test("Whether a clause shows every status, and what is hardly sure, follows from its words")
  func defaults() throws {
    func shows(_ text: String, _ all: KeyPath<SourceClause, Bool>) throws -> Bool? {
      guard case .clause(let clause) = try Query.parse(text, with: .testing).primary else { return nil }
      return clause[keyPath: all]
    }
    #expect(try shows("meetings", \.showsEveryStatus) == false)
    #expect(try shows("meetings status any", \.showsEveryStatus) == true)
    #expect(try shows("meetings where not (status = planned or killed > 1)", \.showsEveryStatus) == true)
    #expect(try shows("articles where has meeting where (status = denied)", \.showsEveryStatus) == false)
    #expect(try shows("meetings status any", \.showsEveryConfidence) == false)
    #expect(try shows("meetings confidence any", \.showsEveryConfidence) == true)
    #expect(try shows("meetings where confidence < 0.3 or killed > 1", \.showsEveryConfidence) == true)
  }

  @Test(
    "Hostile statements end in an error, in time",
    arguments: [
      String(repeating: "(", count: 100_000), "meetings where " + String(repeating: "not ", count: 100_000),
      "meetings where " + String(repeating: "(", count: 100_000),
      "meetings" + String(repeating: " union meetings", count: 100_000),
      "meetings during " + String(repeating: "last week of ", count: 100_000),
      "articles where " + String(repeating: "has no meeting where (", count: 100_000),
      String(repeating: "x", count: 2_000_000), "meetings near \"" + String(repeating: "\\", count: 100_001),
    ])
  func hostile(text: String) {
    #expect(throws: QueryError.self) { try Statement.parse(text, with: .testing) }
  }

  @Test("A long flat query is read in time")
  func longFlat() throws {
    let text = "facts where " + (0..<10_000).map { "killed = \($0)" }.joined(separator: " or ")
    let query = try Query.parse(text, with: .testing)
    #expect(query.text(.testing) == text)
  }

  private func exercise(_ text: String) {
    let renderer = ErrorRenderer { $0.unicodeScalars.count }
    do throws(QueryError) {
      let statement = try Statement.parse(text, with: .testing)
      if case .query(let query) = statement.form {
        let printed = query.text(.testing)
        #expect((try? Query.parse(printed, with: .testing)) == query, "\(text) prints as \(printed)")
      }
    } catch {
      #expect(!renderer.text(error, in: text).isEmpty)
    }
    _ = Completeness(of: text, with: .testing)
    _ = Script.statements(in: text)
    _ = Completion.at(text: text, cursor: text.utf8.count / 2, vocabulary: .testing)
  }
}
