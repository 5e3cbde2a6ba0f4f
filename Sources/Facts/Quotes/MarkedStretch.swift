internal import Articles
internal import English

/// A stretch of the text in quotation marks.
struct MarkedStretch: Hashable, Sendable {
  /// The opening mark.
  var open: Int
  /// Behind the last token of the content: the closing mark, or the end of the paragraph where none closes it.
  var close: Int
  var isClosed: Bool
  /// In single marks.
  var isSingle: Bool

  var content: Range<Int> { (open + 1)..<close }
  /// With the marks.
  var whole: Range<Int> { open..<(isClosed ? close + 1 : close) }
}

/// Pairs the quotation marks of an article. O(tokens).
struct MarkPairs {
  let article: ParsedArticle

  private enum Mark { case none, opening, closing, either, singleOpening, singleClosing, singleEither }

  /// Tokens in one stretch at most.
  static let longest = 400

  private var reading: Reading { article.reading }

  /// The stretches in the order of the text; an unclosed mark ends with its paragraph. Within double marks single ones
  /// do not count.
  func run() -> [MarkedStretch] {
    var found: [MarkedStretch] = []
    var open: (token: Int, isSingle: Bool)?
    for token in 0..<article.count {
      let mark = mark(token)
      guard mark != .none else { continue }
      if let start = open, paragraph(start.token) != paragraph(token) {
        if !start.isSingle { append(start, endOfParagraph(start.token), false, &found) }
        open = nil
      }
      guard let start = open else {
        if let single = opens(mark, token) { open = (token, single) }
        continue
      }
      if start.isSingle {
        switch mark {
        case .singleClosing, .singleEither:
          guard closesWord(token) else { continue }
          append(start, token, true, &found)
          open = nil
        case .opening, .either:
          // The single mark was an apostrophe.
          open = (token, false)
        default: break
        }
      } else {
        switch mark {
        case .closing: break
        case .either where !looksOpening(token) || closesWord(token): break
        case .opening:
          // The mark before was never closed.
          append(start, token, false, &found)
          open = (token, false)
          continue
        default: continue
        }
        append(start, token, true, &found)
        open = nil
      }
    }
    if let start = open, !start.isSingle { append(start, endOfParagraph(start.token), false, &found) }
    return found
  }

  private func append(
    _ start: (token: Int, isSingle: Bool), _ close: Int, _ isClosed: Bool, _ found: inout [MarkedStretch]
  ) {
    let low = start.token + 1
    guard low < close, close - low <= (start.isSingle ? 30 : Self.longest) else { return }
    guard (low..<close).contains(where: { reading.tokens.shape[$0].contains(.hasLetter) }) else { return }
    found.append(
      MarkedStretch(open: start.token, close: close, isClosed: isClosed, isSingle: start.isSingle))
  }

  /// Whether a mark can open a stretch, and whether it is a single one.
  private func opens(_ mark: Mark, _ token: Int) -> Bool? {
    switch mark {
    case .opening: false
    case .closing: looksOpening(token) ? false : nil
    case .either: looksOpening(token) || !closesWord(token) ? false : nil
    case .singleOpening: true
    case .singleEither: looksOpening(token) ? true : nil
    case .singleClosing, .none: nil
    }
  }

  /// White space, a bracket or a dash before it and none behind.
  private func looksOpening(_ token: Int) -> Bool {
    guard token + 1 < article.count else { return false }
    let shape = reading.tokens.shape
    let next = shape[token + 1]
    if next.contains(.spaceBefore) || next.contains(.lineBefore) { return false }
    if token == 0 || shape[token].contains(.spaceBefore) || shape[token].contains(.lineBefore) { return true }
    return shape[token - 1].contains(.punctuation)
  }

  /// No white space before it, and white space or punctuation behind.
  private func closesWord(_ token: Int) -> Bool {
    let shape = reading.tokens.shape
    if token > 0, shape[token].contains(.spaceBefore) || shape[token].contains(.lineBefore) { return false }
    guard token + 1 < article.count else { return true }
    let next = shape[token + 1]
    return next.contains(.spaceBefore) || next.contains(.lineBefore) || next.contains(.punctuation)
  }

  private func mark(_ token: Int) -> Mark {
    guard !reading.tokens.shape[token].contains(.hasLetter) else { return .none }
    let start = Int(reading.tokens.start[token])
    let text = reading.article.text
    switch (text[start], reading.tokens.length[token]) {
    case (0x22, 1): return .either
    case (0x27, 1): return .singleEither
    case (0x27, 2) where text[start + 1] == 0x27: return .either
    case (0x60, 1): return .singleOpening
    case (0x60, 2) where text[start + 1] == 0x60: return .opening
    case (0xC2, 2): return text[start + 1] == 0xAB ? .opening : text[start + 1] == 0xBB ? .closing : .none
    case (0xE2, 3) where text[start + 1] == 0x80:
      switch text[start + 2] {
      case 0x9C, 0x9E: return .opening
      case 0x9D: return .closing
      case 0x98: return .singleOpening
      case 0x99: return .singleClosing
      default: return .none
      }
    default: return .none
    }
  }

  private func paragraph(_ token: Int) -> Int32 {
    reading.sentences[Int(article.sentenceOf[token])].paragraph
  }

  private func endOfParagraph(_ token: Int) -> Int {
    let paragraph = paragraph(token)
    var sentence = Int(article.sentenceOf[token])
    while sentence + 1 < reading.sentences.count, reading.sentences[sentence + 1].paragraph == paragraph,
      reading.sentences[sentence].tokens.upperBound - token <= Self.longest
    {
      sentence += 1
    }
    return reading.sentences[sentence].tokens.upperBound
  }
}
