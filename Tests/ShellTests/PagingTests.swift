import Glibc
import TestSupport
import Testing

@testable import Shell

/// What is longer than the screen goes through the person's own pager.
@Suite(.serialized) struct PagingTests {
  private func opened(_ folder: TemporaryFolder, _ options: [String] = []) -> Terminal? {
    folder.writeProgram("less", "#!/bin/sh\necho \"paged $*\"\ncat > '\(folder.path)/paged'\n")
    return Terminal(
      history: folder.path + "/history", options, columns: 60, rows: 12,
      variables: ["PAGER=\(folder.path)/less"])
  }

  @Test func longAnswersArePaged() throws {
    let folder = TemporaryFolder()
    let terminal = try #require(opened(folder))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".set\r")
    #expect(terminal.waits(for: "paged \r\n"))
    #expect(terminal.waits(for: "dateline> "))
    #expect(folder.read("paged")?.contains("separator") == true)
    terminal.types(".show near\r")
    #expect(terminal.waits(for: "\n100 km\r\n"), "what is short is not")
    terminal.types(".set pager off\r.set\r")
    #expect(terminal.waits(for: "separator"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test func safeRunsNone() throws {
    let folder = TemporaryFolder()
    let terminal = try #require(opened(folder, ["--safe"]))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".set\r")
    #expect(terminal.waits(for: "separator"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
    #expect(folder.read("paged") == nil)
  }

  @Test func anArticleOpensAtItsPlace() throws {
    let folder = TemporaryFolder()
    let lines = (1...40).map { "Line \($0) of it.\n" }.joined()
    let article = folder.write(
      "a.txt", "Date: 2023-01-17\n\n\(lines)\nJoe Biden met Andrzej Duda in Warsaw.\n")
    let terminal = try #require(opened(folder, [article]))
    #expect(terminal.waits(for: "dateline> ", seconds: 60))
    terminal.types("meetings\r")
    #expect(terminal.waits(for: "1 row"))
    terminal.types(".open 1\r")
    #expect(terminal.waits(for: "paged +"))
    #expect(terminal.waits(for: "dateline> "))
    let paged = try #require(folder.read("paged"))
    #expect(paged.contains("[trigger: met]"))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test func whichProgram() {
    #expect(Pager.named(by: ["PAGER": "more"])?.command == "more")
    #expect(Pager.named(by: ["PAGER": ""]) == nil)
    #expect(Pager.named(by: ["PAGER": "cat"]) == nil)
    #expect(Pager.named(by: ["PAGER": "less", "TERM": "dumb"]) == nil)
    #expect(Pager(command: "less -R").command(from: 12) == "less -R +12")
    #expect(Pager(command: "less").command(from: 1) == "less")
    #expect(Pager(command: "bat --plain").command(from: 12) == "bat --plain")
  }

  @Test func rowsOfAScreenAreCounted() {
    #expect(Session.screenRows("a\n\nb\n", columns: 10) == 3)
    #expect(Session.screenRows("\u{1B}[1m0123456789\u{1B}[0m\n01234567890\n", columns: 10) == 3)
    #expect(Session.screenRows("東京東京東京\n", columns: 10) == 2)
  }
}
