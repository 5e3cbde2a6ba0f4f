internal import Articles
internal import CLineEdit
internal import Facts
internal import Glibc
internal import Keeping
internal import Library
internal import Querying
internal import Reporting
internal import Saving

/// The program's ends: standard streams, or a test's.
public struct Streams {
  /// Where statements come from.
  public var input: any LineReader
  /// Where answers go.
  public var output: any TextSink
  /// Where messages go.
  public var errors: any TextSink
  /// A person sits at both ends: the line editor, or a test's reader in its place.
  public var isTerminal: Bool

  /// The three ends; `isTerminal`: somebody sits before them.
  public init(input: any LineReader, output: any TextSink, errors: any TextSink, isTerminal: Bool = false) {
    self.input = input
    self.output = output
    self.errors = errors
    self.isTerminal = isTerminal
  }
}

extension Invocation {
  /// Begins, on another thread, what nearly every run with these arguments needs, before they are understood. Returns at once.
  public static func prepare(_ arguments: [String]) {
    // What a thread opens must not get the number of a standard stream that is closed.
    dl_hold_standard_streams()
    if !arguments.contains(where: { ["--version", "--help", "-h"].contains($0) }) { Pipeline.prepareKinds() }
  }

  /// Runs as the process: with its streams, environment and signals. Returns the exit code.
  public func runProcess() -> Int32 {
    dl_hold_standard_streams()
    if paths.contains(where: { !KeptFile.isKept($0) }) { Pipeline.prepare() }
    let variables = Self.environment()
    // What a write that was killed has left where this one will write.
    for folder in Set(["."] + (files + [check].compactMap { $0 }).map(ScriptPath.folder)) {
      TextFile.removeLeftovers(in: folder)
    }
    let isOutputTerminal = dl_is_terminal(1)
    let isTerminal = isOutputTerminal && dl_is_terminal(0)
    let surroundings = Surroundings.ofProcess(
      isColoured: isColoured(isTerminal: isOutputTerminal, variables), variables: variables)
    dl_watch_interrupt()
    if !watches.isEmpty, !queries.isEmpty { dl_watch_termination() }
    let streams = Streams(
      input: PlainLineReader(descriptor: 0), output: DescriptorSink(1), errors: DescriptorSink(2),
      isTerminal: isTerminal)
    return Self.ended(run(streams, surroundings), streams.output, streams.errors)
  }

  /// The exit code, once what could not be written is told: a full disk is no success.
  static func ended(_ code: Int32, _ output: any TextSink, _ errors: any TextSink) -> Int32 {
    guard let fault = output.fault else { return code }
    errors.write("dateline: the output could not be written: \(fault)\n")
    return code == Exit.fine ? Exit.failed : code
  }

  /// Runs with the given streams. Returns the exit code.
  public func run(_ streams: Streams, _ surroundings: Surroundings) -> Int32 {
    run(streams, surroundings, workspace: Workspace())
  }

