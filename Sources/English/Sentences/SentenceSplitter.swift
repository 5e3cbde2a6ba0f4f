internal import Articles

/// Cuts the tokens of a paragraph into sentences.
///
/// A stop, question or exclamation mark, an ellipsis before a capital, or an abbreviation before a word that
/// starts sentences ends one; closing quotes and brackets that follow stay with it.
struct SentenceSplitter {
  let text: UnsafeBufferPointer<UInt8>
  let rules: TokenRules
  let tokens: Tokens
  let abbreviations: [TokenRules.Abbreviation]

  /// The token ranges of the sentences in `paragraph`, in order, covering it.
  func sentences(_ paragraph: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = paragraph.lowerBound
    var at = start
    var opened = false
    var quoteEnd = start
    while at < paragraph.upperBound {
      let mark = self.mark(at)
      if mark == .straightQuote { opened.toggle() }
      if at >= quoteEnd, at > start, let end = wovenQuotation(at, paragraph.upperBound) { quoteEnd = end }
      if at > start, startsCredit(at, paragraph.upperBound) {
        found.append(start..<at)
        start = at
      }
      guard mark == .stop || mark == .question || mark == .ellipsis || ends(abbreviations[at]) else {
        at += 1
        continue
      }
      var next = at + 1
      var quoted = false
      while next < paragraph.upperBound, closes(next, opened) {
        if self.mark(next) == .straightQuote { opened.toggle() }
        quoted = true
        next += 1
      }
      if next < paragraph.upperBound, next >= quoteEnd,
        starts(next, after: at, mark, quoted, paragraph.upperBound)
      {
        found.append(start..<next)
        start = next
      }
      at = next
    }
    if start < paragraph.upperBound { found.append(start..<paragraph.upperBound) }
    return found
  }

  /// A sentence in parts of as many tokens as one may have, cut behind clause punctuation where there is some; nearly
  /// always itself.
  func parts(of sentence: Sentence) -> [Sentence] {
    guard sentence.tokens.count > ReadingLimits.sentence else { return [sentence] }
    var parts: [Sentence] = []
    var rest = sentence
    while rest.tokens.count > ReadingLimits.sentence {
      let limit = rest.tokens.lowerBound + ReadingLimits.sentence
      let window = limit - ReadingLimits.sentence / 4..<limit
      let cut =
        window.last { mark($0) == .stop || mark($0) == .colon || isSemicolon($0) }
        ?? window.last { mark($0) == .comma } ?? limit - 1
      var part = rest
      part.lastToken = Int32(cut + 1)
      parts.append(part)
      rest.firstToken = Int32(cut + 1)
    }
    return parts + [rest]
  }

  private func isSemicolon(_ token: Int) -> Bool {
    tokens.length[token] == 1 && text[Int(tokens.start[token])] == 0x3b
  }

  /// The end of a quotation that opens at `token` and is woven into its sentence, that is, follows a word without
  /// a comma or colon: He wrote that "We were late. We saw nothing." is one sentence, as in the treebanks. nil
  /// where none opens, or it isn't closed within 60 tokens.
  private func wovenQuotation(_ token: Int, _ limit: Int) -> Int? {
    let opening = mark(token)
    guard opening == .straightQuote || opening == .opening && doubleQuote(token) == 0x9c,
      tokens.shape[token].contains(.spaceBefore), isGlued(token + 1), mark(token - 1) == .none
    else { return nil }
    for at in token + 1..<max(token + 1, min(limit, token + 60)) {
      if opening == .straightQuote ? mark(at) == .straightQuote : doubleQuote(at) == 0x9d { return at + 1 }
    }
    return nil
  }

  /// The last byte of a curly double quote; 0 of any other token.
  private func doubleQuote(_ token: Int) -> UInt8 {
    let start = Int(tokens.start[token])
    guard tokens.length[token] == 3, text[start] == 0xe2, text[start + 1] == 0x80 else { return 0 }
    return text[start + 2]
  }

  private func ends(_ abbreviation: TokenRules.Abbreviation) -> Bool {
    abbreviation == .end || abbreviation == .month
  }

  /// "Image: …" and the like start a sentence wherever they stand.
  private func startsCredit(_ token: Int, _ limit: Int) -> Bool {
    let shape = tokens.shape[token]
    guard shape.contains([.capitalised, .spaceBefore]), tokens.length[token] == 5, token + 1 < limit,
      mark(token + 1) == .colon
    else { return false }
    let word = folded(token)
    return word == Array("image".utf8) || word == Array("photo".utf8)
  }

