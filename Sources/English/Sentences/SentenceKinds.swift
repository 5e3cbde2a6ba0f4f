internal import Articles

/// Tells headlines, datelines, bylines and lines of the page from the article's sentences.
struct SentenceKinds {
  let splitter: SentenceSplitter
  private var tokens: Tokens { splitter.tokens }
  private var text: UnsafeBufferPointer<UInt8> { splitter.text }

  init(_ splitter: SentenceSplitter) { self.splitter = splitter }

  /// The longest headline, in tokens.
  static let headlineLimit = 30

  /// The sentences of a paragraph with their kinds.
  func sentences(_ paragraph: Range<Int>, number: Int) -> [Sentence] {
    guard !paragraph.isEmpty else { return [] }
    if isAside(paragraph) { return [Sentence(tokens: paragraph, paragraph: number, kind: .aside)] }
    if isByline(paragraph) { return [Sentence(tokens: paragraph, paragraph: number, kind: .byline)] }
    // What the page says of itself: "Published July 18, 2022".
    if number < 12, paragraph.count <= 40, DayLine.isOne(bytes(paragraph)) {
      return [Sentence(tokens: paragraph, paragraph: number, kind: .stamp)]
    }
    var found: [Sentence] = []
    var start = paragraph.lowerBound
    if let end = datelineEnd(paragraph) {
      found.append(Sentence(tokens: start..<end, paragraph: number, kind: .dateline))
      start = end
    }
    let sentences = splitter.sentences(start..<paragraph.upperBound)
    let isHeadline = found.isEmpty && sentences.count <= 2 && isHeadline(paragraph)
    for range in sentences {
      let kind: SentenceKind = range != paragraph && isAside(range) ? .aside : isHeadline ? .headline : .body
      found.append(Sentence(tokens: range, paragraph: number, kind: kind))
    }
    return found
  }

  private func isAside(_ paragraph: Range<Int>) -> Bool {
    guard paragraph.count <= 40 else { return false }
    let start = Int(tokens.start[paragraph.lowerBound])
    let last = paragraph.upperBound - 1
    let end = Int(tokens.start[last] + tokens.length[last])
    guard end - start <= 300 else { return false }
    let line = WordFolding.folded(Array(text[start..<end]))
    for aside in splitter.rules.asides {
      if aside.isWhole {
        guard line.starts(with: aside.words) else { continue }
        if line[aside.words.count...].allSatisfy({
          !$0.isASCIILower && !$0.isASCIIDigit && $0 < 0x80 || $0 == 0xe2
        }) {
          return true
        }
      } else if line.starts(with: aside.words), paragraph.count <= 25 {
        return true
      }
    }
    return false
  }

  /// "By Anna Novak and Omar Haddad", "Reporting by …; editing by …".
  private func isByline(_ paragraph: Range<Int>) -> Bool {
    guard paragraph.count >= 3, paragraph.count <= 40 else { return false }
    var at = paragraph.lowerBound
    if splitter.mark(at) == .opening { at += 1 }
    let first = splitter.folded(at)
    if at + 1 < paragraph.upperBound, Self.desk.contains(first), splitter.folded(at + 1) == Array("by".utf8) {
      return true
    }
    guard first == Array("by".utf8), paragraph.count <= 16, splitter.mark(paragraph.upperBound - 1) != .stop
    else {
      return false
    }
    return paragraph.dropFirst().allSatisfy { token in
      let shape = tokens.shape[token]
      if !shape.contains(.hasLetter) || shape.contains(.capitalised) { return true }
      return Self.joints.contains(splitter.folded(token))
    }
  }

  private func bytes(_ range: Range<Int>) -> Slice<UnsafeBufferPointer<UInt8>> {
    let last = range.upperBound - 1
    return text[Int(tokens.start[range.lowerBound])..<Int(tokens.start[last] + tokens.length[last])]
  }

  private static let desk: Set<[UInt8]> = Set(
    ["reporting", "writing", "editing", "compiled"].map { Array($0.utf8) })
  private static let joints: Set<[UInt8]> = Set(
    ["and", "of", "in", "for", "de", "van", "von", "al", "der", "bin", "the"].map { Array($0.utf8) })

  /// The end of a place line that opens the paragraph: "KYIV, Jan 17 (Reuters) -", "Oslo, Norway -".
  ///
  /// It needs a dash with space around it after capitalised words and numbers, and besides a bracket, capitals or a
  /// comma.
  private func datelineEnd(_ paragraph: Range<Int>) -> Int? {
    let first = paragraph.lowerBound
    guard tokens.shape[first].contains(.capitalised) else { return nil }
    var bracket = false
    var comma = false
    var depth = 0
    for at in first..<min(paragraph.upperBound, first + 18) {
      let shape = tokens.shape[at]
      switch splitter.mark(at) {
      case .dash:
        guard at > first, depth == 0, shape.contains(.spaceBefore), at + 1 < paragraph.upperBound,
          tokens.shape[at + 1].contains(.spaceBefore)
        else { continue }
        let short = comma && at <= first + 8 && tokens.shape[at + 1].contains(.capitalised)
        guard bracket || short || tokens.shape[first].contains(.allCapitals) else { return nil }
        return dayEnd(at + 1, paragraph) ?? at + 1
      case .opening:
        depth += 1
        bracket = true
      case .closing: depth -= 1
      case .comma: comma = true
      case .stop, .question, .ellipsis, .colon: return nil
      default:
        guard depth == 0, shape.contains(.hasLetter), !shape.contains(.capitalised) else { continue }
        if !Self.joints.contains(splitter.folded(at)) { return nil }
      }
    }
    return nil
  }

  /// Behind the day and the colon that follow a dash: "CAIRO - 25 July 2022:".
  private func dayEnd(_ start: Int, _ paragraph: Range<Int>) -> Int? {
    guard
      let colon = (start..<min(paragraph.upperBound, start + 8)).first(where: { splitter.mark($0) == .colon }
      ),
      colon > start, colon + 1 < paragraph.upperBound, DayLine.isOne(bytes(start..<colon))
    else { return nil }
    return colon + 1
  }

  /// A short paragraph of words without a final stop.
  private func isHeadline(_ paragraph: Range<Int>) -> Bool {
    guard paragraph.count >= 2, paragraph.count <= Self.headlineLimit else { return false }
    var last = paragraph.upperBound - 1
    while last > paragraph.lowerBound,
      splitter.mark(last) == .closing || splitter.mark(last) == .straightQuote
    {
      last -= 1
    }
    switch splitter.mark(last) {
    case .stop, .question, .ellipsis, .colon, .comma, .dash: return false
    default: break
    }
    let words = paragraph.count { tokens.shape[$0].contains(.hasLetter) }
    return words >= 2 && words * 2 >= paragraph.count
  }
}
