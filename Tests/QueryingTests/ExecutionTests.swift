import Articles
import Atlas
import Facts
import Indexing
import Querying
import TestSupport
import Testing

func day(_ text: String) -> TimeInterval {
  CalendarDay(iso: text.utf8).map(TimeInterval.init(day:)) ?? TimeInterval(start: 0, end: 0)
}

/// Five articles of one January: two report the same meeting near Warsaw.
enum NewsWeek {
  static let milley = Entity(
    name: "Mark Milley", kind: .person, title: "Gen.", role: "chairman of the Joint Chiefs of Staff",
    country: CountryCode("US"), aliases: ["Milley"])
  static let zaluzhnyi = Entity(
    name: "Valerii Zaluzhnyi", kind: .person, role: "commander-in-chief", country: CountryCode("UA"))
  static let zelenskyy = Entity(
    name: "Volodymyr Zelenskyy", kind: .person, title: "President", country: CountryCode("UA"))
  static let biden = Entity(name: "Joe Biden", kind: .person, title: "President", country: CountryCode("US"))
  static let butler = Entity(
    name: "Dave Butler", kind: .person, role: "spokesman", country: CountryCode("US"))
  static let nato = Entity(name: "NATO", kind: .organisation)

  static func meet(
    _ builder: inout HarvestBuilder, _ who: [Entity], _ place: String?, _ on: String?,
    _ status: Status = .happened
  ) {
    builder.fact(
      "meeting", who.map { ("participant", $0) }, place: place.map { SmallWorld.id($0) }, date: on.map(day),
      status: status)
  }

  static let index: FactIndex = {
    var a = HarvestBuilder(path: "a.txt", published: "2023-01-18", source: "Wire")
    meet(&a, [milley, zaluzhnyi], "Rzeszów", "2023-01-17")
    a.fact(
      "statement", [("speaker", butler)], date: day("2023-01-17"), source: butler,
      content: "the generals felt it was important to meet in person")
    var b = HarvestBuilder(path: "b.txt", published: "2023-01-18", source: "Herald")
    meet(&b, [zaluzhnyi, milley], "Poland", "2023-01-17")
    var c = HarvestBuilder(path: "c.txt", published: "2022-12-22", source: "Wire")
    meet(&c, [biden, zelenskyy], "Washington", "2022-12-21")
    meet(&c, [nato, zelenskyy], "Brussels", nil, .planned)
    var d = HarvestBuilder(path: "d.txt", published: "2023-02-02", source: "Herald")
    meet(&d, [biden, nato], "Warsaw", "2023-02-01", .cancelled)
    d.fact(
      "visit", [("visitor", biden), ("host", zelenskyy)], place: SmallWorld.id("Kyiv"),
      date: day("2023-02-20"))
    var e = HarvestBuilder(path: "e.txt", published: "2023-02-03", source: "Herald")
    e.fact("call", [("participant", zelenskyy), ("participant", biden)])
    var index = FactIndex(places: SmallWorld.knowledge)
    for builder in [a, b, c, d, e] { index.insert(builder.harvest()) }
    index.finish()
    return index
  }()

  static let engine = Engine(index: index)

  static func run(_ text: String, last: ResultSet? = nil) throws -> Outcome {
    var bindings = Bindings()
    bindings.last = last
    bindings.vocabulary.last = last?.schema
    return try engine.run(try Query.parse(text, with: bindings.vocabulary), bindings: bindings)
  }

  /// Rows as text, cells parted by " | ".
  static func rows(_ text: String) throws -> [String] { lines(try run(text).answer) }

  static func lines(_ answer: Answer) -> [String] {
    (0..<answer.rowCount).map { row in
      answer.columns.map { Self.text($0.values[row]) }.joined(separator: " | ")
    }
  }

  static func text(_ value: Value) -> String {
    switch value {
    case .missing: "-"
    case .text(let text): text
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .time(let time): time.description
    case .place(let text, let country, _): country.map { "\(text), \($0.description)" } ?? text
    case .flag(let flag): flag ? "yes" : "no"
    case .pair(let first, let second): "\(first) – \(second)"
    case .list(let values): values.map { self.text($0) }.joined(separator: "; ")
    }
  }
}

