internal import Articles
internal import Facts

/// The facts of a collection as columns with postings, merged across articles.
public struct FactIndex: Sendable {
  public init() {}
}
