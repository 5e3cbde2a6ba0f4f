internal import Articles
internal import Facts
internal import Indexing

/// The truth of one sequence of tokens about rows: articles are read when they are asked about, and remembered.
final class TokenSearch {
  struct Key: Hashable {
    var pattern: TokenPattern
    var rows: Schema.Rows
  }

  private let matcher: TokenMatcher
  private let rows: Schema.Rows
  private let index: FactIndex
  private let texts: TaggedTextCache
  /// Of each row (of facts: of each article) whether its words allow for a match; nil: all do.
  private let candidates: [Bool]?
  /// Of each row: −1 not known, 0 no, 1 yes.
  private var known: [Int8]

  /// Articles that are read between two looks at whether that is still wanted.
  private static let batch = 32

  init(
    _ matcher: TokenMatcher, _ rows: Schema.Rows, _ index: FactIndex, _ texts: TaggedTextCache,
    candidates: [Bool]?
  ) {
    self.matcher = matcher
    self.rows = rows
    self.index = index
    self.texts = texts
    self.candidates = candidates
    known = Array(repeating: -1, count: index.searchedCount(of: rows))
  }

  func test(_ row: Int32) -> Bool {
    if known[Int(row)] < 0 {
      let isMet = stretches(row).contains { isFound(texts.text($0.article, of: index), $0.text) }
      known[Int(row)] = isMet ? 1 : 0
    }
    return known[Int(row)] == 1
  }

  /// Decides many rows, reading their articles on all cores; asks after every few whether that is still wanted.
  func prepare(_ asked: [Int32], isCancelled: () -> Bool) {
    var wanted: [Int32: [(row: Int32, text: TextRange)]] = [:]
    for (number, row) in asked.enumerated() where known[Int(row)] < 0 {
      if number & 4095 == 0, isCancelled() { return }
      let stretches = stretches(row)
      if stretches.isEmpty { known[Int(row)] = 0 }
      for stretch in stretches { wanted[stretch.article.rawValue, default: []].append((row, stretch.text)) }
    }
    let articles = wanted.keys.sorted()
    var found: [(row: Int32, isFound: Bool)] = []
    for first in stride(from: 0, to: articles.count, by: Self.batch) {
      if isCancelled() { return }
      let batch = articles[first..<min(first + Self.batch, articles.count)]
      let parts = Parallel.map(batch.count) { number in
        let article = batch[batch.startIndex + number]
        let text = texts.text(ArticleID(rawValue: article), of: index)
        return (wanted[article] ?? []).map { (row: $0.row, isFound: isFound(text, $0.text)) }
      }
      found += parts.joined()
    }
    // A fact that is told in several articles is found in one of them.
    for (row, isFound) in found where isFound || known[Int(row)] < 0 { known[Int(row)] = isFound ? 1 : 0 }
  }

  private func isFound(_ text: TaggedText, _ stretch: TextRange) -> Bool { !matches(text, stretch).isEmpty }

  private func matches(_ text: TaggedText, _ sentence: TextRange) -> [TextRange] {
    if text.body.contains(sentence) { return matcher.matches(text, in: sentence) }
    // Above the body nothing has been read: a title.
    return matcher.matches(texts.text(of: Article(text: text.text, body: sentence)), in: sentence)
  }

  /// Where the sequence stands in a stretch of an article: in it as one sentence, or in those of a body.
  func matches(in stretch: TextRange, of id: ArticleID) -> [TextRange] {
    let text = texts.text(id, of: index)
    let sentences = stretch == index.article(id).body ? self.sentences(of: id) : [stretch]
    return sentences.flatMap { matches(text, $0) }
  }

  /// The sentences in an article's body.
  private func sentences(of id: ArticleID) -> [TextRange] {
    let body = index.article(id).body
    return (0..<Int32(index.sentenceCount(of: id))).map {
      index.range(of: SentenceID(article: id, position: $0))
    }.filter { body.contains($0) }
  }

  /// The sentences of a row that may hold a match.
  private func stretches(_ row: Int32) -> [(article: ArticleID, text: TextRange)] {
    func isCandidate(_ row: Int32) -> Bool { candidates.map { $0[Int(row)] } ?? true }
    switch rows {
    case .articles:
      let id = ArticleID(rawValue: row)
      return isCandidate(row) ? sentences(of: id).map { (id, $0) } : []
    case .sentences:
      guard isCandidate(row) else { return [] }
      let sentence = index.sentence(number: row)
      return [(sentence.article, index.range(of: sentence))]
    default:
      return index.sentences(of: FactID(rawValue: row)).filter { isCandidate($0.article.rawValue) }
    }
  }
}

