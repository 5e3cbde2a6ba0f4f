import CLineEdit
import Glibc
import Reporting
import TestSupport
import Testing

@testable import Shell

/// Living at the prompt: the program on a pseudo-terminal, and what stands on its screen.
@Suite(.serialized) struct TypingTests {
  // Widths are those of signs only where text is UTF-8.
  init() { dl_use_utf8() }

  private static let coloured = ["NO_COLOR="]

  private func article(_ folder: TemporaryFolder) -> String {
    folder.write("a.txt", "Date: 2023-01-17\n\nJoe Biden met Andrzej Duda in Kraków.\n")
  }

  @Test("A statement of several lines is one text, one entry of the history, and comes back whole")
  func severalLines() throws {
    let folder = TemporaryFolder()
    let terminal = try #require(Terminal(history: folder.path + "/history", [article(folder)], columns: 60))
    #expect(terminal.waits(for: "dateline> ", seconds: 60))
    terminal.types("meetings where\rdate during 2023 |\rcount\r")
    #expect(terminal.waits(for: "1 row"))
    #expect(terminal.waits(for: "dateline> "))
    #expect(folder.read("history") == "meetings where\\ndate during 2023 |\\ncount\n")
    terminal.types("\u{1B}[A")
    let rest = "\n     ...> date during 2023 |\n     ...> count"
    #expect(
      terminal.shows { $0.text.hasSuffix(rest) && $0.line($0.row - 2).hasPrefix("dateline> meetings where ") }
    )
    // Up goes to the line above, and what is typed goes there.
    terminal.types("\u{1B}[A\u{1}\u{1B}[B\u{5} by status\r")
    #expect(terminal.waits(for: "happened"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test("An empty line ends what is unfinished")
  func emptyLine() throws {
    let folder = TemporaryFolder()
    let terminal = try #require(Terminal(history: folder.path + "/history"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("meetings near\r\r")
    #expect(terminal.waits(for: "error[Q021]"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test("Tab puts in what is common, shows what fits with its kind and count, and goes through it")
  func completes() throws {
    let folder = TemporaryFolder()
    let terminal = try #require(Terminal(history: folder.path + "/history", [article(folder)], columns: 80))
    #expect(terminal.waits(for: "dateline> ", seconds: 60))
    terminal.types("meetings near krako\t")
    #expect(terminal.shows { $0.line($0.row).hasPrefix("dateline> meetings near \"Kraków\"") })
    terminal.types(" | co\t")
    #expect(
      terminal.shows {
        $0.text.hasSuffix("\n  count    stage  how many rows, for each value of the keys")
          || $0.text.contains("context  stage")
      })
    #expect(terminal.shows { $0.text.contains("  count    stage") && $0.text.contains("  context  stage") })
    terminal.types("\t")
    #expect(terminal.shows { $0.text.contains("> count    stage") && $0.line($0.row).contains("| count") })
    terminal.types("\t")
    #expect(terminal.shows { $0.text.contains("> context  stage") && $0.line($0.row).contains("| context") })
    terminal.types("\u{1B}[Z")
    #expect(terminal.shows { $0.line($0.row).contains("| count") })
    terminal.types("\r")
    #expect(terminal.waits(for: "1 row"))
    #expect(!terminal.screen.text.contains("context  stage"), "the list is gone")
    terminal.types("_ | sort by \t")
    #expect(
      terminal.shows { $0.line($0.row).hasPrefix("dateline> _ | sort by n") }, "columns of the last answer")
    terminal.types("\u{3}")
    #expect(terminal.waits(for: "^C\r"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test("A faint hint from the history, which the right arrow takes; what is wrong is red and underlined")
  func hintsAndFaults() throws {
    let folder = TemporaryFolder()
    folder.write("history", "meetings | count\n")
    let terminal = try #require(
      Terminal(history: folder.path + "/history", columns: 80, variables: Self.coloured))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("meetings |")
    #expect(terminal.shows { $0.line($0.row) == "dateline> meetings | count" && $0.column == 20 })
    #expect(terminal.screen.cells[terminal.screen.row][22].style == "2")
    terminal.types("\u{1B}[C")
    #expect(terminal.shows { $0.column == 26 })
    terminal.types(" by locaton, kind")
    #expect(terminal.shows { $0.line($0.row).hasSuffix("locaton, kind") })
    #expect(terminal.shows { $0.cells[$0.row][30].style == "4;31" })
    terminal.types("\u{15}meetings near \"x")
    #expect(terminal.shows { $0.cells[$0.row][24].style == "4;31" }, "a mark that nothing closes")
    terminal.types("\"")
    #expect(terminal.shows { $0.cells[$0.row][24].style == "33" })
    // What stands behind Ctrl-C in the terminal's queue goes with it.
    terminal.types("\u{3}")
    #expect(terminal.waits(for: "^C"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test("What one stands on is told at the right")
  func note() throws {
    let folder = TemporaryFolder()
    let terminal = try #require(Terminal(history: folder.path + "/history", [article(folder)], columns: 80))
    #expect(terminal.shows(seconds: 60) { $0.line($0.row).hasSuffix("   1 article") })
    terminal.types("meetings\r")
    #expect(terminal.shows { $0.line($0.row).hasSuffix("   1 article · last answer 1 row") })
    #expect(!terminal.screen.text.contains("dateline> meetings   "), "it goes with the line")
    terminal.types(".set plain on\r")
    #expect(terminal.shows { $0.line($0.row) == "dateline>" && $0.column == 10 })
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test("Ctrl-R finds statements whatever their case and accents")
  func searches() throws {
    let folder = TemporaryFolder()
    folder.write("history", ".set missing Kraków\n.show near\n.show now\n")
    let terminal = try #require(Terminal(history: folder.path + "/history", columns: 80))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{12}krako")
    #expect(
      terminal.shows { $0.text.hasSuffix("dateline> .set missing Kraków\nsearch: krako") })
    terminal.types("x")
    #expect(terminal.shows { $0.text.hasSuffix("search: krakox  (nothing found)") })
    terminal.types("\u{7}")
    #expect(terminal.shows { $0.line($0.row) == "dateline>" }, "Ctrl-G gives the line back")
    terminal.types("\u{12}.show\u{12}\r")
    #expect(terminal.waits(for: "\n100 km\r\n"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test("Ctrl-Z gives the terminal back, and the line is there again afterwards")
  func stops() throws {
    let folder = TemporaryFolder()
    let terminal = try #require(Terminal(history: folder.path + "/history", columns: 80))
    let before = try #require(terminal.modes)
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".show ne")
    #expect(terminal.shows { $0.line($0.row) == "dateline> .show ne" })
    terminal.types("\u{1A}")
    #expect(terminal.stops())
    #expect(terminal.shows { $0.column == 0 })
    #expect(terminal.modes == before)
    #expect(!terminal.isPasteMarked)
    terminal.signals(SIGCONT)
    #expect(terminal.shows { $0.line($0.row) == "dateline> .show ne" && $0.column == 18 })
    #expect(terminal.isPasteMarked)
    terminal.types("ar\r")
    #expect(terminal.waits(for: "\n100 km\r\n"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test("~/.editrc chooses the keys of vi")
  func vi() throws {
    let folder = TemporaryFolder()
    folder.write(".editrc", "bind -v\n")
    let terminal = try #require(
      Terminal(history: folder.path + "/history", columns: 80, variables: ["HOME=\(folder.path)"]))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".show nearest")
    #expect(terminal.shows { $0.line($0.row) == "dateline> .show nearest" })
    terminal.types("\u{1B}")
    #expect(terminal.shows { $0.column == 22 }, "Escape alone is a key")
    terminal.types("hhD")
    #expect(terminal.shows { $0.line($0.row) == "dateline> .show near" })
    terminal.types("\r")
    #expect(terminal.waits(for: "\n100 km\r\n"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }

