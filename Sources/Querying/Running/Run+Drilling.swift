internal import Articles
internal import Facts
internal import Indexing

extension Run {
  /// Of `stage` counts which of the facts behind other rows are left out.
  mutating func drilled(_ result: ResultSet, _ target: DrillDown, _ stage: ResolvedStage) throws(QueryError)
    -> ResultSet
  {
    var rows = result.schema.rows
    var ids = result.ids
    if rows == .table {
      if !result.table.hits.isEmpty, target == .articles || target == .sentences {
        return try drilledIntoText(result, target)
      }
      rows = result.table.memberRows
      var members = RowSet()
      for id in result.ids {
        try evaluator.tick()
        members.insert(result.table.members(id))
      }
      ids = members.rows
    }
    let schema = result.schema.after(.drill(target), kinds: evaluator.kinds)
    if rows == schema.rows {
      return ResultSet(schema: result.schema.rows == .table ? schema : result.schema, ids: ids)
    }
    var found = RowSet()
    for id in ids {
      try evaluator.tick()
      found.insert(try targets(rows, id, target))
    }
    if case .facts = rows, target == .facts {
      return ResultSet(schema: Schema.facts(nil, in: evaluator.kinds), ids: ids)
    }
    if case .entities = rows, target == .entities { return ResultSet(schema: .entities(nil), ids: ids) }
    guard target == .facts else { return ResultSet(schema: schema, ids: found.rows) }
    let told = stage.leavesOutDenied ? evaluator.notDenied(found.rows) : found.rows
    hideDenied(found.rows, without: told)
    let sure = evaluator.sure(told, stage.leastPercent)
    hideDoubtful(told, without: sure)
    return ResultSet(schema: schema, ids: sure)
  }

  /// The articles or sentences that the words of a table's rows stand in.
  private func drilledIntoText(_ result: ResultSet, _ target: DrillDown) throws(QueryError) -> ResultSet {
    var found = RowSet()
    for row in result.ids {
      try evaluator.tick()
      guard result.table.hits.indices.contains(Int(row)) else { continue }
      let hit = result.table.hits[Int(row)]
      found.insert(
        target == .articles ? [hit.article.rawValue] : sentences(hit.article, overlapping: hit.text))
    }
    return ResultSet(
      schema: result.schema.after(.drill(target), kinds: evaluator.kinds), ids: found.rows)
  }

  private func targets(_ rows: Schema.Rows, _ id: Int32, _ target: DrillDown) throws(QueryError) -> [Int32] {
    switch (rows, target) {
    case (.facts, .articles): return index.articles(of: FactID(rawValue: id)).map(\.rawValue)
    case (.facts, .entities):
      let source = index.source(of: FactID(rawValue: id)).map { [$0.rawValue] } ?? []
      return evaluator.fillers(id, []) + source
    case (.facts, .sentences):
      return index.sentences(of: FactID(rawValue: id)).flatMap { sentences($0.article, overlapping: $0.text) }
    case (.articles, .facts): return index.facts(of: ArticleID(rawValue: id)).map(\.rawValue)
    case (.articles, .entities): return index.entities(of: ArticleID(rawValue: id)).map(\.rawValue)
    case (.articles, .sentences):
      let article = ArticleID(rawValue: id)
      return (0..<Int32(index.sentenceCount(of: article))).map {
        index.number(of: SentenceID(article: article, position: $0))
      }
    case (.entities, .facts): return evaluator.facts(takenPartInBy: EntityID(rawValue: id))
    case (.entities, .articles): return index.articles(of: EntityID(rawValue: id)).map(\.rawValue)
    case (.entities, .sentences):
      var found: [Int32] = []
      for article in index.articles(of: EntityID(rawValue: id)) {
        try evaluator.checkCancelled()
        for number in try targets(.articles, article.rawValue, .sentences) {
          let range = index.range(of: index.sentence(number: number))
          if index.names(in: range, of: article).contains(where: { $0.entity.rawValue == id }) {
            found.append(number)
          }
        }
      }
      return found
    case (.sentences, .articles): return [index.sentence(number: id).article.rawValue]
    case (.sentences, .facts):
      let sentence = index.sentence(number: id)
      let range = index.range(of: sentence)
      return index.facts(of: sentence.article).filter { fact in
        index.sentences(of: fact).contains { $0.article == sentence.article && $0.text.overlaps(range) }
      }.map(\.rawValue)
    case (.sentences, .entities):
      let sentence = index.sentence(number: id)
      return index.names(in: index.range(of: sentence), of: sentence.article).map { $0.entity.rawValue }
    default: return []
    }
  }

  private func sentences(_ article: ArticleID, overlapping range: TextRange) -> [Int32] {
    (0..<Int32(index.sentenceCount(of: article))).compactMap { position in
      let sentence = SentenceID(article: article, position: position)
      return index.range(of: sentence).overlaps(range) ? index.number(of: sentence) : nil
    }
  }
}
