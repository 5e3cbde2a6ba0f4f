internal import Articles
internal import Glibc
internal import Querying
internal import Reporting
internal import Saving

/// What a session writes to files and gives to programs.
extension Session {
  /// Where the next answer goes; nil: to the screen.
  var redirect: Redirect? { once ?? standing }

  /// `.once` and `.output`.
  func startRedirect(_ arguments: Arguments, command: String) throws(Failure) {
    let target = RedirectTarget(arguments)
    let isOnce = command == "once"
    if isOnce { once = nil } else { try endOutput() }
    let entry: LogEntry
    if let program = target.program {
      guard !program.isEmpty else { throw .command("no program is named", hint: ".\(command) | less -S") }
      entry = LogEntry(statement: ".\(command) | " + program, mode: settings.mode)
      if sinks.rule != .compared {
        try sinks.admit("runs `\(program)`")
        guard let sink = ProgramSink(command: inOwnFolder(program)) else {
          throw .command("cannot run `\(program)`")
        }
        redirect(Redirect(place: .program(sink), name: program), isOnce)
      }
    } else {
      guard !target.path.isEmpty else { throw .command("usage: .\(command) [>>] FILE [--force]") }
      let path = ScriptPath.resolve(target.path, in: scriptFolder)
      entry = LogEntry(
        statement: ".\(command)" + (target.appends ? " >>" : ""), mode: settings.mode, paths: [path],
        options: target.isForced ? " --force" : "")
      if sinks.rule != .compared {
        // Fails now rather than after the query.
        let manner = try manner(for: target.path, appends: target.appends, isForced: target.isForced)
        let mode = OutputFormat(path: target.path)
        try refuseAdding(mode, to: target.path, manner)
        if mode?.isBinary == true {
          guard isOnce else { throw Self.oneDocument(target.path, .parquet) }
          _ = try ParquetWriter(sinks)
        }
        if isOnce {
          once = Redirect(place: .file(path: target.path, manner), name: target.path, mode: mode)
        } else {
          let held = target.appends ? Held(path) : nil
          let sink = try stream(target.path, manner)
          if held?.endsLine == false { sink.write("\n") }
          standing = Redirect(
            place: .stream(sink), name: target.path, mode: mode, appends: target.appends,
            header: held?.firstLine, hasAnswers: held != nil)
        }
      }
    }
    keep(entry)
  }

  private func redirect(_ redirect: Redirect, _ isOnce: Bool) {
    if isOnce { once = redirect } else { standing = redirect }
  }

  private func stream(_ path: String, _ manner: TextFile.Manner) throws(Failure) -> DescriptorSink {
    do {
      return DescriptorSink(try TextFile.open(ScriptPath.resolve(path, in: scriptFolder), manner), owns: true)
    } catch {
      throw .command("cannot write \(path): \(error.reason)")
    }
  }

  /// Gives an answer, written in `mode`, to where it goes instead of the screen.
  func deliver(_ text: String, _ mode: OutputFormat?, to redirect: Redirect) throws(Failure) {
    let isOnce = once != nil
    once = nil
    switch redirect.place {
    case .file(let path, let manner): try writeFile(try added(text, mode, to: path, manner), to: path, manner)
    case .stream(let sink):
      let isFile = TextFile.standing(at: ScriptPath.resolve(redirect.name, in: scriptFolder)) != .device
      // A line of text is part of no such document, not even of one to come.
      if isFile, redirect.hasAnswers || mode == nil, (mode ?? redirect.mode)?.joining == .spoils {
        throw Self.oneDocument(redirect.name, mode ?? redirect.mode)
      }
      standing?.hasAnswers = true
      let header = redirect.appends ? header(text, mode) : nil
      if let header { standing?.header = header }
      sink.write(header == nil || header != redirect.header ? text : text.withoutFirstLine)
      let gone = sink.isClosed ? "nobody reads it any more" : nil
      guard let fault = sink.fault ?? gone else { return }
      standing = nil
      throw .command(
        "cannot write \(redirect.name): \(fault)",
        hint: "what it holds is kept; further answers go to the screen")
    case .program(let sink):
      sink.write(text)
      if isOnce { try finish(sink, redirect.name) }
    }
  }