  @Test("A terminal that can only write gets lines and nothing drawn")
  func dumb() throws {
    let folder = TemporaryFolder()
    let terminal = try #require(Terminal(history: folder.path + "/history", variables: ["TERM=dumb"]))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".show plain\n")
    #expect(terminal.waits(for: "\non\r\n"))
    #expect(terminal.waits(for: "dateline> "))
    #expect(folder.read("history") == ".show plain\n")
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
    #expect(!terminal.hasEscapes)
  }

  @Test("By chance: whatever is typed, the screen is what the text says", arguments: 0..<4)
  func byChance(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let folder = TemporaryFolder()
    let columns = Int32.random(in: 24..<70, using: &random)
    let terminal = try #require(Terminal(history: folder.path + "/history", columns: columns, rows: 10))
    #expect(terminal.waits(for: "dateline> "))
    var text: [Unicode.Scalar] = []
    var cursor = 0
    for _ in 0..<12 {
      var keys = ""
      for _ in 0..<Int.random(in: 1..<12, using: &random) {
        switch Int.random(in: 0..<14, using: &random) {
        case 0..<6:
          let sign: Unicode.Scalar =
            ["a", "z", "東", "ż", "\"", "(", "👍", "é"].randomElement(using: &random) ?? "a"
          keys.unicodeScalars.append(sign)
          text.insert(sign, at: cursor)
          cursor += 1
        case 6:
          let pasted = Array("one two\u{7} three\nfour \u{1B}東京 five".unicodeScalars)
          keys += "\u{1B}[200~one two\u{7} three\rfour \u{1B}東京 five\n\u{1B}[201~"
          let kept = pasted.filter { $0 == "\n" || $0.value >= 0x20 }
          text.insert(contentsOf: kept, at: cursor)
          cursor += kept.count
        case 7:
          keys += "\u{7F}"
          if cursor > 0 {
            cursor -= 1
            text.remove(at: cursor)
          }
        case 8: (keys, cursor) = (keys + "\u{1}", 0)
        case 9: (keys, cursor) = (keys + "\u{5}", text.count)
        case 10: (keys, cursor) = (keys + "\u{1B}[D", max(0, cursor - 1))
        case 11: (keys, cursor) = (keys + "\u{1B}[C", min(text.count, cursor + 1))
        case 12:
          if text.count > 30 {
            keys += "\u{B}"
            text.removeSubrange(cursor...)
          }
        default: keys += "\u{C}"
        }
      }
      terminal.types(keys)
      var line = String.UnicodeScalarView()
      line.append(contentsOf: text)
      let byte = text[..<cursor].reduce(0) { $0 + UTF8.width($1) }
      let painter = EditPainter(columns: Int(columns), paint: Paint(isOn: false)) {
        Int(dl_cell_width($0.value))
      }
      let whole = painter.picture(of: EditContents(text: String(line), cursor: byte))
      // What is seen has the cursor's row, and as many of the others as there is room for.
      func row(_ index: Int) -> String {
        var text = whole.rows[index].cells.map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
      }
      let isRight = terminal.shows { screen in
        guard screen.column == whole.cursor.column else { return false }
        for (index, at) in whole.rows.indices.map({ ($0, screen.row + $0 - whole.cursor.row) })
        where (0..<10).contains(at) && screen.line(at) != row(index) { return false }
        return true
      }
      #expect(isRight, "\(String(line).debugDescription) at \(cursor):\n\(terminal.screen.text)")
    }
    #expect(terminal.screen.unknown.isEmpty)
    // What stands behind Ctrl-C in the terminal's queue goes with it.
    terminal.types("\u{3}")
    #expect(terminal.waits(for: "^C"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types("\u{4}")
    #expect(terminal.ends() == 0)
  }
}
