internal import Facts
public import Indexing

extension ResultSet {
  /// Its rows by their numbers after other corrections; what was found wrong is gone. O(rows and cells).
  public mutating func renumber(_ numbers: Renumbering) {
    func renumbered(_ rows: some Sequence<Int32>, of kind: Schema.Rows) -> [Int32] {
      switch kind {
      case .facts: rows.compactMap { numbers.fact(FactID(rawValue: $0))?.rawValue }
      case .entities:
        // Two may have become one.
        rows.reduce(into: (list: [Int32](), seen: RowSet())) { found, row in
          guard let row = numbers.entity(EntityID(rawValue: row))?.rawValue, !found.seen.contains(row) else {
            return
          }
          found.seen.insert(row)
          found.list.append(row)
        }.list
      case .articles, .sentences, .table: Array(rows)
      }
    }
    ids = renumbered(ids, of: schema.rows)
    var starts: [Int32] = [0]
    var members: [Int32] = []
    for row in 0..<max(0, table.memberStarts.count - 1) {
      members += renumbered(table.members(Int32(row)), of: table.memberRows)
      starts.append(Int32(members.count))
    }
    table.memberStarts = starts
    table.members = members
    func entity(_ id: Int32) -> Int32? { numbers.entity(EntityID(rawValue: id))?.rawValue }
    for column in table.columns.indices {
      table.columns[column] = table.columns[column].map { value in
        switch value {
        case .entity(let id): entity(id).map { .entity($0) } ?? .missing
        case .pair(let a, let b):
          if let a = entity(a), let b = entity(b) { .pair(a, b) } else { .missing }
        default: value
        }
      }
    }
  }
}

extension Answer {
  /// The same with its rows' subjects by their numbers after other corrections. The subject of a fact that was found wrong is a
  /// group of none. O(rows).
  public func renumbered(_ numbers: Renumbering) -> Answer {
    var answer = self
    answer.subjects = subjects.map { subject in
      switch subject {
      case .fact(let id): numbers.fact(id).map { .fact($0) } ?? .group([])
      case .group(let ids): .group(ids.compactMap(numbers.fact))
      case .entity(let id): numbers.entity(id).map { .entity($0) } ?? .group([])
      case .article, .sentence: subject
      }
    }
    return answer
  }
}
