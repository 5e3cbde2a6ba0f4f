import Facts
import Indexing
import Querying
import TestSupport
import Testing

@Suite("Examples of the help") struct HelpExampleTests {
  static let examples = LanguageHelp.sections.flatMap { $0.entries.map(\.example) }

  @Test("Every example runs", arguments: examples)
  func runs(example: String) throws {
    let engine = Engine(index: NewsWeek.index)
    var bindings = Bindings()
    let before = try engine.run(try Query.parse("meetings"), bindings: bindings).result
    bindings.last = before
    bindings.vocabulary.last = before.schema
    do throws(QueryError) {
      switch try Statement.parse(example, with: bindings.vocabulary).form {
      case .query(let query): _ = try engine.run(query, bindings: bindings)
      case .definition(let definition): #expect(!definition.parameters.isEmpty)
      case .parameter: break
      case .command: Issue.record("\(example) is a command")
      }
    } catch {
      Issue.record("\(ErrorRenderer { $0.count }.text(error, in: example))")
    }
  }

  @Test(
    "Every stage and operator of the grammar has help",
    arguments: [
      "where", "sort", "limit", "skip", "sample", "count", "sum", "average", "min", "max", "distinct", "show",
      "top", "timeline", "chart", "map", "context", "facts", "articles", "sentences", "entities", "mentions",
      "why", "as",
      "to", "union", "intersect", "except", "let", "near", "in", "within", "during", "on", "before", "after",
      "since", "overlaps", "from", "between", "by", "with", "about", "mentioning", "mentions", "status",
      "and",
      "or", "not", "has", "=", "!=", "<", "<=", ">", ">=", "is", "contains", "starts", "exactly", "matches",
      "pair", "country", "n", "month", "ago", "last", "first", "$", "_",
    ])
  func isThere(word: String) {
    let entries = LanguageHelp.entries(named: word)
    #expect(entries.contains { !$0.summary.isEmpty && !$0.form.isEmpty && !$0.example.isEmpty })
  }

  @Test(
    "What `.describe` shows as an example is met by some row",
    arguments: [
      "facts", "meetings", "statements", "articles", "sentences", "people", "organisations", "places",
      "entities",
    ])
  func profiles(source: String) throws {
    let engine = Engine(index: NewsWeek.index)
    let profile = try engine.profile(try Query.parse(source))
    #expect(!profile.fields.isEmpty)
    for field in profile.fields where field.rows > 0 {
      let any = ["articles", "sentences", "people", "organisations", "places", "entities"].contains(source)
      let text = "\(source)\(any ? "" : " status any") where \(field.example)"
      do throws(QueryError) {
        let answer = try engine.run(try Query.parse(text)).answer
        #expect(answer.rowCount > 0, "\(text)")
      } catch {
        Issue.record("\(ErrorRenderer { $0.count }.text(error, in: text))")
      }
    }
  }

  @Test("Of many rows a few are looked at, and numbers are estimated")
  func sampled() throws {
    var facts = RandomFacts(seed: 7)
    let engine = Engine(index: facts.index(articles: 60))
    let all = try engine.profile(try Query.parse("facts"))
    let few = try engine.profile(try Query.parse("facts"), limit: 20)
    #expect(few.rows == all.rows && few.sampled <= 20 && all.sampled == all.rows)
    #expect(few.fields.map(\.field) == all.fields.map(\.field))
  }
}

@Suite("Kinds known at run time") struct RuntimeKindTests {
  private var kinds: KindTable {
    var kinds = KindTable.standard
    _ = kinds.add(
      name: "flood", plural: "floods", roles: ["victim", "cause"], help: "water where it should not be")
    return kinds
  }

  @Test("A new kind is a source, a word after has, a value of kind, and is completed")
  func source() throws {
    let vocabulary = Vocabulary(kinds: kinds)
    for text in [
      #"floods in "Poland" where victim = "Ann""#, "articles where has no flood", "facts where kind = flood",
      "floods | count by victim",
    ] {
      let query = try Query.parse(text, with: vocabulary)
      #expect(try Query.parse(query.text(vocabulary), with: vocabulary) == query)
    }
    func offered(_ text: String) -> [String] {
      Completion.at(text: text, cursor: text.utf8.count, vocabulary: vocabulary, limit: 500).candidates.map(
        \.text)
    }
    #expect(offered("floo") == ["floods"])
    #expect(offered("articles where has floo") == ["flood"])
    #expect(offered("floods where vic") == ["victim"])
    #expect(throws: QueryError.self) { try Query.parse("floods") }
  }

  @Test("An index over such kinds answers queries about them")
  func index() throws {
    var index = FactIndex(kinds: kinds, places: SmallWorld.knowledge)
    var builder = HarvestBuilder(path: "a.txt", published: "2023-01-18", source: "Wire", kinds: kinds)
    builder.fact("flood", [("victim", NewsWeek.biden)], place: SmallWorld.id("Warsaw"))
    index.insert(builder.harvest())
    index.finish()
    let vocabulary = Vocabulary(kinds: kinds)
    let answer = try Engine(index: index).run(
      try Query.parse(#"floods near "Poland""#, with: vocabulary), bindings: Bindings(vocabulary: vocabulary)
    ).answer
    #expect(answer.rowCount == 1)
    #expect(answer.columns.map(\.name).contains("victim"))
  }
}
