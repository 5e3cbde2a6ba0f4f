import Articles
import Facts
import Querying
import TestSupport
import Testing

@testable import Reporting

/// Answers in the forms of other programs, byte by byte.
@Suite struct ExportTests {
  static let folder = RepositoryFile.root + "/Tests/ReportingTests/Exports/"
  static let modes = OutputFormat.allCases.filter { AnswerPrinter(mode: $0).takesDetails }

  @Test("A small answer is written as its file says", arguments: modes)
  func small(mode: OutputFormat) {
    let text = ExportAnswers.text(mode)
    let path = Self.folder + "answer." + (mode.endings.first ?? "")
    #expect(RecordedText.difference(text, at: path) == nil)
    #expect(RepositoryFile.bytes(path).elementsEqual(text.utf8), "\(path)")
  }

  @Test("An empty answer is a valid document of nothing", arguments: modes)
  func nothing(mode: OutputFormat) throws {
    let text = ExportAnswers.emptyText(mode)
    #expect(AnswerPrinter(mode: mode).text(Answer(columns: [], subjects: [])) == text)
    switch mode {
    case .geojson:
      #expect(text == "{\"type\": \"FeatureCollection\", \"features\": []}\n")
    case .kml: #expect(try StrictXML(text).all("Placemark").isEmpty)
    case .graphml, .gexf: #expect(try StrictXML(text).all("graph").count == 1)
    case .dot: #expect(text == "graph dateline {\n}\n")
    case .jsonld: #expect(try JSON(text)["@graph"] == .array([]))
    // RFC 5545 asks for one component at least.
    case .ics:
      #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.hasSuffix("END:VTIMEZONE\r\nEND:VCALENDAR\r\n"))
      #expect(!text.contains("VEVENT"))
    case .cameo:
      #expect(text == "date\tsource\ttarget\tcode\ttype\tmode\tkind\tstatus\tplace\tcountry\tid\n")
    case .timeml: #expect(try StrictXML(text).children.isEmpty)
    default: Issue.record("\(mode)")
    }
  }

