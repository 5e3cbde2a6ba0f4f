internal import Articles
internal import Indexing
internal import Keeping
internal import Querying
internal import Reporting
internal import Saving

/// One session: everything that changes while statements are run. Input, outputs, clock, terminal and
/// interrupts are values, so whole sessions run inside a test.
public final class Session {
  let workspace: Workspace
  let reader: any LineReader
  /// Where answers go, and messages; while something is told above the line that is typed, both there.
  var output: any TextSink
  var errors: any TextSink
  let surroundings: Surroundings

  var settings = SessionSettings()
  /// `$name` in queries.
  var parameters: [String: String] = [:] {
    didSet { workspace.parameterNames = parameters.keys.sorted() }
  }
  var keepsGoing = false
  /// `.echo`: scripts show each statement before its answer.
  var echoes = false
  /// It is shown to somebody in a tour.
  var isGuest = false
  /// `--fields`, `--unpack-ratio` …: how files that are loaded later are read, too.
  var reading = ReadingOptions()
  /// The name of the script on standard input or of `-c`, for error messages.
  var scriptName = "stdin"
  /// The folder that relative paths are meant in, and that programs run in: that of the script being read, or the one that
  /// `.cd` has chosen; nil: the working folder.
  var scriptFolder: String? {
    didSet { if isInteractive { workspace.folder = scriptFolder } }
  }
  var readDepth = 0

  /// The last answer, which `.why`, `.open` and a leading `|` go on from.
  var last: Answer? {
    didSet { lastMade = nil }
  }
  /// The last answer as it was made, before corrections, with what its numbers stand for.
  var lastMade: (answer: Answer, anchors: RowAnchors)?
  /// `.output`: where answers go instead of the screen.
  var standing: Redirect?
  /// `.once`: where the next one goes.
  var once: Redirect?
  /// What may be written and run.
  var sinks = SinkPolicy()
  /// What `.save` writes.
  var log: [LogEntry] = []
  /// Where it is written down as it grows; nil: nowhere.
  var journal: Journal?
  /// Saved sessions that this one has written or read, by their absolute paths.
  var ownSessions: Set<String> = []
  /// Reports that this one has written, by their absolute paths.
  var ownReports: Set<String> = []
  /// A kept file that what changes is written into; nil: none.
  var kept: Kept?
  /// A kept file that is being read; nil: none.
  var opening: Opening?
  /// Kept files that were loaded or written, by their absolute paths, with the articles that they held then.
  var keptFiles: [String: [ArticleKey: ContentHash]] = [:]
  /// What answers queries in the place of the program; nil: the program itself.
  var engine: OutsideEngine?
  /// Kinds that were added, as they were said.
  var definitions: [KeptFile.Definition] = []
  /// Folders that are watched, and queries whose changes are told; nil: none.
  var watching: Watching?
  /// What is shown is on its way to the pager, from which line on.
  var isPaging = false
  var pageLine = 1
  /// A picture on its way there, and what stands for it in a pager.
  var pagedPicture: (picture: String, characters: String)?
  /// What the terminal has said of pictures; nil: it was not asked.
  var terminalAnswers: TerminalAnswers?
  private(set) lazy var buffer = statementBuffer

  /// 0 fine, 1 a query failed, 3 nothing could be loaded, 130 interrupted.
  public internal(set) var exitCode: Int32 = 0
  var isDone = false

  init(
    workspace: Workspace, reader: any LineReader, output: any TextSink, errors: any TextSink,
    surroundings: Surroundings
  ) {
    self.workspace = workspace
    self.reader = reader
    self.output = output
    self.errors = errors
    self.surroundings = surroundings
  }

  var isInteractive: Bool { reader.isInteractive }

  /// How text for the screen is laid out; in scripts nothing is cut and nothing coloured unless asked for.
  var pageStyle: PageStyle {
    let width = settings.width > 0 ? settings.width : max(20, surroundings.width())
    var paint = Paint(isOn: surroundings.isColoured && !(isInteractive && settings.isPlain))
    paint.isASCII = settings.isASCII
    return PageStyle(
      width: isInteractive ? width : nil, paint: paint, drawingWidth: width,
      isPlain: isInteractive && settings.isPlain)
  }

  /// How text for files and programs is laid out: nothing is cut or coloured.
  var fileStyle: PageStyle {
    var style = PageStyle.plain
    style.paint.isASCII = settings.isASCII
    return style
  }

