import Articles
import Facts
import Indexing
import TestSupport
import Testing

@testable import Querying

/// `| mentions`
@Suite struct MentionTests {
  private let engine: Engine
  private let ann = Entity(name: "Ann Lee", kind: .person)
  private let bob = Entity(name: "Bob Ray", kind: .person)
  private let nato = Entity(name: "NATO", kind: .organisation)

  init() {
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    func article(_ number: Int, _ lines: [(String, [Entity])]) {
      var builder = HarvestBuilder(path: "\(number).txt", published: "2023-01-0\(number)")
      for (line, named) in lines {
        let ids = named.map { builder.entity($0) }
        builder.sentence(line, names: ids)
      }
      index.insert(builder.harvest())
    }
    article(1, [("Über Ann Lee.", [ann]), ("Bob Ray saw Ann Lee.", [bob, ann])])
    article(2, [("NATO thanked Ann Lee.", [nato, ann]), ("Nobody came.", [])])
    article(3, [("Bob Ray spoke.", [bob])])
    index.finish()
    engine = Engine(index: index)
  }

  private func run(_ text: String) throws -> Outcome { try engine.run(try Query.parse(text)) }

  private func column(_ text: String, _ name: String) throws -> [Value] {
    let answer = try run(text).answer
    return try #require(answer.columns.first { $0.name == name }).values
  }

  @Test func aRowIsAPlace() throws {
    let answer = try run(#"people where name = "Ann Lee" | mentions"#).answer
    #expect(
      answer.columns.map(\.name) == [
        "name", "kind", "words", "sentence", "article", "date", "start", "end", "id", "article.id",
      ])
    func values(_ name: String) -> [Value] { answer.columns.first { $0.name == name }?.values ?? [] }
    #expect(values("name") == Array(repeating: .text("Ann Lee"), count: 3))
    #expect(values("words") == Array(repeating: .text("Ann Lee"), count: 3))
    #expect(
      values("sentence") == [
        .text("Über Ann Lee."), .text("Bob Ray saw Ann Lee."), .text("NATO thanked Ann Lee."),
      ])
    // Characters, not bytes: an umlaut is one.
    #expect(values("start") == [.integer(5), .integer(26), .integer(13)])
    #expect(values("end") == [.integer(12), .integer(33), .integer(20)])
    #expect(Set(values("id")).count == 1)
    #expect(values("article.id").count == 3 && Set(values("article.id")).count == 2)
    // Every row opens its article at its words.
    for subject in answer.subjects {
      guard case .sentence(let article, let text) = subject else {
        Issue.record("\(subject)")
        continue
      }
      #expect(engine.index.article(article).string(text) == "Ann Lee")
    }
  }

  @Test(arguments: [
    (
      "people | sort by name | mentions | show name", ["Ann Lee", "Ann Lee", "Ann Lee", "Bob Ray", "Bob Ray"]
    ),
    ("people | sort by name desc | mentions | limit 3 | show name", ["Bob Ray", "Bob Ray", "Ann Lee"]),
    ("articles | mentions | show words", ["Ann Lee", "Bob Ray", "Ann Lee", "NATO", "Ann Lee", "Bob Ray"]),
    (#"sentences where text contains "saw" | mentions | show words"#, ["Bob Ray", "Ann Lee"]),
    ("entities | mentions | where kind = organisation | show words", ["NATO"]),
    ("entities | mentions | where start > 20 | show sentence", ["Bob Ray saw Ann Lee."]),
    (
      #"people where name = "Bob Ray" | mentions | where date during 2023-01-03 | articles | show text"#,
      ["Bob Ray spoke.\n"]
    ),
    (
      #"people where name = "Bob Ray" | mentions | sentences | show text"#,
      ["Bob Ray saw Ann Lee.", "Bob Ray spoke."]
    ),
    (#"people where name = "Bob Ray" | mentions | limit 1 | entities | show name"#, ["Bob Ray"]),
    (
      #"people where name = "Bob Ray" | mentions | context 1 | show right"#, ["saw", "spoke."]
    ),
    ("(people | mentions | limit 1) union (articles | mentions | limit 1) | show words", ["Ann Lee"]),
  ])
  func rowsGoOn(text: String, expected: [String]) throws {
    let query = try Query.parse(text)
    #expect(try Query.parse(query.text()) == query)
    let values = try run(text).answer.columns[0].values
    #expect(values == expected.map { .text($0) })
  }

  @Test func theyAreCounted() throws {
    let answer = try run("people | mentions | count by name").answer
    #expect(answer.columns[0].values == [.text("Ann Lee"), .text("Bob Ray")])
    #expect(answer.columns[1].values == [.integer(3), .integer(2)])
    #expect(try run("articles where facts > 5 | mentions").answer.rowCount == 0)
  }

  /// Of facts there are as many as the facts say.
  @Test(arguments: 0..<4) func factsHaveTheirMentions(seed: UInt64) throws {
    var facts = RandomFacts(seed: seed)
    let engine = Engine(index: facts.index(articles: 60))
    func run(_ text: String) throws -> Answer { try engine.run(try Query.parse(text)).answer }
    let all = try run("facts status any confidence any | mentions")
    let total = try run("facts status any confidence any | sum mentions").columns[0].values
    #expect(all.rowCount > 50 && total == [.integer(all.rowCount)])
    for subject in all.subjects {
      if case .fact = subject { continue }
      Issue.record("\(subject)")
    }
    // A limit takes the first.
    let few = try run("facts status any confidence any | mentions | limit 7")
    for (some, every) in zip(few.columns, all.columns) {
      #expect(some.values == Array(every.values.prefix(7)), "\(every.name)")
    }
  }
}
