import Articles
import Facts
import Indexing
import Querying
import TestSupport
import Testing

/// `id` of facts and articles in queries.
@Suite struct IdentifierTests {
  private let index: FactIndex
  private let engine: Engine

  init() {
    var facts = RandomFacts(seed: 11)
    index = facts.index(articles: 700)
    engine = Engine(index: index)
  }

  private func run(_ text: String, _ settings: Settings = Settings()) throws -> Answer {
    try engine.run(try Query.parse(text), settings: settings).answer
  }

  private func ids(_ answer: Answer) -> [String] {
    (answer.columns.first { $0.name == "id" }?.values ?? []).map {
      if case .text(let text) = $0 { text } else { "" }
    }
  }

  /// The fewest digits that only this one begins with.
  private func prefix(_ id: String, among all: [String]) -> String {
    let length = (4...16).first { length in all.count { $0.hasPrefix(id.prefix(length)) } == 1 } ?? 16
    return String(id.prefix(length))
  }

  @Test func everyFactIsFoundByItsId() throws {
    let all = ids(try run("facts status any confidence any | show id"))
    #expect(all.count == index.factCount && Set(all).count == all.count)
    for id in all.prefix(40) {
      // Whatever its status, and however unsure: who names it wants it.
      #expect(ids(try run("facts where id = \"\(id)\" | show id")) == [id])
      #expect(ids(try run("facts | where id = \"\(prefix(id, among: all))\" | show id")) == [id])
      #expect(
        ids(try run("facts where id = \"\(id)\" | show id", Settings(disabled: Set(Optimisation.allCases))))
          == [id])
    }
    let two = all.prefix(2).map { "\"\($0)\"" }.joined(separator: ", ")
    #expect(Set(ids(try run("facts where id is one of (\(two)) | show id"))) == Set(all.prefix(2)))
    let rest = try run("facts status any confidence any where id != \"\(all[0])\" | count").columns[0].values
    #expect(rest == [.integer(all.count - 1)])
  }

  /// To leave one out does not bring in what is hidden.
  @Test func leavingOneOutHidesWhatIsHidden() throws {
    let shown = ids(try run("facts | show id"))
    #expect(shown.count < index.factCount)
    #expect(ids(try run("facts where id != \"\(shown[0])\" | show id")) == Array(shown.dropFirst()))
  }

  @Test func digitsOfSeveralAreRefused() throws {
    let all = ids(try run("facts status any confidence any | show id"))
    let many = try #require(
      all.map { String($0.prefix(4)) }.first { prefix in all.count { $0.hasPrefix(prefix) } > 1 })
    let error = #expect(throws: QueryError.self) { _ = try run("facts where id = \"\(many)\"") }
    #expect(error?.reason == .ambiguousID(many, of: "fact") && error?.reason.code == "Q038")
    #expect(error?.message == "more than one fact has an id that begins with \"\(many)\"")
    #expect(error?.suggestions.count ?? 0 >= 2)
    // `starts with` looks at the text.
    #expect(try run("facts status any confidence any where id starts with \"\(many)\"").rowCount > 1)
  }

  @Test func whatNoFactHasIsSaid() throws {
    let none = try run("facts where id = \"0000000000000000\"")
    #expect(none.rowCount == 0)
    #expect(
      none.notes.contains(
        "no fact has the id \"0000000000000000\": its article is not loaded, or its text has changed"))
    let wrong = try run("facts where id = \"Milley\"")
    #expect(
      wrong.notes.first
        == "an id is 16 hexadecimal digits, of which the first 4 or more do: \"Milley\" is none")
  }

  @Test func articlesHaveIdsOfTheirTexts() throws {
    let articles = ids(try run("articles where facts > 0 | show id"))
    let id = try #require(articles.first)
    let own = try run("facts status any confidence any where article.id = \"\(id)\" | show article.id")
    #expect(own.rowCount > 0)
    #expect(Set(ids(try run("articles where id = \"\(id)\" | show id"))) == [id])
  }

  @Test(arguments: ["people", "organisations", "places", "entities"])
  func everyEntityIsFoundByItsId(source: String) throws {
    let all = ids(try run("\(source) | show id"))
    try #require(!all.isEmpty && Set(all).count == all.count)
    for id in all.prefix(20) {
      #expect(ids(try run("\(source) where id = \"\(id)\" | show id")) == [id])
      #expect(ids(try run("\(source) where id = \"\(prefix(id, among: all))\" | show id")) == [id])
    }
    #expect(try run("\(source) where id != \"\(all[0])\"").rowCount == all.count - 1)
    #expect(ids(try run("\(source) | show *")) == all)
  }

  /// Columns of ids mean what ids do, by whatever name and of whatever table.
  @Test func columnsOfIdsAreFoundByTheirFirstDigits() throws {
    let all = ids(try run("facts status any confidence any | show id"))
    let id = try #require(ids(try run("facts | show id")).first)
    let start = prefix(id, among: all)
    for query in [
      "show id as key | where key = %", "count by id as key | where key = %", "count by id | where id = %",
    ] {
      let found = try run("facts | " + query.replacing("%", with: "\"\(start)\""))
      #expect(found.rowCount == 1 && found.columns.contains { $0.values == [.text(id)] }, "\(query)")
    }
    let names = ids(try run("entities | show id"))
    let person = try #require(
      try run("facts | count by participant.id | limit 1").columns[0].values.first.map { "\($0)" }.flatMap {
        text in
        names.first { text.contains($0) }
      })
    let found = try run(
      "facts | count by participant.id as who | where who = \"\(prefix(person, among: names))\"")
    #expect(found.columns[0].values == [.text(person)])
    let none = try run("facts | count by id as key | where key = \"0000000000000000\"")
    #expect(none.notes.contains { $0.hasPrefix("no fact has the id \"0000000000000000\"") })
  }

  /// What facts say of those who take part can be joined with the rows of people and places.
  @Test func participantsHaveTheIdsOfEntities() throws {
    let people = try run("people where facts > 0 | sort by name | show id, facts, name")
    try #require(people.rowCount > 3)
    for (row, id) in ids(people).enumerated().prefix(10) {
      let found = try run(
        "facts where participant.id = \"\(id.prefix(12))\" | show participant.id, participant.name")
      #expect(found.rowCount > 0, "\(id)")
      for (has, names) in zip(found.columns[0].values, found.columns[1].values) {
        let (has, names) = (has.listed, names.listed)
        let place = try #require(has.firstIndex(of: .text(id)))
        #expect(names[place] == people.columns[2].values[row])
      }
    }
    let counted = try run("facts | count by participant.id | sort by n desc | limit 3").columns[0].values
    for id in counted {
      guard case .text(let id) = id else { continue }
      #expect(try run("entities where id = \"\(id)\"").rowCount == 1)
    }
  }

  @Test func whatNoEntityHasIsSaid() throws {
    let id = try #require(ids(try run("places | show id")).first)
    for (text, row) in [
      ("people where id = \"\(id)\"", "person"), ("entities where id = \"0000000000000000\"", "entity"),
      ("facts where participant.id = \"0000000000000000\"", "entity"),
    ] {
      let answer = try run(text)
      #expect(answer.rowCount == 0)
      #expect(
        answer.notes.contains {
          $0.hasPrefix("no \(row) has the id ") && $0.contains(": no article loaded names it")
        },
        "\(answer.notes)")
    }
  }

  @Test func theSettledQueryHasTheWholeId() throws {
    let all = ids(try run("facts status any confidence any | show id"))
    let query = try Query.parse("facts where id = \"\(prefix(all[0], among: all))\"")
    let settled = try engine.resolve(query).text()
    #expect(settled.contains("id = \"\(all[0])\"") && settled.contains("status any"))
  }
}