@Suite struct ExecutionTests {
  @Test func theMainQuery() throws {
    #expect(
      try NewsWeek.rows(#"meetings where location near "Poland""#) == [
        "2023-01-17 | Rzeszów, PL | Mark Milley; Valerii Zaluzhnyi | happened | 2"
      ])
  }

  @Test(arguments: [
    (#"meetings | count"#, ["3"]),
    (#"meetings status any | count"#, ["4"]),
    (#"meetings where status = cancelled | show date, participant"#, ["2023-02-01 | Joe Biden; NATO"]),
    (#"meetings | where status = cancelled | show date"#, ["2023-02-01"]),
    (#"meetings in "Europe" status any | show location"#, ["Rzeszów, PL", "Warsaw, PL", "Brussels, BE"]),
    (#"meetings near "Warsaw" within 300 km | show location"#, ["Rzeszów, PL"]),
    (#"meetings near "Warsaw" within 100 km | show location"#, []),
    (#"facts with "Milley" and "Zaluzhnyi" | show date"#, ["2023-01-17"]),
    (
      #"facts where participant.country = "Ukraine" | count by kind"#,
      ["meeting | 3", "call | 1", "visit | 1"]
    ),
    (#"facts during 2023-01 | count by kind"#, ["meeting | 1", "statement | 1"]),
    (#"facts before 2023 | show kind"#, ["meeting"]),
    (#"facts since 2023-02-15 | show kind"#, ["visit"]),
    (
      #"statements by "Dave Butler" | show content"#, ["the generals felt it was important to meet in person"]
    ),
    (#"statements about "generals" | count"#, ["1"]),
    (#"facts where has no date | count"#, ["2"]),
    (#"facts where not date during 2023 | count"#, ["3"]),
    (#"articles where has meeting with "Milley" | show path"#, ["a.txt", "b.txt"]),
    (
      #"articles where mentions "Biden" and has no meeting with "Zelenskyy" | show path"#, ["d.txt", "e.txt"]
    ),
    (#"people where role contains "chief" | count by country"#, ["Ukraine | 1", "United States | 1"]),
    (#"meetings | count by pair(participant) | limit 1"#, ["Joe Biden – Volodymyr Zelenskyy | 1"]),
    (#"facts | count by month"#, ["2023-01 | 2", "2022-12 | 1", "2023-02 | 1"]),
    (#"facts | timeline by month"#, ["2022-12 | 1", "2023-01 | 2", "2023-02 | 1"]),
    (
      #"facts | count by country(location) | sort by country(location)"#,
      [
        "Belgium | 1", "Poland | 1", "Ukraine | 1", "United States | 1",
      ]
    ),
    (#"facts | count by outlet"#, ["Wire | 4", "Herald | 3"]),
    (#"meetings | sort by date desc | limit 1 | show date"#, ["2023-01-17"]),
    (#"meetings | top 1 by sources | show sources"#, ["2"]),
    (#"facts | distinct kind"#, ["meeting", "statement", "visit", "call"]),
    (#"(meetings union visits) except meetings | show kind"#, ["visit"]),
    (#"sentences where text matches "important meet*" | count"#, ["1"]),
    (#"sentences where text matches "\"important to meet\"" | count"#, ["1"]),
    (#"sentences where text matches "generals NEAR/5 important" | count"#, ["1"]),
    (#"sentences where text matches /GENERALS? fe[el]t\b/i | count"#, ["1"]),
    (#"visits after (meetings of same participant) within 90 days | count"#, ["1"]),
    (#"visits after (meetings of same participant) within 60 days | count"#, ["0"]),
    (#"meetings followed by (visits by same participant) | show date"#, ["2022-12-21"]),
    (#"meetings followed by (visits) | count"#, ["2"]),
    (#"meetings followed by (visits with same visitor) | count"#, ["1"]),
    (#"meetings where not followed by (visits in same location.country) and has date | count"#, ["2"]),
    (#"meetings before (visits where visitor = "Biden") within 2 months | count"#, ["2"]),
    (
      #"facts where participant in (people where country = "Ukraine") | count by kind"#,
      ["meeting | 3", "call | 1", "visit | 1"]
    ),
    (
      #"facts where participant not in (people where country = "Ukraine") | count by kind"#, ["statement | 1"]
    ),
    (#"facts where location in (places where name = "Poland") | count"#, ["1"]),
    (#"articles where outlet in (articles | count by outlet | limit 1) | count"#, ["3"]),
    (#"meetings where article in (articles where path = "c.txt") | count"#, ["2"]),
    (#"facts | count, min date as first by kind | limit 1"#, ["meeting | 3 | 2022-12-21"]),
    (#"meetings | median sources, sum sources as total"#, ["1 | 4"]),
    (#"meetings | count by month | timeline by year"#, ["2022 | 1", "2023 | 1"]),
    (#"facts | count by month | timeline by year"#, ["2022 | 1", "2023 | 3"]),
    (#"facts | count by month | percent by year"#, ["2022 | 1 | 25", "2023 | 3 | 75"]),
    (#"facts where year(date) = 2023 | count"#, ["3"]), (#"facts where month >= 2023-02 | count"#, ["1"]),
    (#"facts where month != 2023-01 | count"#, ["2"]), (#"facts where has week | count"#, ["4"]),
    (#"people where name = "Dave Butler" | show facts"#, ["1"]),
    (#"people where name = "Joe Biden" | show facts"#, ["3"]), (#"facts with "Joe Biden" | count"#, ["3"]),
    (#"people where name = "Joe Biden" | facts | count"#, ["3"]),
    (#"articles where path = "d.txt" | show facts"#, ["1"]),
    (#"articles where path = "d.txt" | facts | count"#, ["1"]),
    (#"articles where path = "d.txt" | facts | where has status | count"#, ["2"]),
    (#"facts where location in ("Poland", "Ukraine") | count"#, ["2"]),
    (#"facts without "Biden" | count"#, ["3"]), (#"facts without "Biden" and "NATO" | count"#, ["2"]),
    (#"facts where has no article.date | count"#, ["0"]),
    (#"facts | count by location, kind | limit 1 | show location"#, ["Brussels, BE"]),
    (#"meetings not near "Poland" | count"#, ["2"]),
    (#"facts | top 1 by participant"#, ["Volodymyr Zelenskyy | 4"]),
    (#"facts where has topic | count"#, ["1"]), (#"facts where has purpose | count"#, ["0"]),
    (#"facts | max sources by kind"#, ["call | 1", "meeting | 2", "statement | 1", "visit | 1"]),
    (#"meetings with "Milley" | articles | show path"#, ["a.txt", "b.txt"]),
    (#"places where country = "Poland" | show name | sort by name"#, ["Poland", "Rzeszów", "Warsaw"]),
  ])
  func answers(_ query: String, _ expected: [String]) throws {
    #expect(try NewsWeek.rows(query) == expected, "\(query)")
  }

  @Test func averagesAreNotAddedUp() {
    #expect(throws: QueryError.self) {
      try NewsWeek.run("facts | average confidence by month | timeline by year")
    }
    #expect(throws: Never.self) {
      try NewsWeek.run("facts | average confidence by month | timeline by month")
    }
  }

  /// A biography that goes back to 1935 does not draw out what is told of two months.
  @Test func aLonelyDateDoesNotDrawOutATimeline() throws {
    func engine(old: Int) -> Engine {
      var builder = HarvestBuilder(path: "a.txt", published: "2023-01-18", source: "Wire")
      for day in 10..<40 {
        NewsWeek.meet(
          &builder, [NewsWeek.milley, NewsWeek.nato], "Warsaw",
          day < 31 ? "2023-01-\(day)" : "2023-02-\(day - 20)")
      }
      for year in 0..<old {
        NewsWeek.meet(&builder, [NewsWeek.biden, NewsWeek.nato], "Kyiv", "\(1935 + year)-03-01")
      }
      var index = FactIndex(places: SmallWorld.knowledge)
      index.insert(builder.harvest())
      index.finish()
      return Engine(index: index)
    }
    let lonely = try engine(old: 2).run(try Query.parse("meetings | timeline")).answer
    #expect(lonely.columns[1].values.first == .integer(2))
    #expect(lonely.notes.contains { $0.hasPrefix("2 are before 2023-01") }, "\(lonely.notes)")
    #expect(lonely.rowCount < 60)
    let total = lonely.columns[1].values.reduce(0) { if case .integer(let n) = $1 { $0 + n } else { $0 } }
    let count = try engine(old: 2).run(try Query.parse("meetings | count")).answer.columns[0].values[0]
    #expect(count == .integer(total))
    // Where many are old, they are no outliers.
    let many = try engine(old: 20).run(try Query.parse("meetings | timeline by year")).answer
    #expect(many.rowCount == 2023 - 1935 + 1)
  }

  /// Two people and two towns of one name.
  @Test func namesThatClashAreToldApart() throws {
    var index = FactIndex(places: SmallWorld.knowledge)
    for (path, role) in [("a.txt", "senator"), ("b.txt", "painter")] {
      var builder = HarvestBuilder(path: path, published: "2023-01-18", source: "Wire")
      let smith = Entity(
        name: "Jane Smith", kind: .person, role: role, country: CountryCode(role == "senator" ? "US" : "GB"))
      NewsWeek.meet(&builder, [smith, NewsWeek.nato], "Warsaw", "2023-01-17")
      index.insert(builder.harvest())
    }
    index.finish()
    let engine = Engine(index: index)
    let answer = try engine.run(try Query.parse("meetings | count by participant")).answer
    let names = answer.columns[0].values
    #expect(Set(names).count == names.count, "\(names)")
    let distinct = try engine.run(try Query.parse("meetings | count distinct participant")).answer
    #expect(distinct.columns[0].values == [.integer(names.count)])
  }

  @Test func goingOnFromTheLastResult() throws {
    let first = try NewsWeek.run(#"meetings"#).result
    let next = try NewsWeek.run(#"| where participant = "Milley" | sentences"#, last: first)
    #expect(next.answer.rowCount == 2)
    let counted = try NewsWeek.run("| count by participant", last: first).result
    #expect(NewsWeek.lines(try NewsWeek.run("| limit 1 | facts", last: counted).answer).count == 2)
  }

  @Test(arguments: [
    (#"meetings near "Warsaw" within 300 km"#, "1 more was denied, failed or cancelled: add `status any`"),
    (#"meetings in "Europe" during 2023-01"#, "1 fact has no date and could not be tested"),
    (
      #"meetings near "Poland" during 2031-01"#,
      #"0 rows: 1 meeting near "Poland", none during 2031-01 (the articles cover 2022-12 to 2023-02)"#
    ),
    (
      #"meetings with "Nobody""#,
      #"0 rows: 3 meetings, none where participant = "Nobody" (no article names "Nobody")"#
    ),
    (#"facts during last month"#, "last month = 2023-01"),
  ])
  func notes(_ query: String, _ note: String) throws {
    let notes = try NewsWeek.run(query).answer.notes
    #expect(notes.contains(note), "\(notes)")
  }

  @Test func unknownPlacesSuggestKnownOnes() throws {
    #expect {
      _ = try NewsWeek.run(#"meetings in "Polnd""#)
    } throws: { error in
      guard let error = error as? QueryError else { return false }
      return error.reason == .unknownPlace("Polnd") && error.suggestions == [#""Poland" (2 facts)"#]
    }
  }

  /// `country` is a function of places: the field that a fact has is named.
  @Test func countriesAreFieldsOfLocations() throws {
    let error = #expect(throws: QueryError.self) { _ = try NewsWeek.run("meetings | count by country") }
    #expect(error?.suggestions == ["location.country"])
    _ = try NewsWeek.run("meetings | count by location.country")
  }

  @Test func aRunningQueryCanBeCancelled() throws {
    let query = try Query.parse("facts | count by kind")
    #expect {
      _ = try NewsWeek.engine.run(query, isCancelled: { true })
    } throws: { ($0 as? QueryError)?.reason == .cancelled }
  }
}
