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
    let mode = settings.mode
    let shown = try command.run(self, arguments)
    switch command.keeps {
    case .nothing: break
    // Without arguments it only shows what is set.
    case .command: if shown == nil { keep(LogEntry(statement: text, mode: mode)) }
    case .result: keep(LogEntry(statement: text, shown: shown, mode: mode))
    case .answer: keep(LogEntry(statement: text, mode: mode))
    }
    guard let shown else { return }
    try paged { () throws(Failure) in
      try show(shown, isAnswer: [.result, .answer].contains(command.keeps))
    }
  }
}

/// Names that may have been meant.
enum Suggestion {
  /// At most three that are spelt almost so, or begin so.
  static func closest(to name: String, among names: [String]) -> [String] {
    nearWords(to: name, among: names, completing: true)
  }
}
