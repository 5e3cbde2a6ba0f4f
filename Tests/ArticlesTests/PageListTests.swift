import TestSupport
import Testing

@testable import Articles

/// Tables of facts and lists of short items within an article.
@Suite struct PageListTests {
  private static let first =
    "Four towns on the river were flooded on Monday night, the ministry of the interior said in a statement on Tuesday morning."
  private static let last =
    "The water will fall from Thursday on, said Ann Lee, who leads the river authority, and schools will open again next week."

  private func text(_ body: String) throws -> [String] {
    let page =
      "<html><body><nav><ul><li><a href=/>Home</a></li><li>Sport</li></ul></nav><article>\(body)</article>"
      + "<ul><li>About</li><li>Contact</li></ul></body></html>"
    let article = try ArticleLoader.article(from: ContiguousArray(page.utf8), path: "a.html")
    return article.string(article.body).split(separator: "\n").map(String.init)
  }

  private func paragraph(_ text: String) -> String { "<p>\(text)</p>" }

  @Test func tablesOfFactsAreText() throws {
    let table =
      "<table><thead><tr><th>Town</th><th>Level</th></tr></thead><tbody><tr><td>Torun</td><td>612 cm</td></tr>"
      + "<tr><td><p>Plock</p></td><td>588 cm</td></tr></tbody></table>"
    #expect(
      try text(paragraph(Self.first) + table + paragraph(Self.last))
        == [Self.first, "Town | Level", "Torun | 612 cm", "Plock | 588 cm", Self.last])
  }

  @Test func shortListsAreText() throws {
    for tag in ["ul", "ol"] {
      let list = "<\(tag)><li>Torun</li><li>Plock, on both banks</li><li>Chelmno</li></\(tag)>"
      let towns = ["Torun", "Plock, on both banks", "Chelmno"]
      #expect(
        try text(paragraph(Self.first) + list + paragraph(Self.last)) == [Self.first] + towns + [Self.last])
      // At the end where the text announces it.
      let announced = Self.last + " These are closed:"
      #expect(
        try text(paragraph(Self.first) + paragraph(announced) + list) == [Self.first, announced] + towns)
      #expect(try text(paragraph(Self.first) + paragraph(Self.last) + list) == [Self.first, Self.last])
    }
  }

  @Test func whatLeadsElsewhereIsNoText() throws {
    let links = "<ul><li><a href=/1>Torun under water</a></li><li><a href=/2>Plock waits</a></li></ul>"
    let table =
      "<table><tr><td><a href=/1>Torun</a></td><td><a href=/2>Plock</a></td></tr><tr><td><a href=/3>Gdynia</a></td>"
      + "<td><a href=/4>Hel</a></td></tr></table>"
    for piece in [links, table] {
      #expect(
        try text(paragraph(Self.first) + piece + paragraph(Self.last)) == [Self.first, Self.last], "\(piece)")
    }
  }

  /// Tables that lay the page out.
  @Test func tablesOfPagesAreNone() throws {
    let page =
      "<table><tr><td><table><tr><td>Home</td><td>Sport</td></tr><tr><td>News</td><td>Wire</td></tr></table></td><td>"
      + paragraph(Self.first) + paragraph(Self.last) + "</td><td>Weather</td></tr></table>"
    #expect(try text(page) == [Self.first, Self.last])
  }
}
