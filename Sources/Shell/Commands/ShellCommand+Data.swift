internal import Articles
internal import Keeping
internal import Library
internal import Querying
internal import Reporting
internal import Saving

extension ShellCommand {
  static let dataCommands: [ShellCommand] = [
    ShellCommand(
      name: "help", arguments: "[TOPIC]", help: "commands and topics; a command or a topic in detail",
      details: ".help alone lists the commands and the topics. `.help about` names the data's sources.",
      completes: .topics,
      run: { (session, arguments) throws(Failure) in try session.help(arguments.rest) }),
    ShellCommand(
      name: "load", arguments: "PATH… [--fields LIST] [--any-language]", help: "load more articles",
      details:
        """
        Files and folders (.txt, .md, .html, .json, .ndjson, .csv and the like, recursively), compressed (.gz, .zst, .xz, \
        .bz2) and in archives (.zip, .tar, .7z), too. In a script, paths are \
        relative to the script. Of files loaded before, what has changed is read again.

        `.load "news/2023-*.html"`: `*`, `?` and `[a-z]` stand for letters of a name, `**` for any folders. `.load \
        @list.txt` loads the paths in a file, one a line, relative ones from its folder; `@-` reads them from standard \
        input. Nothing is fetched from the web: `curl -sL URL | dateline -`.

        Which member of a record, or which column, holds what is guessed and told; `.load news.csv --fields \
        text=body,title=headline,published=date,outlet=source` says it.

        A file that unpacks to more than 250 times its size, or to more than 256 GiB, is stopped there; `--unpack-ratio \
        2000` and `--unpack-limit 500G` change that.

        A file that `.keep` has made is loaded as it is: its articles are not read again.

        Articles that are not in English are left out and told. With `--any-language` they are kept for full text; no \
        facts are read in them.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in
        guard !arguments.words.isEmpty else { throw .usage(named("load") ?? table[0]) }
        try session.loadCommand(arguments)
        return nil
      }),
    ShellCommand(
      name: "keep", arguments: "[FILE [--force]|off]",
      help:
        "keep the articles and their facts in a file, and what changes from then on; alone: write all of it anew",
      details: """
        `.keep facts.dateline` writes articles, facts, mentions, entities, places, corrections, kinds and aliases into one \
        file; whatever is loaded, unloaded or corrected afterwards is kept in it, too, at once. `dateline facts.dateline` \
        opens it without reading the articles again and goes on keeping; `dateline facts.dateline MORE…` loads what is new or has \
        changed in MORE.

        It is a file of SQLite with ordinary tables that other programs read: `sqlite3 facts.dateline "SELECT date, location, \
        participant FROM meetings"`. Several processes may read it while one writes. `.load facts.dateline` reads it without keeping \
        anything in it; `.keep off` stops.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in
        try session.keepCommand(arguments)
        return nil
      }),
    ShellCommand(
      name: "engine", arguments: "[sqlite FILE|duckdb FILE|postgres ADDRESS|off]",
      help: "let another engine answer queries, over the tables of a kept file; alone: which one does",
      details: """
        `.engine duckdb facts.duckdb` sends each query as a statement of SQL (`.sql` shows it) to an engine that has the tables of \
        the kept file that is loaded here: `sqlite FILE` reads one in place, `duckdb FILE` is asked by the program `duckdb`, \
        `postgres ADDRESS` (postgresql://USER@HOST/DATABASE; the password from ~/.pgpass) by `psql`. What SQL cannot say exactly is refused, \
        with the reason. `.engine off`: the program answers itself again. On the command line: `--engine NAME FILE`.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in try session.engineCommand(arguments) }),
    ShellCommand(
      name: "refresh", arguments: "", help: "read all articles again, as after a new version of the program",
      keeps: .command,
      run: { (session, _) throws(Failure) in
        try session.refresh()
        return nil
      }),
    ShellCommand(
      name: "define", arguments: "NAME PLURAL : verb WORD…, noun WORD…, like \"SENTENCE\"… | FILE",
      help: "add a kind of fact and find it in the loaded articles",
      details: """
        `.define rescue rescues : verb rescue save, noun rescue` makes the source `rescues` with the roles agent and \
        target. Words are lemmas; `verb step+down` wants the second word beside the first.

        `.define strike strikes : like "Nurses walked out over pay", but "Guests walked out of the hall"` learns from \
        examples: the word that the clause is about, or one between *stars*, tells of the event, and its phrases fill \
        the roles; what is found in a sentence behind `but` becomes a pitfall. What was learned is shown as a file of \
        kinds would say it.

        A FILE holds kinds with \
        their own roles, arguments, pitfalls and examples, in the form of the program's own kind file.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in
        guard !arguments.rest.isEmpty else { throw .usage(named("define") ?? table[0]) }
        try session.define(arguments)
        return nil
      }),
    ShellCommand(
      name: "alias", arguments: "[\"NAME\" = \"PLACE\" | FILE]",
      help: "give a place another name, in texts and in queries; alone: list them",
      details: """
        `.alias "Kyjiw" = "Kyiv"` makes the one mean what the other means; "Paris, Texas" and "Lviv region" say which. \
        A name that the gazetteer knows means only that from then on. A FILE holds a line each; # begins a remark.
        """,
      completes: .files,
      run: { (session, arguments) throws(Failure) in try session.alias(arguments) }),
    ShellCommand(
      name: "sources", arguments: "", help: "what can be asked for, with counts", keeps: .result,
      run: { (session, _) throws(Failure) in try session.describe(nil).map { .report($0) } }),
    ShellCommand(
      name: "describe", arguments: "[SOURCE]", help: "the fields of a source, with examples",
      completes: .sources, keeps: .result,
      run: { (session, arguments) throws(Failure) in
        let name = arguments.words.first
        guard let report = try session.describe(name?.lowercased()) else {
          let near = Suggestion.closest(to: name ?? "", among: session.workspace.sourceNames)
          throw .command(
            "no source called `\(name ?? "")`",
            hint: near.isEmpty ? "see .sources" : "did you mean \(near.joined(separator: ", "))?")
        }
        return .report(report)
      }),
    ShellCommand(
      name: "schema", arguments: "", help: "every source with all its fields", keeps: .result,
      run: { (session, _) throws(Failure) in
        var found: [SourceDescription] = []
        for name in session.workspace.sourceNames {
          if let source = try session.source(name) { found.append(source) }
        }
        return .report(SourceDescription.schema(found))
      }),
    ShellCommand(
      name: "place", arguments: "\"NAME\"", help: "what the gazetteer knows under a name",
      details:
        """
        The best known first, with how many articles mean each and how often. A query means the first; \
        "Paris, Texas" or "Georgia, US" means another, "Lviv region" that kind.
        """,
      keeps: .result,
      run: { (session, arguments) throws(Failure) in
        let name = arguments.words.joined(separator: " ")
        guard !name.isEmpty else { throw .command("usage: .place \"NAME\"") }
        let answer = session.workspace.places(named: name)
        guard answer.rowCount > 0 else {
          throw .command("no place called \"\(name)\"", hint: answer.notes.first)
        }
        return .report(Report(answer))
      }),
    ShellCommand(
      name: "parse", arguments: "\"SENTENCE\"", help: "tokens, tags, tree and names of a sentence",
      keeps: .result,
      run: { (session, arguments) throws(Failure) in
        let sentence = arguments.words.joined(separator: " ")
        guard !sentence.isEmpty else { throw .command("usage: .parse \"SENTENCE\"") }
        guard let text = session.workspace.view.sentence(sentence) else {
          throw .command("this build shows no parse of a sentence")
        }
        return .page { style in
          let page = text.neutralised(keepingLines: true) + (text.hasSuffix("\n") ? "" : "\n")
          return style.paint.isASCII ? PlainSigns.tree(page) : page
        }
      }),
  ]
}

