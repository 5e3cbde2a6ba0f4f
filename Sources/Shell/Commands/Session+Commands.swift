internal import Querying

extension Session {
  /// Runs a line that begins with a dot.
  func performCommand(_ text: String) throws(Failure) {
    let body = text.dropFirst()
    let name = String(body.prefix { !$0.isWhitespace }).lowercased()
    guard let command = ShellCommand.named(name) else {
      let near = Suggestion.closest(to: name, among: ShellCommand.table.map(\.name))
      let hint =
        near.isEmpty ? "see .help" : "did you mean " + near.map { "." + $0 }.joined(separator: ", ") + "?"
      throw .command("no command called .\(name)", hint: hint)
    }
    let arguments = Arguments(body.dropFirst(name.utf8.count == 0 ? 0 : name.count))
    let mode = redirect?.mode ?? settings.mode
    let shown = try command.run(self, arguments)
    if let shown { show(shown) }
    switch command.keeps {
    case .nothing: break
    case .command: log.append(LogEntry(statement: text, shown: nil, mode: mode))
    case .result: log.append(LogEntry(statement: text, shown: shown, mode: mode))
    }
  }
}

/// Names that may have been meant.
enum Suggestion {
  /// At most three names within an edit distance of a third of the length (at least 1), a swap of neighbours
  /// counted as one; a name that begins as `name` does counts too.
  static func closest(to name: String, among names: [String]) -> [String] {
    let limit = max(1, name.count / 3)
    let scored = names.enumerated().compactMap { index, candidate -> (Int, Int, String)? in
      let distance = distance(Array(name.utf8), Array(candidate.utf8))
      if distance <= limit { return (distance, index, candidate) }
      return name.count >= 2 && candidate.hasPrefix(name) ? (limit + 1, index, candidate) : nil
    }
    return scored.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(3).map(\.2)
  }

  /// Optimal string alignment distance. O(n · m).
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var older: [Int] = []
    var old = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(row[j] + 1, old[j + 1] + 1, old[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, older[j - 1] + 1) }
        row.append(best)
      }
      older = old
      old = row
    }
    return old[b.count]
  }
}
