import Articles
import Querying
import TestSupport
import Testing

@testable import Saving
@testable import Shell

/// Files whose names are no UTF-8, wherever a file can be named; what cannot be read twice.
@Suite struct FileNameTests {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()

  /// "caf" and a byte of Latin-1, as the system has it.
  private static let raw: [UInt8] = [0x63, 0x61, 0x66, 0xE9]
  /// The same as a string keeps it.
  private static let name = PathText.text(raw)
  /// The same as a person writes it.
  private static let written = #"caf\xE9"#

  init() {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
  }

  private func session(_ text: String, sinks: SinkPolicy = SinkPolicy()) -> Session {
    let session = Session(
      workspace: TestPipeline.workspace, reader: TextLineReader(text), output: output, errors: errors,
      surroundings: Surroundings())
    session.keepsGoing = true
    session.sinks = sinks
    return session
  }

  @discardableResult private func run(_ text: String) -> Int32 { session(text).run() }

  /// What a file holds whose name is no UTF-8.
  private func read(_ ending: String) -> String? {
    try? TextFile.read("\(folder.path)/\(Self.name)\(ending)")
  }

  @Test(
    "Such a name can be written as its bytes and as they are shown",
    arguments: [
      "to", "once", "output", "save", "read", "load", "check", "define", "alias",
    ])
  func everyCommand(command: String) throws {
    let path = folder.path + "/"
    for name in [Self.written, Self.name] {
      let file = "\"\(path)\(name)"
      folder.write(rawName: Self.raw + Array(".dl".utf8), ".load news\nmeetings | count\n-- 1  1\n")
      folder.write(
        rawName: Self.raw + Array(".txt".utf8), "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
      let start = ".load \(path)news\n"
      let query = "meetings | show participant"
      switch command {
      case "to":
        #expect(run("\(start)\(query) | to \(file).csv\" --force\n") == 0, "\(errors.text)")
        #expect(read(".csv") == "participant\nAnn Lee; Bob Ray\n")
      case "once", "output":
        #expect(run("\(start).\(command) \(file).csv\" --force\n\(query)\n") == 0, "\(errors.text)")
        #expect(read(".csv") == "participant\nAnn Lee; Bob Ray\n")
      case "save":
        #expect(
          run("\(start)\(query) | to \(file).csv\" --force\n.save \(file).s\" --force\n") == 0,
          "\(errors.text)")
        let saved = try #require(read(".s"))
        #expect(saved.contains(#"| to "caf\xE9.csv" --force"#), "\(saved)")
        #expect(
          run(".check \(file).s\"\n.read \(file).s\"\n.save \(path)t.dl --force") == 0, "\(errors.text)")
        #expect(folder.read("t.dl") == saved)
      case "read", "check":
        #expect(run(".\(command) \(file).dl\"") == 0, "\(errors.text)")
        #expect(!output.take().isEmpty)
      case "load":
        #expect(run(".load \(file).txt\"\n.save \(path)l.dl --force") == 0, "\(errors.text)")
        #expect(folder.read("l.dl")?.contains("\n.load \"caf\\xE9.txt\"\n") == true)
        #expect(run(".read \(path)l.dl") == 0, "\(errors.text)")
      case "alias":
        folder.write(rawName: Self.raw, "\"Lechia\" = \"Poland\"\n")
        #expect(run("\(start).alias \(file)\"\nmeetings in \"Lechia\" | count") == 0, "\(errors.text)")
      default:
        folder.write(rawName: Self.raw, "kind rescue rescues\n  frame VERB rescue\n")
        run(".define \(file)\"")
        // Whatever it says of the file: it has read it.
        #expect(!errors.text.contains("No such file"), "\(errors.text)")
      }
      _ = errors.take()
    }
  }

  @Test func isNamedAsItIsShown() {
    run(".read \"\(folder.path)/none-\(Self.written)\"")
    #expect(errors.text.contains(#"/none-caf\xE9: No such file or directory"#), "\(errors.text)")
  }

  @Test func isCompleted() {
    folder.write(rawName: Self.raw + Array(".txt".utf8), "")
    let line = ".load \(folder.path)/ca"
    let list = Completer(workspace: TestPipeline.workspace).complete(line, at: line.utf8.count)
    #expect(list.candidates.map(\.text) == ["\"\(folder.path)/caf\\xE9.txt"])
    #expect(list.candidates.map(\.label) == [#"caf\xE9.txt"#])
    let more = ".load \"\(folder.path)/caf\\xE9"
    let rest = Completer(workspace: TestPipeline.workspace).complete(more, at: more.utf8.count)
    #expect(rest.candidates.map(\.text) == ["\"\(folder.path)/caf\\xE9.txt"])
  }

  // MARK: What cannot be read twice

  @Test(
    "What came from standard input by any name, or from a pipe, is neither kept nor waited for",
    arguments: [
      "-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0", "/dev//./stdin", "LINK", "PIPE", "/dev/zero",
    ])
  func passing(path: String) throws {
    folder.pipe("pipe")
    folder.link("link", to: "/dev/stdin")
    let path = path == "LINK" ? folder.path + "/link" : path == "PIPE" ? folder.path + "/pipe" : path
    let script =
      ".load \(path)\n.load \(path) \(folder.path)/news\nmeetings | count\n-- #  n\n-- ─  ─\n-- 1  1\n-- 1 row\n"
    folder.write("s.dl", script)
    #expect(run(".check \(folder.path)/s.dl") == 0, "\(errors.text)")
    #expect(output.take() == "1 result is as saved\n")
    let restored = session("")
    #expect(
      restored.restore(Journal.Left(path: "none", text: script, time: "now")) == .whole, "\(errors.text)")
    _ = errors.take()
    for command in ["define", "alias", "read"] {
      let compared = session(".\(command) \(path)", sinks: SinkPolicy().compared)
      if path != "-" {
        #expect(compared.run() == 1)
        #expect(errors.take().contains("what came from standard input or a pipe cannot be read again"))
      }
    }
    let saving = session("")
    for statement in [".load", ".define", ".alias"] {
      saving.keep(Session.LogEntry(statement: statement, mode: .table, paths: [path]))
    }
    saving.keep(Session.LogEntry(statement: ".output", mode: .table, paths: [path]))
    #expect(saving.script(in: "/").entries.map(\.statement).count { !$0.hasPrefix(".output") } == 0)
    try saving.save(to: folder.path + "/t.dl", isForced: false)
    #expect(
      errors.text.contains("what came from standard input or a pipe cannot be read again and is left out"))
  }
}
