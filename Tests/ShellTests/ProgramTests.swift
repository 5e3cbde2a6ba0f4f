import Glibc
import TestSupport
import Testing

/// The program as a process: what other programs, signals and full disks do to it.
@Suite(.serialized) struct ProgramTests {
  let folder = TemporaryFolder()

  private var articles: String {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nJoe Biden met Andrzej Duda in Warsaw.\n")
    return folder.path + "/news"
  }

  @Test("A program at the other end of a pipe gets each answer when its line ends")
  func coProcess() throws {
    let program = try #require(Program([]))
    program.writes(".mode csv\n.mode\n")
    #expect(program.answers("csv\n"), "dot commands at once")
    program.writes("meetings | count\n")
    #expect(program.answers("csv\nn\n0\n"))
    program.writes("meetings |\n")
    #expect(!program.answers("n\n0\nn\n0\n", seconds: 0.3), "a bar at the end: it goes on")
    program.writes("count\n")
    #expect(program.answers("n\n0\nn\n0\n"))
    program.writes("(meetings\n")
    program.writes(") | count;")
    #expect(!program.answers("0\nn\n0\nn\n0\n", seconds: 0.3), "no line has ended")
    program.writes("\n")
    #expect(program.answers("0\nn\n0\nn\n0\n"))
    program.writes("| limit 1\n")
    #expect(program.answers("n\n0\nn\n0\n"), "a bar at the start goes on from the last answer")
    #expect(program.ends() == 0, "\(program.errors)")
  }

  @Test("Changes of the rows of queries are written for ever, until a signal or until nobody reads")
  func watches() throws {
    let schema = JSONSchema(try JSON(RepositoryFile.text(AnswerSchema.path)))
    let news = articles
    func start() throws -> Program {
      let program = try #require(
        Program(["--watch", news, "-c", "let met = meetings | show participant", "-c", "met"]))
      #expect(program.waits { program.errors.hasSuffix("watching \(news)\n") }, "\(program.errors)")
      return program
    }
    var program = try start()
    program.closeInput()
    folder.write("news/b.txt", "Date: 2023-01-18\n\nAngela Merkel met Emmanuel Macron in Berlin.\n")
    let row = "\"query\": \"met\", \"row\": {\"participant\": [\"Angela Merkel\", \"Emmanuel Macron\"]}}\n"
    #expect(program.answers("{\"change\": \"new\", " + row), "\(program.output)\(program.errors)")
    unlink(news + "/b.txt")
    #expect(program.answers("{\"change\": \"gone\", " + row), "\(program.output)\(program.errors)")
    for line in program.output.split(separator: "\n") {
      #expect(schema.faults(try JSON(line), as: "rowChange") == [])
    }
    program.signals(SIGTERM)
    #expect(program.ends() == 143, "\(program.errors)")
    program = try start()
    program.signals(SIGINT)
    #expect(program.ends() == 130)
    // Its reader goes while nothing happens.
    program = try start()
    program.closeOutput()
    #expect(program.ends() == 0)
    for wrong in [
      ["--watch", news, "-f", "x.dl"], ["--watch", news, "-c", ".mode"], ["--watch", "none", "-c", "met"],
    ] {
      #expect(try #require(Program(wrong)).ends() == 2, "\(wrong)")
    }
  }

  @Test(
    "Every answer that was finished is in the file, whatever ends the program",
    arguments: [SIGKILL, SIGTERM, SIGHUP])
  func outputStreams(signal: Int32) throws {
    let program = try #require(Program([articles]))
    program.writes(".output \(folder.path)/out.csv\nmeetings | show participant\n")
    let first = "participant\nJoe Biden; Andrzej Duda\n"
    #expect(program.waits { folder.read("out.csv") == first }, "\(program.errors)")
    program.writes("meetings | count\n")
    #expect(program.waits { folder.read("out.csv") == first + "n\n1\n" })
    program.signals(signal)
    #expect(program.ends() == 128 + signal)
    #expect(folder.read("out.csv") == first + "n\n1\n")
  }

  @Test("What cannot be written to standard output is told and is no success; that nobody reads is neither")
  func standardOutput() throws {
    for (kind, reason) in [
      (Program.Output.file("/dev/full"), "No space left"), (.closed, "Bad file descriptor"),
    ] {
      for arguments in [["-c", ".mode"], ["--help"], ["extract", folder.write("x.txt", "Rain fell.\n")]] {
        let program = try #require(Program(arguments, output: kind))
        #expect(program.ends() == 1, "\(arguments)")
        #expect(
          program.errors.contains("dateline: the output could not be written: \(reason)"), "\(program.errors)"
        )
      }
    }
    let unread = try #require(Program(["-c", ".help"], output: .unread))
    #expect(unread.ends() == 0)
    #expect(unread.errors.isEmpty, "\(unread.errors)")
  }

  @Test("A closed standard output is not taken for the next file that is opened")
  func closedOutputIsNoFile() throws {
    let program = try #require(
      Program(
        ["-c", ".output \(folder.path)/o.csv", "-c", "meetings | count", "-c", ".output", "-c", ".mode"],
        output: .closed))
    #expect(program.ends() == 1)
    #expect(folder.read("o.csv") == "n\n0\n")
  }

  @Test("Ctrl-C ends a script with 130")
  func interruptedScript() throws {
    let program = try #require(Program([]))
    program.writes(".mode\n")
    #expect(program.answers("table\n"))
    program.signals(SIGINT)
    // Its input ends at the same time, as where both ends of a pipe are stopped.
    #expect(program.ends() == 130)
  }

  @Test("What a write that was killed has left is removed at the next start")
  func leftovers() throws {
    let script = folder.write("s.dl", ".mode\n")
    folder.write(".dateline-99999999.tmp", "half")
    folder.write(".dateline-1.tmp", "of a process that lives")
    let program = try #require(Program(["-f", script]))
    #expect(program.ends() == 0)
    #expect(folder.read(".dateline-99999999.tmp") == nil)
    #expect(folder.read(".dateline-1.tmp") != nil)
  }
}