  /// Reads and runs statements until the input ends, `.quit`, or (in scripts) the first error. Returns the
  /// exit code.
  ///
  /// A statement is run when its line ends, unless it needs more: so a program at the other end of a pipe gets each
  /// answer before it has to ask on.
  public func run() -> Int32 {
    while !isDone, !output.isClosed {
      switch reader.readLine(prompt: buffer.needsMore ? .continuation : .statement) {
      case .line(let line):
        // A pasted buffer holds several lines; a `|` line after it goes on from the last answer.
        var statements: [ScriptStatement] = []
        for part in line.isEmpty ? [""] : line.lines { statements += buffer.add(part) }
        execute(statements + buffer.flushComplete())
      case .interrupted:
        buffer.drop()
        if !isInteractive {
          exitCode = 130
          isDone = true
        }
      case .end:
        execute(buffer.flush())
        isDone = true
      }
    }
    watching?.stop()
    opening?.job.stop()
    keepUp(isLast: true)
    endRedirects()
    endJournal()
    return exitCode
  }

  func execute(_ statements: [ScriptStatement]) {
    for statement in statements where !isDone {
      if isInteractive { reader.remember(statement.text) }
      echoInScript(statement)
      execute(statement)
    }
  }

  /// Runs one statement and reports its failure. False if it failed.
  @discardableResult
  func execute(_ statement: ScriptStatement) -> Bool {
    do {
      try perform(statement.text)
      keepUp()
      return true
    } catch {
      fail(error, statement)
      return false
    }
  }

  /// Runs a script given on the command line.
  func run(file: String) {
    do { try read(file) } catch { fail(error, nil) }
  }

  private func fail(_ failure: Failure, _ statement: ScriptStatement?) {
    report(failure, statement)
    surroundings.clearInterrupt()
    guard !isInteractive else { return }
    if case .cancelled = failure {
      exitCode = 130
      isDone = true
    } else {
      exitCode = failure.exitCode
      if !keepsGoing { isDone = true }
    }
  }

  /// Runs one statement, shows what it yields and keeps it for `.save`.
  func perform(_ text: String) throws(Failure) {
    surroundings.clearInterrupt()
    if !ShellCommand.needsNothing(text) { try finishOpening() }
    try takeUpChanges()
    if !waitsWithCorrections(text) { try takeCorrections() }
    if text.hasPrefix(".") {
      try performCommand(text)
      return
    }
    if let asked = try understood(text) {
      try run(asked.query, from: text, asked)
    } else {
      try run(text, from: text)
    }
  }

  /// Runs a query that a statement is, or that a question became.
  private func run(_ text: String, from statement: String, _ asked: AskedQuestion? = nil) throws(Failure) {
    let start = surroundings.clock()
    if let answer = try askEngine(text) {
      // What it answers has no rows here.
      last = nil
      workspace.goOn(from: nil)
      keep(LogEntry(statement: statement, shown: nil, mode: settings.mode, folder: scriptFolder))
      return try show(.answer(answer), time: surroundings.clock() &- start)
    }
    let outcome = try runQuery(text)
    let time = surroundings.clock() &- start
    switch outcome {
    case .answer(var answer, let exports, let drawing):
      // What it says in words comes before what else is to be known of it.
      if let asked { answer.notes = asked.words(for: answer, in: workspace.index) + answer.notes }
      last = answer
      var shown: Shown? = .answer(answer)
      var drawn: Drawing?
      var report: Report?
      switch drawing {
      case nil: break
      case .why?:
        report = why(answer)
        shown = report.map { .report($0) }
      case .drawing(let drawing)?:
        drawn = drawing
        shown = .drawn(answer, drawing)
      }
      // What cannot be written was answered all the same: later statements go on from it.
      keep(LogEntry(statement: statement, shown: shown, mode: settings.mode, folder: scriptFolder))
      guard exports.isEmpty || sinks.rule == .compared else {
        for export in exports { try write(answer, drawn, report, to: export) }
        return
      }
      if let shown { try paged { () throws(Failure) in try show(shown, time: time) } }
    case .parameter(let name, let value):
      parameters[name] = value
      keep(LogEntry(statement: statement, shown: nil, mode: settings.mode, folder: scriptFolder))
    case .defined:
      keep(LogEntry(statement: statement, shown: nil, mode: settings.mode, folder: scriptFolder))
    }
  }

  func runQuery(_ text: String) throws(Failure) -> Reply {
    do {
      return try workspace.run(
        text, settings: settings, parameters: parameters, isCancelled: surroundings.isInterrupted)
    } catch {
      if error.reason == .cancelled { throw .cancelled }
      throw .query(error, statement: text)
    }
  }
}
