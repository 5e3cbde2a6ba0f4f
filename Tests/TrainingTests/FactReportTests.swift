import TestSupport
import Testing

@testable import Training

/// What `dateline-train report` says of a set of two facts, one of which the program cannot know.
@Suite struct FactReportTests {
  /// Two sentences: a meeting that is told, and one fact of which the text says nothing.
  private static func set(in folder: TemporaryFolder) throws -> FactSet {
    folder.write(
      "text/bonn.txt",
      "date 2023-01-17\n\nKarl Weber met Anna Berg in Bonn on Monday. The weather in <Bonn> was fine.\n")
    let gold = """
      {"doc":"bonn","kind":"meeting","status":"planned","mentions":[{"start":28,"end":31,"sentence":[17,61]}],\
      "roles":[{"role":"participant","name":"Weber"},{"role":"participant","name":"Olga Lind"}]}
      {"doc":"bonn","kind":"disaster","status":"happened","mentions":[{"start":65,"end":72,"sentence":[61,92]}],"roles":[]}
      """
    folder.write("gold.jsonl", gold + "\n")
    return try FactSet(folder.path)
  }

  @Test func rightAndMissed() throws {
    let comparison = FactComparison(try Self.set(in: TemporaryFolder()))
    let meetings = try #require(comparison.lines["meeting"])
    #expect(meetings.map(\.outcome) == [.right])
    #expect(meetings[0].sentence[1] == "met")
    #expect(meetings[0].details.contains("status happened, told planned"))
    #expect(meetings[0].details.contains("without participant Olga Lind"))
    #expect(meetings[0].details.contains("not told: participant Anna Berg"))
    #expect(comparison.lines["disaster"]?.map(\.outcome) == [.missed])
  }

  @Test func wrong() throws {
    let folder = TemporaryFolder()
    folder.write("text/a.txt", "Police arrested Karl Weber in Bonn.\n")
    folder.write("gold.jsonl", "")
    let comparison = FactComparison(try FactSet(folder.path))
    #expect(comparison.count(.wrong, of: "arrest") == 1)
    #expect(comparison.count(.right, of: "arrest") == 0)
  }

  @Test func textAndPage() throws {
    let comparison = FactComparison(try Self.set(in: TemporaryFolder()))
    let report = FactReport("a set", comparison)
    #expect(report.text.contains("meeting              1       0       0\n"))
    #expect(report.text.contains("  missed  bonn  The [weather] in <Bonn> was fine.\n"))
    #expect(report.page.contains("The <b>weather</b> in &lt;Bonn&gt; was fine."))
    #expect(!FactReport("a set", comparison, only: "meeting").text.contains("weather"))
  }

  @Test func whatIsNoSetIsToldWithItsLine() throws {
    let folder = TemporaryFolder()
    folder.write("gold.jsonl", "{\"doc\":1}\n")
    #expect { try FactSet(folder.path) } throws: { error in
      "\(error)".hasPrefix("\(folder.path)/gold.jsonl:1: no annotation: ")
    }
  }
}
