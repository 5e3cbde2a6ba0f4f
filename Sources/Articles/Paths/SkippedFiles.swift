/// What folders held and loading left out.
public struct SkippedFiles: Hashable, Sendable {
  /// Files with other endings than articles have, by ending in lower case with its dot; "" for none.
  public private(set) var byEnding: [String: Int] = [:]
  /// Files of data, as articles may stand in, that hold none, by ending in lower case with its dot.
  public private(set) var withoutArticles: [String: Int] = [:]
  /// Files and folders whose names begin with a dot.
  public internal(set) var hidden = 0
  /// Links that lead nowhere, pipes, sockets, devices.
  public internal(set) var others = 0

  /// Nothing was left out.
  public init() {}

  /// How many there are.
  public var count: Int {
    byEnding.values.reduce(0, +) + withoutArticles.values.reduce(0, +) + hidden + others
  }

  mutating func addHidden() { hidden += 1 }

  mutating func add(_ name: String) { byEnding[Self.ending(name), default: 0] += 1 }

  /// Adds a file of data without articles.
  public mutating func addWithoutArticles(_ path: String) {
    withoutArticles[Self.ending(path), default: 0] += 1
  }

  /// Adds what others left out.
  public mutating func add(_ other: SkippedFiles) {
    byEnding.merge(other.byEnding, uniquingKeysWith: +)
    withoutArticles.merge(other.withoutArticles, uniquingKeysWith: +)
    hidden += other.hidden
    others += other.others
  }

  private static func ending(_ path: String) -> String {
    let dot = path.utf8.lastIndex(of: UInt8(ascii: "."))
    return dot.map { path[$0...].lowercased() } ?? ""
  }

  /// Endings told one by one; the others are told together.
  private static let endingsTold = 4

  /// "12 .doc, 3 .jpg, 2 hidden": the most frequent endings first; nil where nothing was left out.
  public var message: String? {
    guard count > 0 else { return nil }
    let empty = withoutArticles.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      "\($0.value) \($0.key) without articles"
    }
    guard count > withoutArticles.values.reduce(0, +) else { return empty.joined(separator: ", ") }
    let endings = byEnding.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var parts = endings.prefix(Self.endingsTold).map {
      "\($0.value) \($0.key.isEmpty ? "without an ending" : $0.key)"
    }
    let rest = endings.dropFirst(Self.endingsTold).reduce(0) { $0 + $1.value }
    if rest > 0 { parts.append("\(rest) of other endings") }
    if hidden > 0 { parts.append("\(hidden) hidden") }
    if others > 0 {
      parts.append("\(others) that \(others == 1 ? "is no regular file" : "are no regular files")")
    }
    return (empty + parts).joined(separator: ", ") + " (only text, web pages, mail and data are loaded)"
  }
}
