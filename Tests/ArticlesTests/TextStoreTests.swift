import TestSupport
import Testing

@testable import Articles

@Suite struct TextStoreTests {
  private func text(_ number: Int) -> ArticleText {
    ArticleText(
      "Text \(number): Łódź, München, 北京. ".utf8
        + Array(repeating: UInt8(97 + number % 26), count: number % 97))
  }

  @Test("what is put into a store reads as before, in memory and in files")
  func readsAsBefore() {
    let store = TextStore(inMemory: 1000, chunkSize: 4096)
    let texts = (0..<500).map(text)
    let kept = texts.map(store.keep)
    #expect(store.filedBytes > 20_000)
    for (before, after) in zip(texts, kept) {
      #expect(before == after)
      #expect(after.first == before.first && after[after.count - 1] == before.last)
      #expect(after[2..<5].elementsEqual(before[2..<5]))
    }
    #expect(!kept[0].isFiled && kept[499].isFiled)
  }

  @Test("a text that is longer than a chunk has one of its own")
  func longText() {
    let store = TextStore(inMemory: 0, chunkSize: 4096)
    let long = ArticleText(Array(repeating: UInt8(ascii: "x"), count: 100_000))
    #expect(store.keep(long) == long)
    #expect(store.keep(text(3)) == text(3))
    #expect(store.keep(ArticleText()).isEmpty)
  }

  @Test("a text that lies in a file stays there, and is not written again")
  func keptTwice() {
    let store = TextStore(inMemory: 0)
    let once = store.keep(text(7))
    let bytes = store.filedBytes
    #expect(store.keep(once) == once)
    #expect(store.filedBytes == bytes)
  }

  @Test("a text outlives its store")
  func outlives() {
    var store: TextStore? = TextStore(inMemory: 0)
    let kept = store?.keep(text(11))
    store = nil
    #expect(kept == text(11))
  }

  @Test("several threads put texts in at once")
  func threads() async {
    let store = TextStore(inMemory: 500, chunkSize: 8192)
    await withTaskGroup(of: Bool.self) { group in
      for start in 0..<8 {
        group.addTask {
          (0..<200).allSatisfy { store.keep(text(start * 200 + $0)) == text(start * 200 + $0) }
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }
}
