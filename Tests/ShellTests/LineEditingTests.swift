import TestSupport
import Testing

@testable import Shell

@Suite struct HintTests {
  @Test func newestStatementThatBeginsSo() {
    let history = ["meetings near \"Poland\"", "meetings\nwhere x", "meetings during 2023"]
    #expect(Hint.text(for: "meet", history: history) == "ings during 2023")
    #expect(Hint.text(for: "meetings n", history: history) == "ear \"Poland\"")
    #expect(Hint.text(for: "calls", history: history) == nil)
    #expect(Hint.text(for: "", history: history) == nil)
  }
}

@Suite struct HistoryFileTests {
  @Test func escapingComesBack() {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<300 {
      let text = randomText(&random, length: 20).filter { $0 != "\0" } + "\\n\r"
      let line = HistoryFile.escape(text)
      #expect(!line.utf8.contains(10))
      #expect(
        HistoryFile.unescape(line).unicodeScalars.elementsEqual(text.unicodeScalars.filter { $0 != "\0" }))
    }
  }

  @Test func keepsStatementsAtOnce() throws {
    let folder = TemporaryFolder()
    let file = HistoryFile(path: folder.path + "/state/dateline/history", limit: 10)
    #expect(file.load().isEmpty)
    #expect(file.append("meetings\n| limit 3"))
    #expect(HistoryFile(path: file.path).append("other shell"))
    #expect(file.load() == ["meetings\n| limit 3", "other shell"])
    for number in 0..<30 { file.append("q\(number)") }
    file.trim()
    #expect(file.load() == (20..<30).map { "q\($0)" })
    file.append("after")
    #expect(file.load().last == "after")
  }

  @Test func leadingSpaceIsNotKept() {
    #expect(!HistoryFile.keeps(" secret"))
    #expect(!HistoryFile.keeps(""))
    #expect(HistoryFile.keeps("meetings"))
  }

  @Test func pathFollowsTheEnvironment() {
    #expect(HistoryFile.path(environment: ["DATELINE_HISTORY": "/h", "HOME": "/u"]) == "/h")
    #expect(HistoryFile.path(environment: ["DATELINE_HISTORY": "", "HOME": "/u"]) == nil)
    #expect(HistoryFile.path(environment: ["XDG_STATE_HOME": "/s", "HOME": "/u"]) == "/s/dateline/history")
    #expect(HistoryFile.path(environment: ["HOME": "/u"]) == "/u/.local/state/dateline/history")
    #expect(HistoryFile.path(environment: [:]) == nil)
  }

  @Test func whatCannotBeWrittenIsNoCrash() {
    #expect(!HistoryFile(path: "/proc/nowhere/history").append("x"))
    #expect(HistoryFile(path: "/dev/zero").load().isEmpty)
  }
}

