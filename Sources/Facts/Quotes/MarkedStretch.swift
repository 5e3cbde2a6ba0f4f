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

  /// The stretches in the order of the text; an unclosed mark ends with its paragraph. A pair of marks within a pair is
  /// part of the content; so are single marks within double ones.
  func run() -> [MarkedStretch] {
    var found: [MarkedStretch] = []
    var open: (token: Int, isSingle: Bool)?
    var inner = 0
    for token in 0..<article.count {
      let mark = mark(token)
      guard mark != .none, token >= inner else { continue }
      if let start = open, paragraph(start.token) != paragraph(token) {
        // British papers open each paragraph of a speech with a single mark.
        let goesOn = mark == .singleOpening && opensParagraph(start.token) && opensParagraph(token)
        if !start.isSingle || goesOn { append(start, endOfParagraph(start.token), false, &found) }
        open = nil
      }
      guard let start = open else {
        if let single = opens(mark, token) { open = (token, single) }
        continue
      }
      if start.isSingle {
        switch mark {
        case .singleClosing, .singleEither:
          guard closesWord(token), !isApostrophe(token, mark) else { continue }
          append(start, token, true, &found)
          open = nil
        case .opening, .either:
          if let end = innerPair(token, within: start.token) {
            inner = end
          } else {
            // The single mark was an apostrophe.
            open = (token, false)
          }
        default: break
        }
        continue
      }
      guard isDouble(mark) else { continue }
      // “Mostly false.“ closes with the mark that opened it.
      let closes = closesWord(token) && (mark == .closing || mark == .either || !looksOpening(token))
      if let end = innerPair(token, within: start.token) {
        inner = end
      } else if closes || mark == .closing || mark == .either && !looksOpening(token) {
        append(start, token, true, &found)
        open = nil
      } else if mark == .opening {
        // The mark before was never closed.
        append(start, token, false, &found)
        open = (token, false)
      }
    }
    if let start = open, !start.isSingle { append(start, endOfParagraph(start.token), false, &found) }
    return found
  }

  private func isDouble(_ mark: Mark) -> Bool { mark == .opening || mark == .closing || mark == .either }

  /// Behind the closing mark of a pair that opens at a token within an open stretch: the marks that follow in the
  /// paragraph close it and then the stretch. Nil where the token opens no such pair. O(longest stretch).
  private func innerPair(_ token: Int, within start: Int) -> Int? {
    guard looksOpening(token), mark(token) != .closing else { return nil }
    let outer = mark(start)
    var end: Int?
    let limit = min(article.count, token + Self.longest)
    var at = token + 1
    while at < limit, paragraph(at) == paragraph(start) {
      defer { at += 1 }
      let mark = mark(at)
      if let end {
        let isOfOuter: Bool
        switch outer {
        case .singleOpening, .singleEither: isOfOuter = mark == .singleClosing || mark == .singleEither
        case .either: isOfOuter = mark == .either
        default: isOfOuter = mark == .closing || mark == .either
        }
        if isOfOuter, closesWord(at), !isApostrophe(at, mark) { return end }
        if isDouble(mark), looksOpening(at) { return nil }
      } else if isDouble(mark) {
        guard closesWord(at), mark != .opening else { return nil }
        // Marks of the outer kind close the outer stretch: “… "…" …” but not “… "…”.
        end = at + 1
      }
    }
    return nil
  }

  /// A closing single mark that is more likely the end of a possessive or of a clipped word: no punctuation before it,
  /// and a mark that surely closes follows with none that opens between.
  private func isApostrophe(_ token: Int, _ mark: Mark) -> Bool {
    guard mark == .singleClosing || mark == .singleEither, token > 0 else { return false }
    if reading.tokens.shape[token - 1].contains(.punctuation) { return false }
    if token + 1 < article.count, reading.tokens.shape[token + 1].contains(.punctuation) { return false }
    let limit = min(article.count, token + Self.longest)
    var at = token + 1
    while at < limit, paragraph(at) == paragraph(token) {
      switch self.mark(at) {
      case .singleOpening: return false
      case .singleEither where looksOpening(at): return false
      case .singleClosing, .singleEither:
        if closesWord(at), reading.tokens.shape[at - 1].contains(.punctuation) { return true }
      default: break
      }
      at += 1
    }
    return article.xpos(token) == .pos
  }

  private func opensParagraph(_ token: Int) -> Bool { token == 0 || paragraph(token) != paragraph(token - 1) }

  private func append(
    _ start: (token: Int, isSingle: Bool), _ close: Int, _ isClosed: Bool, _ found: inout [MarkedStretch]
  ) {
    let low = start.token + 1
    guard low < close, close - low <= longest(start, close) else { return }
    guard (low..<close).contains(where: { reading.tokens.shape[$0].contains(.hasLetter) }) else { return }
    found.append(
      MarkedStretch(open: start.token, close: close, isClosed: isClosed, isSingle: start.isSingle))
  }

  /// A straight single mark is often an apostrophe: only what ends in punctuation may be long.
  private func longest(_ start: (token: Int, isSingle: Bool), _ close: Int) -> Int {
    guard start.isSingle, mark(start.token) != .singleOpening else { return Self.longest }
    return reading.tokens.shape[close - 1].contains(.punctuation) ? 150 : 30
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
