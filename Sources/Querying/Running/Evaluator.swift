internal import Articles
internal import Facts
internal import Indexing

/// Reads rows of the index: values of fields, truths of conditions, orders, scores. Made for one run and used on
/// one thread: it remembers scores and searches, and asks now and then whether the run is cancelled.
final class Evaluator {
  let index: FactIndex
  let words: WordIndexCache
  let texts: TaggedTextCache
  let settings: Settings
  let isCancelled: () -> Bool
  let kinds: KindTable
  let vocabulary: Vocabulary
  /// What the names of queries within conditions stand for.
  let bindings: Bindings

  /// What a person should know beside the rows.
  private(set) var notes: [String] = []
  /// What came of the steps that have run.
  var trace = Trace()
  /// Scores are counted once a row, for sorting and for showing.
  var scorers: [ScoreKey: Getter] = [:]
  var scoreTables: [ScoreKey: [Double]] = [:]
  /// Rows that meet a search, by search.
  var searches: [ScoreKey: [Int32]] = [:]
  /// Articles that may meet a search.
  var candidateArticles: [TextQuery: [Int32]?] = [:]
  /// Of each role whether who fills it takes part (`participant` of all facts), by number.
  lazy var isTaking: [Bool] = {
    var isTaking = [Bool](repeating: false, count: 256)
    let field = Schema.facts(nil, in: kinds).field(named: "participant")
    if case .roles(let roles)? = field?.meaning { for role in roles { isTaking[Int(role.rawValue)] = true } }
    return isTaking
  }()
  /// What queries within conditions have found.
  var members: [ResolvedQuery: MemberSet] = [:]
  /// Searches for tokens, with what they have found so far.
  var tokenSearches: [TokenSearch.Key: TokenSearch] = [:]
  /// Searches in the bytes of texts.
  var textScans: [TextScan.Key: TextScan] = [:]
  var tokenNeeds: [TokenPattern: TextQuery?] = [:]
  private var ticks = 0

  init(
    index: FactIndex, words: WordIndexCache, texts: TaggedTextCache = TaggedTextCache(), settings: Settings,
    bindings: Bindings,
    isCancelled: @escaping () -> Bool
  ) {
    self.index = index
    self.words = words
    self.texts = texts
    self.settings = settings
    vocabulary = bindings.vocabulary
    self.bindings = bindings
    self.isCancelled = isCancelled
    kinds = index.kinds
  }

  /// The day from which relative periods count; nil where no article has a date.
  var now: CalendarDay? { settings.now ?? index.articleSpan.map { $0.lastDay } }

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

  /// Runs what a condition asks on the way: neither its remarks nor its steps are those of the query.
  func quietly<Value>(_ work: () throws(QueryError) -> Value) throws(QueryError) -> Value {
    let (notes, trace) = (notes, trace)
    defer { (self.notes, self.trace) = (notes, trace) }
    return try work()
  }

  /// Says it once, however often it comes up.
  func note(_ text: String) {
    if !notes.contains(text) { notes.append(text) }
  }
}
