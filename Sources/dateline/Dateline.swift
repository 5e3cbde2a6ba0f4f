public import ArgumentParser
internal import Glibc
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
      dateline --check SESSION [PATH …]     replay a saved session, exit 1 if answers differ
      """,
    discussion: """
      Exit codes: 0 fine, 1 a query failed or an answer differs, 2 wrong usage, 3 nothing could be loaded, \
      130 interrupted.
      """,
    version: Invocation.version)

  @Argument(help: "Articles: files, folders (.txt and .md, recursively), - for standard input.")
  var paths: [String] = []

  @Option(
    name: [.customShort("c"), .long], parsing: .unconditionalSingleValue, help: "Run a query; repeatable.")
  var query: [String] = []

  @Option(name: [.customShort("f"), .long], help: "Run a script; repeatable, before any -c.")
  var file: [String] = []

  @Flag(name: .long, help: "Go on after an error.")
  var keepGoing = false

  @Option(name: .long, help: "How answers are written: table, line, csv, tsv, json, ndjson, markdown.")
  var mode: OutputMode?

  @Option(name: .long, help: "Colour: auto, always, never.")
  var color: Invocation.Colour = .auto

  @Option(name: .long, help: "Replay a saved session and show what differs.")
  var check: String?

  @Option(name: .long, help: "Change a setting: name=value; repeatable.")
  var set: [String] = []

  @Option(name: [.customShort("p"), .long], help: "Give $name a value in queries: name=value; repeatable.")
  var parameter: [String] = []

  var invocation: Invocation {
    var invocation = Invocation()
    invocation.paths = paths
    invocation.queries = query
    invocation.files = file
    invocation.keepsGoing = keepGoing
    invocation.mode = mode
    invocation.colour = color
    invocation.check = check
    invocation.settings = set
    invocation.parameters = parameter
    return invocation
  }

  /// What the words of a command line ask for; nil where they are wrong. For tests.
  static func invocation(_ words: [String]) -> Invocation? {
    (try? parse(words))?.invocation
  }

  func run() throws { throw ExitCode(invocation.runProcess()) }

  /// A wrong option ends with 2, as the shell's own usage errors do.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard exitCode(for: error).isSuccess else {
        if !(error is ExitCode) {
          DescriptorSink(STDERR_FILENO).write(fullMessage(for: error) + "\n")
          exit(withError: ExitCode(Invocation.Exit.usage))
        }
        exit(withError: error)
      }
      exit(withError: error)
    }
  }
}

extension OutputMode: ExpressibleByArgument {}
extension Invocation.Colour: ExpressibleByArgument {}
