import Articles
import Glibc
import Library
import Querying
import TestSupport
import Testing

@testable import Reporting
@testable import Saving
@testable import Shell

/// `.watch`, `.notify` and `.unload` in sessions, with real files.
@Suite struct WatchingTests {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()

  private var news: String { folder.path + "/news" }

  private func session(interactive: Bool = false, clock: @escaping @Sendable () -> UInt64 = { 0 }) -> Session
  {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
    return Session(
      workspace: TestPipeline.workspace, reader: TextLineReader(events: [], isInteractive: interactive),
      output: output, errors: errors, surroundings: Surroundings(width: { 200 }, clock: clock))
  }

  @discardableResult private func run(_ session: Session, _ statements: String...) -> Bool {
    statements.allSatisfy { session.execute(ScriptStatement(text: $0, line: 1, column: 1)) }
  }

  private func answer(_ session: Session, _ statement: String) -> String {
    _ = output.take()
    run(session, statement)
    return output.take()
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  @Test func scriptsTakeUpChangesBetweenStatements() throws {
    let session = session()
    #expect(run(session, ".watch \(news)"))
    #expect(errors.take().hasSuffix("watching \(news)\n"))
    run(session, ".mode csv")
    #expect(answer(session, "meetings | count") == "n\n1\n")
    folder.write("news/b.txt", "Date: 2023-01-18\n\nCarl Fox met Dan Hill in Poland.\n")
    #expect(answer(session, "meetings | count") == "n\n2\n")
    #expect(errors.take().contains("1 article new: 2 articles · 2 facts"))
    unlink(news + "/a.txt")
    folder.write("news/c.txt", "PNG\u{0}\u{1}\u{0}\u{2}\u{0}\u{3}Ann\u{0}\u{4}")
    #expect(answer(session, "meetings | show participant") == "participant\nCarl Fox; Dan Hill\n")
    let told = errors.take()
    #expect(told.contains("1 article gone") && told.contains("c.txt: is binary"), "\(told)")
    #expect(answer(session, ".watch") == "folder\n\(news)\n")
    #expect(run(session, ".watch off") && !run(session, ".watch off"))
    folder.write("news/d.txt", "Date: 2023-01-18\n\nEve Oak met Fay Pine in Poland.\n")
    #expect(answer(session, "meetings | count") == "n\n1\n", "nothing is watched any more")
  }

  @Test func aPersonIsToldOfSomeProblemsAProgramOfAll() {
    for number in 0..<60 { folder.write("empty/\(number).txt", "") }
    run(session(interactive: true), ".load \(folder.path)/empty")
    var lines = errors.take().split(separator: "\n")
    #expect(lines.count == 41 && lines.last == "dateline: 20 more files and records like these")
    run(session(), ".load \(folder.path)/empty")
    lines = errors.take().split(separator: "\n")
    #expect(lines.count { $0.hasSuffix("is empty") } == 60)
  }

  @Test func anEmptyFolderIsNoFault() {
    let session = session()
    mkdir(folder.path + "/empty", 0o755)
    #expect(run(session, ".watch \(folder.path)/empty") && session.exitCode == 0)
    #expect(errors.take() == "watching \(folder.path)/empty\n")
    folder.write("empty/a.txt", "Date: 2023-01-18\n\nCarl Fox met Dan Hill in Poland.\n")
    run(session, ".mode csv")
    #expect(errors.take().hasPrefix("1 article new"))
  }

  @Test func whatCannotBeWatchedIsRefused() {
    let session = session()
    #expect(!run(session, ".watch \(news)/a.txt"))
    #expect(
      errors.take().contains("error: \(news)/a.txt: is no folder\n  help: watch the folder that it lies in"))
    #expect(!run(session, ".watch \(folder.path)/none") && session.watching == nil)
  }

