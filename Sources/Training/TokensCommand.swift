internal import ArgumentParser
internal import Articles
internal import English
internal import Facts

/// Prints how articles are cut, for trainers in other languages: the reader's Python sees the tokens that it will see
/// in the program.
struct TokensCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokens",
    abstract: "Prints the tokens, tags and sentences of articles, one JSON object an article.",
    discussion: """
      "start" and "end" are offsets in Unicode scalars of the whole file, "tag" the rows of the tags (XPOS), "sentences" \
      holds [first token, end, kind]; the kinds are 0 body, 1 headline, 2 dateline, 3 byline, 4 aside.
      """)

  @Argument(help: "Text files.")
  var files: [String]

  func run() throws {
    let reader = try Reader()
    for path in files {
      let article = try Files.article(path)
      let reading = reader.read(article)
      let offsets = ScalarOffsets(article)
      let ranges = (0..<reading.tokens.count).map { reading.tokens.range($0) }
      let starts = ranges.map { "\(offsets.scalar(at: $0.start))" }.joined(separator: ",")
      let ends = ranges.map { "\(offsets.scalar(at: $0.end))" }.joined(separator: ",")
      let sentences = reading.sentences.map { "[\($0.firstToken),\($0.lastToken),\($0.kind.rawValue)]" }
        .joined(separator: ",")
      let tags = reading.tokens.xpos.map { "\($0.rawValue)" }.joined(separator: ",")
      print(
        "{\"doc\":\"\(article.name)\",\"start\":[\(starts)],\"end\":[\(ends)],\"tag\":[\(tags)],"
          + "\"sentences\":[\(sentences)]}")
    }
  }
}
