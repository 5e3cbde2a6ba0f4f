import Articles
import TestSupport
import Testing

@testable import Library

/// Files are read by several threads, and what comes of them is what one reads alone: the same articles, numbers and problems in
/// the same order, and the same reports.
@Suite struct ArticleReaderTests {
  /// What came of reading, as text.
  private struct Reading: Equatable {
    var articles: [String] = []
    var passedBy = PassedByReport()
    var read = FieldsReport()

    static func == (a: Reading, b: Reading) -> Bool {
      a.articles == b.articles && a.passedBy.line == b.passedBy.line && a.read.lines == b.read.lines
    }

    mutating func add(_ result: Result<Article, LoadProblem>) {
      switch result {
      case .success(let article):
        articles.append(
          "\(article.key) \(article.language) \(article.charset) \(article.sourceMap) "
            + article.string(article.body))
      case .failure(let problem): articles.append("\(problem)")
      }
    }
  }

  private static func alone(_ files: [String]) -> Reading {
    var reading = Reading()
    for file in files {
      do throws(LoadProblem) {
        var stream = try ArticleStream(path: file)
        while true {
          do throws(LoadProblem) {
            guard let article = try stream.next() else { break }
            reading.add(.success(article))
          } catch { reading.add(.failure(error)) }
        }
        reading.passedBy.add(file, stream.passedBy)
        reading.read.add(stream.read)
      } catch { reading.add(.failure(error)) }
    }
    return reading
  }

  private static func together(_ files: [String]) -> Reading {
    var reading = Reading()
    let report = ArticleReader.read(ArticleFiles.list(files), { $0 }) {
      reading.add($0)
      return true
    }
    reading.passedBy = report.passedBy
    reading.read = report.read
    return reading
  }

  private static let folder = RepositoryFile.root + "/examples/formats/"
  private static let examples = RepositoryFile.names(folder, ending: "").filter { !$0.hasPrefix(".") }

  @Test func examples() {
    let files = Self.examples.map { Self.folder + $0 }
    let alone = Self.alone(files)
    #expect(files.count > 15 && alone.articles.count > files.count && alone.passedBy.line != nil)
    for _ in 0..<4 { #expect(Self.together(files) == alone) }
  }

  /// Examples with something of each taken out, doubled or changed, some larger than what is taken at once.
  private static func files(_ random: inout SeededGenerator, in folder: TemporaryFolder) -> [String] {
    (0..<random.below(8)).map { number in
      let name = random.pick(examples)
      var bytes = Array(RepositoryFile.bytes(Self.folder + name))
      if !name.hasSuffix("zip"), random.chance(0.4) {
        bytes = Array(repeatElement(bytes, count: 1 + random.below(20)).joined())
      }
      for _ in 0..<random.below(6) where !bytes.isEmpty {
        let at = random.below(bytes.count)
        let end = min(bytes.count, at + random.below(300))
        switch random.below(3) {
        case 0: bytes.removeSubrange(at..<end)
        case 1: bytes.insert(contentsOf: Array(bytes[at..<end]), at: random.below(bytes.count))
        default: bytes[at] = UInt8(random.below(256))
        }
      }
      return folder.write("\(number)-\(name)", bytes)
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>) func filesByChance(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let folder = TemporaryFolder()
    let files = Self.files(&random, in: folder)
    #expect(Self.together(files) == Self.alone(files))
  }

  /// Many records without text, and articles behind them: each has its own number.
  @Test func recordsWithoutText() {
    let folder = TemporaryFolder()
    let records = (0..<5000).map { number in
      number % 7 == 0
        ? #"{"title": "T\#(number)", "text": "Lind met Berg in Oslo."}"# : #"{"title": "a", "text": " "}"#
    }
    let file = folder.write("a.ndjson", records.joined(separator: "\n"))
    let together = Self.together([file])
    #expect(together == Self.alone([file]) && together.articles.count == 715)
    #expect(together.articles[1].contains("a.ndjson\", number: 7)"))
  }

  /// Other data in a folder of news is counted; the same file by its own name is a problem.
  @Test func dataWithoutArticles() {
    let folder = TemporaryFolder()
    let file = folder.write("a.json", #"{"a": 1}"#)
    _ = folder.write("b.txt", "Lind met Berg in Oslo.")
    var found = 0
    let report = ArticleReader.read(ArticleFiles.list([folder.path]), { $0 }) { result in
      found += (try? result.get()) == nil ? 100 : 1
      return true
    }
    #expect(found == 1 && report.skipped.message?.contains("json without articles") ?? false)
    #expect(Self.together([file]).articles.count == 1)
  }
}
