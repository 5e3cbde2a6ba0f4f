import Articles
import TestSupport
import Testing

@testable import Shell

/// What commands show, as data: where it goes, in which mode, and facts by their ids.
@Suite struct ReportDataTests {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()

  init() {
    folder.write(
      "news/2023-01-17-a.txt",
      "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\nŻółć. Ann Lee met Eve Fay in Ukraine.\n")
    folder.write("news/2023-01-18-b.txt", "Date: 2023-01-18\n\nAnn Lee met Carl Moe in Ukraine.\n")
  }

  private func run(_ lines: [String], check: String? = nil, paths: [String]? = nil) -> Int32 {
    var invocation = Invocation()
    invocation.check = check
    invocation.paths = paths ?? [folder.path + "/news"]
    let input = TextLineReader(events: lines.map { .line($0) }, isInteractive: false)
    return invocation.run(
      Streams(input: input, output: output, errors: errors), Surroundings(), workspace: TestPipeline.workspace
    )
  }

  private func id(ofRow row: Int) throws -> String {
    #expect(run([".mode ndjson", "meetings | show id"]) == 0, "\(errors.text)")
    let lines = output.take().split(separator: "\n")
    return try #require(try JSON(lines[row])["id"]?.string)
  }

  @Test func aFactIsShownByItsId() throws {
    let id = try id(ofRow: 1)
    for word in [id, String(id.prefix(12)), id.uppercased(), "\"\(id)\""] {
      #expect(run([".mode ndjson", ".why \(word)"]) == 0, "\(errors.text)")
      #expect(try JSON(output.take())["id"]?.string == id)
    }
    #expect(run([".open \(id)"]) == 0)
    #expect(output.take().contains("[trigger: met]"))
    #expect(run([".tokens \(id)"]) == 0)
    #expect(output.take().contains("tokens: "))
    // The page says the id, too.
    #expect(run([".why \(id)"]) == 0)
    #expect(output.take().contains("· id \(id)\n"))
    #expect(run([".why 0000000000000000"]) == 1)
  }

  @Test func numbersAreRowsFirst() throws {
    #expect(run(["meetings", ".mode ndjson", ".why 2"]) == 0)
    let shown = try #require(output.take().split(separator: "\n").last)
    #expect(try JSON(shown)["id"]?.string == id(ofRow: 1))
    #expect(run(["meetings", ".why 2000"]) == 1)
    #expect(errors.text.contains("no row 2000"))
  }

  /// A mention's offsets count Unicode scalars, though the index has bytes.
  @Test func offsetsCountScalars() throws {
    #expect(run([".mode ndjson", "meetings | sort by participant | why"]) == 0, "\(errors.text)")
    let text = Array((folder.read("news/2023-01-17-a.txt") ?? "").unicodeScalars)
    var checked = 0
    for line in output.text.split(separator: "\n") {
      for mention in try #require(JSON(line)["mentions"]).elements {
        guard mention["article"]?["path"]?.string?.hasSuffix("a.txt") == true else { continue }
        for span in [mention] + (mention["marks"]?.elements ?? []) {
          let range = Int(span["start"]?.number ?? 0)..<Int(span["end"]?.number ?? 0)
          #expect(String(String.UnicodeScalarView(text[range])) == span["text"]?.string)
          checked += 1
        }
      }
    }
    #expect(checked >= 8)
  }

  @Test func filesHoldDataByTheirEnding() throws {
    let path = folder.path
    #expect(
      run([
        "meetings | show date, participant", ".once \(path)/why.json", ".why 1", ".once \(path)/sources.csv",
        ".sources",
        ".output \(path)/all.ndjson", ".describe articles", ".place \"Warsaw\"", ".output",
        ".once \(path)/why.txt", ".why 1",
        "meetings | why | to \"\(path)/every.ndjson\"", "meetings | why | to \"\(path)/every.csv\"",
        "meetings | why | to \"\(path)/every.txt\" as table",
      ]) == 0, "\(errors.text)")
    #expect(try JSON(folder.read("why.json") ?? "").elements.first?["mentions"]?.elements.count == 1)
    #expect(folder.read("sources.csv")?.hasPrefix("source,rows,help\nfacts,3,") == true)
    let lines = (folder.read("all.ndjson") ?? "").split(separator: "\n")
    #expect(try lines.map { try JSON($0) }.count { $0["field"] != nil } >= 8)
    #expect(try JSON(lines[lines.count - 1])["country"]?.string == "US")
    #expect(folder.read("why.txt")?.contains("[participant: Ann Lee]") == true)
    #expect(folder.read("every.ndjson")?.split(separator: "\n").count == 3)
    #expect(folder.read("every.csv")?.hasPrefix("id,kind,status,date,location,roles,") == true)
    #expect(folder.read("every.csv")?.contains("participant: Ann Lee; participant: Bob Ray") == true)
    #expect(folder.read("every.txt")?.contains("[trigger: met]") == true)
  }

  @Test func aSessionInJSONReplays() throws {
    let saved = folder.path + "/s.dl"
    let lines = [
      ".load \(folder.path)/news", ".mode json", "meetings | show *", ".why 1", ".sources",
      ".explain analyze meetings | count",
      ".mode csv", ".set separator \";\"", "meetings | show date, participant", ".set header off",
      "meetings | count",
      ".place \"Warsaw\"", ".save \(saved)",
    ]
    #expect(run(lines, paths: []) == 0, "\(errors.text)")
    #expect(run([], check: saved, paths: []) == 0, "\(output.text)")
  }
}
