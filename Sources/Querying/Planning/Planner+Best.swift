extension Planner {
  /// How many of the best are looked for in this way at most.
  private static let bestLimit = 1000

  /// `articles where text matches "…" | top n by score`, and the same as `sort by score desc | limit n`, without
  /// finding and scoring every article; nil for all else. Only searches for single words.
  func best(_ query: ResolvedQuery) throws(QueryError) -> PlanNode? {
    guard settings.uses(.boundedScores), settings.uses(.wordPostings), settings.uses(.wordScores),
      case .clause(let clause) = query.primary, case .articles = clause.source,
      case .test(let test)? = clause.condition, case .search(let text) = test.relation,
      test.field.nested == nil, test.field.field.meaning == .text, let stage = query.stages.first,
      let limit = bestLimit(query.stages)
    else { return nil }
    let search = TextQuery(text)
    guard let words = search.plainWords, !words.isEmpty else { return nil }
    let ordinary = plan(stage, over: try plan(clause), before: query.stages.dropFirst().first)
    return PlanNode(
      .best(BestSearch(clause: clause, query: search, words: words, limit: limit)),
      ResolvedCondition.test(test).text(evaluator.vocabulary) + " | "
        + stage.stage.text(evaluator.vocabulary),
      "word postings, block bounds", limit, [ordinary])
  }

  /// The rows that the first stage leaves, where it asks for the highest scores.
  private func bestLimit(_ stages: [ResolvedStage]) -> Int? {
    guard let first = stages.first, first.keys.count == 1, first.keys[0].isScore else { return nil }
    var limit: Int?
    switch first.stage.form {
    case .top(let count, _): limit = count
    case .sort(let keys):
      guard keys[0].isDescending, settings.uses(.boundedOrder),
        case .limit(let count)? = stages.dropFirst().first?.stage.form
      else { return nil }
      limit = count
    default: return nil
    }
    guard let limit, (1...Self.bestLimit).contains(limit) else { return nil }
    return limit
  }
}

extension ResolvedKey {
  /// Whether it is how well the searched words fit.
  var isScore: Bool {
    if case .field(let field) = meaning {
      field.nested == nil && field.field.meaning == .score
    } else {
      false
    }
  }
}
