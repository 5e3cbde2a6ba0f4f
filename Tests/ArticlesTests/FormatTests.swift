internal import Articles
import TestSupport
import Testing

/// A format for tests: articles apart by lines of `====`, each with its title first.
private struct DigestFormat: ArticleFormat {
  static let name = "digest"
  static let endings = ["digest"]
  private let path: String

  init(path: String) { self.path = path }

  static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool {
    path.hasSuffix(".digest") || start.starts(with: "====".utf8)
  }

  mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    let start = bytes.offset
    var length = 0
    while true {
      let rest = bytes.available.dropFirst(length)
      if let end = rest.firstIndex(of: 10) {
        let line = rest[rest.startIndex..<end]
        if line.elementsEqual("====".utf8) {
          let text = bytes.take(length)
          _ = bytes.take(5)
          return ArticleDraft(try article(text, start))
        }
        length += end + 1 - rest.startIndex
      } else if try !bytes.more() {
        let text = bytes.take(bytes.available.count)
        return text.isEmpty ? nil : ArticleDraft(try article(text, start))
      }
    }
  }

  private func article(_ text: ContiguousArray<UInt8>, _ start: Int) throws(LoadProblem) -> Article {
    guard !text.isEmpty else { throw LoadProblem(path: path, reason: .empty) }
    var article = Article(text: text, path: path)
    article.sourceMap = SourceMap(start: start)
    return article
  }
}

@Suite struct FormatTests {
  private func read(_ stream: consuming ArticleStream) -> [Result<Article, LoadProblem>] {
    var found: [Result<Article, LoadProblem>] = []
    while true {
      do {
        guard let article = try stream.next() else { return found }
        found.append(.success(article))
      } catch { found.append(.failure(error)) }
    }
  }

  private let formats: [any ArticleFormat.Type] = [DigestFormat.self] + ArticleFormats.all

  @Test func aFileHoldsSeveralArticles() throws {
    let folder = TemporaryFolder()
    let path = folder.write("news.digest", "One\nfirst text\n====\n====\nTwo\nsecond text\n")
    let found = read(try ArticleStream(path: path, formats: formats))
    #expect(found.count == 3)
    let first = try found[0].get()
    #expect((first.name, first.key.description) == ("news", path))
    #expect(throws: LoadProblem(path: path + "#2", reason: .empty)) { try found[1].get() }
    let third = try found[2].get()
    #expect((third.name, third.number, third.key.description) == ("news#3", 2, path + "#3"))
    #expect(third.string(TextRange(0..<third.text.count)) == "Two\nsecond text\n")
    #expect(third.sourceMap.source(of: 4) == 29)
    #expect(third.contentHash != first.contentHash)
  }

  @Test func aLongFileIsReadAPieceAtATime() throws {
    let folder = TemporaryFolder()
    let article = "Title\n" + String(repeating: "words and words\n", count: 4096) + "====\n"
    let path = folder.write("long.digest", String(repeating: article, count: 100))
    var stream = try ByteStream(path: path)
    var format = DigestFormat(path: path)
    var count = 0
    var most = 0
    while try format.next(&stream) != nil {
      count += 1
      most = max(most, stream.available.count)
    }
    #expect(count == 100 && stream.offset == 100 * article.utf8.count)
    // Two pieces of 1 MiB, of a file of six.
    #expect(most <= 2 << 20)
  }

  @Test func theFirstThatRecognisesAFileReadsIt() throws {
    func name(_ text: String, _ path: String) -> String? {
      let start = ContiguousArray(text.utf8)[...]
      return formats.first { $0.recognises(path: path, start: start) }?.name
    }
    #expect(name("====\nx", "a.txt") == "digest")
    #expect(name("Text", "a.md") == "Markdown")
    #expect(name("\u{FEFF}\n---\ntitle: x\n---\n", "a.txt") == "Markdown")
    #expect(name("--- a dash", "a.txt") == "plain text")
    #expect(name("Text", "-") == "plain text")
  }

  @Test func frontMatterIsMarkdown() throws {
    let text = ContiguousArray("---\ntitle: Flood\ndate: 2023-07-03\n---\nIt rained.".utf8)
    #expect(try ArticleLoader.article(from: text, path: "a.txt").published?.description == "2023-07-03")
    #expect(try ArticleLoader.article(from: text, path: "a.md").title != nil)
  }

  @Test func sourceMapsFollowThePieces() {
    var map = SourceMap(start: 10)
    map.add(text: 5, source: 100)
    map.add(text: 8, source: 103)
    map.add(text: 9, source: 200)
    #expect([0, 4, 5, 8, 9, 20].map { map.source(of: $0) } == [10, 14, 100, 103, 200, 211])
    #expect(SourceMap().source(of: 7) == 7)
  }

  @Test func hashesAreWhatTheyWere() throws {
    // The published values of FNV-1a.
    #expect(ContentHash("".utf8).description == "cbf29ce484222325")
    #expect(ContentHash("foobar".utf8).description == "85944171f73967e8")
    let hash = ContentHash("abc".utf8)
    #expect(ContentHash(hash.description) == hash)
    #expect(ContentHash("xyz") == nil)
  }

  @Test func whatExtractionSeesIsInTheHash() {
    let article = Article(text: ContiguousArray("Text".utf8), path: "a.txt")
    var dated = article
    dated.published = TimeInterval(year: 2023)
    var moved = article
    moved.path = "b.txt"
    #expect(article.contentHash != dated.contentHash)
    #expect(article.contentHash == moved.contentHash)
  }
}
