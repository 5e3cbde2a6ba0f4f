internal import Articles
internal import English

/// A number as the text has it, in digits or words, with what bounds it.
struct WrittenNumber {
  var tokens: Range<Int>
  /// The first token of the phrase that bounds it, or of the number itself.
  var start: Int
  var value: Double
  var bound: Figure.Bound
  /// The token that the arcs take for the number.
  var head: Int
}

/// Reads the numbers of a sentence: "1,200", "2.5 million", "twenty-two", "two dozen", "hundreds". O(tokens).
struct NumberReader {
  let article: ParsedArticle
  let words: NumberWords

  private var reading: Reading { article.reading }

  func numbers(in sentence: Range<Int>) -> [WrittenNumber] {
    var found: [WrittenNumber] = []
    var at = sentence.lowerBound
    while at < sentence.upperBound {
      guard let number = number(at: at, sentence) else {
        at += 1
        continue
      }
      found.append(number)
      at = number.tokens.upperBound
    }
    return found
  }

  private func number(at start: Int, _ sentence: Range<Int>) -> WrittenNumber? {
    let word = article.word(start)
    if let least = words.vague[word, in: reading] {
      return WrittenNumber(
        tokens: start..<(start + 1), start: start, value: least, bound: .atLeast, head: start)
    }
    guard var value = digits(start) ?? words.values[word, in: reading] ?? dozenAlone(start, sentence) else {
      return nil
    }
    var end = start + 1
    // "no one was killed"
    if value == 0, end < sentence.upperBound, words.values[article.word(end), in: reading] == 1 { end += 1 }
    if value >= 20, value < 100, end + 1 < sentence.upperBound, article.xpos(end) == .hyph,
      let unit = words.values[article.word(end + 1), in: reading], unit > 0, unit < 10
    {
      value += unit
      end += 2
    }
    while end < sentence.upperBound, let factor = words.multipliers[article.word(end), in: reading],
      factor < 1000 || article.xpos(end) == .cd || article.xpos(end) == .nn || article.xpos(end) == .jj
        || article.xpos(end) == .nnp
    {
      value *= factor
      end += 1
    }
    let (low, bound) = bound(before: start, sentence)
    return WrittenNumber(tokens: start..<end, start: low, value: value, bound: bound, head: end - 1)
  }

  /// "a dozen", "a hundred".
  private func dozenAlone(_ token: Int, _ sentence: Range<Int>) -> Double? {
    guard token > sentence.lowerBound,
      words.multipliers[article.word(token), in: reading].map({ $0 > 1 && $0 < 1e7 }) == true,
      article.upos(token) == .num || article.upos(token) == .noun,
      Self.one.contains(article.word(token - 1), in: reading), reading.tokens.length[token] > 2
    else { return nil }
    return words.multipliers[article.word(token), in: reading]
  }

  private static let one: WordSet = "a an the"

  /// The value of digits with commas and a point; nil for years, dates, scores and other signs.
  private func digits(_ token: Int) -> Double? {
    let shape = reading.tokens.shape[token]
    guard shape.contains(.number), shape.contains(.hasDigit), reading.tokens.length[token] <= 18 else {
      return nil
    }
    var whole = 0.0
    var scale = 0.0
    let start = Int(reading.tokens.start[token])
    for byte in reading.article.text[start..<(start + Int(reading.tokens.length[token]))] {
      switch byte {
      case 48...57:
        if scale > 0 {
          whole += Double(byte - 48) * scale
          scale /= 10
        } else {
          whole = whole * 10 + Double(byte - 48)
        }
      case UInt8(ascii: ","): continue
      case UInt8(ascii: "."):
        guard scale == 0 else { return nil }
        scale = 0.1
      default: return nil
      }
    }
    return (whole * 1e6).rounded() / 1e6
  }

  /// The bound that a phrase before the number sets, and where the phrase begins.
  private func bound(before start: Int, _ sentence: Range<Int>) -> (low: Int, bound: Figure.Bound) {
    for back in 0..<3 {
      // "at least another 12", "more than $2": a word or sign may stand between.
      let end = start - back
      guard end > sentence.lowerBound else { break }
      if back > 0, !isBetween(end) { break }
      for (phrase, bound) in words.bounds {
        let low = end - phrase.count
        guard low >= sentence.lowerBound else { continue }
        if phrase.indices.allSatisfy({ phrase[$0].contains(article.word(low + $0), in: reading) }) {
          return (low, bound)
        }
      }
    }
    return (start, .exactly)
  }

  private func isBetween(_ token: Int) -> Bool {
    words.money[article.word(token), in: reading] != nil
      || Self.between.contains(article.word(token), in: reading)
  }

  private static let between: WordSet = "another a an other us u.s."
}
