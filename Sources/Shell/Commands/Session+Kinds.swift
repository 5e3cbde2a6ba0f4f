internal import Facts
internal import Saving

extension Session {
  /// `.define`: a line, or a file of kinds.
  func define(_ arguments: Arguments) throws(Failure) {
    if arguments.rest.contains(":"), arguments.words.count > 2 {
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
    let isDone: Bool
    do {
      isDone = try withProgress { _, total, share in
        "reading \(Self.count(total, "article")) again (\(share) %), Ctrl-C stops"
      } _: { (progress) throws(KindFileError) in
        try backend.define(add, progress: progress, isCancelled: surroundings.isInterrupted)
      }
    } catch {
      throw .command(file.map { "\($0):\(error.line): \(error.message)" } ?? error.message, hint: nil)
    }
    guard isDone else {
      if isInteractive { surroundings.clearInterrupt() }
      throw .cancelled
    }
    last = nil
    let new = backend.sourceNames.filter { !before.contains($0) }
    let summary = backend.summary
    guard summary.articles > 0 else { return }
    remark("defined \(new.joined(separator: ", ")): \(Self.count(summary.facts, "fact")) now")
  }
}
