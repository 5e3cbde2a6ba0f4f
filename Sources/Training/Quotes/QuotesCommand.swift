internal import ArgumentParser
internal import Articles
internal import Facts

struct QuotesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quotes",
    abstract: "Trains the model that tells quotations from other stretches of the text.",
    discussion: "Prints the figures of a cross-validation over documents before it trains on all of them.")

  @Option(help: "A folder of texts.") var texts = ""
  @Option(help: "A folder of their attributions in brat's standoff form.") var attributions = ""
  @Option(help: "Where the model goes.") var output = "Sources/CFactsData/quotes.bin"
  @Option(help: "Logarithm of the number of weights.") var bits = 18
  @Option(help: "Passes over the data.") var epochs = 8
  @Option(help: "Step size.") var rate: Float = 0.03
  @Option(help: "Weight of the L2 penalty.") var penalty: Float = 2e-6
  @Option(help: "Share of the features that are left out in each pass.") var dropout = 0.0
  @Option(help: "Parts of the cross-validation; 0 for none.") var folds = 5
  @Option(help: "Print so many of the commonest kinds of error.") var errors = 0

  @Option(help: "Only print the candidates of this file with the embedded model's scores.") var explain:
    String?

  func run() throws {
    if let explain {
      let article = try ArticleLoader.load(explain)
      let examples = QuoteExamples(Extractor.standard.read(article))
      for (index, score) in examples.standardScores.enumerated() {
        let range = TextRange(start: examples.bytes[index].start, end: examples.bytes[index].end)
        print("\(decimals(Double(score)))  \(examples.names[index])  [\(article.string(range))]")
      }
      return
    }
    let corpus = try QuotesCorpus(texts: texts, attributions: attributions) { done, all in
      if done % 20 == 0 { say("\rread \(done) of \(all)") }
    }
    say("\n")
    let documents = corpus.documents
    let targets = documents.map { document in
      document.overlaps.map { overlap -> Float in overlap >= 0.5 ? 1 : 0 }
    }
    let candidates = documents.reduce(0) { $0 + $1.examples.rows.count }
    var reach = Counts()
    for (document, overlaps) in zip(documents, targets) {
      reach.add(document.counts(overlaps.indices.filter { overlaps[$0] > 0 }))
    }
    print(
      "\(documents.count) texts, \(candidates) candidates, \(reach.expected) contents, of which "
        + "\(reach.right) are candidates")
    if folds > 1 { validate(documents, targets) }
    let all = train(documents.indices.map { $0 }, documents, targets)
    let file = all.file()
    try Files.write(file, to: output)
    print("\(output): \(file.count) bytes")
  }

  private func train(
    _ indices: [Int], _ documents: [QuotesCorpus.Document], _ targets: [[Float]]
  ) -> QuotesTrainer {
    var trainer = QuotesTrainer(bits: bits)
    trainer.epochs = epochs
    trainer.rate = rate
    trainer.penalty = penalty
    trainer.dropout = dropout
    trainer.train(indices.flatMap { documents[$0].examples.rows }, indices.flatMap { targets[$0] })
    return trainer
  }

  private func validate(_ documents: [QuotesCorpus.Document], _ targets: [[Float]]) {
    let thresholds: [Float] = [-1, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.8]
    var counts = thresholds.map { _ in Counts() }
    var wrong: [String: (missed: Int, false: Int)] = [:]
    for fold in 0..<folds {
      let held = documents.indices.filter { $0 % folds == fold }
      let trainer = train(documents.indices.filter { $0 % folds != fold }, documents, targets)
      for index in held {
        let scores = documents[index].examples.rows.map { trainer.score($0) }
        for (at, threshold) in thresholds.enumerated() {
          counts[at].add(
            documents[index].counts(documents[index].examples.choose(scores, threshold: threshold)))
        }
        let chosen = Set(documents[index].examples.choose(scores, threshold: 0))
        for candidate in scores.indices {
          let name = documents[index].examples.names[candidate]
          if chosen.contains(candidate), targets[index][candidate] == 0 {
            wrong[name, default: (0, 0)].false += 1
          }
          if !chosen.contains(candidate), targets[index][candidate] > 0 {
            wrong[name, default: (0, 0)].missed += 1
          }
        }
      }
    }
    for (at, threshold) in thresholds.enumerated() {
      let one = counts[at]
      let precision = 100 * Double(one.right) / Double(max(one.found, 1))
      let recall = 100 * Double(one.right) / Double(max(one.expected, 1))
      print("threshold \(threshold): P \(decimals(precision)) R \(decimals(recall)) F1 \(decimals(one.f1))")
    }
    let order = wrong.sorted {
      ($1.value.missed + $1.value.false, $0.key) < ($0.value.missed + $0.value.false, $1.key)
    }
    for (name, value) in order.prefix(errors) {
      print("  \(name): missed \(value.missed), false \(value.false)")
    }
  }
}
