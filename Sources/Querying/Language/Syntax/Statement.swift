/// One statement of a session or a script.
public struct Statement: Hashable, Sendable {
  /// What a statement can be.
  public enum Form: Hashable, Sendable {
    case query(Query)
    case definition(Definition)
    /// `let who = "Joe Biden"`: what `$who` stands for from then on.
    case parameter(String, Literal)
    case command(Command)
  }

  /// What it is.
  public var form: Form
  /// Where it stands in its text.
  public var range: SourceRange

  /// A statement of this form.
  public init(_ form: Form, range: SourceRange = .none) {
    self.form = form
    self.range = range
  }
}

/// `let poland(d) = meetings near "Poland" within $d`
public struct Definition: Hashable, Sendable {
  /// By which queries call it.
  public var name: String
  /// Without the `$`, in order.
  public var parameters: [String]
  /// What it stands for.
  public var query: Query

  /// A name for a query.
  public init(name: String, parameters: [String] = [], query: Query) {
    self.name = name
    self.parameters = parameters
    self.query = query
  }
}

/// `.mode csv`: a command of the shell, which says what its arguments mean.
public struct Command: Hashable, Sendable {
  /// Without the dot, lower case.
  public var name: String
  /// Words, or quoted text without its quotes.
  public var arguments: [String]
  /// All that stands after the name, untouched but for spaces at both ends.
  public var rest: String
  /// Where each argument stands.
  public var ranges: [SourceRange]

  /// A command as it is typed, taken apart.
  public init(name: String, arguments: [String], rest: String, ranges: [SourceRange]) {
    self.name = name
    self.arguments = arguments
    self.rest = rest
    self.ranges = ranges
  }
}
