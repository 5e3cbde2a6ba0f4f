import Articles
import Atlas
import Facts
import Reporting
import Testing

@Suite struct ExtractRecordsTests {
  private func lines(_ article: Article) -> String {
    ExtractRecords(Harvest(article: article), kinds: .standard, gazetteer: .empty).lines([.article])
  }

  @Test func anArticleIsARecord() {
    let article = Article(
      text: ContiguousArray("Żółć\n".utf8), title: TextRange(0..<8), published: TimeInterval(year: 2023),
      source: "Wire",
      path: "news/a.txt")
    #expect(
      lines(article)
        == #"{"record":"article","doc":"a","title":"Żółć","published":"2023-01-01","published.via":null,"author":null,"source":"Wire","language":null,"characters":5}"#
        + "\n")
  }

  /// Archives hold many of one name, and the same in several folders.
  @Test func membersOfArchivesAreNamedByTheirPath() {
    func doc(_ path: String, _ number: Int32 = 0, file: String) -> String {
      var article = Article(text: ContiguousArray("Text".utf8), path: path)
      article.number = number
      let lines = ExtractRecords(Harvest(article: article), kinds: .standard, gazetteer: .empty, file: file)
        .lines([.article])
      return String(lines.dropFirst(#"{"record":"article","doc":""#.count).prefix { $0 != "\"" })
    }
    #expect(doc("news/a.zip/2023/x.html", file: "news/a.zip") == "a.zip/2023/x.html")
    #expect(doc("a.zip/2024/x.html", file: "a.zip") == "a.zip/2024/x.html")
    #expect(doc("a.zip/x.txt", file: "a.zip") == "a.zip/x.txt")
    #expect(doc("a.zip/b.tar.gz/m.mbox", 2, file: "a.zip") == "a.zip/b.tar.gz/m.mbox#3")
    #expect(doc("news/x.html.gz", file: "news/x.html.gz") == "x" && doc("-", 1, file: "-") == "-#2")
  }

  @Test func laterArticlesOfAFileSayWhereTheyStand() {
    var article = Article(text: ContiguousArray("Text".utf8), path: "news.mbox")
    article.number = 1
    article.sourceMap = SourceMap(start: 120)
    #expect(
      lines(article)
        == #"{"record":"article","doc":"news#2","title":null,"published":null,"published.via":null,"author":null,"source":null,"language":null,"characters":4,"number":2,"byte":120}"#
        + "\n")
  }
}
