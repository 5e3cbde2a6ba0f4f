import Facts
import TestSupport
import Testing

@testable import Shell
@testable import dateline

/// `| mentions` over the example articles says what `extract` says.
@Suite struct MentionRowsTests {
  private static let folder = RepositoryFile.root + "/examples/articles"

  private func rows(_ query: String) throws -> [JSON] {
    let invocation = try #require(
      Dateline.invocation([Self.folder, "-q", "--mode", "ndjson", "-c", query]))
    let (output, errors) = (StringSink(), StringSink())
    let streams = Streams(
      input: TextLineReader(events: [], isInteractive: false), output: output, errors: errors)
    #expect(invocation.run(streams, Surroundings()) == 0, "\(errors.text)")
    return try output.text.split(separator: "\n").map { try JSON($0) }
  }

  private func extracted(_ record: String) throws -> [JSON] {
    var extraction = try #require(
      Dateline.extraction([Self.folder, "--records", record, "--confidence", "any"]))
    extraction.paths = [Self.folder]
    let output = StringSink()
    #expect(extraction.run(output: output, errors: StringSink()) == 0)
    return try output.text.split(separator: "\n").map { try JSON($0) }
  }

  /// Words and where they stand, in order; articles apart.
  private func places(_ spans: [JSON], _ words: String) -> [String] {
    spans.map { span in
      "\(Int(span["start"]?.number ?? -1)) \(Int(span["end"]?.number ?? -1)) \(span[words]?.string ?? "")"
    }.sorted()
  }

  @Test(arguments: ["entities", "articles"]) func namesStandWhereExtractSays(source: String) throws {
    let rows = try rows("\(source) | mentions")
    #expect(rows.count > 300)
    #expect(places(rows, "words") == places(try extracted("name"), "text"))
  }

  @Test func factsAreToldWhereExtractSays() throws {
    let rows = try rows("facts status any confidence any | mentions")
    let told = try extracted("fact").flatMap { $0["mentions"]?.elements ?? [] }
    #expect(rows.count > 150 && places(rows, "words") == places(told, "text"))
  }

  /// A row is in its sentence, and its article's text has its words at its offsets.
  @Test func wordsStandWhereTheRowSays() throws {
    let paths = try rows("articles | show id, path")
    var texts: [String: [Unicode.Scalar]] = [:]
    for row in paths {
      texts[row["id"]?.string ?? ""] = Array(
        RepositoryFile.text(row["path"]?.string ?? "").unicodeScalars)
    }
    let rows = try rows("entities | mentions")
    for row in rows {
      let text = try #require(texts[row["article.id"]?.string ?? ""])
      let (start, end) = (Int(row["start"]?.number ?? -1), Int(row["end"]?.number ?? -1))
      try #require(0 <= start && start < end && end <= text.count)
      let words = try #require(row["words"]?.string)
      #expect(String(String.UnicodeScalarView(text[start..<end])) == words)
      if let sentence = row["sentence"]?.string { #expect(sentence.contains(words)) }
    }
    // Above the text stand few.
    #expect(rows.count { $0["sentence"]?.string == nil } * 4 < rows.count)
  }
}
