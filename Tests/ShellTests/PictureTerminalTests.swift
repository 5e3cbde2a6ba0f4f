import CLineEdit
import TestSupport
import Testing

/// Terminals that show pictures, that show none, and that say nothing: what the program asks, draws and leaves to be typed.
@Suite(.serialized) struct PictureTerminalTests {
  private static let sixels =
    "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[6;20;10t\u{1B}[?1;0;16S\u{1B}[?62;4;22c"
  private static let kitty = "\u{1B}_Gi=31;OK\u{1B}\\\u{1B}]11;rgb:1e/1e/2e\u{7}\u{1B}[6;20;10t\u{1B}[?62;c"
  private static let neither = "\u{1B}]11;rgb:00/00/00\u{1B}\\\u{1B}[6;20;10t\u{1B}[?62;22c"

  private func news(_ folder: TemporaryFolder) -> String {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nJoe Biden met Andrzej Duda in Warsaw.\n")
    folder.write("news/b.txt", "Date: 2023-02-18\n\nAngela Merkel met Emmanuel Macron in Madrid.\n")
    return folder.path + "/news"
  }

  private func terminal(
    _ folder: TemporaryFolder, _ answer: String?, options: [String] = [], columns: Int32 = 80,
    rows: Int32 = 24,
    variables: [String] = ["NO_COLOR="]
  ) throws -> Terminal {
    dl_use_utf8()
    let terminal = try #require(
      Terminal(
        history: folder.path + "/history", [news(folder)] + options, columns: columns, rows: rows,
        variables: variables))
    terminal.answer = answer
    #expect(terminal.waits(for: "dateline> ", seconds: 60))
    return terminal
  }

  private func ends(_ terminal: Terminal) {
    terminal.types(".quit\r")
    #expect(terminal.ends() == 0)
    #expect(terminal.screen.unknown == [])
  }

  /// Where red pixels are, from the left and the top, in parts of the picture; nil where there are none.
  private func red(_ picture: DecodedPicture) -> [(x: Double, y: Double)] {
    picture.pixels.indices.filter { at in
      let pixel = picture.pixels[at]
      return pixel.w > 100 && Int(pixel.x) > Int(pixel.y) + 60 && Int(pixel.x) > Int(pixel.z) + 60
    }.map { (Double($0 % picture.width), Double($0 / picture.width)) }
  }

  @Test("A map is a picture where the terminal says that it shows some", arguments: [sixels, kitty])
  func maps(answer: String) throws {
    let folder = TemporaryFolder()
    let terminal = try terminal(folder, answer)
    #expect(terminal.questions == 0, "nothing is asked before something is drawn")
    terminal.types("meetings\r")
    #expect(terminal.waits(for: "2 rows"))
    #expect(terminal.questions == 0)
    terminal.types("meetings | map\r")
    #expect(terminal.waits(for: "2 rows"))
    #expect(terminal.waits(for: "dateline> "))
    let picture = try #require(DecodedPicture(terminal.written))
    #expect(picture.width <= 800 && picture.height <= 480 && picture.width % 10 == 0)
    #expect(picture.colours <= 16, "as many as it says that it has")
    let places = red(picture)
    let (west, east) = (places.filter { $0.x < 400 }, places.filter { $0.x >= 400 })
    #expect(!west.isEmpty && !east.isEmpty)
    func middle(_ places: [(x: Double, y: Double)]) -> Double {
      places.reduce(0) { $0 + $1.y } / Double(max(1, places.count))
    }
    #expect(middle(west) > middle(east) + 40, "Madrid lies south-west of Warsaw")
    let text = terminal.screen.text
    #expect(text.contains("Warsaw") && text.contains("Madrid") && text.contains("km"))
    #expect(text.contains("dateline> meetings | map"), "nothing has scrolled away")
    #expect(!text.contains("⠁") && !text.contains("⣀"))
    #expect(picture.keys.isEmpty || picture.keys.contains("q=2"))

    terminal.types("meetings | timeline by month\r")
    #expect(terminal.waits(for: "2 rows"))
    terminal.types(".set pictures off\rmeetings | count by month | chart\r")
    #expect(terminal.waits(for: "█"), "characters")
    #expect(terminal.questions == 1, "it is asked once")
    ends(terminal)
  }

  @Test(
    "Nothing is a picture where the terminal shows none, says nothing or does not say how large a cell is")
  func none() throws {
    for answer in [Self.neither, nil, "\u{1B}[?62;4c"] {
      let folder = TemporaryFolder()
      let terminal = try terminal(folder, answer)
      terminal.types("meetings | count by month | chart\r")
      #expect(terminal.waits(for: "█"))
      #expect(terminal.waits(for: "2 rows"))
      terminal.types("meetings | count by month | chart\r")
      #expect(terminal.waits(for: "█"))
      #expect(terminal.questions == 1)
      #expect(terminal.waits(for: "dateline> "))
      #expect(DecodedPicture(terminal.written) == nil)
      ends(terminal)
    }
  }

  @Test("A terminal of a few words is not asked, nor for pages that are heard, in signs of ASCII, or data")
  func neverAsked() throws {
    let folder = TemporaryFolder()
    var terminal = try terminal(folder, Self.sixels, variables: ["TERM=dumb"])
    terminal.types("meetings | map\r")
    #expect(terminal.waits(for: "2 rows"))
    #expect(!terminal.hasEscapes)
    terminal.types(".quit\r")
    #expect(terminal.ends() == 0)
    terminal = try self.terminal(folder, Self.sixels)
    let script = folder.write("s.dateline", "meetings | map\n")
    for (line, statement) in [
      (".set plain on", "meetings | map"), (".set plain off\r.set ascii on", "meetings | map"),
      (".set ascii off\r.mode csv", "meetings | map"),
      (".mode table\r.set pictures off", "meetings | map"), (".set pictures auto", ".read \(script)"),
      (".once \(folder.path)/map.txt", "meetings | map"),
    ] {
      terminal.types("\(line)\r\(statement)\r.print done\r")
      #expect(terminal.waits(for: "\ndone\r\n"))
    }
    #expect(terminal.questions == 0)
    #expect(folder.read("map.txt")?.contains("\u{1B}") == false)
    ends(terminal)
  }

  @Test("What is typed while the terminal is asked is typed, and its answer is not")
  func typedAhead() throws {
    let folder = TemporaryFolder()
    // Keys before, within and behind the answers, with an arrow and an Escape that begins none.
    let terminal = try terminal(
      folder,
      ".set miss\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\ing zxyw\u{1B}[6;20;10t\u{1B}[D\u{1B}[DŻ\u{1B}[?62;4;22c\r.show missing\r"
    )
    terminal.types("meetings | count by month | chart\r")
    #expect(terminal.waits(for: "\nzxŻyw\r\n"))
    let picture = try #require(DecodedPicture(terminal.written))
    #expect(picture.width == 800)
    ends(terminal)
  }

  @Test("An answer that comes late is no key")
  func lateAnswer() throws {
    let folder = TemporaryFolder()
    let terminal = try terminal(folder, nil)
    terminal.types("meetings | count by month | chart\r")
    #expect(terminal.waits(for: "2 rows"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".set missing a")
    #expect(terminal.waits(for: ".set missing a"))
    terminal.types("\u{1B}_Gi=31;OK\u{1B}\\" + Self.sixels)
    terminal.types("b\u{1B}[Dx\r.show missing\r")
    #expect(terminal.waits(for: "\naxb\r\n"))
    ends(terminal)
  }

  @Test("What does not fit goes to the pager in characters")
  func pages() throws {
    let folder = TemporaryFolder()
    let terminal = try terminal(
      folder, Self.kitty, rows: 12, variables: ["NO_COLOR=", "PAGER=sed s/^/paged:/"])
    terminal.types("sentences | count by text, article | limit 1 | chart\r")
    #expect(terminal.waits(for: "1 row"))
    terminal.types("meetings | count by month, participant | chart\r")
    #expect(terminal.waits(for: "4 rows"))
    #expect(terminal.waits(for: "dateline> "))
    let isPaged = String(decoding: terminal.written, as: UTF8.self).contains("paged:")
    #expect(!isPaged, "a picture that fits needs no pager")
    terminal.resizes(to: 80, rows: 6)
    terminal.types("meetings | map\r")
    #expect(terminal.waits(for: "paged:"))
    #expect(terminal.waits(for: "dateline> "))
    terminal.types(".quit\r")
    #expect(terminal.ends() == 0)
    let text = String(decoding: terminal.written, as: UTF8.self)
    let pages = text.split(whereSeparator: \.isNewline).filter { $0.contains("paged:") }
    #expect(!pages.isEmpty && pages.allSatisfy { !$0.contains("\u{1B}_G") && !$0.contains("\u{1B}7") })
  }

  @Test("A form that is asked for is taken whatever the terminal says, and other words are refused")
  func forced() throws {
    let folder = TemporaryFolder()
    let terminal = try terminal(folder, Self.neither, options: ["--set", "pictures=kitty"])
    terminal.types("meetings | map\r")
    #expect(terminal.waits(for: "2 rows"))
    #expect(DecodedPicture(terminal.written)?.keys.contains("a=T") == true)
    terminal.types(".set pictures some\r")
    #expect(terminal.waits(for: "auto, off, sixel, kitty"))
    ends(terminal)
  }
}