  @Test func whatAFormLeavesOutIsSaid() {
    func omissions(_ mode: OutputFormat, _ details: [RowDetail] = ExportAnswers.details) -> [String] {
      AnswerPrinter(mode: mode).omissions(ExportAnswers.answer, details)
    }
    #expect(omissions(.ics) == ["1 row has no date and is left out"])
    #expect(omissions(.cameo) == ["1 fact has no code in CAMEO and PLOVER: attack (denied)"])
    var others = ExportAnswers.details
    others[0].kind = "deal"
    others[1] = RowDetail(.group)
    #expect(
      omissions(.cameo, others) == [
        "1 row is no fact and is left out",
        "2 facts have no code in CAMEO and PLOVER: attack (denied), deal",
      ])
    #expect(omissions(.timeml, others) == ["1 row is no fact and is left out"])
    #expect(
      omissions(.jsonld, others) == ["1 row is neither fact nor article nor entity and is left out"])
    for mode in [OutputFormat.geojson, .kml, .graphml, .gexf, .dot, .csv, .table] {
      #expect(omissions(mode).isEmpty, "\(mode)")
    }
  }

  // MARK: Graphs

  private func graph(_ columns: [Column], _ details: [RowDetail] = []) -> EntityGraph {
    EntityGraph(Answer(columns: columns, subjects: []), details)
  }

  private func lines(_ graph: EntityGraph) -> [String] {
    graph.edges.map { edge, weight in
      "\(graph.nodes[edge.source].label)–\(graph.nodes[edge.target].label) \(edge.kind) \(weight)"
    }
  }

  @Test func pairsOfAggregatesAreLinesWithTheirCount() {
    var groups = [RowDetail(.group), RowDetail(.group)]
    groups[0].count = 5
    groups[1].count = 2
    let pairs = Column(name: "pair", values: [.pair("Ann", "Bob"), .pair("Bob", "Carl")])
    let counts = Column(name: "n", values: [.integer(5), .integer(2)])
    let made = graph([pairs, counts], groups)
    #expect(lines(made) == ["Ann–Bob  5", "Bob–Carl  2"])
    #expect(made.nodes.map(\.weight) == [5, 7, 2])
    #expect(lines(graph([pairs])) == ["Ann–Bob  1", "Bob–Carl  1"])
  }

  @Test func columnsOfOtherTextsNameNobody() {
    let kinds = Column(name: "kind", values: [.text("meeting"), .text("meeting"), .text("attack")])
    let made = graph([kinds], ExportAnswers.details)
    // Nobody is shown: all who take part are named together.
    #expect(
      lines(made) == [
        "Ann Lee–Bob Ray meeting 2", "Ann Lee–Harbour Board meeting 1", "Bob Ray–Harbour Board meeting 1",
        "Carl Moe–a bridge attack 1",
      ])
    let who = Column(name: "by", values: [.text("Ann Lee"), .text("Bob Ray"), .text("Carl Moe")])
    #expect(
      graph([kinds, who], ExportAnswers.details).nodes.map(\.label) == ["Ann Lee", "Bob Ray", "Carl Moe"])
    #expect(graph([kinds, who], ExportAnswers.details).edges.isEmpty)
  }

  @Test func aCrowdIsJoinedInPart() {
    let names = (0..<300).map { Value.text("name \($0)") }
    let made = graph([Column(name: "who", values: [.list(names)], isMultiple: true)])
    let most = EntityGraph.mostJoined
    #expect(made.nodes.count == 300 && made.edges.count == most * (most - 1) / 2 && made.crowdedRows == 1)
  }

  // MARK: Calendars

  @Test func rowsThatNothingNamesHaveNamesOfTheirOwn() {
    let day = Value.time(TimeInterval(year: 2023))
    let answer = Answer(
      columns: [
        Column(name: "date", values: [day, day, day]),
        Column(name: "text", values: [.text("a"), .text("b"), .text("a")]),
      ], subjects: [])
    let ids = AnswerPrinter(mode: .ics).text(answer).split(separator: "\r\n").filter { $0.hasPrefix("UID:") }
    #expect(Set(ids).count == 3 && ids[2] == ids[0] + "-2")
  }

  @Test func theLastDayHasNoNext() {
    let last = TimeInterval(day: .latest)
    let answer = Answer(columns: [Column(name: "date", values: [.time(last)])], subjects: [])
    let text = AnswerPrinter(mode: .ics).text(answer)
    #expect(text.contains("DTSTART;VALUE=DATE:99991231\r\n") && !text.contains("DTEND"))
  }

  // MARK: Codes

  @Test func theTableOfCodesNamesKindsAndRolesThatThereAre() throws {
    let kinds = KindTable.standard
    #expect(Set(CodedKind.table.map(\.kind)).count == CodedKind.table.count)
    for row in CodedKind.table {
      let kind = try #require(kinds.rows.first { $0.name == row.kind }, "\(row.kind)")
      let roles = Set(kind.roles.map { kinds.name($0) })
      for role in row.sources + row.targets { #expect(roles.contains(role), "\(row.kind) \(role)") }
      #expect(!row.sources.isEmpty)
    }
    #expect(CodedKind.table.map(\.code.cameo) == CodedKind.table.map(\.code.cameo).sorted())
    // A new kind has to be looked at: it has a code, or stands here.
    let uncoded = kinds.rows.map(\.name).filter { CodedKind.named($0) == nil }
    #expect(
      Set(uncoded) == [
        "appointment", "departure", "election", "law", "death", "disaster", "deal", "launch", "award",
        "event",
      ])
  }

  @Test(arguments: [
    ("meeting", Status.happened, "04 CONSULT"), ("meeting", .ongoing, "04 CONSULT"),
    ("meeting", .planned, "03 AGREE"), ("meeting", .requested, "02 REQUEST"), ("meeting", .cancelled, ""),
    ("attack", .happened, "18 ASSAULT"), ("attack", .planned, "13 THREATEN"), ("attack", .requested, ""),
    ("attack", .possible, ""), ("attack", .denied, ""), ("statement", .happened, "01 "),
    ("deal", .happened, ""), ("support", .planned, "03 AGREE"), ("request", .planned, ""),
  ])
  func aCodeTellsWhatBecameOfIt(kind: String, status: Status, code: String) {
    let found = CodedKind.named(kind)?.code(status)
    #expect((found.map { "\($0.cameo) \($0.plover)" } ?? "") == code)
  }
}
