/// What could be written at a cursor.
public struct Completion: Hashable, Sendable {
  /// The bytes that a candidate takes the place of: the word begun, or nothing.
  public var range: Range<Int>
  /// Best first.
  public var candidates: [Candidate]
  /// Whether the name of a file, in quotes, fits there, which is the shell's to complete.
  public var takesFile = false

  /// One thing that could be written.
  public struct Candidate: Hashable, Sendable {
    /// As it is written, quotes included.
    public var text: String
    /// What sort of word it is, for colours.
    public var kind: CandidateKind
    /// In a few words what it is; empty if its name says it.
    public var help: String
    /// How many rows have it, for values; nil where nobody counted.
    public var count: Int?

    /// A candidate as it would be written.
    public init(_ text: String, _ kind: CandidateKind, help: String = "", count: Int? = nil) {
      self.text = text
      self.kind = kind
      self.help = help
      self.count = count
    }
  }

  /// What sort of word a candidate is.
  public enum CandidateKind: String, Hashable, Sendable, CaseIterable {
    case keyword, sign, source, field, function, stage, unit, value, number, period, format, parameter
  }

  /// Whose values are wanted at a place in quotes.
  public enum Wanted: Hashable, Sendable {
    /// Values of this field of these rows; nested fields have the name `participant.country`.
    case values(of: Schema.Field, rows: Schema.Rows)
    /// Names that the articles mention.
    case mentions
  }

  /// The values of the data, which the index knows.
  public struct Values: Sendable {
    /// Values that begin with a prefix (ignoring case and accents), the most frequent first, at most `limit`.
    public var find:
      @Sendable (_ wanted: Wanted, _ prefix: String, _ limit: Int) -> [(text: String, count: Int)]

    /// Asks `find` for values.
    public init(
      find:
        @escaping @Sendable (_ wanted: Wanted, _ prefix: String, _ limit: Int) -> [(text: String, count: Int)]
    ) {
      self.find = find
    }

    /// No values: only the words of the language are offered.
    public static let none = Values { _, _, _ in [] }
  }

  /// Candidates that take the place of a range of bytes.
  public init(range: Range<Int>, candidates: [Candidate]) {
    self.range = range
    self.candidates = candidates
  }
}
