extension Run {
  /// Adds the column `percent`: of each row the share that its number has of the total over all rows there are
  /// now, to one decimal place; missing where the number is, or the total is 0. O(rows).
  func addShares(of key: Key?, to result: inout ResultSet, at range: SourceRange) throws(QueryError) {
    guard let column = result.schema.totalled(key) else {
      throw QueryError(.nothingCounted, at: range.bytes)
    }
    func number(_ row: Int32) -> Double? {
      if case .number(let number) = result.table.columns[column][Int(row)] { number } else { nil }
    }
    var total = 0.0
    for row in result.ids {
      try evaluator.tick()
      total += number(row) ?? 0
    }
    var shares = [Datum](repeating: .missing, count: result.table.rowCount)
    for row in result.ids where total != 0 {
      if let number = number(row) {
        shares[Int(row)] = .number((number / total * 1000).rounded() / 10)
      }
    }
    if let old = result.schema.fields.firstIndex(where: { $0.name == "percent" }) {
      result.table.columns.remove(at: old)
    }
    result.table.columns.append(shares)
    result.schema = result.schema.after(.percent(of: key), kinds: evaluator.kinds)
    let percent = Key(.field(FieldReference("percent")))
    if let shown = result.shown, !shown.contains(where: { $0.columnName == "percent" }) {
      result.shown = shown + [percent]
    }
    result.drawing = nil
  }
}