  @Test func rowsThatComeChangeAndGoAreTold() throws {
    let session = session()
    run(session, ".watch \(news)", "let polish = meetings | show participant, location", ".notify polish")
    #expect(answer(session, ".notify") == "polish\n")
    _ = errors.take()
    // A fact that a corrected article tells again as it was has not changed.
    folder.write("news/a.txt", "Date: 2023-01-17\n\nRain fell.\nAnn Lee met Bob Ray in Poland.\n")
    run(session, ".mode csv")
    var told = errors.take()
    #expect(told.hasPrefix("1 article changed") && !told.contains("polish"), "\(told)")
    folder.write("news/b.txt", "Date: 2023-01-18\n\nCarl Fox met Dan Hill in Poland.\n")
    folder.write("news/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Ukraine.\n")
    run(session, ".mode table")
    told = errors.take()
    #expect(told.contains("changed  Ann Lee, Bob Ray    Ukraine (UA)  location: Poland (PL)"), "\(told)")
    #expect(told.contains("new      Carl Fox, Dan Hill  Poland (PL)"), "\(told)")
    #expect(told.hasSuffix("1 new, 1 changed\n"))
    unlink(news + "/b.txt")
    run(session, ".mode table")
    #expect(errors.take().contains("gone    Carl Fox, Dan Hill  Poland (PL)"))
    #expect(!run(session, ".notify polish") && errors.take().contains("is told of already"))
    #expect(!run(session, ".notify | count") && !run(session, ".notify meetings | to \"x.csv\""))
    #expect(!run(session, ".notify off meetngs"))
    #expect(run(session, ".notify off polish") && answer(session, ".notify").contains("no query"))
  }

  @Test func groupsAreKnownByTheirNames() throws {
    let session = session()
    run(session, ".watch \(news)")
    var standing = try StandingQuery("meetings | count by location", in: session)
    folder.write(
      "news/b.txt",
      "Date: 2023-01-18\n\nCarl Fox met Dan Hill in Poland.\n\nEve Oak met Fay Pine in Ukraine.\n")
    run(session, ".mode csv")
    let changes = standing.changes(in: session)
    #expect(changes.summary == "1 new, 1 changed")
    let lines = try changes.records.split(separator: "\n").map { try JSON($0) }
    let schema = JSONSchema(try JSON(RepositoryFile.text(AnswerSchema.path)))
    #expect(lines.flatMap { schema.faults($0, as: "rowChange") } == [])
    #expect(lines.contains { $0["change"] == .string("changed") && $0["was"]?["n"] == .number(1) })
    #expect(standing.changes(in: session).isEmpty)
  }

