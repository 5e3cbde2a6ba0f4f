import Facts
import Indexing
import Querying
import TestSupport
import Testing

@Suite("Arithmetic") struct ArithmeticTests {
  @Test(
    "An expression has one canonical form",
    arguments: [
      ("killed+injured>=50", "killed + injured >= 50"),
      ("killed + injured * 2 > 3", "killed + injured * 2 > 3"),
      ("(killed + injured) * 2 > 3", "(killed + injured) * 2 > 3"),
      ("killed - (injured - missing) = 0", "killed - (injured - missing) = 0"),
      ("(killed - injured) - missing = 0", "killed - injured - missing = 0"),
      ("killed - injured + missing = 0", "killed - injured + missing = 0"),
      ("killed / (injured * 2) > 1", "killed / (injured * 2) > 1"),
      ("killed / injured / 2 > 1", "killed / injured / 2 > 1"),
      ("killed-5>0", "killed - 5 > 0"),
      ("killed -5 > 0", "killed - 5 > 0"),
      ("killed - -5 > 0", "killed - -5 > 0"),
      ("killed − 5 > 0", "killed - 5 > 0"),
      ("-killed < -10", "-killed < -10"),
      ("- killed < - 10", "-killed < -10"),
      ("-(-killed) < 10", "-(-killed) < 10"),
      ("-(killed + 1) * 2 < 10", "-(killed + 1) * 2 < 10"),
      ("10 <= killed + injured", "killed + injured >= 10"),
      ("10 <= killed + injured < 50", "killed + injured >= 10 and killed + injured < 50"),
      ("killed + injured between 10 and 50", "killed + injured >= 10 and killed + injured <= 50"),
      ("killed > injured", "killed > injured"),
      ("killed > injured * 2", "killed > injured * 2"),
      ("2 * 3 < killed", "killed > 2 * 3"),
      ("(killed) > 3", "killed > 3"),
      ("((killed)) + (1) > 3", "killed + 1 > 3"),
      ("(killed > 3)", "killed > 3"),
      ("(killed > 3 or injured > 3) and main = yes", "(killed > 3 or injured > 3) and main = yes"),
      ("(killed + 1 > 3 or injured > 3) and main = yes", "(killed + 1 > 3 or injured > 3) and main = yes"),
      ("not killed + injured > 3", "not killed + injured > 3"),
      ("killed + injured is 3", "killed + injured = 3"),
      ("killed + injured is not 3", "killed + injured != 3"),
      ("killed/2 > 1 and injured/2 > 1", "killed / 2 > 1 and injured / 2 > 1"),
      ("date + 30 days < 2023-01-01", "date + 30 days < 2023-01-01"),
      ("date + 30 days < 2023", "date + 30 days < 2023"),
      ("date - 1 month during 2022-12", "date - 1 month during 2022-12"),
      ("date - 2 weeks in 2022", "date - 2 weeks during 2022"),
      ("date + 1 year from 2022 to 2023-02", "date + 1 year from 2022 to 2023-02"),
      ("date + 1 year not before 2023", "not date + 1 year before 2023"),
      ("30 days + date < 2023", "30 days + date < 2023"),
      ("article.date - date > 7 days", "article.date - date > 7 days"),
      ("article.date-date>7", "article.date - date > 7"),
      ("date - 2023-01-01 < 30", "date - 2023-01-01 < 30"),
      ("date -2023-01-01 < 30", "date - 2023-01-01 < 30"),
      ("date >= today - 30 days", "date >= today - 30 days"),
      ("today - date < 30 days", "today - date < 30 days"),
      ("date > article.date", "date > article.date"),
      ("date > last month", "date > last month"),
      ("date > 2 weeks ago", "date > 2 weeks ago"),
      ("2023-01-01 < date + 1 day", "date + 1 day > 2023-01-01"),
      ("end(date) - start(date) > 1", "end(date) - start(date) > 1"),
      ("end(date + 1 month) < 2023", "end(date + 1 month) < 2023"),
      ("killed / (end(date) - start(date) + 1) > 2", "killed / (end(date) - start(date) + 1) > 2"),
      ("year(date) - 2020-01-01 > 365", "date.year - 2020-01-01 > 365"),
      ("killed * $x > 3", "killed * $x > 3"), ("killed + 1 > $x", "killed + 1 > $x"),
      ("text matches /a b/ and killed / 2 > 1", "text matches /a b/ and killed / 2 > 1"),
      ("`killed` + 1 > 3", "killed + 1 > 3"),
    ])
  func forms(written: String, canonical: String) throws {
    let query = try Query.parse("facts where " + written, with: .testing)
    #expect(query.text(.testing) == "facts where " + canonical)
    #expect(try Query.parse(query.text(.testing), with: .testing) == query)
  }

