extension ResultSet {
  /// Makes it the union, intersection or difference with another of like rows: rows of the index in their order
  /// for a union, else in the order they have here. O(rows).
  mutating func combine(_ operation: SetOperator, with right: ResultSet) {
    if schema.rows == .table { return combineTables(operation, right) }
    var others = RowSet(right.ids)
    switch operation {
    case .union:
      others.insert(ids)
      ids = others.rows
    case .intersect: ids = ids.filter { others.contains($0) }
    case .except: ids = ids.filter { !others.contains($0) }
    }
  }

  private func values(_ row: Int32) -> [Datum] { table.columns.map { $0[Int(row)] } }

  private mutating func combineTables(_ operation: SetOperator, _ right: ResultSet) {
    let others = Set(right.ids.map(right.values))
    switch operation {
    case .intersect: ids = ids.filter { others.contains(values($0)) }
    case .except: ids = ids.filter { !others.contains(values($0)) }
    case .union:
      var known = Set(ids.map(values))
      for row in right.ids where known.insert(right.values(row)).inserted {
        if table.hits.count == table.rowCount, right.table.hits.indices.contains(Int(row)) {
          table.hits.append(right.table.hits[Int(row)])
        }
        ids.append(Int32(table.rowCount))
        for (number, value) in right.values(row).enumerated() { table.columns[number].append(value) }
        while table.memberStarts.count < table.rowCount {
          table.memberStarts.append(Int32(table.members.count))
        }
        table.members.append(contentsOf: right.table.members(row))
        table.memberStarts.append(Int32(table.members.count))
      }
    }
  }
}