extension Value {
  /// The values of a list; one that stands alone.
  fileprivate var listed: [Value] {
    if case .list(let values) = self { values } else { [self] }
  }
}

/// `show *`
@Suite struct ShowEverythingTests {
  private func shown(_ text: String) throws -> [String] {
    try NewsWeek.engine.run(try Query.parse(text)).answer.columns.map(\.name)
  }

  @Test(arguments: [
    "facts", "meetings", "articles", "sentences", "people", "organisations", "places", "entities",
  ])
  func aStarIsEveryField(source: String) throws {
    let query = try Query.parse("\(source) | show *")
    let schema = try #require(Vocabulary().schema(of: query))
    let names = schema.fields.filter { !$0.isAlias }.map(\.name)
    let columns = try shown("\(source) | show *")
    #expect(Set(columns) == Set(names) && columns.count == names.count)
    if names.contains("id") { #expect(columns.first == "id") }
    #expect(try Query.parse(query.text()) == query)
  }

  @Test func aStarStandsBesideKeys() throws {
    let all = try shown("meetings | show *")
    #expect(
      try shown("meetings | show *, month, participant.country") == all + ["month", "participant.country"])
    #expect(try shown("meetings | show date, *") == ["date"] + all.filter { $0 != "date" })
  }

  @Test(arguments: [
    "meetings | count by month | show *", "meetings | count by pair(participant) | show *",
    "meetings | count by participant.country, month | percent | show *",
    "meetings | timeline by week | show *",
    "facts | max date by kind | show *",
  ])
  func aStarIsEveryColumnOfATable(text: String) throws {
    let before = try shown(String(text.dropLast(" | show *".count)))
    #expect(try shown(text) == before)
    let query = try Query.parse(text)
    #expect(try Query.parse(query.text()) == query)
  }

  @Test(arguments: [
    "meetings | show **", "meetings | show * date", "meetings | show *, *", "meetings | sort by *",
  ])
  func moreThanThatIsRefused(text: String) {
    #expect(throws: QueryError.self) { _ = try Query.parse(text) }
  }
}
