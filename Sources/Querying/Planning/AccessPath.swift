internal import Facts
internal import Indexing

/// A way to find facts without reading them all: a superset of those that meet one condition.
struct AccessPath: Hashable, Sendable {
  /// Which sorted lists of facts hold them.
  enum Lists: Hashable, Sendable {
    case entities([Int])
    case statuses([Int])
    case kinds([Int])
    case spots([Int])
    case articles([Int])
    /// Facts without a place.
    case unplaced
    /// Of any of these paths.
    case any([AccessPath])
  }

  var lists: Lists
  var method: String
  /// Rows at most, before doubles are left out.
  var estimate: Int
  /// Every row meets the condition.
  var isExact: Bool
  /// Nanoseconds to read the rows, roughly.
  var reading = 0.0
}

extension Evaluator {
  /// The rows that a path leads to: lists, ascending each.
  func lists(of path: AccessPath) throws(QueryError) -> [ArraySlice<Int32>] {
    let postings = index.postings
    switch path.lists {
    case .entities(let keys): return keys.map { postings.byEntity[$0] }
    case .statuses(let keys): return keys.map { postings.byStatus[$0] }
    case .kinds(let keys): return keys.map { postings.byKind[$0] }
    case .spots(let keys): return keys.map { postings.bySpot[$0] }
    case .articles(let keys): return keys.map { postings.byArticle[$0] }
    case .unplaced: return [postings.unplaced[...]]
    case .any(let paths):
      var lists: [ArraySlice<Int32>] = []
      for path in paths { lists += try self.lists(of: path) }
      return lists
    }
  }
}
