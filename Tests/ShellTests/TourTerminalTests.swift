import Glibc
import TestSupport
import Testing

/// The tour and the system's shell on a pseudo-terminal.
@Suite(.serialized) struct TourTerminalTests {
  @Test func aNewcomerWalksAndLeaves() throws {
    let folder = TemporaryFolder()
    let config = folder.write("config", ".set near 50 km\n")
    let terminal = try #require(Terminal(history: folder.path + "/history", ["--config", config]))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".show near\r")
    #expect(terminal.waits(for: "\n50 km\r\n"))
    terminal.types(".shell echo 4$((1 + 1)) $(tty | cut -c1-8)\r")
    #expect(terminal.waits(for: "\n42 /dev/pts\r\n"), "a program has the terminal")
    terminal.types(".tour \(RepositoryFile.root)/examples/articles\r")
    #expect(terminal.waits(for: "26 articles", seconds: 60))
    #expect(terminal.waits(for: "Enter goes on"))
    terminal.types("\r")
    #expect(terminal.waits(for: "2/", seconds: 20))
    #expect(terminal.waits(for: "Enter goes on"))
    terminal.types("visits | count\r")
    #expect(terminal.waits(for: "1 row"), "a question is answered in between")
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{3}")
    #expect(terminal.waits(for: "^C"), "Ctrl-C ends the tour")
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".show rows\r")
    #expect(terminal.waits(for: "\n40\r\n"), "the session goes on")
    terminal.types(".quit\r")
    #expect(terminal.ends() == 0)
  }
}