  /// As at a prompt, where work is done beside the line that is typed.
  @Test func rowsKeepTheirMeaningWhileArticlesComeAndGo() throws {
    let session = session(interactive: true, clock: { Self.now })
    folder.write("news/b.txt", "Date: 2023-01-18\n\nCarl Fox met Dan Hill in Poland.\n")
    run(session, ".watch \(news)", "meetings | as kept", "meetings", ".notify meetings | show participant")
    let watching = try #require(session.watching)
    func above(_ text: String) -> Bool {
      let end = ContinuousClock.now + .seconds(20)
      var told = ""
      while ContinuousClock.now < end {
        told += watching.wake()
        if told.contains(text) { return true }
        usleep(5000)
      }
      return false
    }
    _ = output.take()
    folder.write("news/0.txt", "Date: 2023-01-01\n\nEve Oak met Fay Pine in Ukraine.\n")
    #expect(above("new     Eve Oak, Fay Pine"))
    #expect(output.text.isEmpty && errors.text.isEmpty, "all of it goes above the line")
    run(session, ".mode csv")
    #expect(answer(session, ".why 2").contains("Carl Fox"), "the second row of the last answer")
    #expect(
      answer(session, "kept | show participant").hasPrefix(
        "participant\nAnn Lee; Bob Ray\nCarl Fox; Dan Hill\n"))
    #expect(answer(session, "meetings | count").hasPrefix("n\n3\n"))
    run(session, ".mode table", "meetings | show participant")
    unlink(news + "/a.txt")
    #expect(above("gone    Ann Lee, Bob Ray"))
    _ = output.take()
    #expect(!run(session, ".why 2"))
    #expect(output.take().contains("no fact is behind row 2"))
    #expect(answer(session, ".why 3").contains("Carl Fox"))
    // A correction meanwhile: what was read beside is read again.
    folder.write("news/d.txt", "Date: 2023-01-19\n\nGus Elm met Hal Ash in Poland.\n")
    run(session, ".wrong 3")
    #expect(above("new     Gus Elm, Hal Ash"))
    #expect(answer(session, "meetings | count").hasPrefix("#  n\n─  ─\n1  2\n"))
  }

  @Test func aCheckOnlyLoads() throws {
    let session = session()
    folder.write(
      "s.dl",
      "-- dateline session 1\n\n.watch news\n.notify meetings\nmeetings | count\n-- #  n\n-- ─  ─\n-- 1  1\n-- 1 row\n"
    )
    #expect(answer(session, ".check \(folder.path)/s.dl") == "1 result is as saved\n")
    #expect(session.watching == nil)
    run(session, ".watch \(news)", ".unload \(news)/a.txt")
    #expect(session.script(in: folder.path).text.hasSuffix("\n\n.load news\n.unload news/a.txt\n"))
  }

  @Test func unloadsFilesFoldersAndPatterns() throws {
    let session = session()
    for name in ["b", "x/2023-1", "x/2023-2", "y/2023-1"] {
      folder.write("news/\(name).txt", "Date: 2023-01-18\n\nCarl Fox met Dan Hill in Poland.\n")
    }
    run(session, ".load \(news)", ".mode csv")
    #expect(run(session, ".unload \(news)/x/../b.txt"))
    #expect(errors.take().contains("1 article of \(news)/b.txt unloaded: 4 articles"))
    #expect(run(session, ".unload \"\(news)/./**/2023-2.txt\""))
    #expect(answer(session, "articles | count") == "n\n3\n")
    #expect(run(session, ".unload \(news)/x"))
    #expect(answer(session, "articles | count") == "n\n2\n")
    _ = errors.take()
    #expect(!run(session, ".unload \(news)/x"))
    #expect(!run(session, ".unload \(news)/a.txt#2"))
    #expect(!run(session, ".unload \(news)/a.tx"))
    let told = errors.take()
    #expect(told.contains("no article of \(news)/x is loaded"))
    #expect(told.contains("help: .unload \(news)/a.txt"))
    #expect(told.contains("did you mean \(news)/a.txt?"), "\(told)")
    #expect(!run(session, ".unload \(news)/a.txt \(news)/none"))
    #expect(answer(session, "articles | count") == "n\n2\n", "all or nothing")
    #expect(run(session, ".unload \(folder.path)"))
    #expect(answer(session, "articles | count") == "n\n0\n")
  }

  @Test func completionKnowsLoadedPaths() {
    let session = session()
    folder.write("news/sub/c d.txt", "Date: 2023-01-18\n\nCarl Fox met Dan Hill in Poland.\n")
    run(session, ".load \(news)")
    func complete(_ text: String) -> [String] {
      Completer(workspace: session.workspace).complete(text, at: text.utf8.count).candidates.map(\.text)
    }
    #expect(complete(".unload \(news)/") == ["\(news)/a.txt", "\(news)/sub/"])
    #expect(complete(".unload \(news)/sub/c") == ["\"\(news)/sub/c d.txt"])
    #expect(complete(".unload \(news)/none").isEmpty)
  }

  @Test func placesInTheSourceAreShown() throws {
    let session = session()
    run(session, ".load \(news)", "meetings")
    #expect(
      answer(session, ".open 1 --source")
        == "\(news)/a.txt, byte 18 (line 3)\n  Ann Lee met Bob Ray in Poland.\n")
    run(session, ".mode ndjson")
    let object = try JSON(answer(session, ".open 1 --source"))
    let schema = JSONSchema(try JSON(RepositoryFile.text(AnswerSchema.path)))
    #expect(schema.faults(object, as: "stretch") == [])
    #expect(object["byte"] == .number(18) && object["endByte"] == .number(48) && object["line"] == .number(3))
    folder.write("news/a.txt", "")
    run(session, ".mode table")
    #expect(answer(session, ".open 1 --source").contains("byte 18 (the file is not as it was)"))
  }

  @Test func progressSaysHowFarLoadingIs() {
    var progress = LoadProgress()
    progress.totalFiles = 26_000
    progress.files = 1204
    progress.articles = 1660
    progress.totalBytes = 100_000_000
    progress.bytes = 25_000_000
    #expect(
      progress.text(after: 2)
        == "loading 1,204 of 26,000 files (25 %) · 830 articles/s · 13 MB/s · 0:06 left, Ctrl-C stops")
    progress.totalFiles = 1
    progress.totalBytes = 2_500_000_000
    #expect(
      progress.text(after: 60)
        == "loading, 1 % of 2.5 GB · 1,660 articles · 28 articles/s · 417 kB/s, Ctrl-C stops")
    progress.totalBytes = 0
    #expect(progress.text(after: 60).hasPrefix("loading, 25 MB · 1,660 articles · "), "a pipe")
  }
}