  @Test(
    "An expression can stand wherever a key can",
    arguments: [
      "show date, killed + injured as victims", "show killed as dead, killed * 2", "show -killed",
      "show *, killed - 1 as others", "sort by killed + injured desc, date", "count by killed + injured",
      "count by killed + injured as victims, kind", "sum killed + injured as victims by kind",
      "average end(date) - start(date)", "distinct article.date - date", "top 5 by killed * 2",
      "count distinct killed / 2 by month as m", "min date + 3 days by kind",
      "show killed + injured as victims | where victims > 3 | sort by victims | show victims / 2 as halves",
      "count by month | show month, n * 2 as double | where double > 2",
      "count by killed + injured | where `killed + injured` > 3",
      "count by killed + injured | where killed + injured > 3 | sort by killed + injured | show killed + injured",
      "count by end(date) | sort by end(date) | where end(date) > 2023",
    ])
  func keys(stages: String) throws {
    let text = "facts | " + stages
    let query = try Query.parse(text, with: .testing)
    #expect(query.text(.testing).hasPrefix("facts | "))
    #expect(try Query.parse(query.text(.testing), with: .testing) == query)
  }

  /// Of facts, each of one or two articles that appeared on the day after it or later.
  @Test(
    "What is calculated",
    arguments: [
      (
        "meetings where has date | show sources * 2 + 1, sources - 3, sources / 4",
        ["3 | -2 | 0.25", "5 | -1 | 0.5"]
      ),
      (
        "meetings where has date | show date, date + 30 days as next",
        ["2022-12-21 | 2023-01-20", "2023-01-17 | 2023-02-16"]
      ),
      ("meetings where has date | show date - 2 weeks", ["2022-12-07", "2023-01-03"]),
      ("meetings where has date | show date + 2 months", ["2023-02-21", "2023-03-17"]),
      (
        "meetings where has date | show date - 1 quarter, date + 1 half",
        ["2022-09-21 | 2023-06-21", "2022-10-17 | 2023-07-17"]
      ),
      ("meetings where has date | show month + 1 month", ["2023-01", "2023-02"]),
      ("meetings where has date | show month + 1 year - 1 month", ["2023-11", "2023-12"]),
      (
        "meetings where has date | show end(month), start(year)",
        ["2022-12-31 | 2022-01-01", "2023-01-31 | 2023-01-01"]
      ),
      ("meetings where has date | show date - 2022-12-31 as days", ["-10", "17"]),
      ("meetings where has date | show end(month) - date", ["10", "14"]),
      ("meetings where has date and date + 14 days during 2023-01 | count", ["2"]),
      ("meetings where has date and date + 14 days > 2023-01-04 | count", ["1"]),
      ("meetings where has date and date + 3000000 days > 2023 | count", ["0"]),
      ("meetings where has date and date + 9000 years > 2023 | count", ["0"]),
      (
        "meetings where has date and (sources / 0 > 0 or sources / 0 <= 0 or sources / 0 != 0) | count", ["0"]
      ),
      ("meetings where has date | show sources / (sources - 1) as x", ["-", "2"]),
      ("meetings where has date and (killed + 1 > 0 or killed + 1 <= 0) | count", ["0"]),
      ("meetings where has date and not killed + 1 > 0 | count", ["2"]),
      ("meetings where has date | sort by -sources | show sources", ["2", "1"]),
      ("meetings where has date | sum sources * 10 as x", ["30"]),
      ("meetings where has date | sum (sources + 1) / 2", ["2.5"]),
      ("meetings where has date | max date + 1 day", ["2023-01-18"]),
      ("meetings where has date | count by sources * 2 as x", ["2 | 1", "4 | 1"]),
      ("meetings where has date | count by sources * 2 | where `sources * 2` > 2", ["4 | 1"]),
      (
        "meetings where has date | show sources * 2 as x | where x > 2 | show x + 1 as y | sort by y | show x, y",
        ["4 | 5"]
      ),
      ("meetings where has date | show date as day1 | where day1 during 2022 | show day1", ["2022-12-21"]),
      (
        "meetings where has date | show location as spot | where spot in \"Poland\" | count by spot.country",
        ["Poland | 1"]
      ),
      (
        "facts status any | count by kind | show kind, n * 2 as d | where d > 2 | percent of d",
        ["meeting | 8 | 100"]
      ),
      (
        "meetings where has date | count by sources * 2 | sort by sources * 2 desc | show sources * 2",
        ["4", "2"]
      ),
      ("meetings where has date and sources * 2 > mentions + 1 | count", ["1"]),
      ("meetings where has date and sources = mentions | count", ["2"]),
      ("meetings where has date and 2 * 1 = sources | count", ["1"]),
      ("meetings where has date | show sources * -1 * 0 as x | count by x", ["0 | 2"]),
      ("articles where facts * 2 - 1 > 2 | show facts", ["2", "2"]),
      ("articles where start(date) < 2023 | count", ["1"]),
      ("articles | show facts + 1 as more | show more | limit 1", ["3"]),
      ("(articles | show facts + 1 as more) union articles | count", ["5"]),
    ])
  func values(query: String, expected: [String]) throws {
    #expect(try NewsWeek.rows(query).map { $0.replacing("(PL)", with: "") } == expected)
  }

