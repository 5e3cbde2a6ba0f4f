import Querying
import Saving
import TestSupport
import Testing

/// Statements over many lines: cut line by line as the whole text is cut, every byte looked at once.
@Suite struct StatementLinesTests {
  @Test func linesAreCutAsTheWholeTextIs() {
    var random = SeededGenerator(seed: 15)
    let parts = [
      "\"", "“", "”", "; ", "| ", "/", "/ ", "(", ")", "\\", "東", "`", ". ", ".a", "\n", "\n", "\n", " ",
      "meetings ",
      "near ", "where ", "calls ", "union ", "= ", "1 ", "let ", "2023-01 ", ", ", "é",
    ]
    for _ in 0..<1500 {
      let text = "x" + (0..<24).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
      let lines = text.split(separator: "\n").filter { line in
        line.contains { $0 != " " } && !line.drop { $0 == " " }.hasPrefix("--")
      }
      let whole = lines.joined(separator: "\n")
      // White space at the end of a line is no part of a statement.
      func trimmed(_ text: String) -> [Substring] {
        text.split(separator: "\n").map { line in
          line.prefix(line.count - line.reversed().prefix { $0 == " " }.count)
        }
      }
      #expect(
        StatementBuffer.statements(of: whole) { _ in true }.map { trimmed($0.text) }
          == Script.statements(in: whole).map { trimmed($0.text) }, "\(whole.debugDescription)")
    }
  }

  @Test(arguments: [
    "| limit 5\n", "-- a remark\n| limit 5\n", "meetings near \"Pol\n", "(\n", "and killed = 1\n",
    "sort by date |\n",
    "text matches /open\n", "| show\ndate\n",
  ])
  func manyLinesTakeLinearTime(line: String) {
    /// Bytes that whoever asks whether a statement is complete has had to read.
    func asked(_ count: Int) -> Int {
      var bytes = 0
      let text = "meetings\n" + String(repeating: line, count: count)
      _ = StatementBuffer.statements(of: text) {
        bytes += $0.utf8.count
        return Completeness(of: $0) == .complete
      }
      return bytes
    }
    // Twice the lines, twice the work, but for the short statements that are asked about at each line.
    let (half, whole) = (asked(1500), asked(3000))
    #expect(whole <= half * 9 / 4 + 20_000, "\(half) \(whole)")
  }

  @Test func remarksOverThousandsOfLinesAreKeptInTime() {
    let text = "meetings\n" + String(repeating: "-- a result\n", count: 60_000)
    // Were they copied at each line, this would take a minute.
    let found = StatementBuffer.statements(of: text) { _ in true }
    #expect(found.map(\.comments.count) == [60_000])
  }

  @Test func anOpenQuoteOverThousandsOfLinesIsReadInTime() {
    let text = "meetings near \"Pol\n" + String(repeating: "meetings | limit 5\n", count: 20_000)
    let found = StatementBuffer.statements(of: text) { Completeness(of: $0) == .complete }
    #expect(found.count == 1)
    #expect(found.first?.line == 1)
  }

  @Test func positionsStayThoseOfTheFile() throws {
    let text = "calls; meetings where\n  killed =\n  \"x\" | count; é; visits\n"
    let found = StatementBuffer.statements(of: text) { _ in true }
    #expect(found.map(\.text) == ["calls", "meetings where\n  killed =\n  \"x\" | count", "é", "visits"])
    #expect(found.map(\.line) == [1, 1, 3, 3])
    #expect(found.map(\.column) == [1, 8, 16, 19])
  }

  @Test(arguments: [".sources", ".sources  ", ".sources -- all of them;", ".parse \"a;b\""])
  func resultsBelowACommandAreKept(command: String) {
    let found = StatementBuffer.statements(of: command + "\n-- 1\ncalls\n") { _ in true }
    #expect(found.map(\.comments) == [["1"], []])
  }

  @Test func resultsBelowAStatementThatGoesOnAreNoResults() {
    let found = StatementBuffer.statements(of: "meetings\n-- 1 Ann\n| count\n-- 6\n") { _ in true }
    #expect(found.map(\.text) == ["meetings\n| count"])
    #expect(found.map(\.comments) == [["6"]])
  }
}
