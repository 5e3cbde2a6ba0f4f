internal import ArgumentParser
internal import Articles
internal import English
internal import Facts

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
      let article = try Files.article(path)
      let reading = Reader.standard.read(article)
      let offsets = ScalarOffsets(article)
      for mention in finder.find(in: reading) {
        let start = offsets.scalar(at: mention.text.start)
        let end = offsets.scalar(at: mention.text.end)
        print(
          "{\"record\":\"time\",\"doc\":\"\(article.name)\",\"start\":\(start),\"end\":\(end),"
            + "\"type\":\"\("\(mention.type)".uppercased())\",\"value\":\"\(mention.value)\"}")
      }
    }
  }
}
