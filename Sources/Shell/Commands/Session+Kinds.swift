internal import Facts
internal import Saving

extension Session {
  /// `.define`: a line, or a file of kinds.
  func define(_ arguments: Arguments) throws(Failure) {
    if arguments.rest.contains(" : ") || arguments.rest.contains(":"), arguments.words.count > 2 {
      try define(file: nil) { (table) throws(KindFileError) in try table.define(arguments.rest) }
    } else {
      try defineKinds(file: ScriptPath.resolve(arguments.words.first ?? "", in: scriptFolder))
    }
  }

  /// Adds the kinds of a file; a fault names the file, the line and what is wrong.
  func defineKinds(file: String) throws(Failure) {
    let text: String
    do throws(TextFile.Problem) { text = try TextFile.read(file) } catch {
      throw .command("\(file): \(error.reason)")
    }
    try define(file: file) { (table) throws(KindFileError) in try table.read(text.utf8) }
  }

  private func define(
    file: String?, _ add: (inout KindTable) throws(KindFileError) -> Void
  ) throws(Failure) {
    let before = Set(backend.sourceNames)
    surroundings.clearInterrupt()
    let start = surroundings.clock()
    var isShown = false
    let isDone: Bool
    do {
      isDone = try backend.define(
        add,
        progress: { done, total in
          guard isInteractive, surroundings.showsProgress, surroundings.clock() &- start > 300_000_000 else {
            return
          }
          isShown = true
          let share = total > 0 ? done * 100 / total : 0
          output.write("\rreading \(Self.count(total, "article")) again (\(share) %), Ctrl-C stops\u{1B}[K")
        }, isCancelled: surroundings.isInterrupted)
    } catch {
      throw .command(file.map { "\($0):\(error.line): \(error.message)" } ?? error.message, hint: nil)
    }
    if isShown { output.write("\r\u{1B}[K") }
    guard isDone else {
      if isInteractive { surroundings.clearInterrupt() }
      throw .cancelled
    }
    last = nil
    let new = backend.sourceNames.filter { !before.contains($0) }
    let articles = backend.summary.articles
    guard articles > 0 else { return }
    let line = "defined \(new.joined(separator: ", ")): \(Self.count(backend.summary.facts, "fact")) now\n"
    if isInteractive {
      output.write(pageStyle.paint(.faint, line.neutralised(keepingLines: true)))
    } else {
      errors.write(line)
    }
  }
}
