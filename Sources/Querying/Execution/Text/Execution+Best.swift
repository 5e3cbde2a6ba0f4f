internal import Indexing

extension Execution {
  /// How many of the best are looked for in this way at most.
  private static let bestLimit = 1000

  /// `articles where text matches "…" | top n by score`, and the same as `sort by score desc | limit n`, without
  /// finding and scoring every article; nil for all else, and where none is found. Only searches for single words.
  func bestArticles(_ query: Query) throws(QueryError) -> ResultSet? {
    guard settings.uses(.boundedScores), settings.uses(.wordPostings), settings.uses(.wordScores),
      case .clause(let clause) = query.primary, case .articles = clause.source,
      let condition = clause.condition, case .predicate(let predicate) = condition,
      case .matches(.search(let operand)) = predicate.test, let limit = bestLimit(query.stages)
    else { return nil }
    var result = ResultSet(schema: .articles, ids: [])
    guard let field = result.schema.resolve(predicate.field), field.nested == nil,
      field.field.meaning == .text
    else { return nil }
    let search = TextQuery(try text(operand))
    var words: [String] = []
    for part in search.parts {
      guard case .phrase(let terms) = part, terms.count == 1, !terms[0].isPrefix else { return nil }
    }
    words = search.terms.map(\.word)
    let clock = ContinuousClock().now
    let relevance = try relevance(search, .articles)
    let best = try wordIndex().best(
      words, rarity: relevance.rarity, limit: limit, rounded: RelevanceScore.rounded,
      isCancelled: isCancelled)
    try checkCancelled()
    if best.isEmpty { return nil }
    result.ids = best.map(\.article)
    result.search = search
    result.highlights = Self.highlights(in: condition, of: result.schema)
    keepScores(best, of: result)
    if quiet == 0 {
      let name = condition.text(vocabulary) + " | " + query.stages[0].text(vocabulary)
      record(name, "word postings, block bounds", estimate: limit, rows: best.count, since: clock)
    }
    return result
  }

  /// The rows that the first stage leaves, where it asks for the highest scores.
  private func bestLimit(_ stages: [Stage]) -> Int? {
    var limit: Int?
    switch stages.first?.form {
    case .top(let count, let key)? where isScore(key): limit = count
    case .sort(let keys)?:
      guard keys.count == 1, keys[0].isDescending, isScore(keys[0].key), settings.uses(.boundedOrder),
        case .limit(let count)? = stages.dropFirst().first?.form
      else { return nil }
      limit = count
    default: return nil
    }
    guard let limit, (1...Self.bestLimit).contains(limit) else { return nil }
    return limit
  }

  private func isScore(_ key: Key) -> Bool {
    guard case .field(let reference) = key.form, let field = Schema.articles.resolve(reference) else {
      return false
    }
    return field.nested == nil && field.field.meaning == .score
  }

  /// Rows that were not among the best are scored when they are asked for.
  private func keepScores(_ best: [(article: Int32, score: Double)], of result: ResultSet) {
    guard let search = result.search else { return }
    let known = [Int32: Double](best.map { ($0.article, $0.score) }, uniquingKeysWith: { a, _ in a })
    scorers[ScoreKey(query: search, rows: .articles)] = { row in
      if let score = known[row] { return [.number(score)] }
      return (try? self.scores(search, .articles)).map { [.number($0[Int(row)])] } ?? []
    }
  }
}
