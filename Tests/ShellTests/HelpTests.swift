import Articles
import Glibc
import Querying
import Saving
import TestSupport
import Testing

@testable import Shell
@testable import dateline

/// `.help` and the tour: every example that they show is run by the whole program over the example articles.
@Suite(.serialized) struct HelpTests {
  /// As from the project's folder, but nothing is written there.
  static let folder: TemporaryFolder = {
    let folder = TemporaryFolder()
    folder.link("examples", to: RepositoryFile.root + "/examples")
    return folder
  }()
  static let articles = folder.path + "/examples/articles"
  /// The example articles, read once.
  nonisolated(unsafe) static let loaded: Workspace = {
    let workspace = Workspace()
    _ = workspace.load([articles], options: .init(), progress: { _ in }, isCancelled: { false })
    return workspace
  }()

  private func session(_ lines: [String], isInteractive: Bool = false) -> (Session, StringSink, StringSink) {
    let (output, errors) = (StringSink(), StringSink())
    var surroundings = Surroundings()
    surroundings.edit = { .edited($0) }
    surroundings.shell = { _ in .ended(0) }
    let session = Session(
      workspace: Self.loaded.snapshot(readsAnew: false, isCorrected: false),
      reader: TextLineReader(events: lines.map { .line($0) }, isInteractive: isInteractive), output: output,
      errors: errors, surroundings: surroundings)
    session.scriptFolder = Self.folder.path
    session.sinks.replacesFiles = true
    return (session, output, errors)
  }

  @Test("Every command has an example, and it runs", arguments: ShellCommand.table.map(\.name))
  func commandExamplesRun(name: String) throws {
    let command = try #require(ShellCommand.named(name))
    let examples = command.examples
    #expect(examples.contains { $0 == "." + name || $0.hasPrefix(".\(name) ") }, "\(name) has no example")
    let (session, output, errors) = session(examples, isInteractive: name == "edit")
    _ = session.run()
    #expect(session.exitCode == 0 || name == "load", "\(errors.text)")
    #expect(
      name == "tour" || !(output.text + errors.text).contains("error"),
      "\(name): \(output.text)\(errors.text)")
    // What `.help` shows of it.
    let help = try #require(try Self.help("." + name))
    for example in examples { #expect(help.contains(example), "\(example)") }
  }

  private static func help(_ topic: String) throws -> String? {
    let output = StringSink()
    let session = Session(
      workspace: loaded, reader: TextLineReader(events: [], isInteractive: false), output: output,
      errors: StringSink(), surroundings: Surroundings())
    guard session.execute(.init(text: ".help \(topic)", line: 1, column: 1)) else { return nil }
    return output.text
  }

  @Test("Every kind of facts and every field has help with examples that run") func kindAndFieldExamplesRun()
    throws
  {
    var examples: [String] = []
    for (name, _) in Self.loaded.kindList {
      let help = try #require(Self.loaded.help(onKind: name))
      let shown = try Self.help(name)
      #expect(help.examples.count > 1 && shown?.contains(help.text) == true)
      examples += help.examples
    }
    for (name, _) in Self.loaded.fieldList {
      let help = try #require(Self.loaded.help(onField: name))
      let shown = try Self.help(name)
      #expect(shown?.contains(help.text) == true)
      examples += help.examples
    }
    let (session, _, errors) = session(examples)
    session.keepsGoing = true
    _ = session.run()
    let faults = errors.text.split(separator: "\n").filter { $0.contains("error") }
    #expect(faults.isEmpty && session.exitCode == 0, "\(faults.joined(separator: "\n"))")
  }

  @Test(arguments: [
    "", "kinds", "fields", "settings", "about", "errors", "near", "meeting", "Meetings", ".place", "place",
  ])
  func topicsAreThere(topic: String) throws {
    let text = try #require(try Self.help(topic))
    #expect(text.hasSuffix("\n") && text.count > 40)
  }

  @Test func whatNobodyKnowsIsAskedBack() {
    let (session, _, errors) = session([".help meetngs"])
    _ = session.run()
    #expect(errors.text.contains("no help on `meetngs`\n  help: did you mean meetings"), "\(errors.text)")
  }

  // MARK: The tour

  @Test("The tour runs, and only the slip that it shows fails") func tourRuns() {
    let (session, output, errors) = session([".tour \(Self.articles)"])
    #expect(session.run() == 0, "\(errors.text)")
    for step in Tour.steps {
      for statement in step.statements {
        #expect(output.text.contains("dateline> \(statement)\n"), "\(statement)")
      }
    }
    let faults = errors.text.split(separator: "\n").filter { $0.contains("error") }
    #expect(faults.count == 1 && faults[0].contains("Q040"), "\(errors.text)")
    #expect(!output.text.contains("\n0 rows"))
    #expect(output.text.contains("ask the ministry") || output.text.contains("meetings where has note"))
  }

  @Test("Enter goes on, a question is answered in between, .quit ends it, and nothing of the session changes")
  func tourWaits() {
    let (session, output, _) = session(
      [
        "calls | count", ".tour \(Self.articles)", "", "visits | count", "", ".quit", "| show n",
        ".tour /nowhere",
      ],
      isInteractive: true)
    _ = session.run()
    #expect(output.text.contains("3/\(Tour.steps.count)") && !output.text.contains("4/\(Tour.steps.count)"))
    // The last answer is that of before.
    #expect(session.last?.columns.map(\.name) == ["n"])
    #expect(session.log.map(\.statement) == ["calls | count", "| show n"])
    #expect(output.text.contains("no article could be loaded from /nowhere"))
  }

  @Test func aTourWritesNothing() {
    let file = Self.folder.path + "/f.csv"
    let (session, output, _) = session(
      [".tour \(Self.articles)", "meetings | to \"\(file)\"", ".tour", ".quit"], isInteractive: true)
    _ = session.run()
    #expect(Self.folder.read("f.csv") == nil && output.text.contains("--safe forbids"))
    #expect(output.text.contains("this is the tour"))
  }
}
