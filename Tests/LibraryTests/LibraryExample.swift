import Articles
import Facts
import Indexing
import Library

/// What a folder of articles says, and how many sentences say it: a line a fact.
func facts(in folder: String) -> [String] {
  var news = ArticleCollection()
  let report = news.load([folder])
  for problem in report.problems { print("\(problem.path): \(problem.message)") }
  return (0..<Int32(news.index.factCount)).compactMap { number in
    news.evidence(for: FactID(rawValue: number)).map { "\($0.summary): \($0.mentions.count)" }
  }
}
