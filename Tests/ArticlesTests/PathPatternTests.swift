import Glibc
import TestSupport
import Testing

@testable import Articles

/// Wildcards, lists of paths and addresses where a path may stand.
@Suite struct PathPatternTests {
  let folder = TemporaryFolder()

  @Test(arguments: [
    ("a.txt", "a.txt", true), ("*.txt", "a.txt", true), ("*.txt", "a.md", false), ("*.txt", ".a.txt", false),
    (".*", ".a.txt", true), ("a?.txt", "aż.txt", true), ("a?.txt", "a.txt", false),
    ("[ab]c", "bc", true), ("[!ab]c", "bc", false), ("[^ab]c", "dc", true), ("[a-c]", "b", true),
    ("[]x]", "]", true), ("[a", "[a", true), ("a\\*", "a*", true), ("a\\*", "ab", false),
    ("**", "a/b/c", true), ("**/c", "c", true), ("**/c", "a/b/c", true), ("a/**/c", "a/c", true),
    ("a/**/c", "b/c", false), ("a/*/c", "a/b/d/c", false), ("**/b", ".a/b", false), ("a", "a/b/c", true),
    ("a/b*", "a/bc/d", true), ("./a", "a", true), ("/a/*", "a/b", false), ("/a/*", "/a/b", true),
    ("*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
  ])
  func patternsMeetPaths(pattern: String, path: String, isMet: Bool) {
    #expect(PathPattern(pattern).matches(path) == isMet)
  }

  private func files(_ paths: [String]) -> [String] {
    ArticleFiles.list(paths.map { folder.path + "/" + $0 }).files.map {
      String($0.dropFirst(folder.path.utf8.count + 1))
    }
  }

  private func problems(_ paths: [String]) -> [LoadProblem] { ArticleFiles.list(paths).problems }

  @Test func patternsAreFilesInByteOrder() {
    for name in ["n/b.txt", "n/a.txt", "n/c.doc", "n/.h.txt", "n/x/a.txt", "n/x/y/a.txt", "m/a.txt"] {
      folder.write(name, "x")
    }
    #expect(files(["n/*.txt"]) == ["n/a.txt", "n/b.txt"])
    #expect(files(["?/a.txt"]) == ["m/a.txt", "n/a.txt"])
    #expect(files(["n/*.doc"]) == ["n/c.doc"], "as if it had been named")
    #expect(files(["**/a.txt"]) == ["m/a.txt", "n/a.txt", "n/x/a.txt", "n/x/y/a.txt"])
    #expect(files(["n/**/y/*"]) == ["n/x/y/a.txt"])
    #expect(
      files(["n/**"]) == ["n/a.txt", "n/b.txt", "n/x/a.txt", "n/x/y/a.txt"], "all that the folder holds")
    #expect(files(["n/x*"]) == ["n/x/a.txt", "n/x/y/a.txt"], "a folder with all in it")
    #expect(files(["n/b.txt", "n/*.txt"]) == ["n/b.txt", "n/a.txt"], "each once")
    #expect(problems([folder.path + "/n/*.md"]).map(\.reason) == [.noMatch])
    #expect(problems([folder.path + "/none/*"]).map(\.reason) == [.noMatch])
  }

  @Test func whatIsThereIsMeantByItsOwnLetters() {
    for name in ["a*.txt", "ab.txt", "[x]/a.txt", "x/b.txt", "@list", "list"] { folder.write(name, "x") }
    #expect(files(["a*.txt"]) == ["a*.txt"])
    #expect(files(["[x]/*.txt"]) == ["[x]/a.txt"])
    #expect(files(["@list"]) == ["@list"])
  }

  @Test func patternsMeetNoPipesAndGoInNoCircles() {
    folder.write("n/a.txt", "x")
    folder.write("n/line\nbreak.txt", "x")
    folder.pipe("n/p.txt")
    folder.link("n/up", to: "..")
    folder.link("n/self", to: "self")
    let found = ArticleFiles.list([folder.path + "/n/*.txt", folder.path + "/**/a.txt"])
    #expect(found.files.map { $0.dropFirst(folder.path.utf8.count + 3) } == ["a.txt", "line\nbreak.txt"])
    #expect(found.skipped.count == 1)
    #expect(found.problems.isEmpty)
  }

