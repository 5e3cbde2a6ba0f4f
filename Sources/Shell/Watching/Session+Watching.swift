internal import Articles
internal import Library
internal import Querying
internal import Reporting
internal import Saving

/// `.watch`, `.notify` and `.unload`.
extension Session {
  /// Rows of a change that are shown at a prompt.
  private static let mostChanges = 10

  /// Goes on with other articles: the rows of the last answer go on meaning what they meant, where that is still there.
  func adopt(_ result: UpdateJob.Result) {
    let renumbered = last?.renumbered(result.numbers)
    workspace.adopt(result.collection, result.numbers)
    workspace.changes = result.report.changes
    last = renumbered
    keepUp()
  }

  /// Says things to `sink` instead of the screen.
  func withMessages(to sink: any TextSink, _ work: () -> Void) {
    let ends = (output, errors)
    (output, errors) = (sink, sink)
    work()
    (output, errors) = ends
  }

  /// What a standing query says now; nothing that the session goes on from.
  func answer(standing text: String) throws(Failure) -> Answer {
    let outcome: Outcome
    do throws(QueryError) {
      outcome = try workspace.ask(text, settings, parameters, surroundings.isInterrupted)
    } catch {
      throw error.reason == .cancelled ? .cancelled : .query(error, statement: text)
    }
    guard outcome.exports.isEmpty else {
      throw .command(
        "what is told at every change is not written to files or programs", hint: "leave out `to`")
    }
    return outcome.answer
  }

  /// Shows the rows that have changed: above the line that is typed, in scripts beside the answers.
  func report(_ changes: RowChanges) {
    let style = pageStyle
    var printer = printer(mode: settings.mode.isForReading ? settings.mode : .table, style)
    printer.isNumbered = false
    printer.rowLimit = settings.rows == 0 ? 0 : min(settings.rows, Self.mostChanges)
    let answer = changes.answer
    (isInteractive ? output : errors).write(printer.text(answer))
    let hidden = printer.hiddenRows(answer)
    remark(changes.summary + (hidden > 0 ? ", \(Self.grouped(hidden)) in the middle not shown" : ""))
  }

  /// `.watch`: alone what is watched, `off` ends it, else folders to load and watch.
  func watchCommand(_ arguments: Arguments) throws(Failure) -> Shown? {
    let (words, options) = try LoadOptions.taking(arguments.words, over: reading)
    if words.isEmpty {
      let folders = watching?.watch.folders ?? []
      return .report(
        Report(page: { _ in
          folders.isEmpty ? "nothing is watched\n" : folders.map { $0.neutralised() + "\n" }.joined()
        }) { _ in Answer(columns: [Column(name: "folder", values: folders.map { .text($0) })], subjects: []) }
      )
    }
    if words == ["off"] {
      watching?.stop()
      guard let ended = watching, !ended.watch.folders.isEmpty else { throw .command("nothing is watched") }
      for folder in ended.watch.folders { ended.watch.remove(folder) }
      if ended.standing.isEmpty { watching = nil }
      remark("nothing is watched any more")
      return nil
    }
    try watch(words.map { ScriptPath.resolve($0, in: scriptFolder) }, options)
    return nil
  }

  private func watchingOrNew(_ options: ReadingOptions) throws(Failure) -> Watching {
    if let watching { return watching }
    return try Watching(self, sinks.reading(options))
  }

  /// Loads folders and watches them from then on, and says so unless it `isSilent`. In a check they are only loaded.
  func watch(_ folders: [String], _ options: ReadingOptions, isSilent: Bool = false) throws(Failure) {
    if sinks.rule != .compared {
      let watching = try watchingOrNew(options)
      let options = sinks.reading(options)
      if watching.watch.folders.isEmpty { watching.options = options }
      guard watching.options == options else {
        throw .command(
          "folders are watched already that are read\(Self.options(watching.options))",
          hint: "watch this one in the same way, or `.watch off` first")
      }
      let before = Set(watching.watch.folders)
      for folder in folders {
        let problems = watching.watch.add(folder)
        if !watching.watch.folders.contains(folder) {
          for added in watching.watch.folders where !before.contains(added) { watching.watch.remove(added) }
          let why = problems.first?.message ?? "it cannot be watched"
          throw .command(
            "\(folder): \(why)",
            hint: problems.first?.reason == .notAFolder ? "watch the folder that it lies in" : nil)
        }
        for problem in problems { remark("note: \(problem.path) is not watched: \(problem.message)") }
      }
      self.watching = watching
      (reader as? EditLineReader)?.beside = watching
    }
    // Watched before it is loaded: what comes meanwhile is seen.
    let report = load(folders, options: options, mayBeEmpty: true)
    if report.loaded + report.replaced == 0 { keepLoad(folders, options) }
    if report.isCancelled, isInteractive { surroundings.clearInterrupt() }
    countProblems(report)
    if sinks.rule != .compared, !isSilent { remark("watching \(folders.joined(separator: ", "))") }
  }

  /// " with --fields …"; " without options" for none.
  private static func options(_ options: ReadingOptions) -> String {
    let text = LoadOptions.text(options)
    return text.isEmpty ? " without options" : " with" + text
  }

