internal import Articles
internal import Facts
internal import Querying
import TestSupport
import Testing

@Suite("Parser") struct ParserTests {
  /// Each query and its canonical form.
  static let forms: [(query: String, canonical: String)] = [
    (#"meetings where location near "Poland""#, #"meetings where location near "Poland""#),
    (
      #"MEETINGS Near “Poland” Within 300 KM During 2023-01"#,
      #"meetings where location near "Poland" within 300 km and date during 2023-01"#
    ),
    (
      #"meetings with "Milley" and "Zaluzhnyi" | show date, location, source"#,
      #"meetings where participant = "Milley" and participant = "Zaluzhnyi" | show date, location, source"#
    ),
    ("meetings | count by pair(participant) | limit 10", "meetings | count by pair(participant) | limit 10"),
    (
      #"statements by "Dave Butler" about "meeting""#,
      #"statements where speaker = "Dave Butler" and topic contains "meeting""#
    ),
    (
      "attacks where killed >= 10 and date since 2022-02 | timeline by month",
      "attacks where killed >= 10 and date since 2022-02 | timeline by month"
    ),
    (
      #"facts where participant.country = "Ukraine" and status = planned | sort by date"#,
      #"facts where participant.country = "Ukraine" and status = planned | sort by date"#
    ),
    (
      #"articles where mentions "Milley" and has no meeting with "Zelenskyy""#,
      #"articles where mentions "Milley" and has no meeting where (participant = "Zelenskyy")"#
    ),
    (
      #"people where role contains "chief" | count by country"#,
      #"people where role contains "chief" | count by country"#
    ),
    ("| limit 3", "_ | limit 3"),
    ("_ | articles | show title, published", "_ | articles | show title, published"),
    (
      #"meetings where within 50 km of "Kraków" and not (during last week of 2023-01 or has no date)"#,
      #"meetings where location near "Kraków" within 50 km and not (date during last week of 2023-01 or has no date)"#
    ),
    (
      #"facts where participant is one of ("NATO", "EU") and confidence >= 0.8 and text matches /cease-?fire/i"#,
      #"facts where participant is one of ("NATO", "EU") and confidence >= 0.8 and text matches /cease-?fire/i"#
    ),
    ("facts where 10 <= killed < 50", "facts where killed >= 10 and killed < 50"),
    ("facts where killed between 10 and 50", "facts where killed >= 10 and killed <= 50"),
    ("meetings from January 2022 to today", "meetings where date from 2022-01 to today"),
    ("meetings on November 4, 2022", "meetings where date on 2022-11-04"),
    ("meetings on 4 Nov 2022 | limit 1", "meetings where date on 2022-11-04 | limit 1"),
    ("meetings during the last week", "meetings where date during last week"),
    (
      #"articles where text matches "border" | context 8"#,
      #"articles where text matches "border" | context 8"#
    ),
    ("meetings between 2022-02 and 2023", "meetings where date from 2022-02 to 2023"),
    (#"meetings in "Poland" in 2023"#, #"meetings where location in "Poland" and date during 2023"#),
    (
      #"meetings where location is near "Poland" and date is before 2023"#,
      #"meetings where location near "Poland" and date before 2023"#
    ),
    ("meetings where status is not planned", "meetings where status != planned"),
    (#"meetings where status = "Planned""#, "meetings where status = planned"),
    (
      "meetings confidence any status any during 2023 | sort by date desc, status",
      "meetings status any confidence any where date during 2023 | sort by date desc, status"
    ),
    (
      #"meetings near $place within $d during $p"#,
      #"meetings where location near $place within $d and date during $p"#
    ),
    (
      "meetings overlaps 2023-Q1 after 2 weeks ago",
      "meetings where date overlaps 2023-Q1 and date after 2 weeks ago"
    ),
    ("(meetings | limit 3) union calls except visits", "(meetings | limit 3) union calls except visits"),
    (
      "facts | sample 5 seed 1 | sum killed by month | to |\"wc -l\" as csv",
      "facts | sample 5 seed 1 | sum killed by month | to |\"wc -l\" as csv"
    ),
    ("facts | to \"| wc -l\"", "facts | to |\"wc -l\""),
    ("facts | to >>\"a.csv\" as csv", "facts | to >> \"a.csv\" as csv"),
    ("facts | to \"a.csv\" --force", "facts | to \"a.csv\" --force"),
    ("facts | to \"a.csv\" --force as csv -- forced", "facts | to \"a.csv\" as csv --force"),
    ("facts | to \"a.csv\" --forced or not: a remark", "facts | to \"a.csv\""),
    ("facts | top 3 by sources | as kept", "facts | top 3 by sources | as kept"),
    (
      #"articles by "Reuters" with "NATO" about "war""#,
      #"articles where outlet = "Reuters" and mentions "NATO" and text contains "war""#
    ),
    ("facts where `kind` = meeting", "facts where kind = meeting"),
    ("facts where mentions >= 3 and mentions \"NATO\"", "facts where mentions >= 3 and mentions \"NATO\""),
    ("facts -- every one\n  | count -- of them", "facts | count"),
    (
      "meetings | count by month, location.country | where n > 1 and location.country = \"Poland\" | sort by month",
      "meetings | count by month, location.country | where n > 1 and location.country = \"Poland\" | sort by month"
    ),
    (
      "meetings | count by pair(participant) | sort by pair(participant), n desc",
      "meetings | count by pair(participant) | sort by pair(participant), n desc"
    ),
    (
      #"sentences where text matches "air defence" | top 10 by score"#,
      #"sentences where text matches "air defence" | top 10 by score"#
    ),
    (#"facts where killed ≥ 5 and participant ≠ "EU""#, #"facts where killed >= 5 and participant != "EU""#),
    (
      #"facts where month = 2019-09 and country(location) = "Iraq" and year(date) >= 2018"#,
      #"facts where date.month = 2019-09 and location.country = "Iraq" and date.year >= 2018"#
    ),
    (
      #"facts where location in ("Poland", "Germany") and status not in (planned, denied)"#,
      #"facts where (location in "Poland" or location in "Germany") and not status is one of (planned, denied)"#
    ),
    (
      #"meetings near ("Kyiv", "Lviv") within 20 km without "NATO" not in 2023"#,
      #"meetings where (location near "Kyiv" within 20 km or location near "Lviv" within 20 km) and not participant = "NATO" and not date during 2023"#
    ),
    (
      #"meetings where text not contains "war" and location not near "Kyiv" and title not starts with "a""#,
      ""
    ),
    (
      #"articles where text not contains "war" and title not starts with "a" and source not in ("Wire", "Herald")"#,
      #"articles where not text contains "war" and not title starts with "a" and not source is one of ("Wire", "Herald")"#
    ),
    (
      "agreements after (meetings of same participant where killed > 1) within 30 days during 2023",
      "agreements where after (meetings with same participant where killed > 1) within 30 days and date during 2023"
    ),
    (
      "visits where followed by (facts status any in same location.country) within 1 year or before (calls)",
      "visits where followed by (facts with same location.country status any) within 1 year or followed by (calls)"
    ),
    (
      "meetings before 2023 followed by (visits with same visitor)",
      "meetings where date before 2023 and followed by (visits with same visitor)"
    ),
    (
      #"facts where participant in (people where country = "Russia" | top 3 by facts) and not location in (places)"#,
      #"facts where participant is one of (people where country = "Russia" | top 3 by facts) and not location is one of (places)"#
    ),
    (
      "facts | sum killed as dead, count, count distinct participant as many by month",
      "facts | sum killed as dead, count, count distinct participant as many by month"
    ),
    ("facts | count as total by kind | where total > 1", "facts | count as total by kind | where total > 1"),
    ("attacks | median killed by month", "attacks | median killed by month"),
    ("meetings since 2019 until 2020", "meetings where date from 2019 to 2020"),
    ("meetings until 2020-03", "meetings where date until 2020-03"),
    (
      "meetings during Q1 2019 in 2022-H2 overlaps winter 2019 during early March 2020",
      "meetings where date during 2019-Q1 and date during 2022-H2 and date overlaps winter 2019 and date during early 2020-03"
    ),
    ("meetings during 2019-01 .. 2019-03", "meetings where date during 2019-01..2019-03"),
    ("people | top 3 by country", "people | count by country | limit 3"),
    ("facts | top 3 by participant", "facts | count by participant | limit 3"),
    ("facts | top 3 by month", "facts | count by month | limit 3"),
    ("facts | top 3 by date", "facts | top 3 by date"),
    ("facts | count by month | percent by year", "facts | count by month | sum n by year(month) | percent"),
    ("facts | count by kind | percent by kind", "facts | count by kind | sum n by kind | percent"),
    ("facts where a or b", ""),
  ]

  @Test("A query has one canonical form", arguments: forms.filter { !$0.canonical.isEmpty })
  func canonical(query: String, canonical: String) throws {
    let parsed = try Query.parse(query, with: .testing)
    #expect(parsed.text(.testing) == canonical)
    #expect(try Query.parse(canonical, with: .testing) == parsed)
  }

  @Test("`and` binds tighter than `or`, brackets tighter still")
  func precedence() throws {
    func shape(_ text: String) throws -> Condition? {
      guard case .clause(let clause) = try Query.parse("facts where " + text, with: .testing).primary else {
        return nil
      }
      return clause.condition
    }
    let (a, b, c) = (try shape("killed = 1"), try shape("killed = 2"), try shape("killed = 3"))
    let parts = [a, b, c].compactMap { $0 }
    #expect(
      try shape("killed = 1 or killed = 2 and killed = 3") == .or([parts[0], .and([parts[1], parts[2]])]))
    #expect(
      try shape("(killed = 1 or killed = 2) and killed = 3") == .and([.or([parts[0], parts[1]]), parts[2]]))
    #expect(try shape("killed = 1 and (killed = 2 and killed = 3)") == .and(parts))
    #expect(try shape("not not killed = 1") == .not(.not(parts[0])))
  }

  @Test("Every example of the help is a statement of the language")
  func help() throws {
    for section in LanguageHelp.sections {
      #expect(!section.entries.isEmpty)
      for entry in section.entries {
        #expect(throws: Never.self, "\(entry.example)") { try Statement.parse(entry.example, with: .testing) }
      }
    }
    #expect(LanguageHelp.entries(named: "near").first?.summary == "at most so far from the place")
    #expect(LanguageHelp.entries(named: "starts").count == 1)
    #expect(LanguageHelp.entries(named: "stages").count > 20)
  }

  @Test("Every field's example is a condition on its rows")
  func fieldExamples() throws {
    let vocabulary = Vocabulary.testing
    for source in vocabulary.sources {
      let name = vocabulary.name(of: source)
      for field in vocabulary.schema(of: source)?.fields ?? [] {
        #expect(!field.help.isEmpty && !field.example.isEmpty, "\(name).\(field.name)")
        #expect(throws: Never.self, "\(name) where \(field.example)") {
          try Query.parse("\(name) where \(field.example)", with: vocabulary)
        }
        for nested in Schema.nestedFields(of: field) {
          let text = "\(name) where \(field.name).\(nested.example)"
          #expect(throws: Never.self, "\(text)") { try Query.parse(text, with: vocabulary) }
        }
      }
    }
  }

  @Test("Definitions with parameters are written out, and their values checked")
  func definitions() throws {
    var vocabulary = Vocabulary.testing
    guard
      case .definition(let poland) = try Statement.parse(
        #"let Poland(d) = meetings near "Poland" within $d"#, with: vocabulary
      ).form
    else { throw QueryError(.missing(.name), at: 0..<0) }
    vocabulary.definitions[poland.name] = poland
    let query = try Query.parse("poland(50 km) | limit 2", with: vocabulary)
    #expect(query.text(vocabulary) == "poland(50 km) | limit 2")
    #expect(
      try query.expanded(in: vocabulary).text(vocabulary)
        == #"(meetings where location near "Poland" within 50 km) | limit 2"#)
    let filtered = try Query.parse("poland(50 km) during 2023", with: vocabulary)
    #expect(
      try filtered.expanded(in: vocabulary).text(vocabulary)
        == #"(meetings where location near "Poland" within 50 km | where date during 2023)"#)
    #expect(Self.code { _ = try Query.parse("poland", with: vocabulary) } == "Q030")
    #expect(
      Self.code { _ = try Query.parse("poland(50)", with: vocabulary).expanded(in: vocabulary) } == "Q012")
    #expect(
      Self.code { _ = try Query.parse(#"poland("x")"#, with: vocabulary).expanded(in: vocabulary) } == "Q019")
    #expect(
      Self.code { _ = try Query.parse("meetings near $x", with: vocabulary).expanded(in: vocabulary) }
        == "Q032")
    let given = try Query.parse("meetings near $x", with: vocabulary).expanded(
      in: vocabulary, parameters: ["x": .text("Kyiv")])
    #expect(given.text(vocabulary) == #"meetings where location near "Kyiv""#)
  }

  @Test("A definition that reaches itself is an error, not a loop")
  func cycle() throws {
    var vocabulary = Vocabulary.testing
    vocabulary.definitions["a"] = Definition(name: "a", query: Query(.clause(SourceClause(.named("b", [])))))
    vocabulary.definitions["b"] = Definition(name: "b", query: Query(.clause(SourceClause(.named("a", [])))))
    #expect(Self.code { _ = try Query.parse("a", with: vocabulary) } == "Q031")
    #expect(
      Self.code { _ = try Query(.clause(SourceClause(.named("a", [])))).expanded(in: vocabulary) } == "Q031")
  }

  @Test(
    "A parameter's value is read as what it looks like",
    arguments: [
      ("50 km", .distance(Distance(50, .km))), ("2023-01", .period(.month(year: 2023, month: 1))),
      ("12", .number(12)),
      ("Kyiv", .text("Kyiv")), ("New York", .text("New York")), (#""2023-01""#, .text("2023-01")),
      ("", .text("")),
      ("last week", .period(.relative(.last, count: nil, .week, of: nil))),
    ] as [(String, Literal)])
  func parameterValues(text: String, expected: Literal) {
    #expect(Literal(parameter: text) == expected)
  }

  @Test("Commands keep their arguments apart")
  func commands() throws {
    guard case .command(let command) = try Statement.parse(#"  .ONCE "a b.csv" it's "q\"q" "#).form else {
      throw QueryError(.missing(.name), at: 0..<0)
    }
    #expect(command.name == "once" && command.arguments == ["a b.csv", "it's", "q\"q"])
    #expect(command.rest == #""a b.csv" it's "q\"q""#)
  }

  static func code(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? QueryError)?.code
    }
  }
}
