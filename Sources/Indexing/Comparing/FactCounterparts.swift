internal import Articles
public import Facts

/// Which facts of one index are which of another one, before and after articles came, went or were replaced.
///
/// What the same article says is the same: a fact goes on where one of its reports is found again. What a replaced article
/// says now is compared with what it said by `FactLikeness`, because the text, and with it every offset and key, is another.
/// Numbers of facts are paired once: where two facts become one, the later one is gone.
public struct FactCounterparts: Sendable {
  /// The number in the new index by the number in the old one; −1 where it is gone.
  private var newOfOld: [Int32]
  /// The number in the old index by the number in the new one; −1 where it came.
  private var oldOfNew: [Int32]
  /// By the number in the old index: told by the same reports, so that nothing needs to be compared.
  private var isUntouched: [Bool]

  /// The fact of the new index; nil where it is gone. O(1).
  public func new(_ old: FactID) -> FactID? { Self.number(old, newOfOld) }

  /// The fact of the old index; nil where it is new. O(1).
  public func old(_ new: FactID) -> FactID? { Self.number(new, oldOfNew) }

  /// Whether a fact of the old index is told by the same reports in both and says the same. O(1).
  public func isUntouched(_ old: FactID) -> Bool { isUntouched[Int(old.rawValue)] }

  private static func number(_ id: FactID, _ table: [Int32]) -> FactID? {
    let number = table[Int(id.rawValue)]
    return number < 0 ? nil : FactID(rawValue: number)
  }

  /// Both as of their last `finish`. O(articles + reports), and for each replaced article its facts by one another.
  public init(from old: FactIndex, to new: FactIndex) {
    let articles = ArticleCounterparts(from: old, to: new)
    newOfOld = [Int32](repeating: -1, count: old.factCount)
    oldOfNew = [Int32](repeating: -1, count: new.factCount)
    isUntouched = [Bool](repeating: false, count: old.factCount)
    let newReport = articles.newReports(old, new)
    let factOfNew = Self.factOfReport(new)
    for fact in 0..<Int32(old.factCount) {
      var known = 0
      var isMoved = false
      for report in old.allReports(Int(fact)) {
        let found = newReport[Int(report)]
        if found < 0 { continue }
        known += 1
        let other = factOfNew[Int(found)]
        if other < 0 || (newOfOld[Int(fact)] >= 0 && newOfOld[Int(fact)] != other) {
          isMoved = true
        } else if newOfOld[Int(fact)] < 0, oldOfNew[Int(other)] < 0 {
          pair(fact, other)
        }
      }
      let other = newOfOld[Int(fact)]
      isUntouched[Int(fact)] =
        other >= 0 && !isMoved && known == old.allReports(Int(fact)).count
        && known == new.allReports(Int(other)).count
        && Self.isPlainlySame(Int(fact), old, Int(other), new)
    }
    for (before, after) in articles.replaced { matchReplaced(old, Int(before), new, Int(after), factOfNew) }
  }

  /// Whether two facts that the same reports tell say the same as far as their columns show it: another table of kinds or
  /// list of names of places may have read other things in the same text.
  private static func isPlainlySame(_ fact: Int, _ old: FactIndex, _ other: Int, _ new: FactIndex) -> Bool {
    func place(_ index: FactIndex, _ row: Int) -> Int32 {
      let spot = index.facts.spot[row]
      return spot < 0 ? -2 : index.spots.place[Int(spot)]
    }
    func hasFigures(_ index: FactIndex, _ row: Int) -> Bool {
      index.facts.reports(row).contains { index.reports.quantity[Int($0)] >= 0 }
    }
    return old.facts.status[fact] == new.facts.status[other]
      && old.facts.start[fact] == new.facts.start[other]
      && old.facts.end[fact] == new.facts.end[other] && place(old, fact) == place(new, other)
      && old.facts.fillers(fact).count == new.facts.fillers(other).count
      && !hasFigures(old, fact) && !hasFigures(new, other)
      && old.corrected[Int32(fact)] == nil && new.corrected[Int32(other)] == nil
  }

  private mutating func pair(_ old: Int32, _ new: Int32) {
    newOfOld[Int(old)] = new
    oldOfNew[Int(new)] = old
  }

  private static func factOfReport(_ index: FactIndex) -> [Int32] {
    var facts = [Int32](repeating: -1, count: index.reports.count)
    for fact in 0..<index.factCount {
      for report in index.allReports(fact) { facts[Int(report)] = Int32(fact) }
    }
    return facts
  }

  /// Pairs what a replaced article said and nobody else says with what it says now, the most alike first.
  private mutating func matchReplaced(
    _ old: FactIndex, _ before: Int, _ new: FactIndex, _ after: Int, _ factOfNew: [Int32]
  ) {
    let factsBefore = old.facts(of: ArticleID(rawValue: old.articleRank[before]))
    var left = factsBefore.map(\.rawValue).filter { newOfOld[Int($0)] < 0 }
    var came: [Int32] = []
    for report in Int(new.reportStart[after])..<Int(new.reportStart[after + 1]) {
      let fact = factOfNew[report]
      if fact >= 0, oldOfNew[Int(fact)] < 0, !came.contains(fact) { came.append(fact) }
      if came.count == Self.mostCompared { break }
    }
    left = Array(left.prefix(Self.mostCompared))
    if left.isEmpty || came.isEmpty { return }
    let oldFacts = left.map { FactLikeness(FactID(rawValue: $0), in: old, article: before) }
    let newFacts = came.map { FactLikeness(FactID(rawValue: $0), in: new, article: after) }
    var pairs: [(score: Int, old: Int, new: Int)] = []
    for (i, fact) in oldFacts.enumerated() {
      for (j, other) in newFacts.enumerated() {
        if let score = fact.score(other) { pairs.append((score, i, j)) }
      }
    }
    pairs.sort { a, b in
      if a.score != b.score { return a.score > b.score }
      return a.old != b.old ? a.old < b.old : a.new < b.new
    }
    for (_, i, j) in pairs where newOfOld[Int(left[i])] < 0 && oldOfNew[Int(came[j])] < 0 {
      pair(left[i], came[j])
    }
  }

  /// Facts of one article that are compared with one another: a hostile one must not cost a square.
  private static let mostCompared = 256
}

extension FactIndex {
  /// The reports that tell a fact, and behind them those of copies that repeat them.
  func allReports(_ row: Int) -> [Int32] {
    let own = facts.reports(row)
    return copies.isEmpty ? Array(own) : own + own.flatMap { copies.twins.repeating($0) }
  }
}
