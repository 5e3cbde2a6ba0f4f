@testable import Articles
import Testing

@Suite struct SourceScalarTests {
  /// Text with soft hyphens, joined letters, accents apart, spaces without width, carriage returns.
  private let raw = "Li\u{AD}nd met Jose\u{301} of\u{FB01}ce\rin \u{200B}\u{200B}Oslo.\u{AD} The end came."

  @Test func placesInTextsAreCountedAsInTheFile() throws {
    let article = try ArticleLoader.article(from: ContiguousArray(raw.utf8), path: "a.txt")
    let offsets = ScalarOffsets(article)
    let text = String(decoding: article.text, as: UTF8.self)
    #expect(text.hasPrefix("Lind met Jos\u{E9} offi"))
    let scalars = Array(raw.unicodeScalars)
    for word in ["met", "Oslo", "The", "end", "came"] {
      let bytes = ContiguousArray(word.utf8)
      let start = try #require(Array(article.text).firstOffset(of: Array(bytes)))
      let at = offsets.scalar(at: Int32(start))
      let end = offsets.scalar(at: Int32(start + bytes.count))
      #expect(String(String.UnicodeScalarView(scalars[at..<end])) == word)
    }
    #expect(offsets.count == scalars.count)
  }

  @Test func soundTextsHaveNoShifts() throws {
    let article = try ArticleLoader.article(from: ContiguousArray("Lind met Jos\u{E9}.".utf8), path: "a.txt")
    #expect(article.sourceScalars == ScalarShifts())
  }
}
