/// What folders held and loading left out.
public struct SkippedFiles: Hashable, Sendable {
  /// Files with other endings than articles have, by ending in lower case with its dot; "" for none.
  public private(set) var byEnding: [String: Int] = [:]
  /// Files and folders whose names begin with a dot.
  public internal(set) var hidden = 0
  /// Links that lead nowhere, pipes, sockets, devices.
  public internal(set) var others = 0

  /// Nothing was left out.
  public init() {}

  /// How many there are.
  public var count: Int { byEnding.values.reduce(0, +) + hidden + others }

  mutating func add(_ name: String) {
    let dot = name.utf8.lastIndex(of: UInt8(ascii: "."))
    byEnding[dot.map { name[$0...].lowercased() } ?? "", default: 0] += 1
  }

  /// Endings told one by one; the others are told together.
  private static let endingsTold = 4

  /// "12 .pdf, 3 .html, 2 hidden": the most frequent endings first; nil where nothing was left out.
  public var message: String? {
    guard count > 0 else { return nil }
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
    return parts.joined(separator: ", ") + " (only \(ArticleFormats.endingList) files are loaded)"
  }
}