  /// `.output` alone, another `.output`, the end of the session.
  func endOutput() throws(Failure) {
    guard let ended = standing else { return }
    standing = nil
    switch ended.place {
    case .stream(let sink):
      if let fault = sink.finish() { throw .command("cannot write \(ended.name): \(fault)") }
    case .program(let sink): try finish(sink, ended.name)
    case .file: break
    }
  }

  /// Ends what is still open at the end of the session; a failure counts as a statement's.
  func endRedirects() {
    if let waiting = once {
      once = nil
      remark("note: no answer came for \(waiting.name): nothing was written")
      if case .program(let sink) = waiting.place { _ = sink.finish() }
    }
    do { try endOutput() } catch {
      report(error, nil)
      if !isInteractive { exitCode = Invocation.Exit.failed }
    }
  }

  private func finish(_ sink: ProgramSink, _ command: String) throws(Failure) {
    if let fault = sink.finish() { throw .command("`\(command)` failed: \(fault)") }
  }

  /// The `to` stages of a statement. `report`: what is written instead of the answer.
  func write(_ answer: Answer, _ drawing: Drawing?, _ report: Report?, to export: Export) throws(Failure) {
    func text(_ mode: OutputFormat) -> String {
      report.map { printer(mode: mode, fileStyle).text($0, fileStyle) }
        ?? self.text(answer, drawing, mode: mode, fileStyle)
    }
    switch export.target {
    case .file(let path):
      guard !path.trimmed.isEmpty else {
        throw .command("no file is named", hint: "meetings | to \"meetings.csv\"")
      }
      let manner = try manner(
        for: path, appends: export.disposition == .append, isForced: export.disposition == .replace)
      guard case .rows(let mode) = FileForm(path: path, format: export.format, mode: settings.mode) else {
        let shown = report.map { Shown.report($0) } ?? drawing.map { .drawn(answer, $0) } ?? .answer(answer)
        return try writePage(shown, to: path, manner)
      }
      try refuseAdding(mode, to: path, manner)
      if mode.isBinary {
        try writeParquet(report?.table(.plain) ?? answer, to: path, manner)
      } else {
        try writeFile(try added(text(mode), mode, to: path, manner), to: path, manner)
      }
      if report == nil { tellOmissions(answer, mode: mode) }
      say("\(Self.count(answer.rowCount)) written to \(path)")
    case .program(let command):
      guard !command.trimmed.isEmpty else {
        throw .command("no program is named", hint: "meetings | to |\"less -S\"")
      }
      try sinks.admit("runs `\(command)`")
      let mode = export.format ?? .tsv
      if mode.isBinary {
        throw .command(
          "\(mode.rawValue) is no text and goes to files only", hint: "meetings | to \"x.parquet\"")
      }
      guard let sink = ProgramSink(command: inOwnFolder(command)) else {
        throw .command("cannot run `\(command)`")
      }
      sink.write(text(mode))
      try finish(sink, command)
      if report == nil { tellOmissions(answer, mode: mode) }
    }
  }

  /// How a file may be written: never over another, an article, a saved session or through a link that was not asked
  /// for by `--force`.
  func manner(for path: String, appends: Bool, isForced: Bool) throws(Failure) -> TextFile.Manner {
    try sinks.admit("writes \(path)")
    let target = ScriptPath.resolve(path, in: scriptFolder)
    let isForced = isForced || sinks.replacesFiles
    let standing = TextFile.standing(at: target)
    try refuseOpenOutput(target, named: path)
    switch standing {
    case .nothing: return appends ? .append : .new
    case .device: return .append
    case .folder: throw .command("cannot write \(path): is a folder")
    case .file, .link: if isForced { return appends ? .append : .replace }
    }
    if isArticle(target) {
      throw .command("\(path) is a loaded article and is not overwritten")
    }
    if case .link(let other) = standing {
      throw .command("\(path) is a symbolic link to \(other)", hint: "name that file, or add --force")
    }
    if SessionScript.isSession(TextFile.start(of: target, count: SessionScript.signature.utf8.count)) {
      throw .command(
        "\(path) is a saved session and is not overwritten", hint: "name another file, or add --force")
    }
    guard appends else {
      throw .command("\(path) exists already", hint: "--force replaces it, `>>` before its name adds to it")
    }
    return .append
  }