  /// `.notify`: alone the queries whose changes are told, `off` ends it, else one more.
  func notifyCommand(_ arguments: Arguments) throws(Failure) -> Shown? {
    let text = arguments.rest
    let standing = watching?.standing.map(\.text) ?? []
    if text.isEmpty {
      return .report(
        Report(page: { _ in
          standing.isEmpty
            ? "no query is told of\n" : standing.map { $0.neutralised(keepingLines: true) + "\n" }.joined()
        }) { _ in Answer(columns: [Column(name: "query", values: standing.map { .text($0) })], subjects: []) }
      )
    }
    let words = arguments.words
    if words.first == "off" {
      let wanted = String(text.dropFirst(3)).trimmed
      guard let watching, wanted.isEmpty || standing.contains(wanted) else {
        let near = Suggestion.closest(to: wanted, among: standing)
        throw .command(
          standing.isEmpty ? "no query is told of" : "`\(wanted)` is not told of",
          hint: near.isEmpty ? nil : "did you mean \(near.joined(separator: ", "))?")
      }
      watching.standing.removeAll { wanted.isEmpty || $0.text == wanted }
      if watching.standing.isEmpty, watching.watch.folders.isEmpty { self.watching = nil }
      return nil
    }
    guard sinks.rule != .compared else { return nil }
    guard !text.hasPrefix("|") else {
      throw .command("the last answer does not change", hint: ".notify meetings near \"Poland\"")
    }
    guard !standing.contains(text) else { throw .command("`\(text)` is told of already") }
    let query = try StandingQuery(text, in: self)
    let watching = try watchingOrNew(reading)
    watching.standing.append(query)
    self.watching = watching
    if watching.watch.folders.isEmpty { remark("note: nothing is watched yet: .watch FOLDER") }
    return nil
  }

  /// Takes up what has changed in watched folders since the last statement of a script.
  func takeUpChanges() throws(Failure) {
    guard !isInteractive, let watching, !watching.watch.folders.isEmpty else { return }
    try takeCorrections()
    guard watching.takeUp(atOnce: true) else { throw .cancelled }
  }

  /// `.unload`: removes the articles of files, of all in a folder, or of those that a pattern means.
  func unload(_ arguments: Arguments) throws(Failure) {
    guard !arguments.words.isEmpty else {
      throw .usage(ShellCommand.named("unload") ?? ShellCommand.table[0])
    }
    var words = arguments.words.map { ScriptPath.resolve($0, in: scriptFolder) }
    if sinks.rule == .compared {
      words.removeAll(where: ArticleFiles.isPassing)
      if words.isEmpty { return }
    }
    let loaded = LoadedPaths(workspace.paths)
    var gone: Set<String> = []
    for word in words {
      let found = loaded.meant(by: word)
      guard !found.isEmpty else { throw notLoaded(word, loaded) }
      gone.formUnion(found)
    }
    let report = workspace.remove(gone.sorted())
    last = nil
    keep(LogEntry(statement: ".unload", mode: settings.mode, paths: words))
    let files = gone.count == 1 ? gone.first ?? "" : Self.count(gone.count, "file")
    remark("\(Self.count(report.removed, "article")) of \(files) unloaded: \(contents)")
    remark(report.changes)
  }

  private func notLoaded(_ word: String, _ loaded: LoadedPaths) -> Failure {
    let key = word.lastIndex(of: "#").map { String(word[..<$0]) }
    if let key, !loaded.meant(by: key).isEmpty {
      return .command(
        "\(word) is one of the articles of a file: they are unloaded together",
        hint: ".unload \(Arguments.quoted(key))")
    }
    let near = loaded.near(word).map(Arguments.quoted)
    return .command(
      "no article of \(word) is loaded",
      hint: near.isEmpty
        ? "`articles | show path` lists them" : "did you mean \(near.joined(separator: ", "))?")
  }
}

/// The paths of loaded files, found again however a person writes them.
struct LoadedPaths {
  private let current = ScriptPath.current
  /// As they were loaded, with what they are from the root.
  private let paths: [(path: String, whole: String)]

  init(_ paths: Set<String>) {
    let current = current
    self.paths = paths.sorted().map { ($0, ScriptPath.absolute($0, current: current)) }
  }

  /// Those that a path means: a file's, all below a folder (or in an archive), or those that meet a pattern. O(paths).
  func meant(by path: String) -> [String] {
    if path == "-" { return paths.filter { $0.path == "-" }.map(\.path) }
    let whole = ScriptPath.absolute(path, current: current)
    let below = whole == "/" ? "/" : whole + "/"
    let named = paths.filter { $0.whole == whole || $0.whole.hasPrefix(below) }
    guard named.isEmpty, PathPattern.isPattern(path) else { return named.map(\.path) }
    let pattern = PathPattern(whole)
    return paths.filter { pattern.matches($0.whole) }.map(\.path)
  }

  /// At most three that are spelt almost so, of the first some thousands.
  func near(_ path: String) -> [String] {
    let names = paths.prefix(5000).map(\.path)
    let near = Suggestion.closest(to: path, among: names)
    guard near.isEmpty, let slash = path.lastIndex(of: "/") ?? path.indices.first else { return near }
    // A name that is right in another folder.
    let name = path[slash] == "/" ? String(path[path.index(after: slash)...]) : path
    return Array(names.filter { $0.hasSuffix("/" + name) }.prefix(3))
  }
}
