internal import Facts
public import Indexing

extension ResultSet {
  /// Its rows by their numbers after other corrections; what was found wrong is gone. O(rows and cells).
  public mutating func renumber(_ numbers: Renumbering) {
    func once(_ rows: some Sequence<Int32>) -> [Int32] {
      var seen = RowSet()
      var kept: [Int32] = []
      for row in rows where !seen.contains(row) {
        seen.insert(row)
        kept.append(row)
      }
      return kept
    }
    func renumbered(_ rows: some Sequence<Int32>, of kind: Schema.Rows) -> [Int32] {
      switch kind {
      // Two may have become one.
      case .facts: once(rows.lazy.compactMap { numbers.fact(FactID(rawValue: $0))?.rawValue })
      case .entities: once(rows.lazy.compactMap { numbers.entity(EntityID(rawValue: $0))?.rawValue })
      case .articles: once(rows.lazy.compactMap { numbers.article(ArticleID(rawValue: $0))?.rawValue })
      // Sentences keep their numbers as long as the articles do.
      case .sentences where numbers.renumbersArticles: []
      case .sentences, .table: Array(rows)
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
      case .article(let id): numbers.article(id).map { .article($0) } ?? .group([])
      case .sentence(let id, let text): numbers.article(id).map { .sentence($0, text) } ?? .group([])
      }
    }
    return answer
  }
}
