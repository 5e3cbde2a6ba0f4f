package import Querying

/// What happened to a row of a query's answer since it was last asked.
package struct ChangedRow {
  /// How a row differs.
  package enum Change: String, CaseIterable, Sendable {
    case new, changed, gone
  }

  package var change: Change
  /// One a column of the answer.
  package var values: [Value]
  /// Of a changed row what its other columns held before; their names are those of the answer.
  package var was: [(column: Column, value: Value)] = []

  /// What it was, for people: "sources: 1".
  package var wasTexts: [String] {
    was.map { "\($0.column.name): \($0.value == .missing ? "none" : $0.value.text())" }
  }

  package init(change: Change, values: [Value], was: [(column: Column, value: Value)] = []) {
    self.change = change
    self.values = values
    self.was = was
  }
}

/// Changes of rows as JSON, an object a line: `{"change": "new", "query": …, "row": {…}}`; of a changed row with `was`, what
/// the columns that differ held before. Values are those of the mode ndjson.
package enum ChangeRecords {
  /// One line, ended. `columns` say what the values of the row are; their own values are not looked at.
  package static func line(_ row: ChangedRow, query: String, columns: [Column]) -> String {
    var object = JSONObject(isSpaced: true)
    object.add("change", row.change.rawValue)
    object.add("query", query)
    add("row", Array(zip(columns, row.values)), to: &object)
    if row.change == .changed { add("was", row.was, to: &object) }
    return object.text + "\n"
  }

  private static func add(_ name: String, _ members: [(Column, Value)], to object: inout JSONObject) {
    object.add(name) { inner in
      // An object has a member once, however often its column is shown.
      var names: Set<String> = []
      for (column, value) in members where names.insert(column.name).inserted {
        inner.add(column.name, json: JSONText.value(value, isMultiple: column.isMultiple))
      }
    }
  }
}
