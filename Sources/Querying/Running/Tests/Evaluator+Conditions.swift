internal import Articles
internal import Facts
internal import Indexing

extension Evaluator {
  typealias RowTest = (Int32) -> Bool

  /// The truth of a condition about one row.
  func rowTest(_ condition: ResolvedCondition, of result: ResultSet) throws(QueryError) -> RowTest {
    switch condition {
    case .and(let parts):
      let tests = try rowTests(parts, of: result)
      return { row in tests.allSatisfy { $0(row) } }
    case .or(let parts):
      let tests = try rowTests(parts, of: result)
      return { row in tests.contains { $0(row) } }
    case .not(let inner):
      let test = try rowTest(inner, of: result)
      return { !test($0) }
    case .hasField(let field):
      if settings.uses(.columnTests), let fast = hasValue(field, of: result) { return fast }
      let get = getter(field, of: result)
      return { !get($0).isEmpty }
    case .mentions(let name): return mentions(name, of: result)
    case .hasFact(let clause): return try hasFact(clause, of: result)
    case .sequence(let sequence): return try sequenceTest(sequence, of: result)
    case .calculation(let test): return try calculationTest(test, of: result)
    case .test(let test):
      if settings.uses(.columnTests), let fast = try factTest(test, of: result) { return fast }
      if let fast = try searchTest(test, of: result) { return fast }
      if let scan = try textScan(test, of: result.schema.rows) { return { scan.test($0) } }
      if let search = try tokenSearch(test, of: result.schema.rows) { return { search.test($0) } }
      let get = getter(test.field, of: result)
      let passes = settings.uses(.columnTests) ? remembered(try datumTest(test)) : try datumTest(test)
      if case .compare(.notEqual, _) = test.relation {
        return { row in
          let values = get(row)
          return !values.isEmpty && !values.contains(where: passes)
        }
      }
      return { row in get(row).contains(where: passes) }
    }
  }

  /// The same test, made once of each entity and of each text that many rows have: outlets, descriptions.
  private func remembered(_ test: @escaping (Datum) -> Bool) -> (Datum) -> Bool {
    lazy var entities = Verdicts(index.entityCount) { test(.entity(Int32($0))) ? .passed : .failed }
    var texts: [String: Bool] = [:]
    return { datum in
      switch datum {
      case .entity(let id): return entities[Int(id)] == .passed
      case .text(let text) where text.utf8.count <= Self.shortText:
        if let known = texts[text] { return known }
        let passes = test(datum)
        if texts.count < Self.mostTexts { texts[text] = passes }
        return passes
      default: return test(datum)
      }
    }
  }

  /// Bytes of a text that is remembered, and how many are.
  private static var shortText: Int { 64 }
  private static var mostTexts: Int { 4096 }

  /// A full-text search over articles or sentences as membership in the rows that the word index finds.
  private func searchTest(_ test: ResolvedTest, of result: ResultSet) throws(QueryError) -> RowTest? {
    let rows = result.schema.rows
    guard settings.uses(.wordPostings), rows == .articles || rows == .sentences, test.field.nested == nil,
      test.field.field.meaning == .text, case .search(let text) = test.relation
    else { return nil }
    let query = TextQuery(text)
    guard query.root != nil else { return nil }
    var isFound = [Bool](
      repeating: false, count: rows == .articles ? index.articleCount : index.sentenceCount)
    for row in try found(query, rows) { isFound[Int(row)] = true }
    return { isFound[Int($0)] }
  }

  /// The articles or sentences that meet a search, ascending.
  func found(_ query: TextQuery, _ rows: Schema.Rows) throws(QueryError) -> [Int32] {
    let key = ScoreKey(query: query, rows: rows)
    if let known = searches[key] { return known }
    let matcher = TextMatcher(query, index, try wordIndex())
    let found = rows == .articles ? matcher.articles() : matcher.sentences()
    searches[key] = found
    return found
  }

