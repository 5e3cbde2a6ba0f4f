public import Articles

/// A saved session: a script that can be read and replayed, with each statement's results as comments below
/// it.
///
///     -- dateline session 1
///     -- articles 5b8a3f06c1d2e497
///     -- kinds 03d1c6d6a9c0f2b7
///
///     .load "articles/2023"
///
///     meetings near "Poland"
///     -- #  date        …
///     -- 1  2023-01-17  …
///     -- 1 row
///
/// Comments directly below a statement are its results; those after a blank line are the writer's own.
public struct SessionScript: Hashable, Sendable {
  /// What the first line of a saved session begins with.
  public static let signature = "-- dateline session"
  static let version = 1

  /// A statement and what it printed.
  public struct Entry: Hashable, Sendable {
    /// As typed, without its end mark.
    public var statement: String
    /// What it printed, line by line; empty where nothing is known.
    public var results: [String]

    /// An entry of these parts.
    public init(statement: String, results: [String] = []) {
      self.statement = statement
      self.results = results
    }
  }

  /// Comment lines of the head, without "-- ".
  public var remarks: [String]
  /// In the order in which they were run.
  public var entries: [Entry]

  /// A session of these parts.
  public init(remarks: [String] = [], entries: [Entry]) {
    self.remarks = remarks
    self.entries = entries
  }

  /// The file's text. Statements without results stand together, one with results is set apart by a blank
  /// line.
  public var text: String {
    var text = "\(Self.signature) \(Self.version)\n"
    for remark in remarks { text += Self.comment(remark) }
    text += "\n"
    var wasApart = true
    for entry in entries {
      let isApart = !entry.results.isEmpty
      if !text.hasSuffix("\n\n"), isApart || wasApart { text += "\n" }
      text += Self.lines(of: entry.statement)
      for line in entry.results { text += Self.comment(line) }
      wasApart = isApart
    }
    return text
  }

  /// A statement as lines of a script. A blank line would end it.
  public static func lines(of statement: String) -> String {
    statement.split(separator: "\n").filter { !$0.trimmingSpaces.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// What a session was saved with, by hashes in its head.
  public enum Basis: String, Sendable, CaseIterable {
    /// The articles that were loaded: what they say.
    case articles
    /// The kinds of facts in use.
    case kinds
  }

  /// The line of the head that says what was in use.
  public static func remark(_ basis: Basis, _ hash: ContentHash) -> String {
    "\(basis.rawValue) \(hash.description)"
  }

  /// What was in use when a session was saved; nil where its head does not say.
  public static func hash(of basis: Basis, in text: some StringProtocol) -> ContentHash? {
    let start = "-- \(basis.rawValue) "
    for line in text.split(separator: "\n").prefix(while: { $0.hasPrefix("--") })
    where line.hasPrefix(start) {
      if let hash = ContentHash(line.dropFirst(start.count)) { return hash }
    }
    return nil
  }

  /// Whether a text is a saved session (its first line says so).
  public static func isSession(_ text: some StringProtocol) -> Bool { text.hasPrefix(signature) }

  private static func comment(_ line: String) -> String {
    line.isEmpty ? "--\n" : "-- " + line + "\n"
  }
}
