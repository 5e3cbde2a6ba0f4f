extension RecordText {
  /// Where a byte of the text stands in the file. O(log pieces).
  func source(of offset: Int) -> Int {
    let behind = pieces.indices.partitionPoint { pieces[$0].text <= offset }
    guard behind > 0 else { return offset }
    return pieces[behind - 1].source + offset - pieces[behind - 1].text
  }

  /// Appends a part of another text. O(bytes + log pieces).
  mutating func append(_ other: RecordText, _ range: Range<Int>) {
    var start = range.lowerBound
    var piece = other.pieces.indices.partitionPoint { other.pieces[$0].text <= start }
    while start < range.upperBound {
      let next = piece < other.pieces.count ? other.pieces[piece].text : range.upperBound
      let end = min(range.upperBound, max(start, next))
      if end > start { copy(other.bytes[start..<end], from: other.source(of: start)) }
      start = end
      piece += 1
    }
  }

  /// A part of it as one line: white space is single spaces. O(bytes).
  func line(_ range: Range<Int>) -> RecordText {
    var line = RecordText()
    line.bytes.reserveCapacity(range.count)
    var start = range.lowerBound
    while true {
      while start < range.upperBound, case let space = SpacedText.space(bytes, start), space > 0 {
        start += space
      }
      guard start < range.upperBound else { return line }
      var end = start
      // One space between two words stays where it is.
      while end < range.upperBound,
        SpacedText.space(bytes, end) == 0
          || bytes[end] == 32 && end + 1 < range.upperBound && SpacedText.space(bytes, end + 1) == 0
      { end += 1 }
      if !line.bytes.isEmpty { line.bytes.append(32) }
      line.append(self, start..<end)
      start = end
    }
  }

  /// All of it as one line.
  var line: RecordText { line(0..<bytes.count) }

  /// Lines longer than these are paragraphs: nobody breaks text that late.
  private static let longestLine = 100

  /// The paragraphs of text without tags: apart by blank lines, by lines that are indented where others are not, or by the
  /// ends of long lines. O(bytes).
  var paragraphs: [RecordText] {
    var found: [RecordText] = []
    var start = 0
    var at = 0
    var isLong = false
    func end(_ end: Int) {
      let paragraph = line(start..<end)
      if !paragraph.bytes.isEmpty { found.append(paragraph) }
      start = end
    }
    let indented = lines { $0.prefix { $0 == 32 }.count >= 2 }
    let isIndented = indented.yes > 0 && indented.no > 0
    while at < bytes.count {
      let lineEnd = bytes[at...].firstIndex(of: 10) ?? bytes.count
      let words = bytes[at..<lineEnd].drop { $0 <= 32 }
      let indent = words.startIndex - at
      if words.isEmpty || isLong || isIndented && indent >= 2 { end(at) }
      isLong = words.count > Self.longestLine
      at = lineEnd + 1
    }
    end(bytes.count)
    return found
  }

  /// Lines with words that meet a condition, and that do not.
  private func lines(_ condition: (ArraySlice<UInt8>) -> Bool) -> (yes: Int, no: Int) {
    var (yes, no) = (0, 0)
    for line in bytes.split(separator: 10) where line.contains(where: { $0 > 32 }) {
      if condition(line) { yes += 1 } else { no += 1 }
    }
    return (yes, no)
  }
}

/// A piece of HTML within another document, all of which is an article.
struct HTMLPiece {
  private static let opening = "<body>"
  private let page: PageDocument
  /// What it was read of, if one is to know where it stands in the file.
  private let text: RecordText?

  /// A page all of which is text.
  init(_ page: PageDocument) {
    self.page = page
    text = nil
  }

  /// Reads what the text holds. O(bytes).
  init(_ text: RecordText) {
    self.text = text
    page = PageParser.page(
      ContiguousArray(Self.opening.utf8) + text.bytes + ContiguousArray("</body>".utf8))
  }

  /// Its paragraphs without pictures and what is said of them, without links alone and what stands apart; all that there are where
  /// hardly any would be left. O(bytes).
  var paragraphs: [RecordText] { chosen.map(paragraph) }

  /// The first paragraph, where it is a heading.
  var firstHeading: ContiguousArray<UInt8>? {
    guard let first = chosen.first, first.level > 0 else { return nil }
    return ContiguousArray(page.text[first.range.range])
  }

  /// Blocks that are read; no text of a person has a tenth of them.
  private static let most = 1 << 20

  private var chosen: [PageDocument.Block] {
    let all = Array(page.blocks.prefix(Self.most))
    var chosen = all.filter { !isApart($0) && !isLink($0) }
    while let last = chosen.last, last.level > 0 || Self.isMostlyLink(last) { chosen.removeLast() }
    let isEnough = 3 * Self.length(chosen) >= Self.length(all)
    return isEnough ? chosen : all
  }

  private static func length(_ blocks: [PageDocument.Block]) -> Int {
    blocks.reduce(0) { $0 + $1.range.count }
  }

  /// Bytes; what is longer says something, whatever is linked in it.
  private static let shortest = 200

  /// "More on this": a line that leads elsewhere.
  private func isLink(_ block: PageDocument.Block) -> Bool {
    block.range.count <= Self.shortest && 20 * Int(block.linked) >= 19 * block.range.count
  }

  /// "The post A appeared first on B", behind the text.
  private static func isMostlyLink(_ block: PageDocument.Block) -> Bool {
    block.range.count <= shortest && 2 * Int(block.linked) >= block.range.count
  }

  private func isApart(_ block: PageDocument.Block) -> Bool {
    var at = block.element
    while at >= 0 {
      let element = page.elements[Int(at)]
      if element.tag == .apart || !element.hints.isDisjoint(with: [.hidden, .caption, .aside]) {
        return true
      }
      at = element.parent
    }
    return false
  }

  private func paragraph(_ block: PageDocument.Block) -> RecordText {
    var paragraph = RecordText()
    guard let text else {
      paragraph.bytes = ContiguousArray(page.text[block.range.range])
      return paragraph
    }
    let runs = page.sources
    let first = max(0, runs.indices.partitionPoint { runs[$0].text <= block.range.start } - 1)
    var start = Int(block.range.start)
    for number in first..<runs.count {
      guard start < Int(block.range.end) else { break }
      let next = number + 1 < runs.count ? Int(runs[number + 1].text) : Int.max
      let end = min(next, Int(block.range.end))
      guard end > start else { continue }
      let place = runs[number].source + start - Int(runs[number].text) - Self.opening.utf8.count
      paragraph.copy(page.text[start..<end], from: text.source(of: max(0, min(place, text.bytes.count))))
      start = end
    }
    return paragraph
  }
}
