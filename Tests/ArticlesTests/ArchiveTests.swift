import Articles
import TestSupport
import Testing

@Suite struct ArchiveTests {
  private typealias Member = PackedFiles.Member

  private let table = "title,text\nTalks in Oslo,Lind met Berg.\nA flood,Rain fell.\n"

  private func read(
    _ bytes: ContiguousArray<UInt8>, path: String = "news.zip", limits: UnpackingLimits = UnpackingLimits()
  ) -> PackedReading {
    var options = ReadingOptions()
    options.limits = limits
    return PackedReading(path) { () throws(LoadProblem) in
      try ArticleStream(bytes, path: path, options: options)
    }
  }

  @Test func aCompressedFileIsWhatIsInIt() {
    let found = read(PackedFiles.gzip(table), path: "news/2023-05-01.csv.gz")
    #expect(found.paths == ["news/2023-05-01.csv.gz", "news/2023-05-01.csv.gz#2"])
    #expect(found.texts == ["Talks in Oslo\n\nLind met Berg.", "A flood\n\nRain fell."])
    #expect(found.problems.isEmpty)
  }

  @Test func aCompressedTextIsNamedWithoutTheEndingOfItsCompression() {
    let found = read(PackedFiles.gzip("Lind met Berg."), path: "2023-05-01-talks.txt.gz")
    #expect(found.articles.map(\.name) == ["2023-05-01-talks"])
    #expect(found.articles.map { $0.published?.description } == ["2023-05-01"])
  }

  @Test(arguments: [false, true]) func anArchiveIsReadAsAFolderIs(isZip: Bool) {
    let members = [
      Member("a/b.txt", "Lind met Berg."), Member("c.csv", table), Member("d.exe", "MZ"),
      Member("__MACOSX/a/._b.txt", "x"), Member(".hidden.txt", "x"),
      Member("e.json", "[{\"id\": 1}]"),
    ]
    let found = read(isZip ? PackedFiles.zip(members) : PackedFiles.tar(members), path: "news.arc")
    #expect(found.paths == ["news.arc/a/b.txt", "news.arc/c.csv", "news.arc/c.csv#2"])
    #expect(found.skipped.byEnding == [".exe": 1])
    #expect(found.skipped.hidden == 2)
    #expect(found.skipped.withoutArticles == [".json": 1])
    #expect(found.problems.isEmpty)
    #expect(found.isWhole)
  }

  @Test func aCompressedArchiveIsAnArchive() {
    let archive = PackedFiles.tar([Member("a.txt", "Lind met Berg.")])
    let text = String(decoding: archive, as: UTF8.self)
    #expect(read(PackedFiles.gzip(text), path: "news.tgz").paths == ["news.tgz/a.txt"])
  }

  @Test func archivesInArchivesAreReadToADepth() {
    var archive = PackedFiles.zip([Member("a.txt", "Lind met Berg.")])
    for _ in 0..<3 { archive = PackedFiles.zip([Member(Array("in.zip".utf8), Array(archive))]) }
    #expect(read(archive).paths == ["news.zip/in.zip/in.zip/in.zip/a.txt"])
    archive = PackedFiles.zip([Member(Array("in.zip".utf8), Array(archive)), Member("b.txt", "Rain fell.")])
    let found = read(archive)
    #expect(found.paths == ["news.zip/b.txt"])
    #expect(found.messages == ["news.zip/in.zip/in.zip/in.zip/in.zip: lies more than 4 archives deep"])
  }

