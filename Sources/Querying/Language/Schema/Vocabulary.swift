public import Facts

/// All that gives names in a query their meaning: the kinds, and what the session has named so far.
public struct Vocabulary: Sendable {
  /// The kinds of facts that can be asked for.
  public var kinds: KindTable
  /// What `let` defined, by name.
  public var definitions: [String: Definition]
  /// The results kept by `as`, by name.
  public var results: [String: Schema]
  /// The last result, which `_` and a leading `|` go on from; nil while there is none.
  public var last: Schema?
  /// The names, without `$`, of the values that the session gives.
  public var parameters: [String] = []

  /// The words of a session; of the program alone without arguments.
  public init(
    kinds: KindTable = .standard, definitions: [String: Definition] = [:], results: [String: Schema] = [:],
    last: Schema? = nil
  ) {
    self.kinds = kinds
    self.definitions = definitions
    self.results = results
    self.last = last
  }
}
