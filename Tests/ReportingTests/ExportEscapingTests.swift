import Articles
import Facts
import Querying
import TestSupport
import Testing

@testable import Reporting

/// Whatever an article holds, each form stays one document, and says the text as a screen may show it.
@Suite struct ExportEscapingTests {
  /// Texts that mean something to one form or another, and random ones.
  static let texts: [String] = {
    var random = SeededGenerator(seed: 77)
    return [
      "<b>&amp;</b>", "]]>", "</Placemark>", "a\"b'c", "\\", "\\\"", "\\N \\l \\n", "&lt;", "AT&T; &#34;",
      "a\nb\r\nc\rd\te",
      "END:VEVENT\r\nBEGIN:VALARM", "a;b,c:d", "</script><!--", "\u{FFFE}\u{FFFF}", "\u{0}\u{1}\u{1F}\u{7F}",
      String(repeating: "ż", count: 80), String(repeating: "👩‍👧", count: 40), "\"]; x -- y [label=\"",
      "'; DROP TABLE x; --",
      "=1+1", "\u{202E}evil", " ", "",
    ] + (0..<60).map { _ in randomText(&random, length: 30) }
  }()

  /// As a screen shows it.
  private func shown(_ text: String, keepingLines: Bool = true) -> String {
    text.neutralised(keepingLines: keepingLines)
  }
  /// As XML can hold it.
  private func held(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        shown(text).unicodeScalars.map { $0.value == 0xFFFE || $0.value == 0xFFFF ? "\u{FFFD}" : $0 }))
  }

  /// One row whose every text is this one.
  private func answer(_ text: String) -> (Answer, [RowDetail]) {
    var detail = ExportAnswers.details[0]
    detail.title = text
    detail.content = text
    detail.tellings = [
      RowDetail.Telling(article: text, published: nil, pieces: [.words(text), .event(text), .time(text)])
    ]
    detail.place = .place(text: text, country: nil, point: nil)
    detail.parties = [
      RowDetail.Party(id: "p1", name: text, role: "participant"),
      RowDetail.Party(id: "p2", name: text, role: "host"),
    ]
    let answer = Answer(
      columns: [
        Column(name: text, values: [.text(text)]),
        Column(name: "who", values: [.list([.text(text)])], isMultiple: true),
        Column(name: "place", values: [detail.place]), Column(name: "pair", values: [.pair(text, "b")]),
      ], subjects: [.fact(FactID(rawValue: 0))])
    return (answer, [detail])
  }

  private func text(_ mode: OutputFormat, _ hostile: String) -> String {
    let (answer, details) = answer(hostile)
    return AnswerPrinter(mode: mode).text(answer, details)
  }

  @Test func kml() throws {
    for hostile in Self.texts {
      let mark = try StrictXML(text(.kml, hostile)).all("Placemark")
      #expect(mark.count == 1)
      if !hostile.isEmpty { #expect(mark[0].children[0].text == held(hostile)) }
      let data = mark[0].all("Data").map { ($0.attributes["name"] ?? "", $0.children[0].text) }
      if !hostile.isEmpty {
        #expect(data.contains { $0 == (held(hostile), held(hostile)) }, "\(hostile.debugDescription)")
      }
    }
  }

  @Test(arguments: [OutputFormat.graphml, .gexf]) func graphs(mode: OutputFormat) throws {
    for hostile in Self.texts {
      let nodes = try StrictXML(text(mode, hostile)).all("node")
      #expect(!nodes.isEmpty)
      let labels = nodes.map {
        $0.attributes["label"] ?? $0.all("data").first { $0.attributes["key"] == "node.label" }?.text ?? ""
      }
      #expect(labels.contains(held(hostile)), "\(hostile.debugDescription) \(labels)")
      #expect(Set(nodes.compactMap { $0.attributes["id"] }).count == nodes.count)
    }
  }

  @Test(arguments: [OutputFormat.geojson, .jsonld]) func json(mode: OutputFormat) throws {
    for hostile in Self.texts {
      let text = text(mode, hostile)
      let value = try JSON(text)
      if mode == .geojson {
        #expect(value["features"]?.elements.first?["properties"]?[hostile]?.string == hostile)
      } else {
        // It may stand in a page.
        #expect(!text.contains("<"))
        if !hostile.isEmpty { #expect(value["@graph"]?.elements.first?["name"]?.string == hostile) }
      }
    }
  }

  @Test func calendars() throws {
    for hostile in Self.texts {
      let text = text(.ics, hostile)
      let bytes = Array(text.utf8)
      var physical: [ArraySlice<UInt8>] = []
      var start = 0
      for at in bytes.indices.dropLast() where bytes[at] == 13 && bytes[at + 1] == 10 {
        physical.append(bytes[start..<at])
        start = at + 2
      }
      #expect(start == bytes.count, "the last line is ended")
      // By scalars: what stands behind a fold may join the blank before it.
      var lines: [String.UnicodeScalarView] = []
      for line in physical {
        #expect(line.count <= 75 && line.allSatisfy { $0 >= 0x20 && $0 != 0x7F })
        // No character is parted.
        let part = try #require(String(validating: line, as: UTF8.self)).unicodeScalars
        if part.first == " " { lines[lines.count - 1] += part.dropFirst() } else { lines.append(part) }
      }
      func all(_ start: String) -> [String.UnicodeScalarView] {
        lines.filter { $0.starts(with: start.unicodeScalars) }
      }
      #expect(all("BEGIN:").count == 2 && all("END:").count == 2)
      let summary = try #require(all("SUMMARY:").first).dropFirst(8)
      if !hostile.isEmpty {
        #expect(Self.unescaped(summary).elementsEqual(shown(hostile).unicodeScalars))
      }
    }
  }

  /// A TEXT of RFC 5545.
  private static func unescaped(_ text: some Sequence<Unicode.Scalar>) -> String.UnicodeScalarView {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in text {
      if isEscaped {
        result.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        #expect(scalar != ";" && scalar != ",")
        result.append(scalar)
      }
    }
    #expect(!isEscaped)
    return result
  }

  @Test func dot() throws {
    for hostile in Self.texts {
      let text = text(.dot, hostile)
      // What is outside of quotation marks is the program's alone.
      var (outside, strings) = (String.UnicodeScalarView(), [String]())
      var string: String.UnicodeScalarView?
      var isEscaped = false
      for scalar in text.unicodeScalars {
        guard var inside = string else {
          if scalar == "\"" { string = String.UnicodeScalarView() } else { outside.append(scalar) }
          continue
        }
        if isEscaped {
          inside.append(scalar)
          isEscaped = false
        } else if scalar == "\\" {
          isEscaped = true
        } else if scalar == "\"" {
          strings.append(String(inside))
          string = nil
          continue
        } else {
          inside.append(scalar)
        }
        string = inside
      }
      #expect(string == nil)
      #expect(
        outside.allSatisfy { "abcdefghijklmnopqrstuvwxyzR {}[];=,-\n0123456789".unicodeScalars.contains($0) })
      let wanted = hostile.contains("&") ? nil : shown(hostile, keepingLines: false)
      if let wanted { #expect(strings.contains(wanted), "\(hostile.debugDescription)") }
    }
    #expect(AnswerPrinter.dotQuoted("AT&T; A&B &#34; &;") == "\"AT&amp;T; A&B &amp;#34; &;\"")
  }

  @Test func timeml() throws {
    for hostile in Self.texts {
      let document = try StrictXML(text(.timeml, hostile), isMixed: true)
      #expect(document.all("EVENT").map(\.text) == [held(hostile)], "\(hostile.debugDescription)")
      if !hostile.isEmpty { #expect(document.all("TIMEX3").map(\.text) == [held(hostile)]) }
    }
  }

  @Test func cameo() {
    for hostile in Self.texts {
      let lines = text(.cameo, hostile).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(
        lines.count == 3 && lines[1].split(separator: "\t", omittingEmptySubsequences: false).count == 11)
    }
  }

  /// A name of a column and a path stand in a statement of SQL.
  @Test func statements() {
    for hostile in Self.texts {
      let statement = ParquetTable(answer(hostile).0).statement(writing: hostile)
      #expect(statement.utf8.count { $0 == 0x27 } % 2 == 0)
    }
    let table = ParquetTable(
      Answer(
        columns: [
          Column(name: "it's", values: [.integer(1), .number(0.5)]),
          Column(name: "n", values: [.missing, .missing]),
          Column(name: "who", values: [.missing, .list([.text("a")])], isMultiple: true),
        ], subjects: []))
    let written = table.statement(writing: "/tmp/a'b")
    #expect(written.contains("columns = {'it''s': 'DOUBLE', 'n': 'VARCHAR', 'who': 'VARCHAR[]'})"))
    #expect(written.hasSuffix("TO '/tmp/a''b' (FORMAT parquet)"))
  }
}
