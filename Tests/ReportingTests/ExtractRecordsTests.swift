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
