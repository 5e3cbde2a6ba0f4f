internal import ArgumentParser
internal import English

struct ScoreArcs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score-arcs",
    abstract: "Scores the dependency parser on treebank files with their own tokens.",
    discussion: "Tags are those of `PT=UPOS XPOS` in the last column, else the treebank's own.")

  @Argument(help: "CoNLL-U files.") var files: [String]
  @Option(help: "Take the sentences alone whose sent_id begins so.") var prefix = ""
  @Flag(help: "Print heads and relations, as many lines as the files have tokens, instead of scores.")
  var heads = false
  @Option(help: "Parse so many times and print words per second.") var repeats = 1

  func run() throws {
    let clock = ContinuousClock()
    var parser: ArcParser?
    let loading = try clock.measure { parser = try ArcParser.loaded.get() }
    guard let parser else { return }
    for file in files {
      var bank = try ParserTreebank(path: file, prefix: prefix)
      var workspace = ArcParser.Workspace()
      let time = clock.measure {
        for _ in 0..<repeats {
          for sentence in bank.reading.sentences.indices {
            parser.parse(&bank.reading, sentence: sentence, using: &workspace)
          }
        }
      }
      if heads {
        printHeads(bank)
        continue
      }
      var score = ParserScore()
      score.add(bank)
      let words = Double(repeats * bank.reading.tokens.count) / (time / .seconds(1))
      print("\(file): \(bank.reading.tokens.count) tokens, \(Int(words)) words/s, loaded in \(loading)")
      print(score.table)
    }
  }

  private func printHeads(_ bank: ParserTreebank) {
    for sentence in bank.reading.sentences {
      for token in sentence.tokens {
        let head = bank.reading.tokens.head[token]
        let place = head < 0 ? 0 : Int(head) - sentence.tokens.lowerBound + 1
        print(
          "\(place)\t\(bank.reading.tokens.relation[token].name)\t\(bank.reading.tokens.arcConfidence[token])"
        )
      }
    }
  }
}
