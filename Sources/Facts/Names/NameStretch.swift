/// Consecutive tokens that are labelled together: those with a capital and their neighbours. All other tokens
/// are outside every name.
package struct NameStretch: Sendable, BitwiseCopyable {
  package var first: Int
  /// Exclusive.
  package var last: Int
  package var sentence: Int
  /// The first token is the sentence's first.
  package var opens: Bool
  /// The last token is the sentence's last.
  package var closes: Bool
}

extension NameText {
  /// The stretches of all sentences, in order.
  package var stretches: [NameStretch] {
    var result: [NameStretch] = []
    for (sentence, range) in sentences.enumerated() {
      var token = range.lowerBound
      while token < range.upperBound {
        guard isNearCapital(token, in: range) else {
          token += 1
          continue
        }
        var end = token + 1
        while end < range.upperBound, isNearCapital(end, in: range) { end += 1 }
        result.append(
          NameStretch(
            first: token, last: end, sentence: sentence, opens: token == range.lowerBound,
            closes: end == range.upperBound))
        token = end
      }
    }
    return result
  }

  /// True for tokens that a name can hold: those with a capital, and two tokens before and behind them.
  @inline(__always)
  private func isNearCapital(_ token: Int, in sentence: Range<Int>) -> Bool {
    for near in max(sentence.lowerBound, token - 2)..<min(sentence.upperBound, token + 3)
    where attributes(near).isCapitalised { return true }
    return false
  }

  /// Appends the numbers of a token's features in a model of 2^bits rows; what the trainer sees is what the
  /// finder adds up.
  package func appendRows(of token: Int, sentence: Int, bits: Int, to rows: inout [Int32]) {
    let templates = NameTemplates(bits: bits)
    let range = sentences[sentence]
    for place in NameTemplates.Place.allCases {
      let other =
        switch place {
        case .here: token
        case .before: token - 1
        case .after: token + 1
        case .secondBefore: token - 2
        case .secondAfter: token + 2
        }
      let word = range.contains(other) ? attributes(other) : .edge
      templates.forEachRow(of: word, at: place) { rows.append($0) }
    }
    templates.forEachRow(in: self, token: token, sentence: sentence) { rows.append($0) }
  }
}