  @Test func namesThatClimbOutNameNothingOutside() {
    let found = read(
      PackedFiles.tar([
        Member("../../etc/a.txt", "Lind met Berg."), Member("/root/b.txt", "Rain fell."),
        Member("./c.txt", "Rain fell."), Member([0x63, 0xE9, 0x2E, 0x74, 0x78, 0x74], Array("Rain".utf8)),
        Member("line\n\u{1B}[31m.txt", "Rain fell."),
      ]))
    #expect(
      found.paths == [
        "news.zip/etc/a.txt", "news.zip/root/b.txt", "news.zip/c.txt", "news.zip/c\\xE9.txt",
        "news.zip/line\n\u{1B}[31m.txt",
      ])
  }

  @Test func namesThatStandTwiceAreTwoArticles() {
    let members = [
      Member("a.txt", "Lind met Berg."), Member("a.txt", "Rain fell."), Member("../a.txt", "It rained."),
    ]
    #expect(
      read(PackedFiles.tar(members)).paths == ["news.zip/a.txt", "news.zip/a (2).txt", "news.zip/a (3).txt"])
  }

  @Test func linksFoldersAndPipesInArchivesAreNoArticles() {
    let found = read(
      PackedFiles.tar([
        Member("a.txt", "/etc/passwd", type: "2"), Member("b.txt", "", type: "6"),
        Member("c.txt", "", type: "5"), Member("d.txt", "Lind met Berg."),
      ]))
    #expect(found.paths == ["news.zip/d.txt"])
  }

  @Test func aTruncatedFileIsToldAndItsRecordsAreRead() {
    let rows = (0..<5000).map { "T\($0),Lind met Berg in Oslo on day \($0).\n" }.joined()
    let whole = PackedFiles.gzip("title,text\n" + rows)
    let found = read(ContiguousArray(whole.prefix(whole.count / 2)), path: "a.csv.gz")
    #expect(found.articles.count > 1000)
    #expect(found.messages.count == 1)
    #expect(found.messages.first?.contains("is damaged: truncated gzip input") ?? false, "\(found.messages)")
  }

  @Test func aMemberThatIsBrokenCostsItself() {
    var archive = PackedFiles.zip([Member("a.txt", "Lind met Berg."), Member("b.txt", "Rain fell.")])
    archive[40] ^= 1
    let found = read(archive)
    #expect(found.paths == ["news.zip/b.txt"])
    #expect(found.messages.first?.hasPrefix("news.zip/a.txt: is damaged: ZIP bad CRC") ?? false)
    #expect(found.isWhole)
  }

  @Test func anEncryptedMemberIsTold() {
    let found = read(PackedFiles.zip([Member("a.txt", "Lind met Berg.")], flags: 1))
    #expect(found.messages == ["news.zip/a.txt: is encrypted: make a copy without its password or key first"])
  }

  @Test func aBombIsStopped() {
    var limits = UnpackingLimits()
    limits.free = 1 << 20
    limits.ratio = 100
    let bomb = PackedFiles.bomb(3 << 20)
    let alone = read(bomb, path: "bomb.txt.gz", limits: limits)
    #expect(alone.articles.isEmpty)
    #expect(
      alone.messages == [
        "bomb.txt.gz: unpacks to more than 100 times its size: stopped after 1 MiB (--unpack-ratio allows more)"
      ])
    // What is passed by counts, and what lies in another archive.
    let members = [Member(Array("big.bin".utf8), Array(bomb)), Member("a.txt", "Rain fell.")]
    #expect(read(PackedFiles.zip(members), limits: limits).paths == ["news.zip/a.txt"])
    let nested = [Member(Array("big.csv.gz".utf8), Array(bomb)), Member("a.txt", "Rain fell.")]
    let found = read(PackedFiles.zip(nested), limits: limits)
    #expect(found.messages.first?.hasPrefix("news.zip: unpacks to more than 100 times") ?? false)
    #expect(!found.isWhole)
    limits.ratio = 200
    limits.bytes = 1 << 20
    let large = read(
      PackedFiles.gzip(String(repeating: table, count: 30_000)), path: "a.csv.gz", limits: limits)
    #expect(large.messages.last?.contains("unpacks to more than 1 MiB") ?? false, "\(large.messages)")
  }

  @Test func anArchiveWithoutArticlesIsTold() {
    #expect(
      read(PackedFiles.zip([Member("a.exe", "MZ"), Member(".b", "x")])).messages == [
        "news.zip: holds no articles: 1 .exe, 1 hidden (only text, web pages, mail and data are loaded)"
      ])
    #expect(read(PackedFiles.zip([Member("a.txt", "")])).messages == ["news.zip/a.txt: is empty"])
  }

  @Test func archivesThatAreNotReadAreTold() {
    let found = read(ContiguousArray("Rar!\u{1A}\u{7}\u{1}\u{0}".utf8), path: "news.rar")
    #expect(found.messages == ["news.rar: is a RAR archive: unpack it first"])
  }

  @Test func theExamplesAreRead() throws {
    let folder = RepositoryFile.root + "/examples/formats/"
    let archive = PackedReading("dispatches.zip") { () throws(LoadProblem) in
      try ArticleStream(path: folder + "dispatches.zip")
    }
    #expect(archive.problems.isEmpty)
    #expect(archive.articles.map(\.name) == ["2024-05-02-quay", "2024-05-06-quay"])
    #expect(archive.articles.map(\.source) == ["Quay Dispatch", "Quay Dispatch"])
    let table = PackedReading("bridge.csv.gz") { () throws(LoadProblem) in
      try ArticleStream(path: folder + "bridge.csv.gz")
    }
    #expect(table.problems.isEmpty)
    #expect(table.articles.map { $0.published?.description } == ["2024-05-03", "2024-05-07"])
  }

  @Test func anyBytesThatBeginAsArchivesEnd() {
    var random = SeededGenerator(seed: 7)
    let seeds = [
      PackedFiles.gzip(table), PackedFiles.zip([Member("a.txt", "Lind met Berg."), Member("c.csv", table)]),
      PackedFiles.tar([Member("a.txt", "Lind met Berg."), Member("c.csv", table)]), PackedFiles.bomb(10_000),
    ]
    for _ in 0..<400 {
      guard var bytes = seeds.randomElement(using: &random) else { continue }
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(at..<min(bytes.count, at + 20))
        default: bytes.insert(contentsOf: bytes.prefix(30), at: at)
        }
        if bytes.isEmpty { break }
      }
      let (first, second) = (read(bytes), read(bytes))
      #expect(first.paths == second.paths && first.messages == second.messages)
      for article in first.articles { #expect(String(validating: article.text, as: UTF8.self) != nil) }
    }
  }
}

/// What an archive yields.
private struct PackedReading {
  private(set) var articles: [Article] = []
  private(set) var problems: [LoadProblem] = []
  private(set) var skipped = SkippedFiles()
  private(set) var isWhole = false

  init(_ path: String, _ open: () throws(LoadProblem) -> ArticleStream) {
    do throws(LoadProblem) {
      var stream = try open()
      while true {
        do throws(LoadProblem) {
          guard let article = try stream.next() else { break }
          articles.append(article)
        } catch { problems.append(error) }
      }
      skipped = stream.skipped
      isWhole = stream.isWhole
    } catch { problems.append(error) }
  }

  var paths: [String] { articles.map { $0.key.description } }
  var texts: [String] { articles.map { $0.string($0.body) } }
  var messages: [String] { problems.map { "\($0.path): \($0.message)" } }
}
