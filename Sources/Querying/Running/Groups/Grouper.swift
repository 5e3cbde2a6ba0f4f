internal import Articles
internal import Facts
internal import Indexing

/// Groups rows by the values of keys and makes tables of the groups.
struct Grouper {
  let evaluator: Evaluator
  let index: FactIndex
  private let settings: Settings

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    index = evaluator.index
    settings = evaluator.settings
  }

  /// Groups a row can belong to at most: the product of its keys' values is cut there.
  private static let rowLimit = 1024

  func grouped(_ result: ResultSet, by keys: [ResolvedKey]) throws(QueryError) -> Groups {
    if settings.uses(.columnGroups), keys.count == 1 {
      if let fast = try groupedByFillers(result, keys[0]) { return fast }
      if let fast = try groupedByColumn(result, keys[0]) { return fast }
    }
    let getters = keys.map { groupGetter($0, of: result) }
    var groups = Groups(keys: keys.map { _ in [] })
    var number: [[Datum]: Int32] = [:]
    var without = 0
    for row in result.ids {
      try evaluator.tick()
      var tuples: [[Datum]] = [[]]
      for get in getters {
        let values = unique(get(row))
        tuples = tuples.prefix(Self.rowLimit).flatMap { tuple in values.map { tuple + [$0] } }
      }
      if tuples.isEmpty { without += 1 }
      for tuple in tuples {
        let group: Int32
        if let known = number[tuple] {
          group = known
        } else {
          group = Int32(groups.count)
          number[tuple] = group
          groups.counts.append(0)
          for (column, value) in tuple.enumerated() { groups.keys[column].append(value) }
        }
        groups.counts[Int(group)] += 1
        groups.pairGroup.append(group)
        groups.pairRow.append(row)
      }
    }
    noteWithout(without, keys)
    return groups
  }

  /// The values of a key as groups are told apart by them: a place by what the gazetteer has, whatever an article calls
  /// it ("Kiev", "Kyiv"), and a country that is known only as that of a fact as the country.
  func groupGetter(_ key: ResolvedKey, of result: ResultSet) -> Evaluator.Getter {
    let get = evaluator.keyGetter(key, of: result)
    guard case .field(let field) = key.meaning, field.innermost.type == .place else { return get }
    var known: [Datum: Datum] = [:]
    return { row in
      get(row).map { datum in
        if let common = known[datum] { return common }
        let common = evaluator.commonPlace(datum)
        known[datum] = common
        return common
      }
    }
  }

  func noteWithout(_ count: Int, _ keys: [ResolvedKey]) {
    guard count > 0 else { return }
    let names = keys.map(\.key.columnName).joined(separator: ", ")
    evaluator.note(
      "\(count) \(count == 1 ? "row has" : "rows have") no \(names) and \(count == 1 ? "is" : "are") not counted"
    )
  }

  private func unique(_ values: [Datum]) -> [Datum] {
    if values.count < 2 { return values }
    var seen: Set<Datum> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// The table of some groups, in an order, with a value column beside the keys.
  func table(_ groups: Groups, of result: ResultSet, order: [Int], extra: [Datum]?, after schema: Schema)
    throws(QueryError) -> ResultSet
  {
    try evaluator.checkCancelled()
    var next = ResultSet(schema: schema, ids: [])
    var columns = groups.keys.map { column in order.map { column[$0] } }
    if let extra { columns.append(order.map { extra[$0] }) }
    var rank = [Int32](repeating: -1, count: groups.count)
    for (position, group) in order.enumerated() { rank[group] = Int32(position) }
    let members = Rows(keyCount: order.count) { emit in
      for (group, row) in zip(groups.pairGroup, groups.pairRow) { emit(Int(rank[Int(group)]), row) }
    }
    next.table.columns = columns
    next.table.memberStarts = members.starts
    next.table.members = members.items
    next.table.memberRows = result.schema.rows
    if result.schema.rows == .table { try flattenMembers(&next.table, of: result.table) }
    next.ids = Array(0..<Int32(order.count))
    return next
  }

  /// Members of members: what stands behind the rows of a table that was made from a table.
  private func flattenMembers(_ table: inout DatumTable, of inner: DatumTable) throws(QueryError) {
    var members: [Int32] = []
    var starts: [Int32] = [0]
    for row in 0..<Int32(max(0, table.memberStarts.count - 1)) {
      var all: [Int32] = []
      for member in table.members(row) {
        try evaluator.tick()
        all += inner.members(member)
      }
      try evaluator.checkCancelled()
      members += all.count < 64 ? Set(all).sorted() : RowSet(all).rows
      starts.append(Int32(members.count))
    }
    table.members = members
    table.memberStarts = starts
    table.memberRows = inner.memberRows
  }

  /// Rows a group, most first. `limit`: how many groups are wanted at most.
  func counted(_ result: ResultSet, by keys: [ResolvedKey], limit: Int? = nil) throws(QueryError) -> ResultSet
  {
    let schema = result.schema.after(.count(by: keys.map(\.key)), kinds: evaluator.kinds)
    if keys.isEmpty {
      var groups = Groups(keys: [])
      groups.counts = [Int32(result.ids.count)]
      groups.pairGroup = [Int32](repeating: 0, count: result.ids.count)
      groups.pairRow = result.ids
      return try table(
        groups, of: result, order: [0], extra: [.number(Double(result.ids.count))], after: schema)
    }
    if settings.uses(.columnGroups), settings.uses(.boundedOrder), keys.count == 1, let limit,
      let fast = try countedByFillers(result, keys[0], limit: limit)
    {
      return fast
    }
    let groups = try grouped(result, by: keys)
    // Descending by count; of equals the lesser key, entities by their frequency.
    let (counts, ranks) = (groups.counts, groups.ranks)
    var order = groups.candidates(limit: limit)
    if ranks.isEmpty {
      var columns = [(order.map { Int64(counts[$0]) }, true)]
      for column in groups.keys { columns.append((try evaluator.tieKeys(order.map { column[$0] }), false)) }
      let found = order
      order = try evaluator.order(columns, count: found.count).map { found[$0] }
    } else {
      order = try evaluator.sorted(order) { a, b in
        counts[a] != counts[b] ? counts[a] > counts[b] : ranks[a] < ranks[b]
      }
    }
    if let limit { order = Array(order.prefix(limit)) }
    return try table(
      groups, of: result, order: order, extra: groups.counts.map { .number(Double($0)) },
      after: schema)
  }
}
