/// Lines typed on a terminal that can only write (TERM=dumb: a shell inside an editor, a printer): the terminal's own editing
/// of a line, and nothing drawn.
final class TypedLineReader: LineReader {
  let isInteractive = true
  private(set) var history: [String]
  private let output: any TextSink
  private let lines = PlainLineReader(descriptor: 0)
  private let file: HistoryFile?

  init(_ output: any TextSink, historyFile: HistoryFile?) {
    self.output = output
    file = historyFile
    history = historyFile?.load() ?? []
  }

  func readLine(prompt: Prompt) -> LineEvent {
    output.write(prompt.text)
    let event = lines.readLine(prompt: prompt)
    if case .line = event { return event }
    output.write("\n")
    return event
  }

  func remember(_ statement: String) {
    guard HistoryFile.keeps(statement), statement != history.last else { return }
    history.append(statement)
    file?.append(statement)
  }
}
