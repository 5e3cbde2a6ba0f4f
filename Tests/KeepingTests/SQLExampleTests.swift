import Articles
import Atlas
import Facts
import Indexing
import Querying
import TestSupport
import Testing

@testable import Keeping
@testable import Library

/// Each part of the language that SQL can say, and what is refused.
@Suite struct SQLExampleTests {
  /// All of them are compiled, and give rows of random facts.
  static let queries = [
    "facts", "facts status any confidence any | limit 5", #"facts near "Poland""#,
    #"facts near "Warsaw" within 300 km | show date, location"#, #"facts in "Ukraine" during 2023-01"#,
    #"facts where location in "Europe" and not location.country = "Poland""#,
    #"facts with "Joe Biden" without "NATO""#,
    #"facts where participant = "Biden" or participant.country = "Ukraine""#,
    "facts where has killed and killed * 2 >= 10 | sort by killed desc | show killed, date, location",
    "facts where killed + 1 > 5 or has no date", #"facts where participant != "NATO" | skip 3 | limit 4"#,
    "facts before 2023 | count by kind", "facts | count by month", "facts | count by participant",
    "facts | count by participant.country, month", "facts | count by pair(participant)",
    "facts | count by location", "facts | count by country(location), status | percent",
    "facts | count distinct participant by month", "facts | count by outlet | sort by outlet | limit 2",
    "facts | sum killed by month", "facts | sum killed as dead, count as n, median killed as mid by outlet",
    "facts | average killed, min killed, max killed", "facts | distinct outlet, status",
    "facts | distinct location.country", "facts | top 5 by killed | show *",
    "facts | show kind, what, source",
    "facts where source.country = \"Ukraine\" | show source, participant.name",
    #"facts where topic contains "aid" | show topic, date"#,
    #"facts where what starts with "tal" | show what, text"#,
    "facts where sources >= 1 and confidence >= 0.8 | show confidence, sources, mentions, main",
    #"facts where participant in (people where country = "Ukraine")"#,
    "facts where kind in (meeting, call, statement) | sort by kind desc, date",
    "facts where after (facts of same participant) within 30 days",
    "facts where followed by (facts in same location.country)",
    "facts where article.date - date > 3 days | show date, article.date, article.date - date as late | sort by late",
    "facts where date + 1 month < article.date", "facts where month = 2022-12 | count by day",
    "articles", "articles where has facts | show title, facts, location, outlet",
    #"articles where outlet = "Wire""#,
    "articles where has meeting with \"Joe Biden\"",
    "articles where published during 2023-01 | count by month",
    "articles | sort by title desc | show title, path, id", "people",
    "people where facts > 2 | show name, facts, alias",
    "organisations", "places | show name, kind, country, region, location",
    "entities where kind = person | count by country",
    "people where has statement", "sentences | limit 5",
    "sentences where outlet = \"Herald\" | count by article",
    "facts union meetings", "facts except (facts in \"Poland\")",
    "facts intersect (facts with \"Joe Biden\") | count",
    "facts with \"NATO\" | articles", "articles | limit 4 | facts", "facts in \"Poland\" | entities",
    "facts | count by outlet | limit 1 | facts", "people | limit 2 | facts", "facts | limit 3 | sentences",
    "facts | count by participant | count by n", "facts | show participant as who, date | sort by who",
    #"facts where outlet matches /^W/ and status != denied"#, "facts | count by year, half | top 3 by n",
  ]

  @Test func everyPartIsSaidInSQL() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/facts.dateline"
    let engine = try SQLTests.keep(seed: 1, articles: 60, at: path)
    let database = try Database(path: path, .reading)
    for text in Self.queries {
      let query = try Query.parse(text)
      let answer = try engine.run(query).answer
      let statement = try SQLCompiler.compile(query, over: engine, dialect: .sqlite)
      let expected = SQLTests.rows(answer)
      let rows = try SQLTests.run(statement, database, like: expected)
      let first = zip(rows, expected).first { $0 != $1 }
      #expect(first == nil && rows.count == expected.count, "\(text): \(rows.count)\n\(statement.text)")
      #expect(!rows.isEmpty, "\(text)")
      for dialect in SQLDialect.all {
        let other = try SQLCompiler.compile(query, over: engine, dialect: dialect)
        #expect(other.columns == statement.columns)
      }
    }
  }

  @Test(arguments: [
    ("facts | sample 3", "sample 3"), ("facts | timeline by month", "timeline by month"),
    ("facts where killed > 2 | why", "why"), (#"articles where text contains "border""#, "text"),
    (#"sentences where text matches "border""#, #"text matches "border""#),
    (#"facts where killed > 2 and mentions "NATO""#, ""), ("facts | average confidence", "confidence"),
    ("articles | entities", "entities"), (#"articles where text matches "border" | show score"#, ""),
  ])
  func whatSQLCannotSayIsRefused(_ text: String, _ marked: String) throws {
    let folder = TemporaryFolder()
    let engine = try SQLTests.keep(seed: 1, articles: 5, at: folder.path + "/facts.dateline")
    let query = try Query.parse(text)
    for dialect in SQLDialect.all {
      let error = #expect(throws: QueryError.self) {
        try SQLCompiler.compile(query, over: engine, dialect: dialect)
      }
      #expect(error?.code == "Q054")
      guard let range = error?.range, !marked.isEmpty else { continue }
      let found = String(decoding: Array(text.utf8)[range], as: UTF8.self)
      #expect(found == marked)
    }
  }

  @Test("Namesakes are told apart as the table has them, however many of them it has")
  func namesakesAreToldApart() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/facts.dateline"
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    for number in 0..<3 {
      var builder = HarvestBuilder(path: "\(number).txt", published: "2023-01-0\(number + 1)")
      let lee = Entity(
        name: "Ann Lee", kind: .person, role: ["judge", "singer", "mayor"][number],
        country: CountryCode(["PL", "UA", "US"][number]))
      builder.fact("meeting", [("participant", lee), ("participant", Entity(name: "Bo Ray", kind: .person))])
      if number > 0 { builder.fact("statement", [("speaker", lee)]) }
      index.insert(builder.harvest())
    }
    index.finish()
    let collection = ArticleCollection(KeptFileTests.pipeline, index: index, known: [:])
    try KeptFile.create(at: path).keep(collection, KeptFile.Context())
    let (engine, database) = (Engine(index: index), try Database(path: path, .reading))
    var names: Set<[SQLCell]> = []
    for text in [
      "facts | count by participant", "statements | count by speaker", "facts | count by pair(participant)",
      "facts | count by participant | where n > 1", "facts | count by participant | limit 1",
      "statements | limit 1 | count by speaker",
    ] {
      let query = try Query.parse(text)
      let statement = try SQLCompiler.compile(query, over: engine, dialect: .sqlite)
      let expected = SQLTests.rows(try engine.run(query).answer)
      #expect(try SQLTests.run(statement, database, like: expected) == expected, "\(text)\n\(statement.text)")
      names.formUnion(expected.map { Array($0.prefix(1)) })
    }
    #expect(names.count { "\($0)".contains("Ann Lee (") } > 2, "\(names)")
  }

  @Test func dialectsAreNamed() {
    #expect(SQLDialect.all.map(\.name) == ["sqlite", "duckdb", "postgres", "spark"])
    #expect(SQLDialect(named: "Spark") == .spark && SQLDialect(named: "oracle") == nil)
  }
}