  enum Mark { case none, stop, question, ellipsis, straightQuote, closing, opening, colon, dash, comma }

  /// What kind of punctuation a token is.
  func mark(_ token: Int) -> Mark {
    guard tokens.shape[token].contains(.punctuation) else { return .none }
    let start = Int(tokens.start[token])
    let length = Int(tokens.length[token])
    let last = text[start + length - 1]
    switch text[start] {
    case 0x2e where length == 1: return .stop
    case 0x2e, 0x21, 0x3f:
      return (start..<start + length).allSatisfy { text[$0] == 0x2e } ? .ellipsis : .question
    case 0x22: return .straightQuote
    case 0x27: return .closing
    case 0x29, 0x5d, 0x7d: return .closing
    case 0x28, 0x5b, 0x7b: return .opening
    case 0x3a: return .colon
    case 0x2c: return .comma
    case 0x2d: return .dash
    case 0xe2 where length == 3 && text[start + 1] == 0x80:
      switch last {
      case 0xa6: return .ellipsis
      case 0x99, 0x9d: return .closing
      case 0x98, 0x9c, 0x9a, 0x9e: return .opening
      case 0x93, 0x94: return .dash
      default: return .none
      }
    default: return .none
    }
  }

  /// Whether the token is a quote or bracket that closes what stands before it.
  private func closes(_ token: Int, _ opened: Bool) -> Bool {
    switch mark(token) {
    case .closing:
      return !tokens.shape[token].contains(.spaceBefore) || text[Int(tokens.start[token])] != 0x27
    case .opening:
      // Some texts close with “.
      return text[Int(tokens.start[token])] == 0xe2 && !tokens.shape[token].contains(.spaceBefore)
        && !isGlued(token + 1)
    case .straightQuote:
      return !tokens.shape[token].contains(.spaceBefore) || (opened && !isGlued(token + 1))
    default: return false
    }
  }

  private func isGlued(_ token: Int) -> Bool {
    token < tokens.count && !tokens.shape[token].contains(.spaceBefore)
  }

  /// Whether the token at `next` starts a sentence after the end mark at `end`.
  private func starts(_ next: Int, after end: Int, _ mark: Mark, _ quoted: Bool, _ limit: Int) -> Bool {
    let shape = tokens.shape[next]
    guard shape.contains(.spaceBefore) || quoted || mark == .stop else { return false }
    var word = next
    while word < limit, word < next + 3, isOpening(word) { word += 1 }
    guard word < limit else { return word == next }
    let first = tokens.shape[word]
    let isCapital = first.contains(.capitalised)
    let isNumber = first.contains(.hasDigit) && !first.contains(.hasLetter)
    if abbreviations[end] != .none {
      if abbreviations[end] == .month, isNumber { return false }
      if word > next { return isCapital }
      return isCapital && isStarter(word)
    }
    let letters = first.contains(.hasLetter)
    switch mark {
    case .ellipsis: return isCapital && shape.contains(.spaceBefore)
    case .question:
      if quoted, isCapital, isSaid(word, limit) { return false }
      return isCapital || isNumber || (!quoted && !letters && isOpening(next)) || word > next && isCapital
    default:
      if !shape.contains(.spaceBefore), !quoted { return isCapital && tokens.length[word] > 1 }
      if letters && !isCapital && quoted { return false }
      return isCapital || isNumber || !letters && !isTrailing(word) || letters
    }
  }

  private func isTrailing(_ token: Int) -> Bool {
    switch mark(token) {
    case .comma, .colon, .dash, .closing: true
    default: false
    }
  }

  private func isOpening(_ token: Int) -> Bool {
    switch mark(token) {
    case .opening, .straightQuote, .dash: true
    case .closing: text[Int(tokens.start[token])] == 0x27
    default: false
    }
  }

  private func isStarter(_ token: Int) -> Bool { rules.starters[folded(token)] ?? false }

  /// Whether a verb of saying follows within three tokens: “Who?” Novak asked.
  private func isSaid(_ token: Int, _ limit: Int) -> Bool {
    for at in token + 1..<max(token + 1, min(limit, token + 4)) where rules.sayings[folded(at)] ?? false {
      return true
    }
    return false
  }

  func folded(_ token: Int) -> [UInt8] {
    WordFolding.folded(
      Array(text[Int(tokens.start[token])..<Int(tokens.start[token] + tokens.length[token])]))
  }
}
