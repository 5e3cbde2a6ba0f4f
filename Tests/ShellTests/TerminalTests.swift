import CLineEdit
import Glibc
import TestSupport
import Testing

/// The program on a pseudo-terminal, driven as a person would. Each step waits for what it expects to see.
@Suite(.serialized) struct TerminalTests {
  @Test func editsLines() throws {
    let folder = TemporaryFolder()
    let terminal = try #require(Terminal(history: folder.path + "/history"))
    #expect(terminal.waits(for: "dateline> "))

    terminal.types(".mode csv\r")
    terminal.types(".mode\r")
    #expect(terminal.waits(for: "\ncsv\r\n"), "a command runs")

    terminal.types(".descr\t")
    #expect(terminal.waits(for: "ibe "), "Tab completes")
    terminal.types("\u{3}")
    #expect(terminal.waits(for: "^C\r"), "Ctrl-C drops the line")

    terminal.types("\u{1B}[A")
    #expect(terminal.waits(for: ".mode"), "up brings the last statement back")
    terminal.types(" line\r.mode\r")
    #expect(terminal.waits(for: "\nline\r\n"))

    terminal.types("\u{1B}[200~.mode tsv\n.mode\n\u{1B}[201~")
    #expect(terminal.waits(for: ".mode tsv"))
    #expect(!terminal.waits(for: "\ntsv\r\n", seconds: 0.3), "a paste runs nothing")
    terminal.types("\r")
    #expect(terminal.waits(for: "\ntsv\r\n"), "Enter runs all of it")

    terminal.types(".set missing żółć東\r.show missing\r")
    #expect(terminal.waits(for: "\nżółć東\r\n"), "UTF-8 is taken as it is")

    terminal.types("meetings near\r")
    #expect(terminal.waits(for: "...> "), "an incomplete query goes on")
    terminal.types("\u{3}")
    #expect(terminal.waits(for: "^C\r"))
    #expect(terminal.waits(for: "dateline> "))

    terminal.types("\u{4}")
    #expect(terminal.ends() == 0, "Ctrl-D leaves")
    let history = folder.read("history") ?? ""
    #expect(history.hasPrefix(".mode csv\n.mode\n.mode line\n"))
    #expect(history.contains(".set missing żółć東\n"))
  }

