internal import Reporting
internal import Saving

extension Session {
  /// Writes why a statement failed: on screen under it, in scripts on standard error with its place.
  func report(_ failure: Failure, _ statement: ScriptStatement?) {
    let paint = pageStyle.paint
    let isScript = !isInteractive || readDepth > 0
    let origin =
      isScript
      ? statement.map { ErrorOrigin(file: scriptName.neutralised(), line: $0.line, column: $0.column) } : nil
    var text: String
    switch failure {
    case .reported: return
    case .cancelled: text = "cancelled\n"
    case .query(let error, let source):
      // An inner query (`.explain …`) stands behind its command.
      var inner = origin
      if let statement, let range = statement.text.utf8.firstRange(of: source.utf8) {
        let offset = statement.text.utf8.distance(from: statement.text.startIndex, to: range.lowerBound)
        let place = statement.position(ofByte: offset)
        inner?.line = place.line
        inner?.column = place.column
      }
      text = workspace.text(of: error, in: source, at: inner)
    case .nothingLoaded(let message):
      text =
        (origin.map { "\($0.file):\($0.line):\($0.column): " } ?? "")
        + "error: \(message.neutralised(keepingLines: true))\n"
    case .command(let message, let hint):
      let place = origin.map { "\($0.file):\($0.line):\($0.column): " } ?? ""
      text = "\(place)error: \(message.neutralised(keepingLines: true))\n"
      if let hint { text += "  help: \(hint.neutralised())\n" }
    }
    if !text.hasSuffix("\n") { text += "\n" }
    if let statement, let cut = statement.cutAt {
      let begun = isScript ? "the statement that began at line \(statement.line)" : "the statement"
      let next = isScript ? "line \(cut)" : "that line"
      text +=
        "  help: \(begun) is not finished, but \(next) begins another; one goes on behind `|`, `,`, `and` or `(`\n"
    }
    let sink = isInteractive ? output : errors
    guard paint.isOn else {
      sink.write(text)
      return
    }
    // The first line says what is wrong.
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    sink.write(paint(.boldRed, String(lines[0])) + "\n" + (lines.count > 1 ? String(lines[1]) : ""))
  }
}

extension Collection where Element: Equatable {
  /// The first place where `other` stands in this collection. O(n · m).
  fileprivate func firstRange(of other: some Collection<Element>) -> Range<Index>? {
    guard !other.isEmpty else { return nil }
    var start = startIndex
    while start < endIndex {
      var end = start
      var matches = true
      for element in other {
        guard end < endIndex, self[end] == element else {
          matches = false
          break
        }
        formIndex(after: &end)
      }
      if matches { return start..<end }
      formIndex(after: &start)
    }
    return nil
  }
}
