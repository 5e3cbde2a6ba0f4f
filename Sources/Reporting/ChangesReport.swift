internal import Articles
internal import Facts
internal import Indexing
package import Library
internal import Querying

/// What a load has changed, as a table and as data: a row a fact that is new or gone, and for a changed one a row a field.
package struct ChangesReport {
  private typealias Row = (change: String, fact: FactChanges.Told, field: FactChanges.Field?)

  private let rows: [Row]

  /// The changes in the order new, gone, changed.
  package init(_ changes: FactChanges) {
    var rows: [Row] = changes.new.map { ("new", $0, nil) }
    rows += changes.gone.map { ("gone", $0, nil) }
    for changed in changes.changed { rows += changed.fields.map { ("changed", changed.after, $0) } }
    self.rows = rows
  }

  /// A table for people, and a row a change in the other modes.
  package var report: Report {
    Report(page: { Report.table(page, $0) }, table: { _ in table })
  }

  private func column(_ name: String, isMultiple: Bool = false, _ value: (Row) -> Value) -> Column {
    Column(name: name, values: rows.map(value), isMultiple: isMultiple)
  }

  private static func text(_ text: String) -> Value { text.isEmpty ? .missing : .text(text) }

  private var page: Answer {
    Answer(
      columns: [
        column("change") { .text($0.change) }, column("kind") { .text($0.fact.kind) },
        column("date") { $0.fact.time.map { .time($0) } ?? .missing },
        column("location") { Self.text($0.fact.location) },
        column("who") { Self.text(Self.names($0.fact).joined(separator: ", ")) },
        column("what") { row in
          guard let field = row.field else { return .text(row.fact.status.name) }
          func said(_ text: String) -> String { text.isEmpty ? "nothing" : text }
          return .text("\(field.name): \(said(field.before)) → \(said(field.after))")
        }, column("article") { Self.text($0.fact.articles.joined(separator: ", ")) },
      ], subjects: [])
  }

  private static func names(_ fact: FactChanges.Told) -> [String] {
    var names: [String] = []
    for filler in fact.roles where !names.contains(filler.name) { names.append(filler.name) }
    return names
  }

  private var table: Answer {
    Answer(
      columns: [
        column("change") { .text($0.change) }, column("id") { .text($0.fact.key.description) },
        column("kind") { .text($0.fact.kind) }, column("status") { .text($0.fact.status.name) },
        column("date") { $0.fact.time.map { .time($0) } ?? .missing },
        column("location") { Self.text($0.fact.location) },
        column("roles", isMultiple: true) { .list($0.fact.roles.map { .text("\($0.role): \($0.name)") }) },
        column("articles", isMultiple: true) { .list($0.fact.articles.map { .text($0) }) },
        column("field") { Self.text($0.field?.name ?? "") },
        column("before") { Self.text($0.field?.before ?? "") },
        column("after") { Self.text($0.field?.after ?? "") },
      ], subjects: [])
  }
}
