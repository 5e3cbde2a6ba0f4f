internal import ArgumentParser
internal import Articles
internal import English

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Scores the reader against a treebank, from raw text and with the treebank's own tokens.",
    discussion: """
      Raw text is put together from "# text" lines, a blank line before each paragraph. Tokens and sentences count as \
      right if both ends are; boundaries are ends of sentences. LAS compares the universal part of relations; \
      the F1 of one relation counts its subtype. Paragraphs of one document are read together.
      """)

  @Argument(help: "Treebank files (CoNLL-U).") var files: [String]
  @Option(help: "Only documents whose name starts so.") var only = ""
  @Option(help: "Print so many errors.") var errors = 0
  @Flag(help: "Print the F1 of each relation and how right arcs of each confidence are.")
  var relations = false
  @Option(help: "Write the tags and arcs of the treebank's own tokens to this file (CoNLL-U).")
  var write: String?

  func run() throws {
    for file in files {
      var treebank = try Treebank([file])
      if !only.isEmpty { treebank.sentences.removeAll { !$0.document.hasPrefix(only) } }
      var raw = RawScore(errors: errors)
      var start = 0
      for index in treebank.sentences.indices
      where index + 1 == treebank.sentences.count || treebank.sentences[index + 1].startsDocument {
        raw.add(Array(treebank.sentences[start...index]))
        start = index + 1
      }
      print("\(file) \(only)")
      print(raw.report)
      let tags = TagScore(treebank.sentences, reader: .standard)
      print(
        "  own tokens: UPOS \(decimals(tags.upos)) XPOS \(decimals(tags.xpos)) lemmas \(decimals(tags.lemma)), "
          + "of nouns, verbs and adjectives \(decimals(tags.content)); \(tags.speed) words/s")
      try scoreArcs(treebank.sentences)
      for (error, count) in tags.lemmaErrors.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(
        errors)
      {
        print("  lemma \(count) \(error)")
      }
    }
  }

  /// Arcs over the treebank's own tokens and predicted tags.
  private func scoreArcs(_ sentences: [Treebank.Sentence]) throws {
    let parser = try ArcParser.loaded.get()
    let gold = GoldText(sentences)
    var reading = try Reader().read(gold.article, sentences: gold.ranges)
    let time = ContinuousClock().measure { parser.addArcs(to: &reading) }
    let score = ParserScore(sentences, reading)
    print("\(score.summary); \(Int(Double(reading.tokens.count) / (time / .seconds(1)))) words/s")
    if relations { print(score.table) }
    if let write { try Files.write(Array(Self.lines(sentences, reading).utf8), to: write) }
  }
}

extension ScoreCommand {
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

/// Counts of what was right, found and expected.
struct Counts {
  var right = 0
  var found = 0
  var expected = 0

  mutating func add(_ other: Counts) {
    right += other.right
    found += other.found
    expected += other.expected
  }

  /// Harmonic mean of precision and recall, in per cent.
  var f1: Double { found + expected == 0 ? 0 : 200 * Double(right) / Double(found + expected) }
}

/// A number with two decimals.
func decimals(_ value: Double) -> String {
  let scaled = Int((value * 100).rounded())
  return "\(scaled / 100).\(scaled % 100 < 10 ? "0" : "")\(scaled % 100)"
}

struct RawScore {
  let errors: Int
  var tokens = Counts()
  var sentences = Counts()
  /// Ends of sentences.
  var boundaries = Counts()
  var arcs = RawArcs()
  var skipped = 0
  var shown = 0

  init(errors: Int) { self.errors = errors }

  mutating func add(_ document: [Treebank.Sentence]) {
    var text: [UInt8] = []
    var gold: [Range<Int>] = []
    var goldSentences: [Range<Int>] = []
    for (index, sentence) in document.enumerated() {
      guard let ranges = sentence.ranges, let first = ranges.first, let last = ranges.last else {
        skipped += 1
        continue
      }
      if index > 0 {
        if sentence.startsParagraph {
          text += [10, 10]
        } else if document[index - 1].tokens.last?.spaceAfter ?? true {
          text.append(32)
        }
      }
      let base = text.count
      text += sentence.text
      gold += ranges.map { $0.lowerBound + base..<$0.upperBound + base }
      goldSentences.append(first.lowerBound + base..<last.upperBound + base)
    }
    var reading = Reader.standard.read(Article(text: ContiguousArray(text)))
    ArcParser.standard?.addArcs(to: &reading)
    arcs.add(document.filter { $0.ranges != nil }, gold: gold, reading)
    let found = (0..<reading.tokens.count).map { reading.tokens.range($0).range }
    let foundSentences = reading.sentences.map { reading.tokens.range($0.tokens).range }
    tokens.add(compare(gold, found, text))
    sentences.add(compare(goldSentences, foundSentences, text))
    let ends = Set(goldSentences.map(\.upperBound))
    boundaries.add(
      Counts(
        right: foundSentences.count { ends.contains($0.upperBound) }, found: foundSentences.count,
        expected: ends.count))
  }

  private mutating func compare(_ gold: [Range<Int>], _ found: [Range<Int>], _ text: [UInt8]) -> Counts {
    let expected = Set(gold)
    let given = Set(found)
    let counts = Counts(
      right: found.count { expected.contains($0) }, found: found.count, expected: gold.count)
    guard shown < errors else { return counts }
    func string(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }
    for range in gold where !given.contains(range) && shown < errors {
      shown += 1
      let near = found.filter { $0.overlaps(range) }.map(string)
      let context =
        max(0, range.lowerBound - 20)..<min(text.count, min(range.upperBound, range.lowerBound + 200) + 20)
      print("  gold [\(string(range))] found \(near)\n      in \(string(context).replacing("\n", with: "⏎"))")
    }
    return counts
  }

  var report: String {
    "  raw text: tokens F1 \(decimals(tokens.f1)) (\(tokens.expected))  sentences F1 \(decimals(sentences.f1)) "
      + "(\(sentences.expected)), boundaries \(decimals(boundaries.f1))\(skipped > 0 ? "  skipped \(skipped)" : "")\n    "
      + arcs.report
  }
}
