internal import Articles
internal import Facts
internal import Indexing

/// What an id names.
enum IdentifiedRows: Hashable, Sendable {
  case facts, articles
  /// Nil: of every kind.
  case entities(NameKind?)

  /// What the values of a field name, of the rows themselves or of the values of a field of theirs; nil where they are no ids.
  init?(_ field: Schema.Field, nested: Schema.Field?, of schema: Schema) {
    guard (nested ?? field).meaning == .id else {
      guard nested == nil, let rows = field.identifies else { return nil }
      self = rows
      return
    }
    if nested != nil {
      self = field.type == .article ? .articles : .entities(nil)
    } else {
      self.init(rowsOf: schema)
    }
  }

  /// What the ids of rows themselves name.
  init(rowsOf schema: Schema) {
    switch schema.rows {
    case .articles, .sentences: self = .articles
    case .entities(let kind): self = .entities(kind)
    case .facts, .table: self = .facts
    }
  }

  /// One of them, as messages say it.
  var word: String {
    switch self {
    case .facts: "fact"
    case .articles: "article"
    case .entities(let kind?): kind.name
    case .entities: "entity"
    }
  }

  /// Why there may be none of an id that there was.
  fileprivate var absence: String {
    switch self {
    case .facts, .articles: "its article is not loaded, or its text has changed"
    case .entities:
      "no article loaded names it, or it has come to be called otherwise or to be told from a namesake"
    }
  }
}

/// Ids in conditions: their first digits mean the whole where no other id begins with them.
extension Resolver {
  /// A comparison with ids in which each is written out.
  ///
  /// - Throws: digits that several ids begin with.
  mutating func identified(
    _ relation: ResolvedTest.Relation, _ rows: IdentifiedRows, _ range: SourceRange
  )
    throws(QueryError) -> ResolvedTest.Relation
  {
    switch relation {
    case .compare(let comparison, let value) where comparison == .equal || comparison == .notEqual:
      return .compare(comparison, try identified(value, rows, range))
    case .oneOf(let values):
      var whole: [ResolvedValue] = []
      for value in values { whole.append(try identified(value, rows, range)) }
      return .oneOf(whole)
    default: return relation
    }
  }

  private mutating func identified(_ value: ResolvedValue, _ rows: IdentifiedRows, _ range: SourceRange)
    throws(QueryError) -> ResolvedValue
  {
    guard case .name(let name) = value else { return value }
    let found = ids(name.text, of: rows)
    guard found.count < 2 else {
      throw QueryError(
        .ambiguousID(name.text, of: rows.word), at: range.bytes,
        suggestions: found.sorted().prefix(3).map(quoted))
    }
    guard let id = found.first else {
      note(
        FactKey.range(name.text) == nil
          ? "an id is 16 hexadecimal digits, of which the first \(FactKey.fewestDigits) or more do: \(quoted(name.text)) is none"
          : "no \(rows.word) has the id \(quoted(name.text)): \(rows.absence)")
      return .name(ResolvedName(text: name.text))
    }
    return .name(ResolvedName(text: id))
  }

  /// The ids that begin with some digits, each once.
  private func ids(_ digits: String, of rows: IdentifiedRows) -> [String] {
    switch rows {
    case .facts: return index.facts(keyed: digits).map { index.key(of: $0).description }
    case .articles:
      // Two files of one text share their id, and both are meant.
      var found: [String] = []
      for key in index.articles(keyed: digits).map({ index.key(of: $0).description })
      where !found.contains(key) {
        found.append(key)
      }
      return found
    case .entities(let kind):
      return index.entities(keyed: digits).filter { kind == nil || index.entity($0).kind == kind }
        .map { index.key(of: $0).description }
    }
  }
}

extension ResolvedCondition {
  /// Whether the rows are asked for by their ids: then they are wanted whatever their status.
  var namesRows: Bool {
    switch self {
    case .and(let parts): parts.contains(where: \.namesRows)
    case .or(let parts): parts.allSatisfy(\.namesRows)
    case .test(let test):
      test.field.nested == nil && test.field.field.meaning == .id && test.relation.isEquality
    case .not, .mentions, .hasField, .hasFact, .sequence, .calculation: false
    }
  }
}

extension ResolvedTest.Relation {
  fileprivate var isEquality: Bool {
    switch self {
    case .compare(.equal, _), .oneOf: true
    default: false
    }
  }
}

extension Test {
  /// Whether it asks for values themselves.
  var isEquality: Bool {
    switch self {
    case .compare(.equal, _), .oneOf: true
    default: false
    }
  }
}
