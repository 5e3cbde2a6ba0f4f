import TestSupport
import Testing

@testable import Articles

/// Text that is no UTF-8: in which charset it is read, and when it is refused.
@Suite struct CharsetTests {
  private static func article(_ bytes: ContiguousArray<UInt8>, path: String = "a.txt") throws -> Article {
    try ArticleLoader.article(from: bytes, path: path)
  }

  struct Case: CustomTestStringConvertible {
    var charset: String
    var text: String
    var testDescription: String { charset }
  }

  static let cases: [Case] = [
    Case(
      charset: "windows-1251",
      text: "Министры иностранных дел встретились в понедельник в Риге и договорились о новых пошлинах."),
    Case(
      charset: "koi8-r", text: "Министры встретились в понедельник в Риге и договорились о новых пошлинах."),
    Case(
      charset: "iso-8859-7",
      text: "Οι υπουργοί συναντήθηκαν τη Δευτέρα στη Ρίγα και συμφώνησαν για τα νέα λιμενικά τέλη."),
    Case(
      charset: "windows-1250",
      text:
        "Ministři se v pondělí sešli v Rize a dohodli se na nových přístavních poplatcích, řekl mluvčí vlády."
    ),
    Case(charset: "shift_jis", text: "外相は月曜日にリガで会談し、新しい港湾使用料について合意したと発表した。"),
    Case(
      charset: "windows-1252",
      text: "The café’s owner said “no” to José Núñez – he is in Zürich, and there he stays."),
  ]

  @Test(arguments: cases) func readsWhatTheBytesLookLike(_ item: Case) throws {
    let bytes = try #require(
      TextEncoding.converted(ContiguousArray(item.text.utf8)[...], from: "UTF-8", to: item.charset))
    let article = try Self.article(bytes)
    #expect(article.string(article.body) == item.text)
    #expect(article.charset.guess == item.charset)
  }

  @Test func keepsUTF8WithABrokenByte() throws {
    let article = try Self.article(
      ContiguousArray("Zürich “stays”".utf8) + [0xFF] + ContiguousArray(" cold.".utf8))
    #expect(article.string(article.body) == "Zürich “stays”\u{FFFD} cold.")
    #expect(article.charset.broken == 1)
    #expect(article.charset.guess == nil)
  }

  @Test func keepsUTF8ThatIsCutWithinACharacter() throws {
    let article = try Self.article(ContiguousArray("It costs 5 ".utf8) + [0xE2, 0x82])
    #expect(article.string(article.body) == "It costs 5 \u{FFFD}")
    #expect(article.charset.broken == 1)
  }

  @Test func takesUTF16WithoutAMark() throws {
    let article = try Self.article(ContiguousArray("Riga is calm.".utf16.flatMap { [UInt8($0), 0] }))
    #expect(article.string(article.body) == "Riga is calm.")
  }

  @Test func refusesWhatIsNoText() {
    #expect(throws: LoadProblem(path: "a.txt", reason: .binary)) {
      try Self.article([0x52, 0, 0x69, 1, 2, 0])
    }
    #expect(throws: LoadProblem(path: "a.txt", reason: .binary)) {
      try Self.article(ContiguousArray((0..<400).map { UInt8($0 % 31 + 1) } + [0xC0, 0x41]))
    }
    #expect(throws: LoadProblem(path: "a.txt", reason: .invalidUTF8(offset: 5, line: 2))) {
      try Self.article(ContiguousArray("One.\n".utf8) + [0x81, 0x8D])
    }
  }

  @Test func recordsAreReadByAllOfThem() throws {
    let text =
      "title;text\n\"Пошлины\";\"Министры встретились в понедельник в Риге и договорились о новых пошлинах.\"\n"
    let bytes = try #require(
      TextEncoding.converted(ContiguousArray(text.utf8)[...], from: "UTF-8", to: "windows-1251"))
    let article = try Self.article(bytes, path: "a.csv")
    #expect(article.title.map(article.string) == "Пошлины")
    #expect(article.charset.guess == "windows-1251")
  }
}