  /// Articles that may hold a text that meets a search, ascending; nil where all may.
  func candidates(_ query: TextQuery) throws(QueryError) -> [Int32]? {
    if let known = candidateArticles[query] { return known }
    let found = TextMatcher(query, index, try wordIndex()).candidates()
    candidateArticles[query] = .some(found)
    return found
  }

  /// Presence of a fact's date or place, from the columns.
  private func hasValue(_ field: ResolvedField, of result: ResultSet) -> RowTest? {
    guard case .facts = result.schema.rows, field.nested == nil else { return nil }
    switch field.field.meaning {
    case .date:
      let dated = Int32(index.facts.datedCount)
      return { $0 < dated }
    case .location:
      let spot = index.facts.spot
      return { spot[Int($0)] >= 0 }
    default: return nil
    }
  }

  private func rowTests(_ parts: [ResolvedCondition], of result: ResultSet) throws(QueryError) -> [RowTest] {
    var tests: [RowTest] = []
    for part in parts { tests.append(try rowTest(part, of: result)) }
    return tests
  }

  /// The row's article or sentence names the entity; of a fact: it takes part, says so, or its sentences do.
  private func mentions(_ name: ResolvedName, of result: ResultSet) -> RowTest {
    let wanted = Set(name.entities)
    // The articles that name it at all.
    let naming =
      settings.uses(.entityPostings)
      ? RowSet(wanted.flatMap { index.articles(of: $0).map(\.rawValue) }) : nil
    switch result.schema.rows {
    case .articles:
      if let naming { return naming.contains }
      return { row in self.index.entities(of: ArticleID(rawValue: row)).contains { wanted.contains($0) } }
    case .sentences:
      return { row in
        let sentence = self.index.sentence(number: row)
        if let naming, !naming.contains(sentence.article.rawValue) { return false }
        return self.index.names(in: self.index.range(of: sentence), of: sentence.article)
          .contains { wanted.contains($0.entity) }
      }
    case .facts:
      return { row in
        let id = FactID(rawValue: row)
        if self.fillers(row, []).contains(where: { wanted.contains(EntityID(rawValue: $0)) }) { return true }
        if let source = self.index.source(of: id), wanted.contains(source) { return true }
        return self.index.sentences(of: id).contains { sentence in
          self.index.names(in: sentence.text, of: sentence.article).contains { wanted.contains($0.entity) }
        }
      }
    case .entities:
      let articles = Set(wanted.flatMap { self.index.articles(of: $0) })
      return { row in self.index.articles(of: EntityID(rawValue: row)).contains { articles.contains($0) } }
    case .table: return { _ in false }
    }
  }

  private func hasFact(_ clause: ResolvedClause, of result: ResultSet) throws(QueryError) -> RowTest {
    guard case .facts(let kind) = clause.schema.rows else { return { _ in false } }
    let facts = visible(try matching(kind, clause.conjuncts, schema: clause.schema), of: clause)
    var isMatching = [Bool](repeating: false, count: index.factCount)
    for fact in facts { isMatching[Int(fact)] = true }
    let index = self.index
    func any(_ facts: [FactID]) -> Bool { facts.contains { isMatching[Int($0.rawValue)] } }
    switch result.schema.rows {
    case .articles: return { any(index.facts(of: ArticleID(rawValue: $0))) }
    case .entities:
      return { row in
        self.facts(takenPartInBy: EntityID(rawValue: row)).contains { isMatching[Int($0)] }
      }
    case .facts:
      return { row in
        index.articles(of: FactID(rawValue: row)).contains { any(index.facts(of: $0)) }
      }
    case .sentences:
      return { row in
        let sentence = index.sentence(number: row)
        let range = index.range(of: sentence)
        return index.facts(of: sentence.article).contains { fact in
          isMatching[Int(fact.rawValue)]
            && index.sentences(of: fact).contains {
              $0.article == sentence.article && $0.text.overlaps(range)
            }
        }
      }
    case .table: return { _ in false }
    }
  }
}
