internal import Querying
internal import Reporting

/// The styles of a line while it is typed.
struct EditHighlighter {
  let workspace: Workspace

  /// Styled stretches of `text`, in order, those without a style left out. `cursor` is the byte that the cursor stands at; -1
  /// once the line is accepted.
  func runs(_ text: String, cursor: Int) -> [StyledRun] {
    var runs: [StyledRun] = []
    for highlight in Highlight.all(in: text, cursor: cursor, vocabulary: workspace.vocabulary) {
      guard highlight.role == .command else {
        runs.append(StyledRun(range: highlight.range, style: Self.style(highlight.role)))
        continue
      }
      let range = highlight.range
      let name = String(decoding: Array(text.utf8)[range].dropFirst(), as: UTF8.self).lowercased()
      let command = ShellCommand.named(name)
      let mayBecome = range.upperBound == cursor && ShellCommand.table.contains { $0.name.hasPrefix(name) }
      runs.append(StyledRun(range: range, style: command != nil || mayBecome ? .magenta : .wrong))
    }
    return runs
  }

  private static func style(_ role: Highlight.Role) -> Paint.Style {
    switch role {
    case .command, .parameter: .magenta
    case .source: .boldGreen
    case .keyword: .boldBlue
    case .field: .blue
    case .word, .number: .cyan
    case .string, .pattern: .yellow
    case .comment: .faint
    case .fault: .wrong
    }
  }
}