  @Test func manyStarsCostNoTime() {
    var path = folder.path
    for _ in 0..<30 {
      path += "/a"
      mkdir(path, 0o755)
    }
    let pattern = folder.path + String(repeating: "/**/a", count: 20) + "/none"
    let time = ThreadTime.measure { #expect(problems([pattern]).map(\.reason) == [.noMatch]) }
    #expect(time < .seconds(5))
  }

  @Test func listsHoldPaths() {
    for name in ["a.txt", "b.txt", "n/c.txt", "n/#d.txt", "n/e f.txt"] { folder.write(name, "x") }
    folder.write(
      "n/list",
      "\u{FEFF}# what we read\r\n\r\n../a.txt\r\n   \n./#d.txt\n\(folder.path)/b.txt\ne*\nnone.txt\nhttps://example.org/a\n@list\n"
    )
    let list = folder.path + "/n/list"
    let found = ArticleFiles.list(["@" + list])
    let base = folder.path + "/n/"
    #expect(found.files == [base + "../a.txt", base + "./#d.txt", folder.path + "/b.txt", base + "e f.txt"])
    #expect(found.problems.map(\.reason) == [.missing, .address, .missing])
    #expect(found.problems.map { $0.line?.number } == [8, 9, 10], "a list holds no lists")
    #expect(found.problems[0].message == "no such file or folder (\(list), line 8)")
    #expect(ArticleFiles.list(meantBy: "@" + list) == list)

    folder.write("zeros", "\(folder.path)/a.txt\0\(folder.path)/n/e f.txt\0")
    #expect(
      ArticleFiles.list(["@\(folder.path)/zeros"]).files == [
        folder.path + "/a.txt", folder.path + "/n/e f.txt",
      ])
    folder.write("empty", "# nothing\n\n")
    #expect(problems(["@\(folder.path)/empty"]).map(\.reason) == [.noPaths])
    #expect(
      problems(["@\(folder.path)/none"]) == [LoadProblem(path: "@\(folder.path)/none", reason: .missing)])
    #expect(ArticleFiles.isPassing("@-") && ArticleFiles.isPassing("@/dev/stdin"))
    #expect(!ArticleFiles.isPassing("@" + list))
  }

  @Test(arguments: [
    ("https://example.org/a?b=[1]", true), ("FTP://x/y", true), ("file:///a", true), ("news/a.txt", false),
    ("c:/a", false), ("://x", false), ("1a://x", false),
  ])
  func addressesAreNotFetched(path: String, isOne: Bool) {
    #expect(ArticleFiles.isAddress(path) == isOne)
    guard isOne else { return }
    let problem = problems([path]).first
    #expect(problem?.reason == .address)
    let advice = path.hasPrefix("file:") ? "name the file by its path" : "curl -sL '\(path)' | dateline -"
    #expect(problem?.message.contains(advice) == true)
  }

  @Test func foldersThatCannotBeReadAreTold() {
    folder.write("n/a.txt", "x")
    folder.write("n/shut/b.txt", "x")
    chmod(folder.path + "/n/shut", 0)
    defer { chmod(folder.path + "/n/shut", 0o755) }
    let found = ArticleFiles.list([folder.path + "/n"])
    // Who may read everything does.
    guard geteuid() != 0 else { return #expect(found.files.count == 2) }
    #expect(found.files.count == 1 && found.problems.map(\.path) == [folder.path + "/n/shut"])
  }

  @Test func placesInTheSourceHaveLines() throws {
    let path = folder.write("a.txt", "Title: Talks\nDate: 2023-01-17\n\nOne met.\nTwo met.\n")
    let article = try ArticleLoader.load(path)
    let start = article.body.start
    #expect(
      article.sourcePlaces(of: [start + 9, start]) == [
        SourcePlace(byte: 40, line: 5), SourcePlace(byte: 31, line: 4),
      ])
    let line =
      "{\"title\": \"Talks\", \"text\": \"The two ministers met in the capital on Tuesday and spoke of grain.\"}\n"
    let records = folder.write("r.ndjson", line + line)
    var stream = try ArticleStream(path: records)
    _ = try stream.next()
    let second = try #require(try stream.next())
    let offset = Int32(second.text.firstIndex(of: UInt8(ascii: "w")) ?? 0)
    let byte = line.utf8.count + (Array(line.utf8).firstIndex(of: UInt8(ascii: "w")) ?? 0)
    #expect(
      second.sourcePlaces(of: [offset]) == [SourcePlace(byte: byte, line: 2)])
    // A file that has shrunk or gone has no lines to count.
    folder.write("r.ndjson", "")
    #expect(second.sourcePlaces(of: [offset]) == [SourcePlace(byte: byte, state: .changed)])
    unlink(records)
    #expect(second.sourcePlaces(of: [offset]) == [SourcePlace(byte: byte, state: .changed)])
  }
}
