internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

extension Run {
  /// `limit`: how many rows the stage that follows keeps at most.
  mutating func apply(_ stage: ResolvedStage, limit: Int?, to result: inout ResultSet) throws(QueryError) {
    let range = stage.stage.range
    let grouper = Grouper(evaluator)
    switch stage.stage.form {
    case .filter: try filter(&result, by: stage)
    case .sort(let keys):
      try sort(&result, by: zip(stage.keys, keys).map { ($0, $1.isDescending) }, limit: limit)
    case .limit(let count): result.ids = Array(result.ids.prefix(max(0, count)))
    case .skip(let count): result.ids = Array(result.ids.dropFirst(max(0, count)))
    case .sample(let count, let seed): sample(&result, count, seed: seed ?? 0)
    case .count: result = try grouper.counted(result, by: stage.keys, limit: limit)
    case .aggregate(let function, let key, let by):
      result = try grouper.summarised(
        [Summary(.of(function, key))], stage.keys, groups: by.count, of: result, after: stage.after)
    case .summary(let parts, let by):
      result = try grouper.summarised(parts, stage.keys, groups: by.count, of: result, after: stage.after)
    case .percent(let key): try addShares(of: key, to: &result, at: range)
    case .distinct:
      let groups = try grouper.grouped(result, by: stage.keys)
      result = try grouper.table(groups, of: result, order: groups.firstSeen, extra: nil, after: stage.after)
    case .show(let keys): try show(keys, stage, &result)
    case .top(let count, _): try sort(&result, by: [(stage.keys[0], true)], limit: max(0, count))
    case .timeline(let unit): result = try grouper.timeline(result, unit, at: range)
    case .chart: result = try charted(result, at: range)
    case .map(let place):
      guard MapMarks(evaluator).hasPlaces(result) else { throw QueryError(.noPlaces, at: range.bytes) }
      result.drawing = .map(try place.map { (name) throws(QueryError) in try area(of: name, at: range) })
    case .graph: result.drawing = .graph
    case .context(let words):
      result = try Concordance(evaluator).lines(result, words: words, limit: limit, stage: stage)
    case .mentions:
      result = try MentionTable(evaluator).rows(of: result, limit: limit, after: stage.after)
    case .vertical: result.drawing = .vertical
    case .why: result.drawing = .why
    case .drill(let target): result = try drilled(result, target, stage)
    case .name(let name): named.append((name, result))
    case .export(let export): exports.append(export)
    }
  }

  /// The box around a place; of one without an outline some kilometres.
  private func area(of name: String, at range: SourceRange) throws(QueryError) -> PlaceBounds {
    guard let id = index.places.named(name).first, let place = index.places.place(id) else {
      throw QueryError(
        .unknownPlace(name), at: range.bytes,
        suggestions: index.places.similar(name).prefix(3).map { quoted($0) })
    }
    if let bounds = index.places.bounds(id) { return bounds }
    let point = place.point
    let (west, east) = (point.longitude - 1.5, point.longitude + 1.5)
    return PlaceBounds(
      south: max(-90, point.latitude - 1), west: west < -180 ? west + 360 : west,
      north: min(90, point.latitude + 1), east: east > 180 ? east - 360 : east)
  }

  private func filter(_ result: inout ResultSet, by stage: ResolvedStage) throws(QueryError) {
    guard let condition = stage.condition else { return }
    result.search = condition.search ?? result.search
    result.highlights += condition.highlights
    let before = result.ids
    result.ids = try evaluator.filter(before, by: condition, of: result)
    if result.ids.isEmpty, !before.isEmpty {
      try Diagnosis(evaluator).explainNone(condition.conjuncts, over: before, of: result)
    }
  }

  /// Counts of a table as they are; rows that have a date are counted over time, entities by their mentions.
  private func charted(_ result: ResultSet, at range: SourceRange) throws(QueryError) -> ResultSet {
    var charted = result
    switch result.schema.rows {
    case .table:
      guard result.schema.fields.contains(where: { $0.type == .number }) else {
        throw QueryError(.noNumbers, at: range.bytes)
      }
    case .facts, .articles, .sentences: charted = try Grouper(evaluator).timeline(result, nil, at: range)
    case .entities:
      if result.shown == nil {
        charted.shown = ["name", "mentions"].map { Key(.field(FieldReference($0))) }
      }
    }
    charted.drawing = .chart
    return charted
  }

  /// What has a name of its own becomes a column of a table, a field of other rows.
  private func show(_ keys: [Key], _ stage: ResolvedStage, _ result: inout ResultSet) throws(QueryError) {
    result.shown = keys
    guard keys.contains(where: { $0.name != nil }) else { return }
    if result.schema.rows == .table {
      let grouper = Grouper(evaluator)
      for (key, resolved) in zip(keys, stage.keys) where key.name != nil {
        let get = grouper.groupGetter(resolved, of: result)
        var column: [Datum] = []
        for row in 0..<Int32(result.table.rowCount) {
          try evaluator.tick()
          column.append(get(row).first ?? .missing)
        }
        result.table.columns.append(column)
      }
      result.shown = keys.map { key in key.name.map { Key(.field(FieldReference($0))) } ?? key }
    }
    result.schema = stage.after
  }

  /// `limit`: how many rows are wanted at most.
  private func sort(
    _ result: inout ResultSet, by keys: [(key: ResolvedKey, isDescending: Bool)], limit: Int? = nil
  ) throws(QueryError) {
    var columns: [(keys: [Int64], isDescending: Bool)] = []
    for (key, isDescending) in keys {
      if let scores = try evaluator.scoreKeys(key, of: result) {
        columns.append((scores, isDescending))
        continue
      }
      if let times = evaluator.timeKeys(key, of: result) {
        columns.append((times, isDescending))
        continue
      }
      let get = evaluator.keyGetter(key, of: result)
      var column: [Datum?] = []
      column.reserveCapacity(result.ids.count)
      for row in result.ids {
        try evaluator.tick()
        column.append(get(row).first)
      }
      columns.append((try evaluator.orderKeys(column), isDescending))
    }
    let ids = result.ids
    result.ids = try evaluator.order(columns, count: ids.count, limit: limit).map { ids[$0] }
  }

  /// `count` rows, each as likely as any other, in their order; the same for the same seed (SplitMix64, Fisher
  /// and Yates).
  private func sample(_ result: inout ResultSet, _ count: Int, seed: Int) {
    var state = UInt64(bitPattern: Int64(seed))
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    var places = Array(result.ids.indices)
    let wanted = max(0, min(count, places.count))
    for i in 0..<wanted {
      places.swapAt(i, i + Int(next() % UInt64(places.count - i)))
    }
    let ids = result.ids
    let kept = RowSet(places[..<wanted].map(Int32.init))
    result.ids = kept.rows.map { ids[Int($0)] }
  }
}
