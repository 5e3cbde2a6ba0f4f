internal import ArgumentParser
internal import Articles
internal import Facts
internal import Glibc
internal import Indexing
internal import Keeping
internal import Library
internal import Querying
internal import TestSupport

/// What a person waits for, each beside a peer that does the same in the same run, for comparing with an earlier one.
struct AllBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "all", abstract: "Measures everything beside its peers; compares with an earlier run.",
    discussion: """
      Peers are ripgrep for regular expressions over the same bytes, FTS5 and tables of SQLite in memory, DuckDB where \
      --python has it, and whatever --extractor names for reading. One that is missing is said. Medians of some runs, and the \
      spread from the fastest to the slowest.
      """)

  @Argument(help: "A kept file to ask; without one facts are made.") var file: String?
  @Option(help: "How many facts to make, where no file is given.") var facts = 400_000
  @Option(help: "Runs of each query.") var runs = 7
  @Option(help: "Articles to read, for the speed of extraction.") var read: [String] = []
  @Option(help: "A command that extracts from the same articles: their paths are put behind it.")
  var extractor: String?
  @Option(help: "A Python that has duckdb.") var python = "python3"
  @Option(help: "Where to write the figures as JSON.") var out: String?
  @Option(help: "An earlier run's figures: what takes longer is told, and is exit code 1.") var compare:
    String?
  @Option(
    help:
      "An earlier run's figures, of any machine: what is less than half as fast beside its peer as then is told, and is exit code 1."
  ) var ratios: String?

  func validate() throws {
    guard runs > 0 else { throw ValidationError("--runs is at least 1") }
  }

  func run() throws {
    var report = FigureReport(machine: Self.machine, data: "")
    let folder = TemporaryFolder()
    var index = FactIndex(places: SyntheticWorld.knowledge)
    if let file {
      report.figures.append(
        try figure("open the kept file", runs: 1) {
          guard let contents = try KeptFile.open(file, writing: false).load(.standard) else {
            throw ValidationError("\(file) is no kept file")
          }
          index = contents.collection.index
        })
    } else {
      var news = SyntheticNews(seed: 1, kinds: .standard)
      report.figures.append(
        figure("insert", runs: 1) {
          for start in stride(from: 0, to: facts / 5, by: 64) {
            index.insert(contentsOf: (start..<min(start + 64, facts / 5)).map { news.harvest($0) })
          }
        })
      report.figures.append(figure("finish", runs: 1) { index.finish() })
    }
    report.data =
      "\(index.articleCount) articles of \(index.bodyByteCount / 1_000_000) MB, \(index.factCount) facts"
      + (file == nil ? ", " + SyntheticNews.description : "")
    if !read.isEmpty { try measureReading(&report) }
    let engine = Engine(index: index)
    let questions = file == nil ? Question.synthetic : Question.news
    // Before words are indexed every text is looked at.
    let ripgrep = RipgrepPeer(index, in: folder.path)
    if ripgrep == nil { report.missing.append("ripgrep: `rg` is not installed") }
    for question in questions.filter({ $0.pattern != nil }) {
      report.add(
        try measured(question, engine, " (no word index yet)", ripgrep: ripgrep, sqlite: nil),
        hasPeer: ripgrep != nil)
    }
    let sqlite = SQLitePeer(index)
    if sqlite == nil { report.missing.append("SQLite: it has no FTS5, or no room") }
    report.figures.append(
      try figure("index the words", runs: 1) {
        _ = try engine.run(Query.parse(#"articles where text matches "a" | count"#))
      })
    for question in questions {
      report.add(
        try measured(question, engine, "", ripgrep: ripgrep, sqlite: sqlite),
        hasPeer: question.pattern == nil ? sqlite != nil : ripgrep != nil)
    }
    try measureDuckDB(index, engine, folder.path, &report)
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    print(report.text)
    print("peak resident memory, peers among it: \(usage.ru_maxrss / 1024) MiB")
    if let out { try write(report.json, to: out) }
    if let compare { try tell(report, since: compare) }
    if let ratios { try tellRatios(of: report, since: ratios) }
  }

  private func measured(
    _ question: Question, _ engine: Engine, _ remark: String, ripgrep: RipgrepPeer?, sqlite: SQLitePeer?
  ) throws -> Figure {
    let query = try Query.parse(question.text)
    var figure = Figure(name: question.text + remark, times: [])
    for _ in 0..<runs {
      let start = ContinuousClock().now
      let outcome = try engine.run(query)
      figure.times.append((ContinuousClock().now - start) / .milliseconds(1))
      let answer = outcome.answer
      figure.rows = answer.rowCount
      if answer.columns.count == 1, case .integer(let number)? = answer.columns[0].values.first,
        answer.rowCount == 1
      {
        figure.rows = number
      }
      let peer: (rows: Int, milliseconds: Double)?
      if let pattern = question.pattern {
        figure.peer = "rg '\(pattern)'"
        peer = ripgrep?.count(pattern)
      } else if let statement = question.sql {
        figure.peer = "SQLite: \(statement)"
        peer = sqlite?.count(statement)
      } else {
        peer = nil
      }
      if let peer {
        figure.peerTimes.append(peer.milliseconds)
        figure.peerRows = peer.rows
      }
    }
    return figure
  }

  private func figure(_ name: String, runs: Int, _ work: () throws -> Void) rethrows -> Figure {
    var figure = Figure(name: name, times: [])
    for _ in 0..<runs {
      let start = ContinuousClock().now
      try work()
      figure.times.append((ContinuousClock().now - start) / .milliseconds(1))
    }
    return figure
  }

  /// Reading and extraction of articles, beside another program's.
  private func measureReading(_ report: inout FigureReport) throws {
    if extractor == nil {
      report.missing.append("another program's extraction: none is named by --extractor")
    }
    let paths = read.map { "'\($0)'" }.joined(separator: " ")
    var read = Figure(name: "read and extract", times: [], peer: extractor ?? "")
    for run in 0...runs {
      let time = figure("", runs: 1) {
        var news = ArticleCollection()
        news.load(self.read)
      }
      let peer = extractor.flatMap { output(of: "\($0) \(paths)")?.milliseconds }
      // In the first run models are opened.
      if run == 0 { continue }
      read.times += time.times
      if let peer { read.peerTimes.append(peer) }
    }
    report.add(read, hasPeer: extractor != nil)
  }

  private func tell(_ report: FigureReport, since path: String) throws {
    let old = try figures(in: path)
    if old.machine != report.machine { print("not the same machine: \(old.machine)") }
    guard old.data == report.data else {
      throw ValidationError("\(path) is of other data, so that nothing can be compared: \(old.data)")
    }
    for figure in old.figures where !report.figures.contains(where: { $0.name == figure.name }) {
      print("not measured this time: \(figure.name)")
    }
    let slower = report.slower(than: old)
    print(slower.isEmpty ? "nothing is slower than before" : slower.joined(separator: "\n"))
    if !slower.isEmpty { throw ExitCode(1) }
  }

  private func tellRatios(of report: FigureReport, since path: String) throws {
    let old = try figures(in: path)
    let compared = report.figures.count { figure in
      figure.ratio != nil
        && old.figures.contains { $0.name == figure.name && $0.peer == figure.peer && $0.ratio != nil }
    }
    let weaker = report.weaker(than: old)
    print("\(compared) ratios to peers compared")
    print(weaker.isEmpty ? "none is below half of what it was" : weaker.joined(separator: "\n"))
    if !weaker.isEmpty { throw ExitCode(1) }
  }

  private func figures(in path: String) throws -> FigureReport {
    guard let text = output(of: "cat '\(path)'")?.text, let figures = try? FigureReport(json: text) else {
      throw ValidationError("\(path) has no figures")
    }
    return figures
  }

  private func write(_ text: String, to path: String) throws {
    guard let file = fopen(path, "w"), fputs(text, file) >= 0, fclose(file) == 0 else {
      throw ValidationError("\(path) can't be written")
    }
  }

  private static var machine: String {
    let name = output(of: "grep -m1 'model name' /proc/cpuinfo | sed 's/.*: //'; uname -sr")?.text ?? "?"
    let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    return name.split(separator: "\n").joined(separator: ", ") + ", \(cores) cores"
  }
}

/// A query, and what is asked of a peer for the same.
struct Question {
  var text: String
  /// Of ripgrep, over lines of one article each.
  var pattern: String?
  /// Of SQLite.
  var sql: String?

  init(_ text: String, sql: String? = nil) { (self.text, self.sql) = (text, sql) }

  init(pattern: String, ignoresCase: Bool = false) {
    text = "articles where text matches /\(pattern)/\(ignoresCase ? "i" : "") | count"
    self.pattern = (ignoresCase ? "(?i)" : "") + pattern
  }

  private static let common = [
    Question("facts | map", sql: nil),
    Question("facts | timeline by month"),
    Question("facts | count by kind", sql: "select kind, count(*) from facts group by kind"),
    Question(
      "facts | count by location.country",
      sql: "select country, count(*) from facts where country <> 0 group by country"),
    Question("facts | count by participant.country | limit 10"),
    Question("facts | count by participant | limit 10"),
    Question("facts | sort by date desc | limit 10", sql: "select * from facts order by start desc limit 10"),
  ]

  /// Over words of `SyntheticNews`.
  static let synthetic =
    [
      Question(pattern: "[a-z]+ka [a-z]+mi [a-z]+to"),
      Question(pattern: "kasu(mito|suto) [a-z]+ka"),
      Question(pattern: "KASU(MITO|SUTO)", ignoresCase: true),
      Question(
        #"articles where text contains "kasu mito" | count"#,
        sql: "select id from plain where body like '%kasu mito%'"),
      Question(
        #"articles where text matches "\"kasu mito\"" | count"#,
        sql: "select rowid from texts where texts match '\"kasu mito\"'"),
      Question(
        #"articles where text matches "kasu NEAR/3 mito" | count"#,
        sql: "select rowid from texts where texts match 'NEAR(kasu mito, 3)'"),
      Question(#"articles where text matches "kasu" | context 8 | limit 20"#),
      Question(#"articles mentions "Family17" | count"#),
      Question(#"facts with "Family17" | timeline by month"#),
    ] + common

  /// Over agencies' news.
  static let news =
    [
      Question(pattern: "[a-z]+ing [a-z]+ed [a-z]+ly"),
      Question(pattern: "[A-Z][a-z]+ (oil|gas) (platform|field)s?"),
      Question(pattern: "zinc|copper", ignoresCase: true),
      Question(pattern: #"\d{2,3} mln (dlrs|stg)"#),
      Question(
        #"articles where text contains "oil platform" | count"#,
        sql: "select id from plain where body like '%oil platform%'"),
      Question(
        #"articles where text matches "\"oil platform\"" | count"#,
        sql: "select rowid from texts where texts match '\"oil platform\"'"),
      Question(
        #"articles where text matches "oil NEAR/3 platform" | count"#,
        sql: "select rowid from texts where texts match 'NEAR(oil platform, 3)'"),
      Question(
        #"articles where text matches "the NEAR/3 of" | count"#,
        sql: "select rowid from texts where texts match 'NEAR(the of, 3)'"),
      Question(#"articles where text matches "oil" | context 8 | limit 20"#),
      Question(#"articles mentions "Reagan" | count"#),
      Question(#"facts about "oil" | count"#),
      Question(#"facts with "Reagan" | timeline by month"#),
    ] + common
}
