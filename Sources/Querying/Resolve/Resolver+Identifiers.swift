internal import Articles
internal import Facts
internal import Indexing

/// Ids in conditions: their first digits mean the whole where no other id begins with them.
extension Resolver {
  /// A comparison with ids in which each is written out.
  ///
  /// - Throws: digits that several ids begin with.
  mutating func identified(_ relation: ResolvedTest.Relation, isArticle: Bool, _ range: SourceRange)
    throws(QueryError) -> ResolvedTest.Relation
  {
    switch relation {
    case .compare(let comparison, let value) where comparison == .equal || comparison == .notEqual:
      return .compare(comparison, try identified(value, isArticle, range))
    case .oneOf(let values):
      var whole: [ResolvedValue] = []
      for value in values { whole.append(try identified(value, isArticle, range)) }
      return .oneOf(whole)
    default: return relation
    }
  }

  private mutating func identified(_ value: ResolvedValue, _ isArticle: Bool, _ range: SourceRange)
    throws(QueryError) -> ResolvedValue
  {
    guard case .name(let name) = value else { return value }
    let row = isArticle ? "article" : "fact"
    var found: [String] = []
    if isArticle {
      // Two files of one text share their id, and both are meant.
      for key in index.articles(keyed: name.text).map({ index.key(of: $0).description })
      where !found.contains(key) {
        found.append(key)
      }
    } else {
      found = index.facts(keyed: name.text).map { index.key(of: $0).description }
    }
    guard found.count < 2 else {
      throw QueryError(
        .ambiguousID(name.text, of: row), at: range.bytes, suggestions: found.sorted().prefix(3).map(quoted))
    }
    guard let id = found.first else {
      note(
        FactKey.range(name.text) == nil
          ? "an id is 16 hexadecimal digits, of which the first \(FactKey.fewestDigits) or more do: \(quoted(name.text)) is none"
          : "no \(row) has the id \(quoted(name.text)): its article is not loaded, or its text has changed")
      return .name(ResolvedName(text: name.text))
    }
    return .name(ResolvedName(text: id))
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