extension Session {
  /// The fields of a source, or all sources; nil where there is none of that name.
  fileprivate func describe(_ name: String?) throws(Failure) -> Report? {
    guard let name else { return SourceDescription.sources(workspace.sourceSummaries, workspace.cuts.lines) }
    return try source(name)?.report
  }

  fileprivate func source(_ name: String) throws(Failure) -> SourceDescription? {
    do {
      return try workspace.profile(name, isCancelled: surroundings.isInterrupted)
        .map { SourceDescription(name: name, profile: $0) }
    } catch {
      if error.reason == .cancelled { throw .cancelled }
      throw .query(error, statement: name)
    }
  }

  fileprivate func loadCommand(_ arguments: Arguments) throws(Failure) {
    let (words, options) = try LoadOptions.taking(arguments.words, over: reading)
    guard !words.isEmpty else { throw .usage(ShellCommand.named("load") ?? ShellCommand.table[0]) }
    var paths = words.map { ScriptPath.resolve($0, in: scriptFolder) }
    if sinks.rule == .compared {
      // Standard input is not what it was then: whoever asks for a check or brings a session back types there.
      paths.removeAll(where: ArticleFiles.isPassing)
      if paths.isEmpty { return }
    }
    for path in KeptFile.taking(&paths) { try loadKept(path, keeps: false) }
    if paths.isEmpty { return }
    let report = load(paths, options: options)
    if report.isCancelled {
      guard isInteractive else { throw .cancelled }
      surroundings.clearInterrupt()
      return
    }
    if !report.hasChanges {
      // A saved session replayed over its own articles has nothing to load.
      if report.known > 0, report.problems.isEmpty, scriptFolder != nil { return }
      if report.known > 0 { throw .command("already loaded: nothing is new") }
      throw .nothingLoaded("nothing was loaded")
    }
    countProblems(report)
  }

