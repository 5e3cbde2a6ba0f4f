internal import English

/// Puts the arcs right where who says so stands between a subject and its verb: "The army, Karl Weber said on Monday, did not attack the
/// village". The parser, whose texts have few such sentences, makes the speaker an apposition of the subject ("the army, Karl Weber"), and
/// whoever speaks does what is told.
///
/// A subject that begins the sentence and ends with a comma, a noun phrase right before a word of saying, words of time or of who is told, a
/// comma, and a finite verb without a subject of its own.
struct InsertedReports {
  private let words: CueWords
  /// Words of a subject, and of a speaker, at most.
  private static let longest = 12
  private static let commas: WordSet = ","
  private static let quotes: WordSet = "\" “ ” '' `` ' ’ ‘"

  init(_ words: CueWords) { self.words = words }

  /// O(tokens).
  func mend(_ reading: inout Reading) {
    for sentence in reading.sentences where sentence.isParsed {
      for cue in sentence.tokens
      where isFinite(cue, reading) && words.speech.contains(reading.tokens.lemma[cue], in: reading) {
        guard let report = report(at: cue, sentence.tokens, reading) else { continue }
        report.mend(&reading.tokens)
      }
    }
  }

  private func isFinite(_ token: Int, _ reading: Reading) -> Bool {
    switch reading.tokens.xpos[token] {
    case .vbd, .vbz, .vbp, .md: true
    default: false
    }
  }

  /// The tokens of one such sentence, by what they are.
  private struct Report {
    var subject: Int
    var speaker: Int
    var cue: Int
    var verb: Int
    var isPassive: Bool

    func mend(_ tokens: inout Tokens) {
      let own = [subject, speaker, cue, verb]
      // The one that stands above the others, wherever it hangs.
      let top = own.first { token in
        var at = Int(tokens.head[token])
        while at >= 0, !own.contains(at) { at = Int(tokens.head[at]) }
        return at < 0
      }
      guard let top else { return }
      (tokens.head[verb], tokens.relation[verb]) = (tokens.head[top], tokens.relation[top])
      (tokens.head[cue], tokens.relation[cue]) = (Int32(verb), .parataxis)
      (tokens.head[speaker], tokens.relation[speaker]) = (Int32(cue), .nsubj)
      (tokens.head[subject], tokens.relation[subject]) = (Int32(verb), isPassive ? .nsubjPass : .nsubj)
    }
  }

  private func report(at cue: Int, _ sentence: Range<Int>, _ reading: Reading) -> Report? {
    let tokens = reading.tokens
    func isNominal(_ token: Int) -> Bool { [.noun, .propn, .pron].contains(tokens.upos[token]) }
    func isMark(_ token: Int, _ marks: WordSet) -> Bool { marks.contains(tokens.word[token], in: reading) }
    // The speaker, from the cue back to a comma.
    var first = cue
    while first > sentence.lowerBound, tokens.upos[first - 1] != .punct {
      first -= 1
      guard cue - first <= Self.longest, ![.verb, .aux, .sconj, .cconj].contains(tokens.upos[first]) else {
        return nil
      }
    }
    // "Who said so" is a clause of the subject's own.
    guard first < cue, isNominal(cue - 1), ![.wp, .wdt].contains(tokens.xpos[first]) else { return nil }
    // The subject, from there back to where the sentence begins.
    var last = first - 1
    var hasComma = false
    while last >= sentence.lowerBound, tokens.upos[last] == .punct {
      guard isMark(last, Self.commas) || isMark(last, Self.quotes) else { return nil }
      hasComma = hasComma || isMark(last, Self.commas)
      last -= 1
    }
    var start = sentence.lowerBound
    while start < last, isMark(start, Self.quotes) { start += 1 }
    guard hasComma, start <= last, last - start < Self.longest, isNominal(last),
      [.det, .noun, .propn, .pron, .num, .adj].contains(tokens.upos[start]),
      (start...last).allSatisfy({ ![.verb, .aux, .punct, .sconj].contains(tokens.upos[$0]) })
    else { return nil }
    // What is told, behind another comma.
    var behind = cue + 1
    while behind < sentence.upperBound, behind <= cue + 5, tokens.upos[behind] != .punct {
      guard [.adp, .noun, .propn, .pron, .num, .det].contains(tokens.upos[behind]) else { return nil }
      behind += 1
    }
    guard behind < sentence.upperBound, isMark(behind, Self.commas) else { return nil }
    behind += 1
    while behind < sentence.upperBound, isMark(behind, Self.quotes) { behind += 1 }
    guard behind < sentence.upperBound, isFinite(behind, reading) else { return nil }
    var verb = behind
    while verb < sentence.upperBound, [.aux, .adv, .part].contains(tokens.upos[verb]) { verb += 1 }
    guard verb < sentence.upperBound else { return nil }
    // "is a spy", "was right": what is said of the subject has the copula below it.
    let isPassive = tokens.xpos[verb] == .vbn && (behind..<verb).contains { tokens.relation[$0] == .auxPass }
    guard tokens.upos[verb] == .verb,
      !(behind..<sentence.upperBound).contains(where: {
        tokens.head[$0] == Int32(verb) && [.nsubj, .nsubjPass, .csubj, .expl].contains(tokens.relation[$0])
      })
    else { return nil }
    func head(of phrase: ClosedRange<Int>) -> Int? {
      phrase.first { isNominal($0) && !phrase.contains(Int(tokens.head[$0])) }
    }
    guard let subject = head(of: start...last), let speaker = head(of: first...(cue - 1)) else { return nil }
    return Report(subject: subject, speaker: speaker, cue: cue, verb: verb, isPassive: isPassive)
  }
}
