/// What of a file was passed by since it is no article: requests in a web archive, attachments of mail. Counted by what it is.
public struct PassedBy: Hashable, Sendable {
  private var counts: [String: Int] = [:]

  /// Nothing.
  public init() {}

  /// How many there are.
  public var total: Int { counts.values.reduce(0, +) }

  /// Adds some of a kind, named in the plural: "redirects".
  public mutating func add(_ kind: String, _ count: Int = 1) { counts[kind, default: 0] += count }

  /// Adds what others have passed by.
  public mutating func add(_ other: PassedBy) { counts.merge(other.counts, uniquingKeysWith: +) }

  /// "requests (12), redirects (3)": the most frequent first; "" for nothing.
  public var description: String {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) (\($0.value))" }
      .joined(separator: ", ")
  }
}

/// What was passed by in the files of a load.
public struct PassedByReport: Sendable {
  private var first = ""
  private var files = 0
  /// All of it.
  public private(set) var all = PassedBy()

  /// Of no file.
  public init() {}

  /// Adds what was passed by in a file.
  public mutating func add(_ path: String, _ passedBy: PassedBy) {
    guard passedBy.total > 0 else { return }
    if files == 0 { first = path }
    files += 1
    all.add(passedBy)
  }

  /// "news.warc: left out requests (12), redirects (3)"; nil where nothing was passed by.
  public var line: String? {
    guard files > 0 else { return nil }
    let shown = PathText.shown(first)
    return (files == 1 ? shown : "\(files) files (the first: \(shown))") + ": left out \(all.description)"
  }
}