@Suite struct CompletionListTests {
  @Test func insertsWhatIsCommon() {
    let list = CompletionList(
      start: 0, candidates: [.init(text: "\"Poland\"", ending: " "), .init(text: "\"Portugal\"")])
    #expect(list.insertion(stem: "\"p") == "\"Po")
    #expect(list.insertion(stem: "\"Po") == nil)
    #expect(
      CompletionList(start: 0, candidates: [list.candidates[0]]).insertion(stem: "\"Po") == "\"Poland\" ")
  }

  @Test func caseAndAccentsDoNotMatterForWhatIsCommon() {
    let list = CompletionList(
      start: 0, candidates: [.init(text: "\"Kraków\""), .init(text: "\"Krakow East\"")])
    #expect(list.insertion(stem: "\"krak") == "\"Kraków")
    #expect(list.insertion(stem: "\"Kraków") == nil)
  }

  @Test func tabAgainGoesThroughTheCandidates() {
    let list = CompletionList(
      start: 0,
      candidates: [
        .init(text: "\"Poland\"", kind: "place", count: 28),
        .init(text: "\"Popov\"", kind: "person", count: 3),
        .init(text: "\"a b", ending: "\" "),
      ])
    var menu = CompletionMenu(list, text: "", cursor: 0)
    func shown() -> [String] {
      menu.lines(columns: 40, rows: 3).map { line in
        var text = line.map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
      }
    }
    #expect(shown() == ["  \"Poland\"  place   28", "  \"Popov\"   person   3", "  \"a b"])
    #expect(menu.choose(isBack: false) == "\"Poland\"")
    #expect(shown().first == "> \"Poland\"  place   28")
    #expect(menu.choose(isBack: true) == "\"a b\"", "a quotation mark is closed")
    #expect(menu.choose(isBack: false) == "\"Poland\"")
    #expect(menu.lines(columns: 40, rows: 1).first?.last?.text == "  … 2 more")
    #expect(
      list.plainListing(rows: 2) == "\"Poland\", place, 28 times\n\"Popov\", person, 3 times\nand 1 more\n")
  }

  @Test func commandsAndFiles() {
    let completer = Completer(workspace: TestPipeline.workspace)
    #expect(completer.complete(".des", at: 4).candidates.map(\.text) == ["describe"])
    #expect(completer.complete(".mode c", at: 7).candidates.map(\.text) == ["cameo", "csv"])
    #expect(completer.complete(".describe m", at: 11).candidates.map(\.text) == ["meetings"])
    #expect(completer.complete(".nosuch m", at: 9).candidates.isEmpty)
    #expect(completer.complete(".set quiet o", at: 12).candidates.map(\.text) == ["off", "on"])
    #expect(completer.complete("let x = 5 km\n.mode c", at: 20).candidates.map(\.text) == ["cameo", "csv"])
    let files = completer.complete(".load /us", at: 9)
    #expect(files.start == 6 && files.candidates.contains { $0.text == "/usr/" })
    let export = completer.complete("meetings | to /us", at: 14)
    #expect(export.candidates.contains { $0.kind == "file" || $0.kind == "folder" })
    let quoted = completer.complete("meetings | to \"/us", at: 18)
    #expect(quoted.start == 14 && quoted.candidates.contains { $0.text == "\"/usr/" && $0.ending.isEmpty })
  }

  @Test func filesAreThoseOfTheChosenFolder() {
    let folder = TemporaryFolder()
    folder.write("news/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
    folder.write("news/old/b.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
    let workspace = TestPipeline.workspace
    let lines = [".load \(folder.path)/news", ".cd \(folder.path)"]
    let session = Session(
      workspace: workspace, reader: TextLineReader(events: lines.map { .line($0) }, isInteractive: true),
      output: StringSink(),
      errors: StringSink(), surroundings: Surroundings())
    _ = session.run()
    func offered(_ text: String) -> [String] {
      Completer(workspace: workspace).complete(text, at: text.utf8.count).candidates.map(\.text)
    }
    #expect(offered(".load n") == ["news/"])
    #expect(offered(".load news/") == ["news/a.txt", "news/old/"])
    #expect(offered("meetings | to \"ne") == ["\"news/"])
    #expect(offered(".unload news/") == ["news/a.txt", "news/old/"])
    #expect(offered(".unload \(folder.path)/n") == ["\(folder.path)/news/"])
    workspace.folder = folder.path + "/news"
    #expect(offered(".load ") == ["a.txt", "old/"] && offered(".unload ") == ["a.txt", "old/"])
    #expect(offered(".load ../") == ["../news/"] && offered(".unload ../news/o") == ["../news/old/"])
  }

  @Test func filesAreFoundWhateverTheirCaseAndAccents() {
    let folder = TemporaryFolder()
    folder.write("Kraków.txt", "a")
    folder.write("other.txt", "a")
    let completer = Completer(workspace: TestPipeline.workspace)
    let text = ".load \(folder.path)/krako"
    let found = completer.complete(text, at: text.utf8.count).candidates
    #expect(found.map(\.text) == ["\(folder.path)/Kraków.txt"])
  }

  @Test func suggestionsGoOnWithTheWord() {
    let completer = Completer(workspace: TestPipeline.workspace)
    #expect(completer.suggestion("meet") == "ings")
    #expect(completer.suggestion("meetings wher") == "e")
    #expect(completer.suggestion("meetings ") == nil)
    #expect(completer.suggestion(".desc") == "ribe")
    #expect(completer.suggestion(".load /us") == nil, "no folder is read at a key")
    #expect(completer.suggestion("meetings | to \"/us") == nil)
  }
}

@Suite struct ArgumentsTests {
  @Test func quotingComesBack() {
    for word in [
      "a", "a b", "", "a\"b", "a\\b", "“x”", "-", "a;b", "a\"\u{301} b", "\u{10FFE9}", "\u{10FFE9}9\u{301}",
      "\\xE9",
      "a\r\n\u{301}b", "x\u{85}y",
    ] {
      #expect(Arguments.split(Arguments.quoted(word)) == [word])
    }
    #expect(Arguments.split("a  \"b c\" d\"e\"") == ["a", "b c", "de"])
    #expect(Arguments.split(#""caf\xE9" "\x41" "\xE" "\xZZ""#) == ["caf\u{10FFE9}", "x41", "xE", "xZZ"])
  }
}
