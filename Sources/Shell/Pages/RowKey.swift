internal import Articles
internal import Facts
internal import Indexing
internal import Querying
internal import Reporting

/// What a row of an answer stood for when it was shown, by names that hold whatever is loaded and corrected later.
enum RowKey: Hashable, Sendable {
  case none
  case fact(FactKey)
  case article(ContentHash)
}

extension Workspace {
  /// Rows of an answer whose evidence a report can show.
  static let mostKeys = 1000

  /// The names of the first rows' facts and articles; none of what is no answer. O(`mostKeys`).
  func keys(of shown: Shown?) -> [RowKey] {
    switch shown {
    case .answer(let answer), .drawn(let answer, _): return keys(of: answer.subjects)
    case .report(let report): return keys(of: report.facts.map { .fact($0) })
    case .page, nil: return []
    }
  }

  func keys(of subjects: [RowSubject]) -> [RowKey] {
    guard index.isFinished else { return [] }
    return subjects.prefix(Self.mostKeys).map { subject in
      switch subject {
      case .fact(let id): index.ownKey(of: id).map { .fact($0) } ?? .none
      case .article(let id), .sentence(let id, _): .article(index.ownKey(of: id))
      case .entity, .group: .none
      }
    }
  }
}
