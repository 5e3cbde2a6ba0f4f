import Articles
import Facts
import Indexing
import Library
import Querying
import TestSupport
import Testing

/// Questions in English over the articles of the examples, read with the program's own models.
@Suite("Questions in English") struct QuestionTests {
  static let index: FactIndex = {
    var news = ArticleCollection()
    news.load([RepositoryFile.root + "/examples/articles"])
    news.finish()
    return news.index
  }()
  static let vocabulary = Vocabulary(kinds: index.kinds)

  /// The query, with the words that it does not say in brackets behind it; of a question that is refused its error.
  static func answer(_ question: String) -> String {
    do throws(QueryError) {
      let read = try Question.read(question, over: index, with: vocabulary)
      let bytes = Array(question.utf8)
      let left = read.leftOut.map { " [\(String(decoding: bytes[$0], as: UTF8.self))]" }.joined()
      return read.query.text(vocabulary) + left
    } catch {
      let bytes = Array(question.utf8)
      let range = error.range.clamped(to: 0..<bytes.count)
      return "\(error.code) [\(String(decoding: bytes[range], as: UTF8.self))]"
    }
  }

  private static let examples = [questionsAndQueries, questionsOfLists, questionsOfJoints, questionsOfDays]
  static let pairs: [(question: String, query: String)] = examples.flatMap {
    $0.split(separator: "\n\n").map { pair in
      let lines = pair.split(separator: "\n").map(String.init)
      return (lines[0], lines.count > 1 ? lines[1] : "")
    }
  }

  @Test("A question becomes its query", arguments: pairs)
  func becomes(question: String, query: String) {
    #expect(Self.answer(question) == query)
  }

  @Test("There are questions of every form") func forms() {
    #expect(Self.pairs.count >= 70)
    for word in [
      "who", "whom", "what", "which", "where", "when", "how many", "how often", "did", "was", "has",
    ] {
      #expect(Self.pairs.contains { $0.question.lowercased().contains(word + " ") }, "\(word)")
    }
  }

  /// Whatever stands behind `?` is answered or refused, and a query reads back as itself.
  @Test(arguments: 0..<60) func anyTextIsReadOrRefused(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let words =
      Self.pairs.flatMap { $0.question.split(separator: " ").map(String.init) } + [
        "“", "\"", "|", "\u{1B}[31m", "東京", "'s", "--", ";", "\n", "(", "é", "in", "of", "and", "2023-13-45",
        "?",
      ]
    var text = "?"
    for _ in 0..<Int.random(in: 0..<14, using: &generator) {
      text += " " + (words.randomElement(using: &generator) ?? "")
    }
    try check(text)
    try check("? " + randomText(&generator, length: 60))
  }

  private func check(_ text: String) throws {
    do throws(QueryError) {
      let question = try Question.read(text, over: Self.index, with: Self.vocabulary)
      for query in [question.query, question.broader ?? question.query] {
        let written = query.text(Self.vocabulary)
        #expect(
          (try? Query.parse(written, with: Self.vocabulary)) == query, "\(text.debugDescription): \(written)")
      }
      for range in question.leftOut { #expect(range.upperBound <= text.utf8.count && !range.isEmpty) }
    } catch {
      #expect(error.range.upperBound <= text.utf8.count, "\(text.debugDescription)")
      #expect(!error.message.isEmpty)
    }
  }

  @Test("What is named by the session is no question") func sourcesWin() throws {
    var vocabulary = Self.vocabulary
    #expect(Question.isAsked("who met Duda", with: vocabulary))
    #expect(Question.isAsked("? meetings", with: vocabulary))
    #expect(Question.isAsked("(who met Duda?)", with: vocabulary))
    #expect(!Question.isAsked("(who | count)", with: vocabulary))
    #expect(!Question.isAsked("who | count", with: vocabulary))
    #expect(!Question.isAsked("meetings where date during 2023", with: vocabulary))
    vocabulary.definitions["who"] = Definition(name: "who", query: try Query.parse("people"))
    #expect(!Question.isAsked("who met Duda", with: vocabulary))
  }

  @Test("What is told of a long second question ends with a whole character") func longQuestions() {
    let error = #expect(throws: QueryError.self) {
      try Question.read(
        "who met Duda? a\(String(repeating: "é", count: 70))", over: Self.index, with: Self.vocabulary)
    }
    let message = error?.message ?? ""
    #expect(message.contains("é") && !message.contains("\u{FFFD}"), "\(message)")
  }

  @Test("A line that asks begins a statement, and ends it") func lines() {
    let script = """
      meetings
      where did Biden meet Xi?
      in which city did Scholz meet Xi?
      meetings
        where date during 2023 -- right?
      ? who met Duda in Warsaw and; facts
      """
    #expect(
      Script.statements(in: script).map(\.text) == [
        "meetings", "where did Biden meet Xi?", "in which city did Scholz meet Xi?",
        "meetings\n  where date during 2023", "? who met Duda in Warsaw and", "facts",
      ])
  }

  static func rows(_ query: String) -> String {
    do throws(QueryError) {
      let outcome = try Engine(index: index).run(try Query.parse(query, with: vocabulary))
      return "\(outcome.answer.rowCount): \(outcome.answer.notes.first ?? "")"
    } catch {
      let bytes = Array(query.utf8)
      return
        "\(error.code) [\(String(decoding: bytes[error.range.clamped(to: 0..<bytes.count)], as: UTF8.self))]"
    }
  }

  @Test(
    "A sentence is a condition",
    arguments: [
      (
        #"facts like "Biden met Duda in Warsaw""#,
        #"1: like "Biden met Duda in Warsaw" is kind = meeting and participant = "Biden" and participant = "Duda" and location in "Warsaw""#
      ),
      (
        #"departures where like "Liz Truss resigned in October 2022""#,
        #"1: like "Liz Truss resigned in October 2022" is kind = departure and date during 2022-10 and person = "Liz Truss""#
      ),
      (#"facts like "Merkel met Duda""#, #"Q056 [Merkel]"#),
      (#"facts where location in "Warsaw" and like "xyzzy""#, #"Q056 [xyzzy]"#),
    ])
  func likeASentence(query: String, outcome: String) throws {
    #expect(Self.rows(query) == outcome)
    let read = try Query.parse(query, with: Self.vocabulary)
    #expect(try Query.parse(read.text(Self.vocabulary), with: Self.vocabulary) == read)
  }

  @Test("Similar facts share something, and the fact itself is none of them") func similar() {
    let similar = SimilarFacts(Self.index)
    for id in (0..<Int32(Self.index.factCount)).map({ FactID(rawValue: $0) }) {
      let matches = similar.matches(to: id, limit: 5)
      #expect(matches.count <= 5 && !matches.contains { $0.fact == id })
      #expect(matches.map(\.score) == matches.map(\.score).sorted(by: >))
      #expect(matches.allSatisfy { !$0.reasons.isEmpty })
    }
  }
}