extension Evaluator {
  /// The words without which a sequence matches nothing, as a search; nil where it needs none that the index could tell.
  func neededWords(_ pattern: TokenPattern) throws(QueryError) -> TextQuery? {
    if let known = tokenNeeds[pattern] { return known }
    var query: TextQuery?
    if let needs = TokenNeeds(pattern) {
      query = TextQuery(needs.search(in: try wordIndex(), isCancelled: isCancelled))
      try checkCancelled()
    }
    tokenNeeds[pattern] = .some(query)
    return query
  }

  /// The search for tokens in the text of articles, sentences or facts; nil for any other test.
  func tokenSearch(_ test: ResolvedTest, of rows: Schema.Rows) throws(QueryError) -> TokenSearch? {
    guard test.isOfOwnText, case .tokens(let pattern) = test.relation else { return nil }
    switch rows {
    case .articles, .sentences, .facts: break
    case .entities, .table: return nil
    }
    let key = TokenSearch.Key(pattern: pattern, rows: rows)
    if let known = tokenSearches[key] { return known }
    var candidates: [Bool]?
    if settings.uses(.wordPostings), let words = try neededWords(pattern) {
      let isByRow = rows == .articles || rows == .sentences
      if let found = isByRow ? try found(words, rows) : try self.candidates(words) {
        var flags = [Bool](
          repeating: false, count: rows == .sentences ? index.sentenceCount : index.articleCount)
        for row in found { flags[Int(row)] = true }
        candidates = flags
      }
    }
    let search = TokenSearch(try TokenMatcher(pattern), rows, index, texts, candidates: candidates)
    tokenSearches[key] = search
    return search
  }

  /// Reads what a condition asks of the text of some rows, on all cores.
  func prepareTokens(_ condition: ResolvedCondition, _ rows: [Int32], of result: ResultSet) throws(QueryError)
  {
    switch condition {
    case .and(let parts), .or(let parts):
      for part in parts { try prepareTokens(part, rows, of: result) }
    case .not(let inner): try prepareTokens(inner, rows, of: result)
    case .test(let test):
      guard let search = try tokenSearch(test, of: result.schema.rows) else { return }
      search.prepare(rows, isCancelled: isCancelled)
      try checkCancelled()
    case .mentions, .hasField, .hasFact, .sequence, .calculation: break
    }
  }

  /// Whether a sequence stands in a text that is no part of an article's: a title, a name, what was said. `needs`: words
  /// without which it does not, which are looked for first.
  func matches(_ matcher: TokenMatcher, _ needs: TokenNeeds?, text: String) -> Bool {
    if let needs, !needs.isMet(by: Folding.words(text).map { Array($0.utf8) }) { return false }
    let tagged = texts.text(of: Article(text: ContiguousArray(text.utf8)))
    return tagged.sentences.contains { !matcher.matches(tagged, in: $0).isEmpty }
  }
}

extension [ResolvedCondition] {
  /// In their order, but for those last that articles have to be read for.
  var readingLast: [ResolvedCondition] { filter { !$0.readsTokens } + filter(\.readsTokens) }
}

extension ResolvedCondition {
  /// Whether articles have to be read for it.
  var readsTokens: Bool {
    switch self {
    case .and(let parts), .or(let parts): parts.contains(where: \.readsTokens)
    case .not(let inner): inner.readsTokens
    case .test(let test): if case .tokens = test.relation { true } else { false }
    case .mentions, .hasField, .hasFact, .sequence, .calculation: false
    }
  }
}

extension TokenTest {
  /// What a person should know of a tag that no token ever has; nil where some may have it.
  var remark: String? {
    let names = attribute.tags.map(\.name)
    guard let pattern = try? pattern, let written = value.literal, !names.isEmpty,
      !names.contains(where: { pattern.matches($0) })
    else { return nil }
    let other: TokenAttribute = attribute == .tag ? .upos : .tag
    let title = attribute == .tag ? "Penn tag" : "universal tag"
    if other.tags.contains(where: { pattern.matches($0.name) }) {
      let hint = other == .upos ? "a universal tag is asked for by" : "a Penn tag is asked for by"
      return "no \(title) is `\(written)`: \(hint) \(other.rawValue)=\(quoted(written))"
    }
    let near = nearWords(to: written, among: names)
    let hint = near.isEmpty ? "" : ": did you mean \(QueryError.list(near))?"
    return "no \(title) is `\(written)`\(hint)"
  }
}
