internal import ArgumentParser
internal import Articles
internal import English
internal import Facts
internal import Glibc

/// Prints the time records of files as `dateline extract` does, without the rest of the pipeline.
struct TimeRecords: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "time-records",
    abstract: "Prints the expressions of time in articles, one JSON object a line.")

  @Argument(help: "Text files; a first line `date YYYY-MM-DD` gives the article's day.")
  var files: [String]

  func run() throws {
    let finder = TimeFinder.standard
    for path in files {
      guard let text = read(path) else { continue }
      var article = Article(text: text, path: path)
      if text.count > 15, text.prefix(5).elementsEqual("date ".utf8), let day = CalendarDay(iso: text[5..<15])
      {
        article.published = TimeInterval(day: day)
        article.body = TextRange(15..<text.count)
      }
      let reading = Reading(article: article, tokens: Tokens(), sentences: [], ownWords: OwnWords())
      let offsets = ScalarOffsets(text)
      for mention in finder.find(in: reading) {
        let start = offsets.scalar(at: mention.text.start)
        let end = offsets.scalar(at: mention.text.end)
        print(
          "{\"record\":\"time\",\"doc\":\"\(article.name)\",\"start\":\(start),\"end\":\(end),"
            + "\"type\":\"\("\(mention.type)".uppercased())\",\"value\":\"\(mention.value)\"}")
      }
    }
  }

  private func read(_ path: String) -> ContiguousArray<UInt8>? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = ContiguousArray<UInt8>()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { break }
      bytes.append(contentsOf: chunk[0..<count])
    }
    return bytes
  }
}