  @Test func interruptEndsASearchOfTheHistory() throws {
    let folder = TemporaryFolder()
    let terminal = try #require(Terminal(history: folder.path + "/history"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".mode csv\r\u{12}mod")
    #expect(terminal.waits(for: "search: mod"))
    terminal.types("\u{3}")
    #expect(terminal.waits(for: "^C\r"))
    terminal.types(".mode\r")
    #expect(terminal.waits(for: "\ncsv\r\n"), "the session goes on")
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test("A session that is killed loses at most the statement under way")
  func journal() throws {
    let folder = TemporaryFolder()
    let article = folder.write("a.txt", "Date: 2023-01-17\n\nJoe Biden met Andrzej Duda in Warsaw.\n")
    let history = folder.path + "/history"
    func names() -> [String] { RepositoryFile.names(folder.path + "/dateline/journal", ending: ".dateline") }
    var terminal = try #require(Terminal(history: history, [article], state: folder.path))
    #expect(terminal.waits(for: "dateline> ", seconds: 60))
    terminal.types("let polish = meetings in \"Poland\" | show participant\r.set near 30\r")
    terminal.types(".output \(folder.path)/out.csv\rpolish\r.mode line\r.mode\r")
    #expect(terminal.waits(for: "\nline\r\n"))
    #expect(names().count == 1)
    var status = stat()
    stat(folder.path + "/dateline/journal/" + (names().first ?? ""), &status)
    #expect(status.st_mode & 0o777 == 0o600)
    terminal.signals(SIGKILL)
    _ = terminal.ends()
    let written = folder.read("out.csv")

    terminal = try #require(Terminal(history: history, state: folder.path))
    #expect(terminal.waits(for: "did not end in good order"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
    #expect(names().count == 1, "what was left stays until it is brought back")

    terminal = try #require(Terminal(history: history, ["--restore"], state: folder.path))
    #expect(terminal.waits(for: "restored 6 statements: 1 article", seconds: 60))
    #expect(terminal.waits(for: "answers go to the screen now"))
    terminal.types(".show near\r")
    #expect(terminal.waits(for: "\n30 km\r\n"))
    terminal.types(".mode\r")
    #expect(terminal.waits(for: "\nline\r\n"))
    terminal.types(".mode csv\rpolish\r")
    #expect(terminal.waits(for: "Joe Biden; Andrzej Duda"))
    terminal.types(".save \(folder.path)/s.dl\r.check \(folder.path)/s.dl\r")
    #expect(terminal.waits(for: "2 results are as saved", seconds: 60))
    #expect(folder.read("out.csv") == written, "nothing is written again")
    terminal.types(".quit\r")
    #expect(terminal.ends() == 0)
    #expect(names().isEmpty, "a session that ends in good order leaves nothing")
  }

  @Test("What happens in a watched folder is told above the line that is typed, and does not disturb it")
  func watches() throws {
    let folder = TemporaryFolder()
    folder.write("news/a.txt", "Date: 2023-01-17\n\nJoe Biden met Andrzej Duda in Warsaw.\n")
    let terminal = try #require(
      Terminal(history: folder.path + "/history", ["--watch", folder.path + "/news"], columns: 60))
    #expect(terminal.waits(for: "watching \(folder.path)/news", seconds: 60))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".notify meetings | show participant\r")
    #expect(terminal.waits(for: "dateline> "))
    // Longer than a row of the screen, with the cursor in its middle.
    let start = "meetings where location in \"Poland\" and date during "
    terminal.types(start + "2099 | show partici\u{1}\u{6}\u{6}")
    #expect(terminal.waits(for: "partici"))
    folder.write("news/b.txt", "Date: 2023-01-18\n\nAngela Merkel met Emmanuel Macron in Berlin.\n")
    #expect(terminal.waits(for: "1 article new: 2 articles", seconds: 60))
    #expect(terminal.waits(for: "new     Angela Merkel, Emmanuel Macron"))
    #expect(terminal.waits(for: "1 new\r"))
    #expect(terminal.waits(for: "\ndateline> meetings where location"), "the line is drawn again below")
    #expect(terminal.waits(for: "partici"))
    terminal.types("\u{5}pant\u{1}\u{B}")
    terminal.types("meetings in \"Poland\" | show participant\r")
    #expect(terminal.waits(for: "1  Joe Biden, Andrzej Duda"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test("Whatever ends the program gives the terminal back as it was", arguments: [SIGTERM, SIGHUP, SIGQUIT])
  func givesTheTerminalBack(signal: Int32) throws {
    let folder = TemporaryFolder()
    let terminal = try #require(Terminal(history: folder.path + "/history"))
    let before = try #require(terminal.modes)
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("meetings ne")
    #expect(terminal.waits(for: "meetings ne"))
    #expect(try #require(terminal.modes) != before, "the line editor sets modes of its own")
    terminal.signals(signal)
    #expect(terminal.waits(for: "\r\n"), "the shell's prompt stands on a line of its own")
    #expect(terminal.ends() == 128 + signal)
    #expect(terminal.modes == before)
    #expect(terminal.isPasteMarked == false)
  }

  @Test func survivesAResizeAndAWrappedLine() throws {
    let folder = TemporaryFolder()
    let terminal = try #require(Terminal(history: folder.path + "/history", columns: 30))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".set missing aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
    terminal.resizes(to: 50)
    terminal.types("\u{1}\u{5}b\r.show missing\r")
    #expect(terminal.waits(for: "\naaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\r\n"))
    terminal.types(".quit\r")
    #expect(terminal.ends() == 0)
  }

  @Test(
    "How far long work is, is told only where a line can be wiped", arguments: ["dumb", "xterm-256color"])
  func progress(kind: String) throws {
    let folder = TemporaryFolder()
    for number in 0..<400 {
      folder.write(
        "news/\(number).txt",
        "Date: 2023-01-17\n\nJoe Biden met Andrzej Duda in Warsaw on Monday \(number).\n")
    }
    let terminal = try #require(
      Terminal(
        history: folder.path + "/history", ["-c", "meetings | count", folder.path + "/news"],
        variables: ["TERM=\(kind)"]))
    #expect(terminal.waits(for: "n\r\n", seconds: 60))
    #expect(terminal.ends(seconds: 60) == 0)
    #expect(terminal.hasEscapes == (kind != "dumb"))
  }
}
