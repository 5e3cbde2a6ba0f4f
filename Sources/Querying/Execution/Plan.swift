/// How a query was run, for `.explain`.
public struct Plan: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    /// What it tests or does, in the query's words: `date during 2023-01`.
    public var name: String
    /// How: "postings", "time order", "place grid", "filter", "scan", "stage".
    public var method: String
    /// Rows expected before it ran; nil where nothing is known.
    public var estimatedRows: Int?
    public var actualRows: Int
    public var seconds: Double

    public init(name: String, method: String, estimatedRows: Int?, actualRows: Int, seconds: Double) {
      self.name = name
      self.method = method
      self.estimatedRows = estimatedRows
      self.actualRows = actualRows
      self.seconds = seconds
    }
  }

  /// The canonical text.
  public var query: String
  public var steps: [Step]

  public init(query: String, steps: [Step] = []) {
    self.query = query
    self.steps = steps
  }
}
