import Library
import Querying
import Reporting

/// The meetings that a folder of articles tells of, as a file for a spreadsheet.
func meetings(in folder: String) throws -> String {
  var news = ArticleCollection()
  news.load([folder])
  let query = try Query.parse("meetings near \"Poland\" | show date, location, participant")
  let outcome = try Engine(index: news.index).run(query)
  return AnswerPrinter(mode: .csv).text(outcome.answer)
}
