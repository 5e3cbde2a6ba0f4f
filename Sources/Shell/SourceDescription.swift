internal import Querying
internal import Reporting

/// A source with what the data hold under its fields: a page for people, records for programs.
struct SourceDescription {
  var name: String
  var profile: SourceProfile

  private typealias Row = (source: String, field: SourceProfile.FieldProfile, aliases: [String])

  private var rows: [Row] {
    profile.fields.map { field in
      let aliases = profile.schema.fields.filter { $0.isAlias && $0.meaning == field.field.meaning }
      return (name, field, aliases.map(\.name))
    }
  }

  /// The fields, for `.describe`.
  var report: Report {
    Report(
      page: { style in
        let notes = notes.flatMap { AnswerPrinter.wrap($0.neutralised(), to: style.width ?? .max) }
        return Report.table(page, style) + notes.map { style.paint(.faint, $0) + "\n" }.joined()
      }, table: { _ in Answer(columns: Array(Self.columns(rows).dropFirst()), subjects: []) })
  }

  /// The fields of all sources, for `.schema`.
  static func schema(_ sources: [SourceDescription]) -> Report {
    Report(
      page: { style in
        sources.map { style.paint(.bold, $0.name) + "\n" + Report.table($0.page, style) }
          .joined(separator: "\n")
      }, table: { _ in Answer(columns: columns(sources.flatMap(\.rows)), subjects: []) })
  }

  /// All sources with their rows, for `.sources`; `remarks` stand below the page.
  static func sources(_ sources: [(name: String, rows: Int?, help: String)], _ remarks: [String]) -> Report {
    func answer(_ help: String) -> Answer {
      Answer(
        columns: [
          Column(name: "source", values: sources.map { .text($0.name) }),
          Column(name: "rows", values: sources.map { $0.rows.map { .integer($0) } ?? .missing }),
          Column(name: help, values: sources.map { .text($0.help) }),
        ], subjects: [])
    }
    return Report(
      page: { style in
        Report.table(answer("what it holds"), style) + remarks.map { $0.neutralised() + "\n" }.joined()
      }, table: { _ in answer("help") })
  }

  /// As people read it.
  private var page: Answer {
    let rows = rows
    func column(_ name: String, _ value: (Row) -> Value) -> Column {
      Column(name: name, values: rows.map(value))
    }
    return Answer(
      columns: [
        column("field") { .text($0.field.field.name) },
        column("type") {
          .text($0.field.field.type.rawValue + ($0.field.field.isMultiple ? ", several" : ""))
        },
        column("rows") { .integer($0.field.rows) },
        column("what it is") { row in
          let help = row.field.field.help
          return .text(row.aliases.isEmpty ? help : "\(help) (also \(row.aliases.joined(separator: ", ")))")
        },
        column("example") { .text($0.field.example) },
      ], subjects: [])
  }

  private static func columns(_ rows: [Row]) -> [Column] {
    func column(_ name: String, isMultiple: Bool = false, _ value: (Row) -> Value) -> Column {
      Column(name: name, values: rows.map(value), isMultiple: isMultiple)
    }
    return [
      column("source") { .text($0.source) }, column("field") { .text($0.field.field.name) },
      column("type") { .text($0.field.field.type.rawValue) },
      column("several") { .flag($0.field.field.isMultiple) },
      column("rows") { .integer($0.field.rows) }, column("help") { .text($0.field.field.help) },
      column("example") { .text($0.field.example) },
      column("aliases", isMultiple: true) { .list($0.aliases.map { .text($0) }) },
      column("words", isMultiple: true) { .list($0.field.field.words.map { .text($0) }) },
    ]
  }

  private var notes: [String] {
    var notes: [String] = []
    if profile.sampled < profile.rows {
      notes.append("rows are estimated from \(profile.sampled) of \(profile.rows)")
    }
    for (type, title) in [(FieldType.entity, "names"), (.place, "places"), (.article, "articles")] {
      guard let field = profile.fields.first(where: { $0.field.type == type })?.field else { continue }
      let nested = Schema.nestedFields(of: field).map { "." + $0.name }.joined(separator: " ")
      notes.append("of \(title): \(field.name)\(nested)")
    }
    return notes
  }
}
