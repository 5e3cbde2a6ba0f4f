internal import ArgumentParser
internal import Articles
internal import English

struct ScoreArcs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score-arcs",
    abstract: "Scores the dependency parser on treebank files: their own tokens, predicted tags.",
    discussion: "LAS compares the universal part of relations; F1 of a relation counts its subtype.")

  @Argument(help: "Treebank files (CoNLL-U).") var files: [String]
  @Option(help: "Only documents whose name starts so.") var only = ""
  @Flag(help: "Take the tags of the files.") var goldTags = false
  @Option(help: "Parse so many times, for the time it takes.") var repeats = 1
  @Option(help: "Write tags and arcs to this file (CoNLL-U).") var write: String?

  func run() throws {
    let clock = ContinuousClock()
    var loaded: ArcParser?
    let loading = try clock.measure { loaded = try ArcParser.loaded.get() }
    guard let parser = loaded else { return }
    for file in files {
      let sentences = try Treebank([file]).sentences.filter { only.isEmpty || $0.document.hasPrefix(only) }
      let gold = GoldText(sentences)
      var reading = try Reader().read(gold.article, sentences: gold.ranges)
      if goldTags { Self.take(tagsOf: sentences, into: &reading) }
      var workspace = ArcParser.Workspace()
      let time = clock.measure {
        for _ in 0..<repeats {
          for sentence in reading.sentences.indices {
            parser.parse(&reading, sentence: sentence, using: &workspace)
          }
        }
      }
      let words = Double(repeats * reading.tokens.count) / (time / .seconds(1))
      print("\(file) \(only): \(reading.tokens.count) tokens, \(Int(words)) words/s, loaded in \(loading)")
      let score = ParserScore(sentences, reading)
      print(score.summary)
      print(score.table)
      if let write { try Files.write(Array(Self.lines(sentences, reading).utf8), to: write) }
    }
  }

  private static func take(tagsOf sentences: [Treebank.Sentence], into reading: inout Reading) {
    for (gold, sentence) in zip(sentences, reading.sentences) {
      for (token, place) in zip(gold.tokens, sentence.tokens) {
        reading.tokens.xpos[place] = XPOS.allCases.first { $0.name == token.xpos } ?? .xx
      }
    }
  }

  private static func lines(_ sentences: [Treebank.Sentence], _ reading: Reading) -> String {
    var text = ""
    for (gold, sentence) in zip(sentences, reading.sentences) {
      text += "# sent_id = \(gold.id)\n"
      for (index, place) in sentence.tokens.enumerated() {
        let head = Int(reading.tokens.head[place])
        let columns = [
          String(index + 1), reading.text(place), "_", reading.tokens.upos[place].name,
          reading.tokens.xpos[place].name, "_", String(head < 0 ? 0 : head - sentence.tokens.lowerBound + 1),
          reading.tokens.relation[place].name, "_", "Confidence=\(reading.tokens.arcConfidence[place])",
        ]
        text += columns.joined(separator: "\t") + "\n"
      }
      text += "\n"
    }
    return text
  }
}