  /// `parts` is what the extraction needs; what is missing of it is told at the start.
  func run(
    _ streams: Streams, _ surroundings: Surroundings, workspace: Workspace,
    parts: [ExtractionPart] = ExtractionPart.standard
  ) -> Int32 {
    for fault in parts.faults { streams.errors.write("dateline: \(fault)\n") }
    if forgets { return runForget(streams, surroundings, workspace) }
    if let check { return runCheck(check, streams, surroundings, workspace) }
    let isScript = !queries.isEmpty || !files.isEmpty
    var reader = streams.input
    if isScript || (paths.contains { $0 == "-" || $0 == "@-" } && !streams.input.isInteractive) {
      reader = TextLineReader(events: [], isInteractive: false)
    } else if streams.isTerminal {
      let history = HistoryFile.path(environment: surroundings.variables).map { HistoryFile(path: $0) }
      reader =
        surroundings.isDumb
        ? TypedLineReader(streams.output, historyFile: history)
        : editor(workspace, surroundings, history) ?? reader
    }
    let session = Session(
      workspace: workspace, reader: reader, output: streams.output, errors: streams.errors,
      surroundings: surroundings)
    session.keepsGoing = keepsGoing
    session.reading = reading
    session.sinks = SinkPolicy(
      rule: isSafe ? .refused : .allowed, replacesFiles: replacesFiles, mayReadByProgram: !isSafe)
    if session.isInteractive, !ignoresConfig, configs.isEmpty { session.configureByHome() }
    if let code = prepare(session) { return code }
    session.livesAtPrompt()
    if session.isInteractive, !isQuiet {
      session.say("dateline \(Self.version) · .help for help, Ctrl-D to leave")
    }
    if !watches.isEmpty, isScript, queries.isEmpty {
      streams.errors.write("dateline: --watch needs a query (-c) whose changes it tells, or a prompt\n")
      return Exit.usage
    }
    var paths = paths
    if let code = openKept(&paths, session) { return code }
    if !paths.isEmpty {
      let report = session.load(paths, options: reading)
      if report.isCancelled {
        guard session.isInteractive else { return Exit.interrupted }
        surroundings.clearInterrupt()
      } else if report.loaded == 0, session.keptFiles.isEmpty {
        streams.errors.write("dateline: nothing could be loaded\n")
        return Exit.nothingLoaded
      } else {
        session.countProblems(report)
      }
    }
    session.keepUp()
    let journal = Journal.folder(environment: surroundings.variables)
    var restored: Journal.Left?
    var restoration = Session.Restoration.whole
    var claim: Journal.Claim?
    if restores {
      var left = journal.map { Journal.left(in: $0) } ?? []
      // Another program may be bringing the newest back.
      while let newest = left.first, restored == nil {
        claim = Journal.claim(newest)
        if claim == nil { left.removeFirst() } else { restored = newest }
      }
      guard let restored else {
        streams.errors.write("dateline: no session was left behind that could be restored\n")
        return Exit.failed
      }
      restoration = session.restore(restored)
      guard restoration != .stopped || session.isInteractive else { return Exit.interrupted }
      if left.count > 1 {
        let times = left.dropFirst().prefix(5).map(\.time).joined(separator: ", ")
        session.remark(
          "note: older ones are left, too, for another --restore: \(times)" + (left.count > 6 ? " …" : ""))
      }
    }
    // Only what a person typed is worth keeping: a script is there to be run again.
    if let journal, streams.isTerminal, session.isInteractive {
      session.startJournal(in: journal, restored: restored, restoration)
    } else if let restored, restoration != .whole {
      session.remarkKept(restored)
    }
    withExtendedLifetime(claim) {}
    claim = nil
    do throws(Failure) {
      if !watches.isEmpty { try session.watch(watches, reading, isSilent: isScript) }
    } catch {
      session.report(error, nil)
      return Exit.usage
    }
    if !watches.isEmpty, isScript { return session.runWatching(files, queries) }
    guard isScript else { return session.run() }
    for file in files where !session.isDone {
      session.run(file: file)
    }
    for query in queries where !session.isDone {
      session.scriptName = "-c"
      for statement in ScriptStatements(query, session.statementBuffer) where !session.isDone {
        session.execute(statement)
      }
    }
    return session.run()
  }

  /// Opens the kept files among the paths, and keeps in the first of them what comes; the exit code where one cannot be opened.
  private func openKept(_ paths: inout [String], _ session: Session) -> Int32? {
    let first = paths.first
    do throws(Failure) {
      let kept = KeptFile.taking(&paths)
      // A prompt need not wait for what nothing else waits for.
      if session.isInteractive, kept.count == 1, paths.isEmpty, watches.isEmpty, !restores {
        try session.beginKept(kept[0])
        return nil
      }
      for (number, path) in kept.enumerated() {
        try session.loadKept(path, keeps: number == 0 && path == first)
      }
      return nil
    } catch {
      session.report(error, nil)
      return error.exitCode == Exit.interrupted ? Exit.interrupted : Exit.nothingLoaded
    }
  }

