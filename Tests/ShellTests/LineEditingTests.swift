import TestSupport
import Testing

@testable import Shell

@Suite struct HighlighterTests {
  let highlighter = Highlighter(
    sources: ["meetings"], keywords: ["near", "where", "and"], attributes: ["near", "lemma"])

  @Test func styles() {
    func styled(_ text: String) -> [String] {
      highlighter.runs(text).filter { $0.style != nil }
        .map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
    }
    #expect(
      styled("meetings near \"Poland\" and 2023-01") == ["meetings", "near", "\"Poland\"", "and", "2023-01"])
    #expect(styled("x “Kraków” -- near") == ["“Kraków”", "-- near"])
    #expect(styled(".mode csv") == [".mode"])
    #expect(styled("\"open") == ["\"open"])
    #expect(styled("lemma [lemma=a & where] near") == ["lemma", "near"])
    #expect(highlighter.runs("").isEmpty)
  }

  @Test func runsCoverAnyText() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<400 {
      let text = randomText(&random, length: Int.random(in: 1..<40, using: &random))
      var end = 0
      for run in highlighter.runs(text) {
        #expect(run.range.lowerBound == end && run.range.upperBound > end)
        end = run.range.upperBound
      }
      #expect(end == text.utf8.count)
    }
  }
}

@Suite struct EditLayoutTests {
  private func layout(_ prompt: Int, _ columns: Int) -> EditLayout {
    EditLayout(promptCells: prompt, columns: columns) { $0.value > 0x3000 ? 2 : 1 }
  }

  @Test func wraps() {
    #expect(layout(4, 10).end(of: "abc") == .init(row: 0, column: 7))
    #expect(layout(4, 10).end(of: "abcdef") == .init(row: 1, column: 0))
    #expect(layout(4, 9).end(of: "abcd東") == .init(row: 1, column: 2))
    #expect(layout(4, 10).end(of: "ab\ncd") == .init(row: 1, column: 2))
  }

  @Test func rowsAboveAfterAResize() {
    #expect(layout(0, 40).rowsUp(from: .init(row: 1, column: 30), newColumns: 60) == 1)
    #expect(layout(0, 60).rowsUp(from: .init(row: 1, column: 30), newColumns: 25) == 4)
  }
}

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

  @Test func listsInColumns() {
    let list = CompletionList(
      start: 0, candidates: ["one", "two", "three", "four", "five"].map { .init(text: $0) })
    #expect(
      list.listing(width: 20, rows: 10) == "one    three  five\ntwo    four\n"
        || list.listing(width: 20, rows: 10).lines.count >= 2)
    #expect(list.listing(width: 10, rows: 2) == "one\ntwo\n… and 3 more\n")
  }

  @Test func commandsAndFiles() {
    let completer = Completer(workspace: TestPipeline.workspace)
    #expect(completer.complete(".des", at: 4).candidates.map(\.text) == ["describe"])
    #expect(completer.complete(".mode c", at: 7).candidates.map(\.text) == ["cameo", "csv"])
    #expect(completer.complete(".describe m", at: 11).candidates.map(\.text) == ["meetings"])
    #expect(completer.complete(".nosuch m", at: 9).candidates.isEmpty)
    let files = completer.complete(".load /us", at: 9)
    #expect(files.start == 6 && files.candidates.contains { $0.text == "/usr/" })
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
