internal import Articles

/// What a file of data yields: articles and problems in their order.
struct RecordFile {
  private(set) var articles: [Article] = []
  private(set) var problems: [LoadProblem] = []
  private(set) var read: FieldsRead?
  private(set) var leftOut = 0
  private(set) var passedBy = ""

  init(_ text: String, path: String = "a.json", fields: String = "") {
    self.init(bytes: ContiguousArray(text.utf8), path: path, fields: fields)
  }

  init(bytes: ContiguousArray<UInt8>, path: String = "a.json", fields: String = "") {
    do {
      let said = try fields.isEmpty ? RecordFields() : RecordFields(fields)
      try read(ArticleStream(bytes, path: path, options: ReadingOptions(fields: said)))
    } catch {
      problems.append(error as? LoadProblem ?? LoadProblem(path: path, reason: .noRecords("\(error)")))
    }
  }

  init(file: String) {
    do { try read(ArticleStream(path: file)) } catch { problems.append(error) }
  }

  private mutating func read(_ stream: consuming ArticleStream) {
    while true {
      do {
        guard let article = try stream.next() else { break }
        articles.append(article)
      } catch { problems.append(error) }
    }
    read = stream.fieldsRead
    leftOut = stream.leftOut
    passedBy = stream.passedBy.description
  }

  var texts: [String] { articles.map { $0.string($0.body) } }
  var names: [String] { articles.map(\.name) }
  var days: [String?] { articles.map { $0.published?.description } }
  var titles: [String?] { articles.map { article in article.title.map(article.string) } }
  var messages: [String] { problems.map { "\($0.path): \($0.message)" } }
}
