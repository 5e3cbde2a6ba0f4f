internal import Facts
internal import Querying

/// Who is named together: the entities that an answer names, and lines between those that one row names.
///
/// Entities are what the columns show of those who take part in a row's fact, whatever the columns are called, and both
/// ends of pairs; of facts without such a column all who take part. Lines have no direction: `sourceRole` and `targetRole`
/// say who did what.
struct EntityGraph {
  struct Node {
    var id: String
    var label: String
    var kind: String
    var country: String
    /// Rows that name it; of aggregates the facts behind them.
    var weight: Int
  }

  struct Edge: Hashable {
    /// Numbers of nodes, the lesser one first.
    var source: Int
    var target: Int
    /// "meeting"; "" of aggregates.
    var kind: String
    var sourceRole: String
    var targetRole: String
  }

  /// In the order in which the rows name them.
  private(set) var nodes: [Node] = []
  /// In the order in which the rows make them, with the number of rows, of aggregates of facts.
  private(set) var edges: [(edge: Edge, weight: Int)] = []
  /// Rows that name more than `mostJoined`.
  private(set) var crowdedRows = 0

  private var nodeNumbers: [String: Int] = [:]
  private var edgeNumbers: [Edge: Int] = [:]

  /// Of one row; lines grow with the square of it.
  static let mostJoined = 200

  private struct Named: Hashable {
    var node: Int
    var role: String
  }

  init(_ answer: Answer, _ details: [RowDetail]) {
    let rows = ExportRow.rows(answer, details)
    let columns = rows.first.map { first in
      first.columns.indices.filter { Self.namesEntities(first.columns[$0], rows) }
    }
    for row in rows { add(row, columns ?? []) }
  }

  /// The texts of a value.
  private static func texts(_ value: Value) -> [String] {
    switch value {
    case .text(let text): [text]
    case .list(let values): values.flatMap(texts)
    default: []
    }
  }

  private static func pairs(_ value: Value) -> [(String, String)] {
    switch value {
    case .pair(let first, let second): [(first, second)]
    case .list(let values): values.flatMap(pairs)
    default: []
    }
  }

  /// Whether a column holds entities: at least half of its texts are names of those who take part. Where nothing is known
  /// of the rows, that their texts may be several.
  private static func namesEntities(_ column: Column, _ rows: [ExportRow]) -> Bool {
    var (texts, names) = (0, 0)
    for row in rows {
      let found = self.texts(row.value(column))
      guard let detail = row.detail else {
        texts += found.count
        names += column.isMultiple ? found.count : 0
        continue
      }
      let known = Set(detail.parties.map(\.name))
      texts += found.count
      names += found.count { known.contains($0) }
    }
    return texts > 0 && names * 2 >= texts
  }

  private mutating func add(_ row: ExportRow, _ columns: [Int]) {
    let weight = row.detail?.sort == .group ? max(1, row.detail?.count ?? 1) : 1
    let kind = row.detail?.sort == .fact ? row.detail?.kind ?? "" : ""
    let known = Dictionary(grouping: row.detail?.parties ?? [], by: \.name)
    func party(_ name: String, _ column: String) -> RowDetail.Party {
      let all = known[name] ?? []
      return all.first { $0.role == column } ?? all.first
        ?? RowDetail.Party(id: "", name: name, role: "", kind: .other)
    }
    var pairs: [(String, String)] = []
    for column in row.columns { pairs += Self.pairs(row.value(column)) }
    var named: [Named] = []
    var seen: Set<Int> = []
    func take(_ party: RowDetail.Party, _ graph: inout EntityGraph) {
      let node = graph.node(party, isKnown: known[party.name] != nil)
      if seen.insert(node).inserted { named.append(Named(node: node, role: party.role)) }
    }
    for index in columns {
      let column = row.columns[index]
      for name in Self.texts(row.value(column)) { take(party(name, column.name), &self) }
    }
    if columns.isEmpty, pairs.isEmpty, row.detail?.sort != .group {
      for party in row.detail?.parties ?? [] { take(party, &self) }
    }
    if named.count > Self.mostJoined { crowdedRows += 1 }
    let joined = named.prefix(Self.mostJoined)
    for (index, first) in joined.enumerated() {
      for second in joined.dropFirst(index + 1) { join(first, second, kind, weight) }
    }
    for (first, second) in pairs {
      let ends = [first, second].map { name in
        Named(node: node(party(name, ""), isKnown: known[name] != nil), role: "")
      }
      for end in ends where seen.insert(end.node).inserted { named.append(end) }
      if ends[0].node != ends[1].node { join(ends[0], ends[1], kind, weight) }
    }
    for each in named { nodes[each.node].weight += weight }
  }

  private mutating func node(_ party: RowDetail.Party, isKnown: Bool) -> Int {
    let key = party.id.isEmpty ? "name " + party.name : party.id
    if let number = nodeNumbers[key] { return number }
    nodeNumbers[key] = nodes.count
    nodes.append(
      Node(
        id: party.id.isEmpty ? "n\(nodes.count)" : party.id, label: party.name,
        kind: isKnown ? party.kind.name : "", country: party.country, weight: 0))
    return nodes.count - 1
  }

  private mutating func join(_ first: Named, _ second: Named, _ kind: String, _ weight: Int) {
    let (low, high) = first.node < second.node ? (first, second) : (second, first)
    let edge = Edge(
      source: low.node, target: high.node, kind: kind, sourceRole: low.role, targetRole: high.role)
    if let number = edgeNumbers[edge] {
      edges[number].weight += weight
    } else {
      edgeNumbers[edge] = edges.count
      edges.append((edge, weight))
    }
  }
}