  /// What could not be loaded is no success of a script, although the rest was.
  func countProblems(_ report: LoadReport) {
    if !report.problems.isEmpty, !isInteractive, exitCode == Invocation.Exit.fine {
      exitCode = Invocation.Exit.nothingLoaded
    }
  }

  /// Problems that are told one by one at a prompt.
  private static let mostProblems = 40

  /// Loads articles, reports what could not be loaded and writes the status line. `mayBeEmpty`: that a folder holds nothing
  /// is no fault.
  @discardableResult
  func load(
    _ paths: [String], options: ReadingOptions = ReadingOptions(), mayBeEmpty: Bool = false
  ) -> LoadReport {
    let start = surroundings.clock()
    surroundings.clearInterrupt()
    for line in Self.waiting(paths) { errors.write("dateline: \(line)\n") }
    let line = ProgressLine(self)
    var report = workspace.load(
      paths, options: sinks.reading(options), progress: { done in line.show { done.text(after: $0) } },
      isCancelled: surroundings.isInterrupted)
    line.end()
    if mayBeEmpty { report.problems.removeAll { $0.reason == .noArticles } }
    let time = surroundings.clock() &- start
    // A person reads so many; a program, all.
    let told = isInteractive ? report.problems.prefix(Self.mostProblems) : report.problems[...]
    for problem in told {
      errors.write("dateline: \(problem.path.neutralised()): \(problem.message.neutralised())\n")
    }
    if told.count < report.problems.count {
      errors.write(
        "dateline: \(Self.grouped(report.problems.count - told.count)) more files and records like these\n")
    }
    // Facts are numbered anew.
    if report.hasChanges { last = nil }
    if report.loaded > 0 || report.replaced > 0 {
      keepLoad(paths, options)
    }
    if report.isCancelled, isInteractive {
      let done = Self.count(report.loaded, "article")
      say(
        report.stoppedListing
          ? "stopped while the files were listed: nothing was loaded"
          : "stopped: \(done) of \(Self.count(report.total, "file")) loaded; .load again loads the rest")
      // What was loaded is put in order, to say what it holds; another Ctrl-C leaves that to the next query.
      surroundings.clearInterrupt()
      if report.hasChanges { _ = workspace.finishIndex(surroundings.isInterrupted) }
    }
    guard report.hasChanges else {
      if let line = Self.foreign(report.foreign) { errors.write("dateline: \(line)\n") }
      return report
    }
    remark(status(time: time))
    remarkChanges(report)
    if report.undated > 0 {
      let which = report.undated == 1 ? "1 article has" : "\(Self.grouped(report.undated)) articles have"
      remark("note: \(which) no date: relative dates in them stay unresolved")
    }
    for line in Self.leftOut(report) { remark("note: \(line)") }
    return report
  }

  /// Writes down that paths were loaded.
  func keepLoad(_ paths: [String], _ options: ReadingOptions) {
    keep(LogEntry(statement: ".load", mode: settings.mode, paths: paths, options: LoadOptions.text(options)))
  }

  /// Of files that were loaded before, and of articles that are told by several.
  private func remarkChanges(_ report: LoadReport) {
    if report.replaced > 0 {
      remark("\(Self.count(report.replaced, "article")) read again: changed since loaded")
    }
    if report.removed > 0 {
      remark("\(Self.count(report.removed, "article")) gone from the files and removed")
    }
    if report.copies > 0 {
      let copies =
        report.copies == 1
        ? "1 article is a copy of another" : "\(Self.grouped(report.copies)) articles are copies of others"
      remark("note: \(copies) (`articles where has original`)")
    }
    if report.superseded > 0 {
      let which =
        report.superseded == 1 ? "1 article has" : "\(Self.grouped(report.superseded)) articles have"
      remark("note: \(which) a later version that counts (`articles where has successor`)")
    }
    remark(report.changes)
  }

  /// How many facts came, went and changed.
  func remark(_ changes: FactChanges?) {
    guard let changes, !changes.isEmpty else { return }
    let (new, gone, changed) = (changes.new.count, changes.gone.count, changes.changed.count)
    remark(
      "\(Self.count(new, "fact")) new, \(Self.grouped(gone)) gone, \(Self.grouped(changed)) changed: .changes shows them"
    )
  }

  func status(time: UInt64) -> String { contents + " · loaded in " + Surroundings.seconds(time) }

  /// "26 articles · 175 facts · 41 places · 2022-10-20 to 2024-07-09"
  var contents: String {
    let summary = workspace.summary
    guard workspace.isFinished else {
      return Self.count(summary.articles, "article") + " · their facts are counted at the next query"
    }
    var parts = [
      Self.count(summary.articles, "article"), Self.count(summary.facts, "fact"),
      Self.count(summary.places, "place"),
    ]
    if let span = summary.span {
      let first = span.firstDay
      let last = span.lastDay
      parts.append(first == last ? first.description : "\(first.description) to \(last.description)")
    }
    return parts.joined(separator: " · ")
  }
}
