internal import Facts
internal import Keeping
internal import Library
internal import Reporting
internal import Saving

extension Session {
  /// `.define`: a line, or a file of kinds.
  func define(_ arguments: Arguments) throws(Failure) {
    if arguments.rest.contains(":"), arguments.words.count > 2 {
      for line in try defineKind(arguments.rest) { remark("  " + line.neutralised()) }
      keep(LogEntry(statement: ".define " + arguments.rest, shown: nil, mode: settings.mode))
    } else {
      try defineKinds(file: ScriptPath.resolve(arguments.words.first ?? "", in: scriptFolder))
    }
  }

  /// Adds the kinds of a file; a fault names the file, the line and what is wrong.
  func defineKinds(file: String) throws(Failure) {
    let text = try contents(file, "\(file):")
    try defineKinds(text, file: file)
    keep(LogEntry(statement: ".define", shown: nil, mode: settings.mode, paths: [file]))
  }

  /// Adds what `.define` says in a line. What was learned from examples, as a file of kinds would say it.
  private func defineKind(_ text: String) throws(Failure) -> [String] {
    var learned: [String] = []
    try define(file: nil) { (table) throws(KindFileError) in learned = try table.define(text) }
    definitions.append(KeptFile.Definition(isFile: false, text: text))
    return learned
  }

  private func defineKinds(_ text: String, file: String?) throws(Failure) {
    try define(file: file) { (table) throws(KindFileError) in try table.read(text.utf8) }
    definitions.append(KeptFile.Definition(isFile: true, text: text))
  }

  /// Adds kinds as a kept file says them.
  func define(_ definition: KeptFile.Definition) throws(Failure) {
    if definition.isFile {
      try defineKinds(definition.text, file: nil)
    } else {
      _ = try defineKind(definition.text)
    }
  }

  private func define(
    file: String?, _ add: (inout KindTable) throws(KindFileError) -> Void
  ) throws(Failure) {
    let before = Set(workspace.sourceNames)
    surroundings.clearInterrupt()
    let isDone: Bool
    do {
      isDone = try withProgress(Self.rereading) { (progress) throws(KindFileError) in
        try workspace.define(add, progress: progress, isCancelled: surroundings.isInterrupted)
      }
    } catch {
      throw .command(file.map { "\($0):\(error.line): \(error.message)" } ?? error.message, hint: nil)
    }
    try settle(isDone)
    let new = workspace.sourceNames.filter { !before.contains($0) }
    let summary = workspace.summary
    guard summary.articles > 0 else { return }
    remark("defined \(new.joined(separator: ", ")): \(Self.count(summary.facts, "fact")) now")
  }

  /// What stands on the screen while articles are read again.
  static func rereading(_ done: Int, _ total: Int, _ share: Int) -> String {
    "reading \(count(total, "article")) again (\(share) %), Ctrl-C stops"
  }

  /// After articles were read again, or that was stopped: facts are numbered anew.
  func settle(_ isDone: Bool) throws(Failure) {
    guard isDone else {
      if isInteractive { surroundings.clearInterrupt() }
      throw .cancelled
    }
    last = nil
  }
}
