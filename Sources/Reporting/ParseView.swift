package import Articles
internal import English
package import Facts

/// Shows how a sentence is read: its tokens with tags and the tree of its arcs, drawn, its names, and the words that may
/// tell of events.
package struct ParseView {
  let reading: Reading
  let names: [NameMention]
  let sentences: [Sentence]
  let labels: EventLabels?

  package init(sentence: String, extractor: Extractor) {
    reading = extractor.read(Article(text: ContiguousArray(sentence.utf8), path: "-"), allArcs: true)
    names = NameFinder.standard.find(in: reading)
    sentences = reading.sentences
    labels = extractor.eventLabels
  }

  /// Sentences as they are read in their article, where names and roles are known from the others.
  package init(article: Article, sentences ranges: [TextRange], extractor: Extractor) {
    let reading = extractor.read(article, allArcs: true)
    let sentences = reading.sentences.filter { sentence in
      ranges.contains { $0.overlaps(reading.tokens.range(sentence.tokens)) }
    }
    self.reading = reading
    self.sentences = sentences
    names = NameFinder.standard.find(in: reading).filter { name in
      sentences.contains { $0.tokens.overlaps(name.tokens) }
    }
    labels = extractor.eventLabels
  }

  /// Lines: number, word, lemma, tags, relation; the word is indented below what governs it.
  package var text: String {
    var out = ""
    for sentence in sentences {
      let rows = sentence.tokens.map { row($0) }
      let widths = (0..<4).map { column in rows.map { CellWidth.of($0[column]) }.max() ?? 0 }
      for row in rows {
        var line = ""
        for column in 0..<4 {
          line +=
            row[column]
            + String(repeating: " ", count: max(0, widths[column] - CellWidth.of(row[column])) + 2)
        }
        out += line + row[4] + "\n"
      }
      out += "\n" + tree(sentence)
    }
    for name in names {
      out +=
        "\(name.kind.name): \(reading.text(name.tokens).neutralised()) (\(percent(name.confidence)))\n"
    }
    for event in reading.events where sentences.contains(where: { $0.tokens.contains(Int(event.token)) }) {
      if let labels, event.kinds[event.kind] >= Self.least { out += line(of: event, labels) }
    }
    return out
  }

  /// Probability from which on an event, a kind, a status or a role is worth showing.
  private static let least: Float = 0.25

  /// "event met: meeting 97 %; happened 95 %; participant Weber 99 %, participant envoy 90 %": what the reader of events
  /// says of a word, the likeliest first, roles in the order of the text.
  private func line(of event: EventScore, _ labels: EventLabels) -> String {
    func likely(_ probabilities: [Float], _ names: [String]) -> String {
      probabilities.indices.filter { probabilities[$0] >= Self.least }
        .sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
        .map { "\(names[$0]) \(percent(probabilities[$0]))" }.joined(separator: ", ")
    }
    var phrases: [(role: UInt8, tokens: Range<Int>, probability: Float)] = []
    for filler in event.fillers where filler.probability >= Self.least {
      let token = Int(filler.token)
      if let last = phrases.last, last.role == filler.role, last.tokens.upperBound == token {
        phrases[phrases.count - 1].tokens = last.tokens.lowerBound..<token + 1
        phrases[phrases.count - 1].probability = max(last.probability, filler.probability)
      } else {
        phrases.append((filler.role, token..<token + 1, filler.probability))
      }
    }
    let roles = phrases.map {
      "\(labels.roles[Int($0.role)]) \(reading.text($0.tokens).neutralised()) \(percent($0.probability))"
    }
    let parts = [
      likely(event.kinds, labels.kinds), likely(event.statuses, labels.statuses),
      roles.joined(separator: ", "),
    ]
    return "event \(reading.text(Int(event.token)).neutralised()): "
      + parts.filter { !$0.isEmpty }.joined(separator: "; ") + "\n"
  }

  private func percent(_ probability: Float) -> String { "\(Int(probability * 100)) %" }

  private func row(_ token: Int) -> [String] {
    let tokens = reading.tokens
    return [
      String(token + 1), reading.text(token).neutralised(),
      String(decoding: reading.lemmaBytes(token), as: UTF8.self).neutralised(),
      "\(tokens.upos[token].name) \(tokens.xpos[token].name)",
      "\(tokens.head[token] + 1) \(tokens.relation[token].name)",
    ]
  }

  /// The arcs as a tree, children below their head in the order of the text.
  private func tree(_ sentence: Sentence) -> String {
    var children: [Int: [Int]] = [:]
    var roots: [Int] = []
    for token in sentence.tokens {
      let head = Int(reading.tokens.head[token])
      if head >= 0 { children[head, default: []].append(token) } else { roots.append(token) }
    }
    var out = ""
    var stack = roots.reversed().map { (token: $0, prefix: "", isLast: true, isRoot: true) }
    while let at = stack.popLast() {
      let relation = reading.tokens.relation[at.token].name
      out += at.prefix + (at.isRoot ? "" : at.isLast ? "└─ " : "├─ ")
      out += "\(reading.text(at.token).neutralised()) (\(relation))\n"
      let below = children[at.token] ?? []
      let prefix = at.isRoot ? "" : at.prefix + (at.isLast ? "   " : "│  ")
      for (index, child) in below.enumerated().reversed() where prefix.utf8.count < 400 {
        stack.append((child, prefix, index == below.count - 1, false))
      }
    }
    return out
  }
}
