import Glibc
import TestSupport
import Testing

@testable import Shell

/// `dateline extract --filter` in a pipe: each record is answered before the next is written.
@Suite struct ExtractFilterTests {
  private func line(_ number: Int) -> String {
    "{\"id\": \(number), \"published\": \"2023-01-17\", \"text\": \"Mark Milley met Valerii Zaluzhnyi in Rzeszow on Tuesday.\"}\n"
  }

  @Test func answersEachRecordAtOnce() throws {
    let program = try #require(
      Program(["extract", "--filter", "--from", "ndjson", "--records", "article", "-"]))
    program.writes(line(1))
    #expect(program.waits { program.output.contains("\"doc\":\"-\"") })
    program.writes("{\"text\": broken\n")
    program.writes(line(3))
    #expect(program.waits { program.output.contains("\"doc\":\"-#3\"") })
    #expect(program.ends() == 0)
    let records = program.output.split(separator: "\n").map { $0.prefix(30) }
    #expect(
      records.map { String($0.prefix(17)) } == [
        "{\"record\":\"articl", "{\"record\":\"proble", "{\"record\":\"articl",
      ], "\(program.output)")
    #expect(program.output.contains("{\"record\":\"problem\",\"doc\":\"-#2\",\"message\":"))
  }

  @Test func anEmptyInputIsNoFailure() throws {
    let program = try #require(Program(["extract", "--filter", "--from", "ndjson", "-"]))
    #expect(program.ends() == 0 && program.output.isEmpty, "\(program.output)\(program.errors)")
  }

  @Test func aFormatIsWhatIsSaid() throws {
    let folder = TemporaryFolder()
    let file = folder.write(
      "page.txt", "<html><body><p>Mark Milley met Valerii Zaluzhnyi in Rzeszow.</p></body></html>")
    let program = try #require(
      Program(["extract", "--from", "html", "--records", "article", "--with-text", file]))
    #expect(program.ends() == 0)
    #expect(!program.output.contains("<p>") && program.output.contains("Mark Milley met"))
    let wrong = try #require(Program(["extract", "--from", "nonsense", file]))
    #expect(wrong.ends() == 2 && wrong.errors.contains("ndjson"))
  }
}
