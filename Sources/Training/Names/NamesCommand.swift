internal import ArgumentParser
internal import Facts
internal import Glibc

struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names", abstract: "Trains the name model.",
    discussion: """
      Corpora are files of one token and tag a line (BIO), blank lines between sentences. Training on \
      half a million tokens takes about a minute.
      """)

  @Option(help: "A file in the format of en-worldwide-newswire (word, tab, tag).")
  var worldwide: [String] = []
  @Option(help: "A file in the format of WikiGold (word, space, tag).")
  var wikigold: [String] = []
  @Option(help: "A file in the format of Universal NER (number, word, tag).")
  var uner: [String] = []
  @Option(help: "Where the model goes.") var output = "Sources/CFactsData/names.bin"
  @Option(help: "Passes over the data.") var epochs = 12
  @Option(help: "Where the random numbers start.") var seed: UInt64 = 1
  @Option(help: "Logarithm of the number of rows.") var bits = 17
  @Option(help: "Share of documents printed with closed hyphens and initials.") var natural = 0.65
  @Option(help: "Share of documents that are repeated in capitals.") var capitals = 0.03
  @Option(help: "Share of each feature's uses that are dropped.") var dropout = 0.3
  @Option(help: "Weight of the L1 penalty.") var penalty: Float = 0.1
  @Option(help: "Step size.") var rate: Float = 0.05
  @Flag(help: "Leave the confidences as they are after training, without a held-out tenth.")
  var uncalibrated = false
  @Flag(
    help: "Write no model: train without one source of features after the other and score a held-out tenth.")
  var ablate = false

  func run() throws {
    var random = SplitMix(seed: seed)
    var corpus = NamesCorpus()
    for path in worldwide {
      corpus.add(
        String(decoding: try Files.read(path), as: UTF8.self), .worldwide, natural: natural, &random)
    }
    let nationalities = corpus.words(of: .nationality)
    for path in wikigold {
      let known = corpus.documents.count
      corpus.add(
        String(decoding: try Files.read(path), as: UTF8.self), .wikigold, natural: natural, &random)
      corpus.divideOthers(from: known, nationalities: nationalities)
    }
    for path in uner {
      corpus.add(
        String(decoding: try Files.read(path), as: UTF8.self), .uner, natural: natural, &random)
    }
    let printed = corpus.documents.count
    corpus.addCapitals(share: capitals, &random)
    let held = corpus.documents[..<printed].indices.filter { $0 % 10 == 9 }
    let test = held.map { corpus.documents[$0] }
    if ablate { return report(corpus.without(held), test) }
    var calibration: (slope: Float, offset: Float)?
    if !uncalibrated {
      let file = train(corpus.without(held), (1, 0))
      let outcomes = NamesCalibration.outcomes(of: file, on: test)
      let fit = NamesCalibration.fit(outcomes)
      // The margins' unit differs between models: slopes are stored a whole unit.
      calibration = (fit.slope / (try NamesFile.scale(of: file)), fit.offset)
      print(NamesCalibration.table(outcomes, fit))
    }
    let file = train(corpus, calibration ?? (1, 0))
    try Files.write(file, to: output)
    print("\(output): \(file.count) bytes")
  }

  /// Prints F1 on the held-out documents with all sources, and without each.
  private func report(_ part: NamesCorpus, _ test: [NamesCorpus.Document]) {
    let parts: [(name: String, NameSources)] = [
      ("all", []), ("no gazetteer", .gazetteer), ("no clusters", .clusters),
      ("no features of the article", .article), ("no passes over the article", .passes),
      ("neither features of nor passes over the article", [.article, .passes]),
    ]
    for (name, leftOut) in parts {
      let sources = NameSources.all.subtracting(leftOut)
      let counts = NamesCalibration.counts(of: train(part, (1, 0), sources), on: test, sources)
      print("\(name): F1 \(decimals(counts.f1)) of \(counts.expected) names")
    }
  }

  private func train(
    _ corpus: NamesCorpus, _ calibration: (slope: Float, offset: Float), _ sources: NameSources = .all
  ) -> [UInt8] {
    var examples = NamesExamples(bits: bits, sources: sources)
    for document in corpus.documents { examples.add(document) }
    print("\(corpus.documents.count) texts, \(examples.labels.count) tokens near capitals")
    var trainer = NamesTrainer(
      bits: bits,
      options: .init(epochs: epochs, rate: rate, penalty: penalty, dropout: dropout, seed: seed))
    defer { trainer.deallocate() }
    trainer.train(examples) { epoch, loss in
      say("\r\(Self.bar(epoch, of: epochs)) epoch \(epoch), loss \(loss)   ")
    }
    say("\n")
    return NamesFile.bytes(of: trainer, calibration)
  }

  private static func bar(_ done: Int, of all: Int) -> String {
    let filled = done * 30 / max(all, 1)
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled) + "]"
  }
}

/// Writes to standard error at once.
func say(_ text: String) {
  let bytes = Array(text.utf8)
  _ = Glibc.write(2, bytes, bytes.count)
}
