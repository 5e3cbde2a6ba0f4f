internal import Articles
internal import Facts
internal import Indexing

/// One run of one query: what is known to it, and what it gathers on the way. Lives on one thread.
final class Execution {
  let index: FactIndex
  let words: WordIndexCache
  let settings: Settings
  let bindings: Bindings
  let isCancelled: () -> Bool
  let kinds: KindTable
  let vocabulary: Vocabulary
  /// Relative periods count from here; nil where no article has a date.
  let now: CalendarDay?

  var notes: [String] = []
  var steps: [Plan.Step] = []
  var named: [(name: String, result: ResultSet)] = []
  var exports: [Export] = []
  /// > 0 inside `has meeting …` and while a diagnosis runs: no notes, no steps.
  var quiet = 0
  /// Scores are counted once a row, for sorting and for showing.
  var scorers: [ScoreKey: Getter] = [:]
  var scoreTables: [ScoreKey: [Double]] = [:]
  /// Rows that meet a search, by search.
  var searches: [ScoreKey: [Int32]] = [:]
  /// Inside a set operation: what the default status hides is counted once for all its parts.
  var isCombining = false
  var hidden = RowSet()
  private var ticks = 0

  init(
    index: FactIndex, words: WordIndexCache, settings: Settings, bindings: Bindings,
    isCancelled: @escaping () -> Bool
  ) {
    self.index = index
    self.words = words
    self.settings = settings
    self.bindings = bindings
    self.isCancelled = isCancelled
    kinds = index.kinds
    vocabulary = bindings.vocabulary
    now = settings.now ?? index.articleSpan.map { $0.lastDay }
  }

  /// Rows between two looks at the cancellation flag.
  static let stride = 256

  /// To be called once a row of any loop over rows. Some 2 ns.
  @inline(__always)
  func tick() throws(QueryError) {
    ticks &+= 1
    if ticks & (Self.stride - 1) == 0 { try checkCancelled() }
  }

  func checkCancelled() throws(QueryError) {
    if isCancelled() { throw QueryError(.cancelled, at: 0..<0) }
  }

  func note(_ text: String) {
    if quiet == 0, !notes.contains(text) { notes.append(text) }
  }

  /// Runs one step and records its rows and time.
  func step(_ name: String, _ method: String, estimate: Int? = nil, _ body: () throws(QueryError) -> [Int32])
    throws(QueryError) -> [Int32]
  {
    guard quiet == 0 else { return try body() }
    let clock = ContinuousClock()
    let start = clock.now
    let rows = try body()
    record(name, method, estimate: estimate, rows: rows.count, since: start)
    return rows
  }

  func record(
    _ name: String, _ method: String, estimate: Int?, rows: Int, since start: ContinuousClock.Instant
  ) {
    let (seconds, attoseconds) = (ContinuousClock().now - start).components
    steps.append(
      Plan.Step(
        name: name, method: method, estimatedRows: estimate, actualRows: rows,
        seconds: Double(seconds) + Double(attoseconds) / 1e18))
  }
}
