public import Articles
public import Facts

extension FactIndex {
  /// The words that tell a fact, where each of its mentions has them: "met", "held talks". O(its mentions).
  public func triggers(of id: FactID) -> [(article: ArticleID, text: TextRange)] {
    var found: [(article: ArticleID, text: TextRange)] = []
    for report in facts.reports(Int(id.rawValue)).map({ Int($0) }) {
      let article = ArticleID(rawValue: articleRank[Int(reports.article[report])])
      for mention in reports.mentions(report) {
        let sentence = reports.mentionSentence[mention]
        found.append((article, reports.mentionTrigger[mention].range(in: sentence)))
      }
    }
    return found
  }
}
