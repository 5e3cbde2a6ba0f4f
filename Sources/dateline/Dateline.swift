public import ArgumentParser
internal import Articles
internal import Glibc
public import Querying
public import Reporting
public import Shell

@main
struct Dateline: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dateline",
    abstract: "A query shell for the news.",
    usage: """
      dateline [PATH …]                     ask questions at a prompt
      dateline [PATH …] -c 'QUERY'          answer and leave
      dateline [PATH …] < SCRIPT            run a script
      dateline --watch FOLDER -c 'QUERY'    write which rows come, change and go, as JSON lines
      dateline --check SESSION [PATH …]     replay a saved session, exit 1 if answers differ
      dateline --restore                    go on with a session that was cut off
      dateline --forget                     remove the sessions that were cut off
      dateline extract FILE …               print what is found as JSON lines
      dateline sql PATH … 'QUERY'           print a query as a statement of SQL
      dateline cluster STEP …               a step of a job that joins articles on many machines
      dateline completions SHELL            print completions for bash, zsh or fish
      """,
    discussion: """
      Exit codes: 0 fine, 1 a query failed, an answer differs or an output could not be written, 2 wrong \
      usage, 3 an article could not be loaded (the rest was, and was asked) or, for extract, a part of the \
      program is missing, 130 interrupted, 143 ended by SIGTERM while it watched.
      """,
    version: Invocation.version)

  @Argument(
    help: """
      Articles: files, folders (text, Markdown, web pages, JSON, tables), '*' patterns, @LIST for a file of paths, - for \
      standard input.
      """, completion: .file())
  var paths: [String] = []

  @Option(
    name: .long, help: "A file of kinds of facts beside the program's own; repeatable.", completion: .file())
  var kinds: [String] = []

  @Option(
    name: .long, help: "A file of names of places beside the gazetteer's; repeatable.", completion: .file())
  var aliases: [String] = []

  @OptionGroup(title: "Reading") var reading: Reading

  @Option(
    name: [.customShort("c"), .long], parsing: .unconditionalSingleValue, help: "Run a query; repeatable.")
  var query: [String] = []

  @Option(
    name: [.customShort("f"), .long], help: "Run a script; repeatable, before any -c.",
    completion: .file())
  var file: [String] = []

  @Option(
    name: .long,
    help:
      "Load a folder and what comes, changes and goes in it; with -c tell that of the query's rows; repeatable.",
    completion: .directory)
  var watch: [String] = []

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Let another engine answer, over the tables of the kept file that is loaded: sqlite FILE, duckdb FILE, postgres ADDRESS.",
      valueName: "name> <file"))
  var engine: [String] = []

  @Flag(name: .long, help: "Go on after a statement that failed; the exit code still says so.")
  var keepGoing = false

  @Option(name: .long, help: "How answers are written: \(OutputFormat.modeNames.joined(separator: ", ")).")
  var mode: OutputFormat?

  @Flag(name: .customLong("no-header"), help: "Leave out the names of the columns, in tables, csv and tsv.")
  var noHeader = false

  @Option(
    name: .long, help: "What stands between the values of csv, which it means: one character, or tab.",
    transform: { text in
      guard let separator = SessionSettings.separator(text) else {
        throw ValidationError("\"\(text)\" is no separator: one character that is no letter or digit, or tab")
      }
      return separator
    })
  var separator: String?

  @Flag(name: [.customShort("q"), .long], help: "Only answers and errors: no status line, no notes.")
  var quiet = false

  @Flag(name: .long, help: "Draw tables, bars and maps with ASCII signs alone.")
  var ascii = false

  @Option(name: .long, help: "Colour: auto, always, never.")
  var color: Invocation.Colour = .auto

  @Option(name: .long, help: "Replay a saved session and show what differs.", completion: .file())
  var check: String?

  @Flag(name: .long, help: "Write no file and run no program: statements that would are errors.")
  var safe = false

  @Flag(name: .long, help: "Let --check run the programs that read PDFs.")
  var trust = false

  @Option(
    name: .long,
    help:
      "A file of settings (.set, .mode, .alias …), in scripts, too, in the place of one's own; repeatable.",
    completion: .file())
  var config: [String] = []

  @Flag(name: .customLong("no-rc"), help: "Do not read one's own settings, ~/.config/dateline/config.")
  var noRC = false

  @Flag(name: .long, help: "Replace files that exist, wherever answers go.")
  var force = false

  @Flag(name: .long, help: "Go on with the last session that did not end in good order.")
  var restore = false

  @Flag(
    name: .long, help: "Remove the sessions that did not end in good order, and tell which; stands alone.")
  var forget = false

  @Flag(name: .long, help: "Print the manual page: dateline --man | man -l -")
  var man = false

  @Option(name: .long, help: "Change a setting: name=value; repeatable.")
  var set: [String] = []

  @Option(name: [.customShort("p"), .long], help: "Give $name a value in queries: name=value; repeatable.")
  var parameter: [String] = []

  var invocation: Invocation {
    var invocation = Invocation()
    invocation.paths = paths
    invocation.kinds = kinds
    invocation.aliases = aliases
    invocation.reading = reading.options
    invocation.queries = query
    invocation.files = file
    invocation.keepsGoing = keepGoing
    invocation.watches = watch
    invocation.engine = engine
    invocation.mode = mode
    invocation.colour = color
    invocation.showsHeader = !noHeader
    invocation.separator = separator
    invocation.isQuiet = quiet
    invocation.check = check
    invocation.isSafe = safe
    invocation.trusts = trust
    invocation.configs = config
    invocation.ignoresConfig = noRC
    invocation.replacesFiles = force
    invocation.restores = restore
    invocation.forgets = forget
    invocation.settings = (ascii ? ["ascii=on"] : []) + set
    invocation.parameters = parameter
    return invocation
  }

  /// What the words of a command line ask for; nil where they are wrong. For tests.
  static func invocation(_ words: [String]) -> Invocation? {
    (try? parse(words))?.invocation
  }

  /// What the words behind `extract` ask for; nil where they are wrong. For tests.
  static func extraction(_ words: [String]) -> Extraction? {
    (try? Extract.parse(words))?.extraction
  }

  /// What the words behind `sql` ask for; nil where they are wrong. For tests.
  static func statement(_ words: [String]) -> Invocation? {
    (try? SQLStatement.parse(words))?.invocation
  }

  func run() throws {
    if man { return try print(ManualPage.text) }
    throw ExitCode(invocation.runProcess())
  }

  /// A wrong option ends with 2, as the shell's own usage errors do.
  static func main() {
    // A subcommand beside a list of paths would be taken for a path, so it is looked for here.
    let arguments = Invocation.arguments
    if arguments.first == "extract" {
      run(Extract.self, Array(arguments.dropFirst()))
    } else if arguments.first == "cluster" {
      run(Cluster.self, Array(arguments.dropFirst()))
    } else if arguments.first == "sql" {
      run(SQLStatement.self, Array(arguments.dropFirst()))
    } else if arguments.first == "completions" {
      run(Completions.self, Array(arguments.dropFirst()))
    } else {
      Invocation.prepare(arguments)
      run(Dateline.self, arguments)
    }
  }

  private static func run<Command: ParsableCommand>(_ type: Command.Type, _ arguments: [String]) {
    do {
      var command = try type.parseAsRoot(arguments)
      try command.run()
    } catch let code as ExitCode {
      // Nothing is written by the parser of arguments, so it need not be asked.
      Glibc.exit(code.rawValue)
    } catch {
      if !type.exitCode(for: error).isSuccess {
        DescriptorSink(STDERR_FILENO).write(type.fullMessage(for: error) + "\n")
        type.exit(withError: ExitCode(Invocation.Exit.usage))
      }
      // Help and the version are output, too.
      let output = DescriptorSink(STDOUT_FILENO)
      output.write(type.fullMessage(for: error) + "\n")
      guard let fault = output.fault else { return }
      DescriptorSink(STDERR_FILENO).write("dateline: the output could not be written: \(fault)\n")
      type.exit(withError: ExitCode(Invocation.Exit.failed))
    }
  }
}

struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dateline extract",
    abstract: "Print the names, places, times, quotes and facts of articles, one JSON object a line.",
    discussion: "Offsets are in Unicode scalars of the whole file, ends exclusive.")

  @Argument(help: "Articles: files, folders, - for standard input.", completion: .file())
  var paths: [String]

  @Option(
    parsing: .singleValue, help: "Only these records: article, name, place, time, quote, fact; repeatable.")
  var records: [ExtractRecords.Record] = []

  @Option(help: "A file of kinds of facts beside the program's own; repeatable.")
  var kinds: [String] = []

  @Option(help: "A file of names of places beside the gazetteer's; repeatable.")
  var aliases: [String] = []

  @OptionGroup(title: "Reading") var reading: Reading

  @Option(
    help: "Leave out facts that are less sure: 0 to 1, or any.",
    transform: { text in
      guard let percent = SessionSettings.percent(text) else {
        throw ValidationError("\"\(text)\" is no confidence: 0 to 1, or any")
      }
      return percent
    })
  var confidence: Int?

  @Flag(help: "Add the text, without its title, to the article records.")
  var withText = false

  @Flag(
    help: """
      For pipelines: each record is answered as soon as it is there, in order; what cannot be read is a record "problem" in its \
      place, and no failure. Fields that --fields does not name are guessed by the first record.
      """)
  var filter = false

  @Option(
    help:
      "The format of the input, whatever it looks like, as endings of files say it: ndjson, csv, html, txt.",
    transform: { try format($0) })
  var from: (any ArticleFormat.Type)?

  /// The format of an ending of files.
  static func format(_ text: String) throws -> any ArticleFormat.Type {
    guard let format = ArticleFormats.named(text) else {
      throw ValidationError("\"\(text)\" is no format: \(ArticleFormats.endings.joined(separator: ", "))")
    }
    return format
  }

  var extraction: Extraction {
    var extraction = Extraction()
    extraction.paths = paths
    if !records.isEmpty { extraction.records = Set(records) }
    extraction.kinds = kinds
    extraction.aliases = aliases
    extraction.withText = withText
    extraction.reading = reading.options
    extraction.reading.readsAhead = !filter
    extraction.reading.format = from
    extraction.isFilter = filter
    if let confidence { extraction.leastPercent = confidence }
    return extraction
  }

  func run() throws { throw ExitCode(extraction.runProcess()) }
}