  @Test("A value of several is that of each; where it stands twice it is the same one")
  func several() throws {
    #expect(try NewsWeek.rows("people where facts - facts != 0 | count") == ["0"])
    let lists = try NewsWeek.run("meetings during 2023 | show article.date - date as late").answer.columns[0]
    #expect(lists.isMultiple)
    #expect(lists.values == [.list([.integer(1), .integer(1)])])
    #expect(try NewsWeek.rows("meetings where article.date - article.date = 0 | count") == ["3"])
  }

  @Test(
    "Two conditions that say the same find the same facts",
    arguments: [
      ("killed + 1 > 6", "killed > 5"), ("killed * 2 <= 10", "killed <= 5"), ("-killed < -5", "killed > 5"),
      ("killed - sources > 0", "killed > sources"), ("killed / 2 >= 5", "killed >= 10"),
      ("10 <= killed * 2 < 20", "killed between 5 and 9"), ("killed + 0 != 3", "killed != 3"),
      ("killed * 0 = 0", "has killed"), ("date + 1 day - 1 day during 2023", "date during 2023"),
      ("date - 2023-01-01 >= 0", "date >= 2023-01-01"), ("date + 1 year >= 2024", "date >= 2023"),
      ("end(date) < 2023-02-01", "date < 2023-02"), ("start(date) >= 2023", "date since 2023"),
      ("date - date = 0", "has date"), ("confidence * 100 >= 80", "confidence >= 0.8"),
      (
        "end(date) - start(date) = 0 and month + 1 month = 2023-02",
        "end(date) - start(date) < 1 and month = 2023-01"
      ),
    ])
  func equivalent(left: String, right: String) throws {
    for seed in UInt64(0)..<8 {
      var facts = RandomFacts(seed: seed &+ 90)
      let engine = Engine(index: facts.index(articles: 60))
      func found(_ condition: String) throws -> [RowSubject] {
        try engine.run(Query.parse("facts where " + condition)).answer.subjects
      }
      #expect(try found(left) == found(right), "\(seed)")
    }
  }

