public import Articles
internal import Atlas
internal import CLineEdit
internal import Facts
internal import Indexing
internal import Library
internal import Querying
public import Reporting
internal import Saving

/// `dateline extract`: the records of each article as JSON lines.
public struct Extraction: Sendable {
  /// Files, folders, "-".
  public var paths: [String] = []
  /// Which records to print.
  public var records: Set<ExtractRecords.Record> = Set(ExtractRecords.Record.allCases)
  /// Files of kinds of facts beside the program's own.
  public var kinds: [String] = []
  /// Files of names of places beside the gazetteer's.
  public var aliases: [String] = []
  /// How files are read.
  public var reading = ReadingOptions()
  /// Adds the text to article records.
  public var withText = false
  /// Facts that are less sure, in hundredths, are left out.
  public var leastPercent = Settings.standardPercent

  /// For pipelines that go on whatever one record holds: what cannot be read is a record `problem` in its place, and no failure.
  public var isFilter = false

  /// All records of no file.
  public init() {}

  /// What the extraction needs; a part that is missing or damaged is told before all else.
  var parts = ExtractionPart.standard

  /// Runs as the process and returns the exit code: 0, 1 where the output could not be written, 3 where something could not
  /// be loaded or a part of the extraction is missing.
  public func runProcess() -> Int32 {
    dl_hold_standard_streams()
    if records != [.article] { Pipeline.prepare() }
    let (output, errors) = (DescriptorSink(1), DescriptorSink(2))
    return Invocation.ended(run(output: output, errors: errors), output, errors)
  }

  /// Prints the records to `output` in the order of the articles, problems to `errors`; the rest still loads.
  public func run(output: any TextSink, errors: any TextSink) -> Int32 {
    let faults = parts.faults
    for fault in faults { errors.write("dateline: \(fault)\n") }
    for line in Session.waiting(paths) { errors.write("dateline: \(line)\n") }
    let files = ArticleFiles.list(paths)
    for problem in files.problems { say(problem, errors) }
    var isWhole = files.problems.isEmpty && faults.isEmpty
    guard let extractor = extractor(errors) else { return Invocation.Exit.usage }
    var loaded = 0
    var charsets = CharsetReport()
    var foreign = ForeignArticles()
    // What an article is itself can be said in any language.
    let isOfArticles = records == [.article]
    let takesAny = reading.anyLanguage || isOfArticles
    let named = Set(files.files)
    let (skipped, read, passedBy) = ArticleReader.read(files, options: reading) { article in
      article.isForeign && !takesAny
        ? (language: article.language, harvest: nil)
        : (
          article.language,
          isOfArticles && isShort(article) ? Harvest(article: article) : extractor.harvest(article)
        )
    } _: { result in
      switch result {
      case .success((let language, nil)): foreign.add(language)
      case .success((_, let harvest?)):
        loaded += 1
        charsets.add(harvest.article)
        let lines = ExtractRecords(
          harvest, kinds: extractor.kinds, gazetteer: extractor.gazetteer,
          file: ArticleFiles.file(of: harvest.article.path, among: named))
        for line in CutsText([(harvest.article.key, harvest.article.cuts)]).lines {
          errors.write("dateline: note: \(line)\n")
        }
        output.write(lines.lines(records, withText: withText, leastPercent: leastPercent))
      case .failure(let problem) where isFilter:
        // A part of the work may be empty.
        if problem.reason != .empty { output.write(ExtractRecords.problem(problem)) }
      case .failure(let problem):
        say(problem, errors)
        isWhole = false
      }
      return !output.isClosed
    }
    let left = [passedBy.line, Session.foreign(foreign)].compactMap(\.self)
    for line in read.lines + charsets.lines + left { errors.write("dateline: note: \(line.neutralised())\n") }
    var skippedFiles = files.skipped
    skippedFiles.add(skipped)
    if let left = skippedFiles.message {
      errors.write("dateline: note: left out: \(left.neutralised())\n")
    }
    return loaded == 0 && !isFilter || !isWhole ? Invocation.Exit.nothingLoaded : Invocation.Exit.fine
  }

  /// Whether nothing of it can be cut when it is read: it has fewer bytes than an article may have tokens.
  private func isShort(_ article: Article) -> Bool { article.body.count <= ReadingLimits.tokens }

  /// With the kinds and aliases of the files; nil where one cannot be read.
  private func extractor(_ errors: any TextSink) -> Extractor? {
    if kinds.isEmpty, aliases.isEmpty { return .standard }
    guard let (table, names) = Self.tables(kinds: kinds, aliases: aliases, errors) else { return nil }
    return Extractor(kinds: table, gazetteer: Gazetteer.standard.adding(names))
  }

  /// What reads articles with the kinds and aliases of these files; nil where one cannot be read, which `errors` is told.
  static func pipeline(kinds: [String], aliases: [String], _ errors: any TextSink) -> Pipeline? {
    if kinds.isEmpty, aliases.isEmpty { return .standard }
    return tables(kinds: kinds, aliases: aliases, errors).map { Pipeline(kinds: $0, aliases: $1) }
  }

  private static func tables(kinds: [String], aliases: [String], _ errors: any TextSink) -> (
    KindTable, PlaceAliases
  )? {
    var table = KindTable.standard
    var names = PlaceAliases()
    for file in kinds {
      guard let text = text(file, errors) else { return nil }
      do throws(KindFileError) { try table.read(text.utf8) } catch {
        refuse(file, error.line, error.message, errors)
        return nil
      }
    }
    for file in aliases {
      guard let text = text(file, errors) else { return nil }
      do throws(PlaceAliasError) {
        try names.read(text.utf8)
        try PlaceKnowledge(Gazetteer.standard.adding(names)).check(names)
      } catch {
        refuse(file, error.line, error.message, errors)
        return nil
      }
    }
    return (table, names)
  }

  private static func text(_ file: String, _ errors: any TextSink) -> String? {
    do throws(TextFile.Problem) { return try TextFile.read(file) } catch {
      errors.write("dateline: \(file.neutralised()): \(error.reason)\n")
      return nil
    }
  }

  private static func refuse(_ file: String, _ line: Int, _ message: String, _ errors: any TextSink) {
    errors.write("dateline: \(file.neutralised()):\(line): \(message.neutralised())\n")
  }

  private func say(_ problem: LoadProblem, _ errors: any TextSink) {
    errors.write("dateline: \(problem.path.neutralised()): \(problem.message.neutralised())\n")
  }
}
