import Articles
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Library

/// Workers read ahead of whoever takes what they make, which is all there is, in order, whatever takes how long.
@Suite struct ReadingAheadTests {
  private static func line(_ number: Int) -> String {
    #"{"title": "Talks \#(number)", "text": "Envoys met in Bern."}"#
  }

  private static func folder(_ count: Int) -> TemporaryFolder {
    let folder = TemporaryFolder()
    folder.write("a.ndjson", (0..<count).map(line).joined(separator: "\n"))
    return folder
  }

  private static func title(_ article: Article) -> String { article.title.map { article.string($0) } ?? "" }
  private static func number(_ article: Article) -> Int { Int(title(article).dropFirst(6)) ?? -1 }
  private static func queue(_ paths: [String]) -> ArticleQueue {
    ArticleQueue(ArticleFiles.list(paths), ReadingOptions())
  }

  /// Some articles take a hundred times as long as others.
  @Test(arguments: [0, 1, 63, 64, 65, 1000]) func allComesInOrder(_ count: Int) {
    let folder = Self.folder(count)
    let reading = ReadingAhead(Self.queue([folder.path])) { article in
      let number = Self.number(article)
      if number % 97 == 0 { usleep(5000) }
      return number
    }
    var numbers: [Int] = []
    while true {
      let batch = reading.next { false }
      if batch.isEmpty { break }
      #expect(batch.count <= 64)
      numbers += batch.map { (try? $0?.get()) ?? -1 }
      #expect(reading.given == numbers.count)
      // Whoever takes it is slow at times.
      if numbers.count % 128 == 0 { usleep(2000) }
    }
    #expect(numbers == Array(0..<count))
    #expect(reading.next { false }.isEmpty)
  }

  /// What was made when it is stopped comes, with nil for what was not; then nothing more.
  @Test func stoppedWhileAnArticleTakesLong() throws {
    let folder = Self.folder(300)
    let isReleased = Atomic(false)
    let reading = ReadingAhead(Self.queue([folder.path])) { article in
      let number = Self.number(article)
      while number == 10, !isReleased.load(ordering: .relaxed) { usleep(1000) }
      return number
    }
    let looks = Atomic(0)
    let batch = reading.next { looks.add(1, ordering: .relaxed).newValue > 40 }
    isReleased.store(true, ordering: .relaxed)
    try #require(batch.count > 11)
    for (number, made) in batch.enumerated() where made != nil { #expect((try? made?.get()) == number) }
    #expect(batch[10] == nil && batch.last! == nil)
    let more = reading.next { false }
    #expect(more.count == 1 && more[0] == nil)
  }

  /// Nothing is worked on any more when the end was asked for.
  @Test func endedEarlyNothingGoesOn() {
    let folder = Self.folder(500)
    let begun = Atomic(0)
    let ended = Atomic(0)
    var given = 0
    ArticleReader.read(ArticleFiles.list([folder.path])) { article in
      begun.add(1, ordering: .relaxed)
      usleep(500)
      ended.add(1, ordering: .relaxed)
      return article.key
    } _: { _ in
      given += 1
      return given < 3
    }
    #expect(given == 3)
    let count = begun.load(ordering: .relaxed)
    #expect(count == ended.load(ordering: .relaxed) && count <= 64 + 2 * 64 + 3)
    usleep(20_000)
    #expect(count == begun.load(ordering: .relaxed))
  }

  /// What has come through a pipe is given before more is waited for; a pipe that nobody writes to can be left.
  @Test func pipeThatWaits() {
    let folder = Self.folder(70)
    folder.pipe("b.ndjson")
    let path = folder.path + "/b.ndjson"
    // Open for both, so that nobody waits for the other end.
    let end = open(path, O_RDWR)
    defer { close(end) }
    // Enough to tell what it is.
    let lines = (70..<100).map(Self.line).joined(separator: "\n") + "\n"
    _ = lines.withCString { write(end, $0, strlen($0)) }
    let queue = Self.queue([folder.path + "/a.ndjson", path])
    let reading = ReadingAhead(queue) { Self.title($0) }
    let deadline = ContinuousClock.now + .seconds(20)
    var titles: [String] = []
    while titles.count < 100, .now < deadline {
      titles += reading.next { .now > deadline }.map { (try? $0?.get()) ?? "" }
    }
    #expect(titles == (0..<100).map { "Talks \($0)" })
    var looks = 0
    let left = reading.next {
      looks += 1
      return looks > 3
    }
    #expect(left.count == 1 && left[0] == nil)
    #expect(reading.given == 100)
  }
}