  @Test("Deep and long expressions are refused, those below the limit run")
  func bounds() throws {
    for (text, isFine) in [
      (String(repeating: "(", count: 60) + "killed" + String(repeating: ")", count: 60) + " + 1 > 0", true),
      (
        String(repeating: "(", count: 5000) + "killed" + String(repeating: ")", count: 5000) + " + 1 > 0",
        false
      ),
      (String(repeating: "- ", count: 60) + "killed > 0", true),
      (String(repeating: "- ", count: 5000) + "killed > 0", false),
      ("killed" + String(repeating: " + 1", count: 256) + " > 0", true),
      ("killed" + String(repeating: " + 1", count: 257) + " > 0", false),
      ("killed" + String(repeating: " -1", count: 100_000) + " > 0", false),
    ] {
      do throws(QueryError) {
        let query = try Query.parse("facts where " + text)
        #expect(isFine)
        #expect(throws: Never.self) { try NewsWeek.engine.run(query) }
      } catch {
        #expect(!isFine && error.code == "Q027", "\(error)")
      }
    }
    let names = (0..<65).map { "killed as a\($0)" }.joined(separator: ", ")
    #expect(throws: QueryError.self) { try Query.parse("facts | show " + names) }
    // Each of the one before: as many additions as there are stages.
    let chain = (1..<64).map { "| show a\($0 - 1) + a\($0 - 1) as a\($0)" }.joined(separator: " ")
    let answer = try NewsWeek.run("meetings | limit 1 | show sources as a0 \(chain)").answer
    #expect(answer.columns[0].values == [.number(9_223_372_036_854_775_808)])
  }

  @Test("Parameters stand for numbers and dates")
  func parameters() throws {
    func count(_ text: String, _ parameters: [String: Literal]) throws -> [String] {
      var bindings = Bindings()
      bindings.parameters = parameters
      return NewsWeek.lines(try NewsWeek.engine.run(Query.parse(text), bindings: bindings).answer)
    }
    #expect(try count("meetings where sources * $x > 3 | count", ["x": .number(2)]) == ["1"])
    #expect(try count("meetings where sources + 0 > $x | count", ["x": .number(1)]) == ["1"])
    #expect(
      try count("meetings where has date | sort by sources * $x | show sources", ["x": .number(-1)]) == [
        "2", "1",
      ])
    #expect(try count("meetings where date - $x > 0 | count", ["x": .period(.year(2023))]) == ["1"])
    let grouped =
      "meetings where has date | count by sources * $x | where sources * $x > 3 | show sources * $x, n"
    #expect(try count(grouped, ["x": .number(2)]) == ["4 | 1"])
    #expect(throws: QueryError.self) { try count("meetings where sources * $x > 3", ["x": .text("a")]) }
    #expect(throws: QueryError.self) { try count("meetings where date * $x > 3", ["x": .number(1)]) }
    #expect(throws: QueryError.self) { try count("meetings where date + $x > 2023", ["x": .number(1)]) }
    #expect(throws: QueryError.self) { try count("meetings where sources + 1 > $x", ["x": .text("a")]) }
  }

  @Test("What is settled finds the same, whatever the day")
  func settled() throws {
    let text =
      "facts where today - date < 40 days and confidence * 2 > 0 | sort by today - date | count by today - date | where today - date > 1"
    let resolved = try NewsWeek.engine.resolve(Query.parse(text))
    let settled = resolved.text()
    #expect(!settled.contains("today - date <") && settled.contains("2023-02-03 - date < 40 days"))
    let again = try NewsWeek.rows(settled)
    #expect(try NewsWeek.rows(text) == again && !again.isEmpty)
  }

  @Test(
    "After an operator numbers and dates are offered",
    arguments: [
      ("facts where killed + ", "injured", "kind"), ("facts where killed > ", "injured", "kind"),
      ("facts where date < ", "date", "killed >"),
      ("facts where (killed - ", "injured", "status"),
      ("facts | show killed * ", "injured", "kind"),
      ("facts | sort by date - ", "date", "status"), ("facts where date + 30 ", "days", "injured"),
      ("facts where end(", "date", "kind"), ("facts | count by month | show n / ", "n", "participant"),
    ])
  func completion(text: String, offered: String, other: String) {
    let texts = CompletionTests.at(text).candidates.map(\.text)
    #expect(texts.contains(offered) && !texts.contains(other), "\(texts)")
  }
}
