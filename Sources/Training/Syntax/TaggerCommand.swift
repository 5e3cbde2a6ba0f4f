internal import ArgumentParser
internal import Articles
internal import English

struct TaggerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tagger",
    abstract: "Trains the tagger on treebanks and writes tagger.bin.",
    discussion: """
      Deterministic: the same files give the same bytes. With --folds the training sentences are also tagged by models \
      that did not see them, and written to --write as CoNLL-U with predicted tags in columns 4 and 5.
      """)

  @Argument(help: "Treebank files (CoNLL-U).") var files: [String]
  @Option(help: "Where to write the model.") var out = "Sources/CEnglishData/tagger.bin"
  @Option(help: "log2 of the table's size.") var bits = 21
  @Option(help: "Rounds over the sentences.") var rounds = 8
  @Option(parsing: .upToNextOption, help: "Treebanks to score on.") var test: [String] = []
  @Option(help: "Parts for tagging the training sentences by jack-knife.") var folds = 0
  @Option(help: "Where to write the jack-knifed sentences.") var write: String?

  func run() throws {
    let sentences = try Treebank(files).sentences
    if folds > 1, let write {
      var tagged: [[UInt8]] = Array(repeating: [], count: sentences.count)
      for fold in 0..<folds {
        let model = try train(sentences.indices.filter { $0 / 10 % folds != fold }.map { sentences[$0] }).0
        let held = sentences.indices.filter { $0 / 10 % folds == fold }
        let score = TagScore(held.map { sentences[$0] }, reader: Reader(tagger: model))
        print("fold \(fold + 1): UPOS \(decimals(score.upos)) XPOS \(decimals(score.xpos))")
        for (index, lines) in zip(held, score.lines) { tagged[index] = lines }
      }
      try Files.write(tagged.flatMap { $0 }, to: write)
    }
    let (model, bytes) = try train(sentences)
    try Files.write(bytes, to: out)
    print("\(out): \(bytes.count) bytes")
    for file in test {
      let score = TagScore(try Treebank([file]).sentences, reader: Reader(tagger: model))
      print("\(file): UPOS \(decimals(score.upos)) XPOS \(decimals(score.xpos)) \(score.speed) words/s")
    }
  }

  private func train(_ sentences: [Treebank.Sentence]) throws -> (Tagger, [UInt8]) {
    var training = TaggerTraining(bits: bits)
    training.train(sentences, rounds: rounds) { round, right in
      print("round \(round + 1): \(decimals(100 * right)) % right while learning")
    }
    let bytes = training.file()
    return (try Tagger(ModelBytes(model: "tagger", bytes)), bytes)
  }
}
