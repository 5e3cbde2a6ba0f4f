import Articles
import Facts
import Indexing
import Querying
import TestSupport
import Testing

/// An answer of no rows names the condition that left none over.
@Suite struct ZeroRowsTests {
  private func notes(_ text: String, parameters: [String: Literal] = [:]) throws -> [String] {
    var bindings = Bindings()
    bindings.parameters = parameters
    let answer = try NewsWeek.engine.run(try Query.parse(text), bindings: bindings).answer
    #expect(answer.rowCount == 0, "\(text)")
    return answer.notes.filter { $0.hasPrefix("0 rows") }
  }

  @Test(arguments: [
    (#"meetings near "Lviv" within 1 km"#, #"none near "Lviv" within 1 km"#),
    (#"meetings in "Lviv""#, #"none in "Lviv""#),
    (#"meetings in "Poland" near "Kyiv" within 5 km"#, #"in "Poland", none near "Kyiv" within 5 km"#),
    ("meetings during 2031-01", "none during 2031-01 (the articles cover 2022-12 to 2023-02)"),
    ("meetings on 2001-01-01", "none on 2001-01-01"), ("meetings before 1900", "none before 1900"),
    ("meetings after 2100", "none after 2100"), ("meetings since 2100", "none since 2100"),
    ("meetings overlaps 1900", "none overlaps 1900"),
    ("meetings from 1900 to 1901", "none from 1900 to 1901"),
    ("meetings between 1900 and 1901", "none from 1900 to 1901"),
    ("meetings during last 2 days", "none during last 2 days"),
    (
      #"meetings with "Milley" and "Nobody""#,
      #"where participant = "Milley", none where participant = "Nobody" (no article names "Nobody")"#
    ),
    (#"meetings with "Zelensky""#, #"did you mean "Volodymyr Zelenskyy" (4 facts)?"#),
    (#"statements by "Joe Biden""#, #"none where speaker = "Joe Biden""#),
    (#"statements about "zebra""#, #"none where topic contains "zebra""#),
    (#"meetings where participant is one of ("Aa", "Bb")"#, #"(no article names "Aa" or "Bb")"#),
    (#"facts where mentions "Nobody""#, #"none where mentions "Nobody" (no article names "Nobody")"#),
    (#"articles where title starts with "Zebra""#, #"none where title starts with "Zebra""#),
    (#"articles where title exactly "A""#, #"none where title exactly "A""#),
    (#"articles where text contains "zebra""#, #"none where text contains "zebra""#),
    (#"articles where text matches "zebra NEAR/3 lion""#, #"none where text matches "zebra NEAR/3 lion""#),
    ("articles where text matches /zebras?/", "none where text matches /zebras?/"),
    (#"meetings where participant.country = "Fiji""#, #"none where participant.country = "Fiji""#),
    (#"meetings where participant.role contains "cook""#, #"none where participant.role contains "cook""#),
    ("meetings where location.population > 99999999", "none where location.population > 99999999"),
    ("meetings where has killed", "none where has killed"),
    ("meetings where has date and has no date", "where has date, none where has no date"),
    (#"articles where has attack with "Milley""#, "none where has attack"),
    (#"articles where has no meeting and has meeting"#, "none where has meeting"),
    (#"people where has attack in "Poland""#, "none where has attack"),
    ("meetings where killed > 5", "none where killed > 5 (none has `killed`)"),
    ("meetings where 5 <= killed <= 9", "none where killed >= 5"),
    ("meetings where status = denied", "none where status = denied"),
    ("meetings where kind = attack", "none where kind = attack"),
    ("facts where confidence > 1 and main = no", "none where confidence > 1"),
    (#"people where country = "Fiji" or facts > 99"#, #"none where country = "Fiji" or facts > 99"#),
    ("meetings where not (has date or has no date)", "none where not (has date or has no date)"),
    ("attacks", "0 rows: the articles tell of no attacks"),
    (#"meetings in "Poland" intersect meetings in "Brussels" status any"#, "have none in common"),
    ("meetings except meetings", "taken away by `except`"),
    (#"meetings intersect meetings in "Lviv""#, #"none in "Lviv""#),
    (#"meetings in "Lviv" union meetings in "Kyiv""#, #"none in "Kyiv""#),
    (#"meetings | where location in "Lviv""#, #"none in "Lviv""#),
    ("meetings | count by month | where n > 99", "none where n > 99"),
    ("meetings | percent by month | where percent > 101", "none where percent > 101"),
    ("meetings | limit 0", "before `| limit 0`, none after it"),
    ("meetings | skip 999", "before `| skip 999`, none after it"),
    ("meetings | articles | where facts > 99", "none where facts > 99"),
    ("sentences where date during 1900", "none during 1900"),
    ("calls | where has date", "none where has date"),
  ])
  func theCulpritIsNamed(text: String, expected: String) throws {
    let notes = try notes(text)
    #expect(notes.contains { $0.contains(expected) }, "\(text): \(notes)")
  }

  @Test func oneSideThatIsEmptyIsEnough() throws {
    #expect(try notes(#"meetings intersect meetings in "Lviv""#).count == 1)
  }

  @Test func aParameterStandsInTheNoteAsItsValue() throws {
    let notes = try notes("meetings during $when", parameters: ["when": .period(.year(1900))])
    #expect(notes.contains { $0.contains("none during 1900") })
  }
}

@Suite struct ParameterTests {
  private func run(_ text: String, _ name: String, _ value: String) throws(QueryError) -> Answer {
    var bindings = Bindings()
    bindings.parameters = [name: Literal(parameter: value)]
    return try NewsWeek.engine.run(try Query.parse(text), bindings: bindings).answer
  }

  @Test(arguments: [
    ("meetings in $p", "Poland", #"meetings in "Poland""#),
    ("meetings in $p", #""Poland""#, #"meetings in "Poland""#),
    (#"meetings near "Warsaw" within $p"#, "300 km", #"meetings near "Warsaw" within 300 km"#),
    (#"meetings near "Warsaw" within $p"#, "200 miles", #"meetings near "Warsaw" within 200 mi"#),
    ("meetings during $p", "2023-01", "meetings during 2023-01"),
    ("meetings in $p", "Kyiv", #"meetings in "Kyiv""#),
    ("meetings during $p", "2023", "meetings during 2023"),
    ("meetings during $p", "last 2 months", "meetings during last 2 months"),
    ("facts where date >= $p", "2023", "facts where date >= 2023"),
    ("articles where facts >= $p", "2", "articles where facts >= 2"),
    ("facts where status = $p", "planned", "facts where status = planned"),
    ("facts where status = $p", "Planned", "facts where status = planned"),
    ("facts where main = $p", "true", "facts where main = yes"),
    ("articles where path contains $p", "1", #"articles where path contains "1""#),
    ("articles where path = $p", "2023", #"articles where path = "2023""#),
    ("meetings with $p", "Milley", #"meetings with "Milley""#),
    ("articles where has meeting with $p", "Milley", #"articles where has meeting with "Milley""#),
    ("meetings | count by month | where n >= $p", "2", "meetings | count by month | where n >= 2"),
  ])
  func aValueIsReadAsItsPlaceNeedsIt(text: String, value: String, same: String) throws {
    let plain = try NewsWeek.engine.run(try Query.parse(same)).answer
    let given = try run(text, "p", value)
    #expect(given.columns == plain.columns)
  }

  @Test(arguments: [
    ("articles where facts > $p", "three", "Q019"), ("facts where status = $p", "plannd", "Q009"),
    ("facts where date > $p", "soon", "Q019"), ("meetings during $p", "soon", "Q019"),
    (#"meetings near "Warsaw" within $p"#, "200", "Q012"), ("meetings in $p", "Polnd", "Q040"),
    ("meetings in $q", "Poland", "Q032"), ("facts where kind is one of (meeting, $p)", "visti", "Q009"),
  ])
  func aValueThatDoesNotFitIsAnError(text: String, value: String, code: String) {
    do throws(QueryError) {
      _ = try run(text, "p", value)
      Issue.record("no error")
    } catch {
      #expect(error.code == code)
    }
  }

  @Test func theSessionsAreCompleted() {
    var vocabulary = Vocabulary.testing
    vocabulary.parameters = ["place", "when"]
    func offered(_ text: String) -> [String] {
      Completion.at(text: text, cursor: text.utf8.count, vocabulary: vocabulary).candidates.map(\.text)
    }
    #expect(offered("meetings near $") == ["$place", "$when"])
    #expect(offered("meetings near $pl") == ["$place"])
    #expect(offered("meetings during ").contains("$when"))
  }
}