  /// Kinds, aliases, settings and parameters; the exit code where they are wrong.
  private func prepare(_ session: Session) -> Int32? {
    do throws(Failure) {
      for file in kinds { try session.defineKinds(file: file) }
      for file in aliases { try session.defineAliases(file: file) }
    } catch {
      session.report(error, nil)
      return Exit.usage
    }
    for file in configs {
      let text: String
      do { text = try TextFile.read(file) } catch {
        session.errors.write("dateline: \(file.neutralised()): \(error.reason)\n")
        return Exit.usage
      }
      guard session.configure(file, text) else { return Exit.usage }
    }
    // Kept as if they had been typed, so that a saved session has them.
    func keep(_ statement: String) {
      session.keep(Session.LogEntry(statement: statement, mode: session.settings.mode))
    }
    if let mode {
      session.settings.mode = mode
      keep(".mode \(mode.rawValue)")
    }
    if let separator {
      session.settings.separator = separator
      // Nobody names a separator for a table.
      if mode == nil {
        session.settings.mode = .csv
        keep(".mode csv")
      }
      // `.set` takes a = for a sign between name and value, unless it is quoted.
      let value = separator == "\t" ? "tab" : separator == "=" ? "\"=\"" : Arguments.quoted(separator)
      keep(".set separator \(value)")
    }
    if !engine.isEmpty {
      do throws(Failure) { try session.setEngine(engine) } catch {
        session.report(error, nil)
        return Exit.usage
      }
    }
    if !showsHeader {
      session.settings.showsHeader = false
      keep(".set header off")
    }
    if isQuiet { session.settings.isQuiet = true }
    for (option, text) in settings.map({ ("--set", $0) }) + parameters.map({ ("-p", $0) }) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        session.errors.write("dateline: \(option) \(text): write \(option) name=value\n")
        return Exit.usage
      }
      let name = (option == "-p" ? "$" : "") + parts[0].trimmed
      do throws(Failure) {
        try session.set(name, to: parts[1].trimmed)
        let value = parts[1].trimmed
        keep(
          ".set \(name) \(value.hasPrefix("=") ? "\"=\"" + Arguments.quoted(String(value.dropFirst())) : Arguments.quoted(value))"
        )
      } catch {
        session.report(error, nil)
        return Exit.usage
      }
    }
    return nil
  }

  private func runForget(_ streams: Streams, _ surroundings: Surroundings, _ workspace: Workspace) -> Int32 {
    var alone = Invocation()
    (alone.forgets, alone.isQuiet, alone.colour) = (true, isQuiet, colour)
    guard self == alone else {
      streams.errors.write(
        "dateline: --forget stands alone: it removes sessions that were cut off, and asks nothing\n")
      return Exit.usage
    }
    let session = Session(
      workspace: workspace, reader: TextLineReader(events: [], isInteractive: false), output: streams.output,
      errors: streams.errors, surroundings: surroundings)
    session.settings.isQuiet = isQuiet
    let isDone = session.forgetJournals(in: Journal.folder(environment: surroundings.variables))
    return isDone ? Exit.fine : Exit.failed
  }

  private func runCheck(
    _ path: String, _ streams: Streams, _ surroundings: Surroundings, _ workspace: Workspace
  ) -> Int32 {
    let host = Session(
      workspace: workspace, reader: TextLineReader(events: [], isInteractive: false), output: streams.output,
      errors: streams.errors, surroundings: surroundings)
    // A session that somebody sends runs nothing, whatever kinds of files it names.
    host.sinks.mayReadByProgram = trusts && !isSafe
    let text: String
    do { text = try TextFile.read(path) } catch {
      streams.errors.write("dateline: \(path): \(error.reason)\n")
      return Exit.usage
    }
    let session = host.silent(workspace)
    if let code = prepare(session) {
      streams.errors.write((session.errors as? StringSink)?.take() ?? "")
      return code
    }
    var articles = paths
    host.sinks = host.sinks.compared
    if let code = openKept(&articles, host) { return code }
    if !articles.isEmpty {
      let report = host.load(articles, options: reading)
      if report.isCancelled { return Exit.interrupted }
      if report.loaded == 0, host.keptFiles.isEmpty { return Exit.nothingLoaded }
      session.countProblems(report)
    }
    let check = SessionCheck.run(text, path: path, in: session, loads: paths.isEmpty)
    if session.exitCode == Exit.interrupted { return Exit.interrupted }
    streams.output.write(check.page(PageStyle(width: nil, paint: Paint(isOn: surroundings.isColoured))))
    streams.errors.write(check.summary + "\n")
    if check.differing > 0 { return Exit.failed }
    return session.exitCode == Exit.nothingLoaded ? Exit.nothingLoaded : Exit.fine
  }

  private func editor(_ workspace: Workspace, _ surroundings: Surroundings, _ history: HistoryFile?)
    -> EditLineReader?
  {
    EditLineReader(
      historyFile: history, paint: Paint(isOn: surroundings.isColoured),
      knowledge: EditLineReader.Knowledge(
        highlight: { EditHighlighter(workspace: workspace).runs($0, cursor: $1) },
        complete: { Completer(workspace: workspace).complete($0, at: $1) },
        suggest: { Completer(workspace: workspace).suggestion($0) }))
  }

  private func isColoured(isTerminal: Bool, _ variables: [String: String]) -> Bool {
    switch colour {
    case .always: true
    case .never: false
    case .auto: isTerminal && (variables["NO_COLOR"] ?? "").isEmpty && variables["TERM"] != "dumb"
    }
  }

  private static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    for name in Manual.variables.flatMap(\.names) {
      if let value = getenv(name) { variables[name] = PathText.text(value) }
    }
    return variables
  }
}
