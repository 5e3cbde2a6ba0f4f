/// What reading one line gave.
public enum LineEvent: Equatable, Sendable {
  /// A line without its ending; from the line editor it may hold several (a paste, an old statement).
  case line(String)
  /// Ctrl-C: the line is dropped.
  case interrupted
  case end
}

/// Where a session's lines come from: the line editor on a terminal, plain input otherwise.
public protocol LineReader: AnyObject {
  /// Whether a person types: then there are prompts, footers and a next line only once it is asked for.
  var isInteractive: Bool { get }
  func readLine(prompt: Prompt) -> LineEvent
  /// Keeps an accepted statement in the history.
  func remember(_ statement: String)
  /// Statements kept, oldest first.
  var history: [String] { get }
}

extension LineReader {
  /// Keeps nothing: pipes and files have no history.
  public func remember(_ statement: String) {}
  /// Nothing.
  public var history: [String] { [] }
}

/// What stands before the line that is typed.
public enum Prompt: Sendable {
  case statement, continuation

  /// As it is printed.
  public var text: String {
    switch self {
    case .statement: "dateline> "
    case .continuation: "     ...> "
    }
  }
}
