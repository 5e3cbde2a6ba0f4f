internal import English
internal import Facts
import Testing

@testable import Training

/// Corpora of names as text, and a small model trained on a few of them.
@Suite struct NamesTrainingTests {
  static func corpus(
    _ content: String, _ format: NamesCorpus.Format, natural: Double = 1
  ) -> NamesCorpus {
    var corpus = NamesCorpus()
    var random = SplitMix(seed: 1)
    corpus.add(content, format, natural: natural, &random)
    return corpus
  }

  private static func names(_ document: NamesCorpus.Document) -> [String] {
    document.names.map { "\(String(decoding: document.text[$0.range], as: UTF8.self)) \($0.kind.name)" }
  }

  /// Words stand as a newspaper prints them; names keep their bytes.
  @Test(
    arguments: [
      (
        NamesCorpus.Format.worldwide,
        "\"\tO\nKarl\tB-Person\nWeber\tI-Person\n,\tO\n\"\tO\nof\tO\nOslo\tB-Location\n.\tO\n"
      ),
      (.wikigold, "\" O\nKarl I-PER\nWeber I-PER\n, O\n\" O\nof O\nOslo I-LOC\n. O\n"),
      (
        .uner,
        "1\t\"\tO\n2\tKarl\tB-PER\n3\tWeber\tI-PER\n4\t,\tO\n5\t\"\tO\n6\tof\tO\n7\tOslo\tB-LOC\n8\t.\tO\n"
      ),
    ] as [(NamesCorpus.Format, String)])
  func aCorpusBecomesText(format: NamesCorpus.Format, content: String) throws {
    let documents = Self.corpus(content, format).documents
    let document = try #require(documents.first)
    #expect(String(decoding: document.text, as: UTF8.self) == "\"Karl Weber,\" of Oslo.")
    #expect(Self.names(document) == ["Karl Weber person", "Oslo place"])
    #expect(document.isPartial == (format == .uner))
  }

  @Test func articlesStandApart() {
    let content = "-DOCSTART-\tO\n\nOslo\tB-Location\n\n-DOCSTART-\tO\n\nRome\tB-Location\nfell\tO\n"
    let documents = Self.corpus(content, .worldwide).documents
    #expect(documents.flatMap(Self.names) == ["Oslo place", "Rome place"])
  }

  @Test func neighbouringNamesStayTwo() throws {
    let content = "Anna\tB-Person\nKarl\tB-Person\nWeber\tI-Person\n"
    let document = try #require(Self.corpus(content, .worldwide).documents.first)
    #expect(Self.names(document) == ["Anna person", "Karl Weber person"])
  }

  @Test func hyphensCloseOnlyInNaturalPrint() throws {
    let content = "long\tO\n-\tO\nterm\tO\n"
    let natural = try #require(Self.corpus(content, .worldwide).documents.first)
    let spaced = try #require(Self.corpus(content, .worldwide, natural: 0).documents.first)
    #expect(String(decoding: natural.text, as: UTF8.self) == "long-term")
    #expect(String(decoding: spaced.text, as: UTF8.self) == "long - term")
  }

  @Test func nationalitiesLeaveTheOthers() throws {
    var corpus = Self.corpus("Danish I-MISC\ncars O\nLinux I-MISC\n", .wikigold)
    corpus.divideOthers(from: 0, nationalities: ["danish"])
    #expect(corpus.documents.flatMap(Self.names) == ["Danish nationality", "Linux other"])
    #expect(corpus.words(of: .nationality) == ["danish"])
  }

  @Test func capitalsAreCopiesWithTheSameNames() {
    var corpus = Self.corpus("Karl\tB-Person\nsleeps\tO\n", .worldwide)
    var random = SplitMix(seed: 3)
    corpus.addCapitals(share: 1, &random)
    #expect(corpus.documents.count == 2)
    let texts = corpus.documents.map { String(decoding: $0.text, as: UTF8.self) }
    #expect(texts[0] == "Karl sleeps" && ["KARL SLEEPS", "Karl Sleeps"].contains(texts[1]))
    #expect(corpus.documents[1].names.map(\.range) == corpus.documents[0].names.map(\.range))
    #expect(corpus.without([0]).documents.count == 1)
  }

  /// People before "said" and towns behind "in", and nothing else to go by.
  private static func lessons() -> NamesCorpus {
    let people = ["Karl Weber", "Anna Berg", "Otto Braun", "Eva Lind", "Lars Holm", "Maria Kern"]
    let towns = ["Oslo", "Rome", "Lima", "Bonn", "Cairo", "Delhi"]
    var content = ""
    for (index, person) in people.enumerated() {
      let words = person.split(separator: " ")
      content += "-DOCSTART-\tO\n\n\(words[0])\tB-Person\n\(words[1])\tI-Person\nsaid\tO\nso\tO\nin\tO\n"
      content += "\(towns[index])\tB-Location\n.\tO\n\n"
    }
    return corpus(content, .worldwide)
  }

  private static func model(_ corpus: NamesCorpus) -> [UInt8] {
    var examples = NamesExamples(bits: 12, sources: .all)
    for document in corpus.documents { examples.add(document) }
    var trainer = NamesTrainer(bits: 12, options: .init(epochs: 8, seed: 5))
    defer { trainer.deallocate() }
    var losses: [Double] = []
    trainer.train(examples) { _, loss in losses.append(loss) }
    #expect(losses.count == 8 && losses[7] < losses[0])
    return NamesFile.bytes(of: trainer, (1, 0))
  }

  @Test func aSmallModelFindsWhatItWasTaught() {
    let corpus = Self.lessons()
    let counts = NamesCalibration.counts(of: Self.model(corpus), on: corpus.documents, .all)
    #expect(counts.expected == 12)
    #expect(counts.f1 > 90, "\(counts)")
  }

  @Test func theSameCorpusGivesTheSameModel() throws {
    let corpus = Self.lessons()
    let first = Self.model(corpus)
    #expect(first == Self.model(corpus))
    #expect(try NamesFile.scale(of: first) > 0)
  }

  /// Half of the narrow margins and nine tenths of the wide ones are right: the fitted curve says just that.
  @Test func confidenceIsFittedToWhatIsRight() {
    let outcomes: [NamesCalibration.Outcome] = (0..<200).map { index in
      let isWide = index < 100
      return (margin: isWide ? 3 : 1, isRight: isWide ? index % 10 != 0 : index % 2 == 0)
    }
    let fit = NamesCalibration.fit(outcomes)
    #expect(abs(fit.slope + fit.offset) < 0.01)
    #expect(abs(3 * fit.slope + fit.offset - 2.197) < 0.01)
    #expect(NamesCalibration.fit([]) == (1, 0))
    #expect(NamesCalibration.table(outcomes, fit).contains("said 90.0 %, right 90.0 % of 100"))
  }
}
