internal import Articles
internal import Facts
internal import Indexing

/// Orders of values as whole numbers, so that sorting compares numbers however dear the values are.
extension Evaluator {
  /// Stands last whichever way is sorted.
  static let missingKey = Int64.max

  /// Sorts while looking at the cancellation flag. O(n log n).
  func sorted<T>(_ items: [T], by isLess: (T, T) -> Bool) throws(QueryError) -> [T] {
    var looks = 0
    var isStopped = false
    let sorted = items.sorted { a, b in
      looks &+= 1
      // Once stopped all are equal, and the rest takes no time.
      if isStopped { return false }
      if looks & 0x3FFF == 0, isCancelled() { isStopped = true }
      return isLess(a, b)
    }
    if isStopped { throw QueryError(.cancelled, at: 0..<0) }
    return sorted
  }

  /// A number for each value, the less the earlier it stands: numbers and times by size, all else by its folded
  /// text, which is made once for each distinct value.
  func orderKeys(_ values: [Datum?]) throws(QueryError) -> [Int64] {
    var keys: [Int64] = []
    keys.reserveCapacity(values.count)
    var isPlain = true
    for value in values {
      try tick()
      guard let value, value != .missing else {
        keys.append(Self.missingKey)
        continue
      }
      guard let key = Self.plainKey(value) else {
        isPlain = false
        break
      }
      keys.append(key)
    }
    return isPlain ? keys : try textKeys(values)
  }

  /// The keys of the dates of facts, straight from their columns; nil for all else. O(rows).
  func timeKeys(_ key: ResolvedKey, of result: ResultSet) -> [Int64]? {
    guard case .facts = result.schema.rows, settings.uses(.columnTests), case .field(let field) = key.meaning,
      field.nested == nil, field.field.meaning == .date
    else { return nil }
    let facts = index.facts
    let (start, end, dated) = (facts.start, facts.end, Int32(facts.datedCount))
    return result.ids.map { row in
      row < dated
        ? Self.key(TimeInterval(start: start[Int(row)], end: end[Int(row)])) : Self.missingKey
    }
  }

  /// By start, then by end; stretches of more than a thousand years are of one length.
  private static func key(_ time: TimeInterval) -> Int64 {
    time.start << 29 | min(max(0, time.width), 1 << 29 - 1)
  }

  private static func plainKey(_ datum: Datum) -> Int64? {
    switch datum {
    case .number(let number): return key(number)
    case .time(let time): return key(time)
    default: return nil
    }
  }

  /// IEEE 754 numbers in the order of their bits, negative ones turned round; −0 is 0.
  private static func key(_ number: Double) -> Int64 {
    let bits = Int64(bitPattern: (number == 0 ? 0 : number).bitPattern)
    return bits < 0 ? Int64.min - bits : bits
  }

  /// Scores straight from their table; nil for other keys.
  func scoreKeys(_ key: ResolvedKey, of result: ResultSet) throws(QueryError) -> [Int64]? {
    guard settings.uses(.wordScores), case .field(let field) = key.meaning, field.innermost.meaning == .score,
      result.schema.rows == .articles || result.schema.rows == .sentences, let query = result.search,
      !query.terms.isEmpty
    else { return nil }
    let scores = try scores(query, result.schema.rows)
    return result.ids.map { Self.key(scores[Int($0)]) }
  }

  private func textKeys(_ values: [Datum?]) throws(QueryError) -> [Int64] {
    var numbers: [Datum: Int32] = [:]
    var texts: [String] = []
    var number = [Int32](repeating: -1, count: values.count)
    for (index, value) in values.enumerated() {
      try tick()
      guard let value, value != .missing else { continue }
      if let known = numbers[value] {
        number[index] = known
      } else {
        number[index] = Int32(texts.count)
        numbers[value] = Int32(texts.count)
        texts.append(Folding.name(self.texts(of: value).joined(separator: " ")))
      }
    }
    var ranks = [Int64](repeating: 0, count: texts.count)
    var last: String?
    var rank: Int64 = -1
    for index in try sorted(Array(texts.indices), by: { texts[$0] < texts[$1] }) {
      if last != texts[index] { rank += 1 }
      last = texts[index]
      ranks[index] = rank
    }
    return number.map { $0 < 0 ? Self.missingKey : ranks[Int($0)] }
  }

  /// Rows by their keys, the first key first, equal ones as they stood; at most `limit` of them.
  /// O(n log n), or O(n + limit log limit) and some more in which the best so far are sorted.
  func order(
    _ columns: [(keys: [Int64], isDescending: Bool)], count: Int, limit: Int? = nil
  ) throws(QueryError) -> [Int] {
    let columns = columns.map { column in
      column.isDescending ? column.keys.map { $0 == Self.missingKey ? $0 : ~$0 } : column.keys
    }
    func isLess(_ a: Int, _ b: Int) -> Bool {
      for keys in columns where keys[a] != keys[b] { return keys[a] < keys[b] }
      return a < b
    }
    guard let limit, limit < count / 8 else {
      let all = try sorted(Array(0..<count), by: isLess)
      return limit.map { Array(all.prefix($0)) } ?? all
    }
    guard limit > 0 else { return [] }
    var best: [Int] = []
    let room = limit * 2 + 64
    var worst: Int?
    for row in 0..<count {
      try tick()
      if let worst, !isLess(row, worst) { continue }
      best.append(row)
      if best.count >= room {
        best = Array(try sorted(best, by: isLess).prefix(limit))
        worst = best.last
      }
    }
    return Array(try sorted(best, by: isLess).prefix(limit))
  }

  /// The order among equals of groups: people and their pairs by number, all else as it is sorted.
  func tieKeys(_ values: [Datum]) throws(QueryError) -> [Int64] {
    var keys: [Int64] = []
    keys.reserveCapacity(values.count)
    for value in values {
      switch value {
      case .entity(let id): keys.append(Int64(id))
      case .pair(let a, let b): keys.append(Int64(a) << 32 | Int64(b))
      default: return try orderKeys(values)
      }
    }
    return keys
  }
}
