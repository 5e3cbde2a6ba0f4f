internal import Indexing

extension Evaluator {
  /// The articles that score best, best first, without finding and scoring the others; nil where none is found.
  func bestArticles(_ best: BestSearch) throws(QueryError) -> ResultSet? {
    let relevance = try relevance(best.query, .articles)
    let found = try wordIndex().best(
      best.words, rarity: relevance.rarity, limit: best.limit,
      rounded: RelevanceScore.rounded, isCancelled: isCancelled)
    try checkCancelled()
    if found.isEmpty { return nil }
    var result = ResultSet(schema: .articles, ids: found.map(\.article))
    result.search = best.query
    result.highlights = best.clause.condition?.highlights ?? []
    keepScores(found, of: best.query)
    return result
  }

  /// Rows that were not among the best are scored when they are asked for.
  private func keepScores(_ best: [(article: Int32, score: Double)], of search: TextQuery) {
    let known = [Int32: Double](best.map { ($0.article, $0.score) }, uniquingKeysWith: { a, _ in a })
    scorers[ScoreKey(query: search, rows: .articles)] = { row in
      if let score = known[row] { return [.number(score)] }
      return (try? self.scores(search, .articles)).map { [.number($0[Int(row)])] } ?? []
    }
  }
}
