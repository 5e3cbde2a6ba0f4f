internal import Articles
internal import Facts
internal import Indexing

/// `| mentions`: each place in the articles where rows are named or told, as a row of its own.
struct MentionTable {
  private let evaluator: Evaluator
  private let index: FactIndex

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    index = evaluator.index
  }

  /// Rows at most.
  private static let rowLimit = 1_000_000

  /// Words of an article that stand for a fact or an entity.
  private struct Hit {
    var member: Int32
    var article: ArticleID
    var text: TextRange
    /// Nil: the one that the words stand in.
    var sentence: TextRange?
  }

  /// The mentions of rows, row after row and within each by article and place: of facts the words that tell them, of
  /// entities the words that name them, of articles and sentences all names in them. `limit`: how many are wanted at most.
  /// O(names of the articles + n log n).
  func rows(of result: ResultSet, limit: Int?, after: Schema) throws(QueryError) -> ResultSet {
    var hits = try hits(of: result, atMost: min(limit ?? .max, Self.rowLimit + 1))
    if hits.count > Self.rowLimit {
      hits.removeLast(hits.count - Self.rowLimit)
      evaluator.note("only the first \(Self.rowLimit) mentions are listed")
    }
    var table = DatumTable()
    table.memberRows = result.schema.isOfFacts ? result.schema.rows : .entities(nil)
    table.members = hits.map(\.member)
    table.memberStarts = Array(0...Int32(hits.count))
    table.hits = hits.map { ($0.article, $0.text) }
    table.columns = try columns(hits, isOfFacts: result.schema.isOfFacts)
    var next = ResultSet(schema: after, ids: Array(0..<Int32(hits.count)))
    next.table = table
    return next
  }

  private func hits(of result: ResultSet, atMost limit: Int) throws(QueryError) -> [Hit] {
    if result.schema.rows.isOfEntities { return try names(of: result.ids, atMost: limit) }
    var hits: [Hit] = []
    for row in result.ids {
      if hits.count >= limit { break }
      try evaluator.tick()
      switch result.schema.rows {
      case .facts:
        hits += index.fact(FactID(rawValue: row)).mentions.map {
          Hit(member: row, article: $0.article, text: $0.trigger, sentence: $0.sentence)
        }
      case .articles:
        let id = ArticleID(rawValue: row)
        hits += names(in: whole(id), of: id)
      case .sentences:
        let sentence = index.sentence(number: row)
        hits += names(in: index.range(of: sentence), of: sentence.article)
      case .entities, .table: break
      }
    }
    return Array(hits.prefix(limit))
  }

  private func whole(_ id: ArticleID) -> TextRange { TextRange(0..<index.article(id).text.count) }

  private func names(in range: TextRange, of id: ArticleID) -> [Hit] {
    index.names(in: range, of: id).map { Hit(member: $0.entity.rawValue, article: id, text: $0.text) }
  }

  /// Each article is gone through once, however many of the rows it names.
  private func names(of rows: [Int32], atMost limit: Int) throws(QueryError) -> [Hit] {
    var place = [Int32](repeating: -1, count: index.entityCount)
    var articles = RowSet()
    for (number, row) in rows.enumerated() {
      try evaluator.tick()
      place[Int(row)] = Int32(number)
      articles.insert(index.articles(of: EntityID(rawValue: row)).lazy.map(\.rawValue))
    }
    var found = [[Hit]](repeating: [], count: rows.count)
    for article in articles.rows {
      try evaluator.checkCancelled()
      let id = ArticleID(rawValue: article)
      for hit in names(in: whole(id), of: id) where place[Int(hit.member)] >= 0 {
        found[Int(place[Int(hit.member)])].append(hit)
      }
    }
    var hits: [Hit] = []
    for list in found where hits.count < limit { hits += list.prefix(limit - hits.count) }
    return hits
  }

  /// In the order of `Schema.mentions`. Offsets are in Unicode scalars of the article's text, ends exclusive, as `extract`
  /// counts them.
  private func columns(_ hits: [Hit], isOfFacts: Bool) throws(QueryError) -> [[Datum]] {
    var byArticle: [ArticleID: [Int]] = [:]
    for (number, hit) in hits.enumerated() { byArticle[hit.article, default: []].append(number) }
    let none = [Datum](repeating: .missing, count: hits.count)
    var (words, sentences, titles, dates) = (none, none, none, none)
    var (starts, ends, articleIDs) = (none, none, none)
    for (id, numbers) in byArticle {
      try evaluator.checkCancelled()
      let article = index.article(id)
      let offsets = ScalarOffsets(article)
      let key = Datum.text(index.key(of: id).description)
      let date = article.published.map { Datum.time($0) } ?? .missing
      var texts: [TextRange: Datum] = [:]
      for number in numbers {
        let hit = hits[number]
        words[number] = .text(article.string(hit.text))
        if let range = hit.sentence ?? sentence(holding: hit.text, of: id, article) {
          if texts[range] == nil { texts[range] = .text(article.string(range)) }
          sentences[number] = texts[range] ?? .missing
        }
        titles[number] = .article(id.rawValue)
        dates[number] = date
        starts[number] = .number(Double(offsets.scalar(at: hit.text.start)))
        ends[number] = .number(Double(offsets.scalar(at: hit.text.end)))
        articleIDs[number] = key
      }
    }
    let place = [words, sentences, titles, dates, starts, ends]
    if isOfFacts {
      let facts = hits.map { FactID(rawValue: $0.member) }
      let names = facts.map {
        Datum.word(evaluator.kinds.name(Kind(rawValue: index.facts.kind[Int($0.rawValue)])))
      }
      return [names] + place + [facts.map { .text(index.key(of: $0).description) }, articleIDs]
    }
    let entities = hits.map { EntityID(rawValue: $0.member) }
    let names = entities.map { Datum.entity($0.rawValue) }
    let kinds = entities.map { Datum.word(index.entity($0).kind.name) }
    return [names, kinds] + place + [entities.map { .text(index.key(of: $0).description) }, articleIDs]
  }

  /// The sentence that words stand in; the title where they stand in that, above the text. O(log sentences).
  private func sentence(holding text: TextRange, of id: ArticleID, _ article: Article) -> TextRange? {
    func range(_ position: Int32) -> TextRange {
      index.range(of: SentenceID(article: id, position: position))
    }
    let behind = (0..<Int32(index.sentenceCount(of: id))).partitionPoint { range($0).start <= text.start }
    if behind > 0, range(behind - 1).contains(text) { return range(behind - 1) }
    return article.title.flatMap { $0.contains(text) ? $0 : nil }
  }
}

extension Schema.Rows {
  fileprivate var isOfEntities: Bool { if case .entities = self { true } else { false } }
}
