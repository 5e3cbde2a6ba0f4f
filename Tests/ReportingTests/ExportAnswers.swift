import Articles
import Atlas
import Facts
import Querying

@testable import Reporting

/// Answers for the tests of forms for other programs.
enum ExportAnswers {
  static let oslo = Value.place(
    text: "Oslo", country: CountryCode("NO"), point: Coordinate(latitude: 59.5, longitude: 10.75))
  static let bergen = Value.place(
    text: "Bergen", country: CountryCode("NO"), point: Coordinate(latitude: 60.25, longitude: 5.5))

  private static func party(_ number: Int, _ name: String, _ role: String, _ kind: NameKind = .person)
    -> RowDetail.Party
  {
    RowDetail.Party(
      id: "e\(number)", name: name, role: role, kind: kind, country: kind == .person ? "NO" : "")
  }

  static func fact(
    _ id: String, _ kind: String, _ status: Status, _ title: String, _ time: TimeInterval?,
    _ parties: [RowDetail.Party]
  ) -> RowDetail {
    var detail = RowDetail(.fact)
    (detail.id, detail.kind, detail.status, detail.title) = (id, kind, status, title)
    (detail.time, detail.parties, detail.place) = (time, parties, oslo)
    detail.published = CalendarDay(year: 2023, month: 2, day: 1)
    return detail
  }

  /// Sentences of two articles, of which one says when it appeared.
  private static let tellings: [[RowDetail.Telling]] = {
    func telling(_ article: String, _ day: CalendarDay?, _ pieces: [RowDetail.Telling.Piece])
      -> RowDetail.Telling
    {
      RowDetail.Telling(article: article, published: day.map { TimeInterval(day: $0) }, pieces: pieces)
    }
    let day = CalendarDay(year: 2023, month: 2, day: 1)
    return [
      [
        telling(
          "x", day,
          [.words("Ann Lee "), .event("met"), .words(" Bob Ray "), .time("last month"), .words(".")]),
        telling("y", nil, [.words("Their "), .event("meeting"), .words(" <was> short.")]),
      ],
      [telling("x", day, [.words("They "), .event("meet"), .words(" again.")])],
      [telling("x", day, [.event("Carl Moe attacked no bridge.")])],
    ]
  }()

  /// A meeting on a day with three, a planned one in the hours of a day in two places, an attack without a date.
  static let details: [RowDetail] = zip(untold, tellings).map { detail, tellings in
    var detail = detail
    detail.tellings = tellings
    return detail
  }

  private static let untold = [
    fact(
      "a1", "meeting", .happened, "Meeting: Ann Lee, Bob Ray", TimeInterval(year: 2023, month: 1),
      [
        party(1, "Ann Lee", "participant"), party(2, "Bob Ray", "participant"),
        party(3, "Harbour Board", "host", .organisation),
      ]),
    fact(
      "b2", "meeting", .planned, "Meeting: Ann Lee, Bob Ray", hours,
      [party(1, "Ann Lee", "participant"), party(2, "Bob Ray", "participant")]),
    fact(
      "c3", "attack", .denied, "Attack: Carl Moe", nil,
      [party(4, "Carl Moe", "attacker"), party(5, "a bridge", "target", .other)]),
  ]

  static let hours: TimeInterval = {
    let day = TimeInterval(day: CalendarDay(year: 2023, month: 2, day: 28))
    return TimeInterval(start: day.start + 17 * 60, end: day.end)
  }()

  static let answer = Answer(
    columns: [
      Column(
        name: "date", values: [.time(TimeInterval(year: 2023, month: 1)), .time(hours), .missing]),
      Column(name: "location", values: [oslo, .list([oslo, bergen]), .missing], isMultiple: true),
      Column(
        name: "who",
        values: [
          .list([.text("Ann Lee"), .text("Bob Ray"), .text("Harbour Board")]),
          .list([.text("Bob Ray"), .text("Ann Lee")]), .text("Carl Moe"),
        ], isMultiple: true),
      Column(name: "sources", values: [.integer(2), .integer(1), .integer(1)]),
    ], subjects: (0..<3).map { .fact(FactID(rawValue: $0)) })

  static let empty = Answer(
    columns: answer.columns.map { Column(name: $0.name, values: [], isMultiple: $0.isMultiple) }, subjects: []
  )

  static func text(_ mode: OutputFormat) -> String { AnswerPrinter(mode: mode).text(answer, details) }
  static func emptyText(_ mode: OutputFormat) -> String { AnswerPrinter(mode: mode).text(empty, []) }
}