  /// The names of the columns that an answer begins with; nil where none stand there, or not as a line of their own.
  private func header(_ text: String, _ mode: OutputFormat?) -> String? {
    guard mode?.joining == .goesOnBelowHeader, settings.showsHeader else { return nil }
    return text.utf8.firstIndex(of: 10).map { String(text[..<$0]) }
  }

  /// What is written behind a file that is there: rows stand below the names of columns that it begins with, once; what
  /// has others is refused, as no program would read it.
  private func added(
    _ text: String, _ mode: OutputFormat?, to path: String, _ manner: TextFile.Manner
  ) throws(Failure) -> String {
    guard manner == .append, let held = Held(ScriptPath.resolve(path, in: scriptFolder)) else { return text }
    let start = held.endsLine ? "" : "\n"
    guard let header = header(text, mode) else { return start + text }
    if held.firstLine.isEmpty { return start + text }
    guard header == held.firstLine else {
      throw .command(
        "\(path) begins with `\(held.firstLine.prefix(80))`, this answer with `\(header.prefix(80))`",
        hint: "name another file; `.set header off` adds the rows alone")
    }
    let rows = text.withoutFirstLine
    return rows.isEmpty ? "" : start + rows
  }

  /// Fails where a file holds something already behind which nothing of this format can stand.
  private func refuseAdding(_ mode: OutputFormat?, to path: String, _ manner: TextFile.Manner) throws(Failure)
  {
    guard mode?.joining == .spoils, manner == .append, Held(ScriptPath.resolve(path, in: scriptFolder)) != nil
    else { return }
    throw Self.oneDocument(path, mode)
  }

  private static func oneDocument(_ path: String, _ mode: OutputFormat?) -> Failure {
    .command(
      "\(path) would be no \(mode?.rawValue ?? "file") any more: a file of that form holds one answer",
      hint: "name another file for each, as in `| to \"FILE\"`; csv, tsv and ndjson can be added to")
  }

  func writeFile(_ text: String, to path: String, _ manner: TextFile.Manner) throws(Failure) {
    do { try TextFile.write(text, to: ScriptPath.resolve(path, in: scriptFolder), manner) } catch {
      throw .command("cannot write \(path): \(error.reason)")
    }
  }

  /// Whether a path leads to a loaded article, by whatever name: as a link, or through a linked folder, too. O(articles)
  /// where the file exists.
  func isArticle(_ path: String) -> Bool {
    let current = ScriptPath.current
    let target = ScriptPath.absolute(path, current: current)
    let identity = FileIdentity(target)
    return workspace.paths.contains { article in
      let article = ScriptPath.absolute(article, current: current)
      return article == target || identity != nil && FileIdentity(article) == identity
    }
  }

  /// A file that `.output` has open is not replaced: what is answered later would go to nobody.
  func refuseOpenOutput(_ target: String, named path: String) throws(Failure) {
    guard let output = self.standing, case .stream = output.place else { return }
    let open = ScriptPath.resolve(output.name, in: scriptFolder)
    guard let identity = FileIdentity(target), identity == FileIdentity(open), identity.isRegular else {
      return
    }
    throw .command("answers go to \(path)", hint: "`.output` alone ends that")
  }
}

/// What a file holds to which something is added.
private struct Held {
  /// Without its ending.
  var firstLine: String
  /// False where what comes next would stand in the last line.
  var endsLine: Bool

  /// Nil where there is no such file, or nothing in it.
  init?(_ path: String) {
    guard TextFile.standing(at: path) != .device, let ends = TextFile.ends(path, firstLine: 1 << 14) else {
      return nil
    }
    (firstLine, endsLine) = ends
  }
}

extension String {
  /// What stands behind the first line break. O(length).
  fileprivate var withoutFirstLine: String {
    utf8.firstIndex(of: 10).map { String(self[utf8.index(after: $0)...]) } ?? ""
  }
}

/// What tells a file from all others, whatever path leads to it.
private struct FileIdentity: Equatable {
  var device: UInt64
  var number: UInt64
  var isRegular: Bool

  /// Nil where nothing is there.
  init?(_ path: String) {
    var info = stat()
    guard PathText.withBytes(of: path, { stat($0, &info) }) == 0 else { return nil }
    device = UInt64(info.st_dev)
    number = UInt64(info.st_ino)
    isRegular = info.st_mode & S_IFMT == S_IFREG
  }
}
