internal import Articles
internal import English

/// Tags a treebank's own tokens and counts what is right.
struct TagScore {
  /// Per cent of right tags and lemmas.
  private(set) var upos = 0.0
  private(set) var xpos = 0.0
  private(set) var lemma = 0.0
  /// Per cent of right lemmas of nouns, verbs and adjectives with the right tag.
  private(set) var content = 0.0
  /// Words a second, with tokens given.
  private(set) var speed = 0
  /// The sentences as CoNLL-U lines with the predicted tags.
  private(set) var lines: [[UInt8]] = []
  /// Wrong lemmas: form, found, expected.
  private(set) var lemmaErrors: [String: Int] = [:]

  init(_ sentences: [Treebank.Sentence], reader: Reader) {
    let gold = GoldText(sentences)
    let clock = ContinuousClock()
    var reading = reader.read(gold.article, sentences: gold.ranges)
    let time = clock.measure { reading = reader.read(gold.article, sentences: gold.ranges) }
    var counts = (all: 0, upos: 0, xpos: 0, lemma: 0, content: 0, contentRight: 0)
    for (sentence, tokens) in zip(sentences, reading.sentences.map(\.tokens)) {
      var text = "# sent_id = \(sentence.id)\n"
      for (index, (token, place)) in zip(sentence.tokens, tokens).enumerated() {
        let upos = reading.tokens.upos[place].name
        let xpos = reading.tokens.xpos[place].name
        counts.all += 1
        if upos == token.upos { counts.upos += 1 }
        if xpos == token.xpos { counts.xpos += 1 }
        let expected = WordFolding.folded(token.lemma)
        let found = reading.lemmaBytes(place)
        if found == expected { counts.lemma += 1 }
        if upos == token.upos, ["NOUN", "VERB", "ADJ"].contains(upos) {
          counts.content += 1
          if found == expected {
            counts.contentRight += 1
          } else {
            let strings = [token.form, found, expected].map { String(decoding: $0, as: UTF8.self) }
            lemmaErrors["\(xpos) \(strings.joined(separator: " "))", default: 0] += 1
          }
        }
        let form = String(decoding: token.form, as: UTF8.self)
        let lemma = String(decoding: token.lemma, as: UTF8.self)
        text += "\(index + 1)\t\(form)\t\(lemma)\t\(upos)\t\(xpos)\t_\t\(token.head)\t\(token.relation)\t_\t"
        text += "Gold=\(token.upos)/\(token.xpos)\(token.spaceAfter ? "" : "|SpaceAfter=No")\n"
      }
      lines.append(Array((text + "\n").utf8))
    }
    func percent(_ part: Int, _ whole: Int) -> Double { 100 * Double(part) / Double(max(whole, 1)) }
    upos = percent(counts.upos, counts.all)
    xpos = percent(counts.xpos, counts.all)
    lemma = percent(counts.lemma, counts.all)
    content = percent(counts.contentRight, counts.content)
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    speed = Int(Double(counts.all) / max(seconds, 1e-9))
  }
}
