public import Facts

extension ResultSet {
  /// Facts of whatever kinds, in this order, for queries to go on from. O(rows).
  public init(facts: [FactID], in kinds: KindTable) {
    self.init(schema: Schema.facts(nil, in: kinds), ids: facts.map(\.rawValue))
  }

  /// Articles, in this order, for queries to go on from. O(rows).
  public init(articles: [ArticleID]) {
    self.init(schema: Schema.articles, ids: articles.map(\.rawValue))
  }
}
