internal import Querying
import Facts
import TestSupport
import Testing

@Suite("Scripts and completeness") struct LanguageScriptTests {
  @Test(
    "Statements end with a line or `;`, unless they go on",
    arguments: [
      ("meetings\nvisits", ["meetings", "visits"]), ("meetings; visits;", ["meetings", "visits"]),
      ("meetings\n| count\n\n| limit 3", ["meetings\n| count\n\n| limit 3"]),
      (
        "meetings\n  where location near \"Poland\"\n  and date during 2023 -- why\n| sort by date\ncalls",
        [
          "meetings\n  where location near \"Poland\"\n  and date during 2023 -- why\n| sort by date",
          "calls",
        ]
      ),
      ("meetings |\ncount", ["meetings |\ncount"]), ("(meetings\n)\ncalls", ["(meetings\n)", "calls"]),
      ("-- only a comment\n", []), ("", []), (" \n;;\n", []),
      (".mode csv\nmeetings", [".mode csv", "meetings"]),
      (".mode csv; meetings; .quit", [".mode csv", "meetings", ".quit"]),
      (".mode csv;\n;.x;;", [".mode csv", ".x"]),
      (".mode csv -- why; not\nmeetings", [".mode csv", "meetings"]),
      (#".parse "a; b -- c" ; calls"#, [#".parse "a; b -- c""#, "calls"]),
      (".save s.dl --force", [".save s.dl --force"]), (".x “a;b” -- c", [".x “a;b”"]), (".", ["."]),
      (".read it's\"\nmeetings\n", [".read it's\"", "meetings"]),
      ("meetings near \"a\nb;c\" -- x;\ncalls", ["meetings near \"a\nb;c\"", "calls"]),
      ("let a = meetings\na | count", ["let a = meetings", "a | count"]),
      ("meetings where\ndate during 2023", ["meetings where\ndate during 2023"]),
      ("meetings\nunion calls", ["meetings\nunion calls"]),
      ("facts | sort by mentions\ncalls", ["facts | sort by mentions", "calls"]),
      ("facts where killed +\ninjured > 3\ncalls", ["facts where killed +\ninjured > 3", "calls"]),
      ("facts where killed\n  - injured /\n2 > 3", ["facts where killed\n  - injured /\n2 > 3"]),
      ("facts where killed\n/ 2 > 3", ["facts where killed", "/ 2 > 3"]),
      ("facts | show *\ncalls", ["facts | show *", "calls"]),
    ])
  func statements(script: String, expected: [String]) {
    #expect(Script.statements(in: script).map(\.text) == expected)
  }

  @Test("A statement knows its line and column")
  func places() {
    let pieces = Script.statements(in: "-- é\nmeetings; é1\n\n  .mode csv")
    #expect(pieces.map(\.line) == [2, 2, 4])
    #expect(pieces.map(\.column) == [1, 11, 3])
  }

  @Test("A script of many lines is cut in one pass")
  func long() {
    let script = String(repeating: ".x\nmeetings where killed = 1\n| count\n", count: 20_000)
    #expect(Script.statements(in: script).count == 40_000)
  }

  @Test(
    "What is missing is told for the continuation prompt",
    arguments: [
      ("meetings", .complete), ("", .complete), ("-- note", .complete), (".mode", .complete),
      ("meetngs", .complete),
      ("meetings near \"Pol", .incomplete(.closingQuote)), ("meetings |", .incomplete(.stage)),
      ("meetings where", .incomplete(.condition)), ("meetings where killed = 1 and", .incomplete(.condition)),
      ("meetings where (killed = 1", .incomplete(.closingBracket)),
      ("meetings where killed + ", .incomplete(.operand)), ("meetings | sort by -", .incomplete(.operand)),
      ("(meetings", .incomplete(.closingBracket)),
      ("meetings | sort", .incomplete(.word("by"))), ("meetings | sort by", .incomplete(.key)),
      ("meetings where location", .incomplete(.operation("location"))),
      ("meetings near", .incomplete(.value)),
      ("meetings during", .incomplete(.period)), ("meetings near \"a\" within", .incomplete(.distance)),
      ("meetings near \"a\" within 200", .complete), ("meetings during last", .complete),
      ("meetings union", .incomplete(.source)), ("let a =", .incomplete(.source)),
      ("let", .incomplete(.name)),
      ("meetings where locaton near", .complete), ("articles where text matches /a", .incomplete(.regexEnd)),
      ("meetings\nvisits where", .incomplete(.condition)), ("meetings where ;", .complete),
    ] as [(String, Completeness)])
  func completeness(text: String, expected: Completeness) {
    #expect(Completeness(of: text, with: .testing) == expected)
  }

  @Test("A command at the beginning of a line ends what was left open")
  func commandEndsAnOpenStatement() {
    let script = "meetings where (date during 2023\n.show near\nmeetings |\n.mode csv\nfacts\n  where date.x"
    #expect(
      Script.statements(in: script).map(\.text) == [
        "meetings where (date during 2023", ".show near", "meetings |", ".mode csv", "facts\n  where date.x",
      ])
    // Not within quotes.
    #expect(Script.statements(in: "meetings near \"a\n.show b\"").count == 1)
  }

  @Test("Definitions that use one another twice over are read in time")
  func doubling() throws {
    var vocabulary = Vocabulary.testing
    for number in 0..<40 {
      let body = number == 0 ? "meetings union meetings" : "a\(number - 1) union a\(number - 1)"
      let statement = try Statement.parse("let a\(number) = \(body)", with: vocabulary)
      guard case .definition(let definition) = statement.form else { continue }
      vocabulary.definitions[definition.name] = definition
    }
    #expect(
      vocabulary.schema(of: .named("a39", []))
        == Schema.facts(vocabulary.kinds.kind(named: "meeting"), in: vocabulary.kinds))
    let query = try Query.parse("a39 | count", with: vocabulary)
    #expect(throws: QueryError.self) { try query.expanded(in: vocabulary) }
  }
}