/// How files are read.
struct Reading: ParsableArguments {
  @Option(
    help: "Where records hold what: text=body,title=headline,published=date,outlet=source.",
    transform: { text in
      do { return try RecordFields(text) } catch let fault as RecordFields.Fault {
        throw ValidationError(fault.message)
      }
    })
  var fields: RecordFields?

  @Option(
    help: "How many times its size a compressed file may unpack to (250).",
    transform: { text in
      guard let ratio = UnpackingLimits.ratio(text) else {
        throw ValidationError(UnpackingLimits.ratioFault(text))
      }
      return ratio
    })
  var unpackRatio: Int?

  @Option(
    help: "How much a compressed file may unpack to (256G).",
    transform: { text in
      guard let bytes = UnpackingLimits.size(text) else {
        throw ValidationError(UnpackingLimits.sizeFault(text))
      }
      return bytes
    })
  var unpackLimit: Int?

  @Flag(
    name: .customLong("any-language"),
    help: "Keep articles that are not in English, for full text: no facts are read in them.")
  var anyLanguage = false

  var options: ReadingOptions {
    var options = ReadingOptions(fields: fields ?? RecordFields())
    if let unpackRatio { options.limits.ratio = unpackRatio }
    if let unpackLimit { options.limits.bytes = unpackLimit }
    options.anyLanguage = anyLanguage
    return options
  }
}

extension ExtractRecords.Record: ExpressibleByArgument {}
extension OutputFormat: ExpressibleByArgument {
  public init?(argument: String) { self.init(mode: argument) }
  public static var allValueStrings: [String] { modeNames }
}
extension Invocation.Colour: ExpressibleByArgument {}
