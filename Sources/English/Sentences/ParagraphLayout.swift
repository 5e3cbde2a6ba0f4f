/// Finds the paragraphs of a text from its line breaks.
///
/// Blank lines always end a paragraph. A single line break ends one too, unless the text is hard-wrapped:
/// then it ends one only before an indented line or after a short line that ends in a stop.
struct ParagraphLayout {
  private let text: UnsafeBufferPointer<UInt8>
  private var lines: [Line] = []
  private(set) var isWrapped = false
  private var width = 0

  private struct Line {
    /// First byte that is no white space, and behind the last one; equal for blank lines, which are one however many.
    private let first: Int32
    private let last: Int32
    private let indentation: Int32
    private let word: Int32

    init(_ range: Range<Int>, indent: Int, firstWord: Int) {
      first = Int32(range.lowerBound)
      last = Int32(range.upperBound)
      indentation = Int32(indent)
      word = Int32(firstWord)
    }

    var start: Int { Int(first) }
    var end: Int { Int(last) }
    var indent: Int { Int(indentation) }
    /// Length of the first word.
    var firstWord: Int { Int(word) }
    var length: Int { end - start + indent }
  }

  init(_ text: UnsafeBufferPointer<UInt8>, _ body: Range<Int>) {
    self.text = text
    findLines(body)
    decide()
  }

  private mutating func findLines(_ body: Range<Int>) {
    var at = body.lowerBound
    while at < body.upperBound {
      var next = at
      while next < body.upperBound, text[next] != 10 { next += 1 }
      var start = at
      var indent = 0
      while start < next, text[start] <= 32 {
        indent += text[start] == 9 ? 4 : 1
        start += 1
      }
      var end = next
      while end > start, text[end - 1] <= 32 { end -= 1 }
      var word = start
      while word < end, text[word] > 32 { word += 1 }
      if start < end {
        lines.append(Line(start..<end, indent: indent, firstWord: word - start))
      } else if let last = lines.last, last.start < last.end {
        lines.append(Line(start..<end, indent: 0, firstWord: 0))
      }
      at = next + 1
    }
  }

  /// Decides whether lines were broken to fit a width: most breaks stand where the next word had no room.
  private mutating func decide() {
    var lengths: [Int] = []
    var inner = 0
    for (index, line) in lines.enumerated() where line.start < line.end {
      lengths.append(line.length)
      if index + 1 < lines.count, lines[index + 1].start < lines[index + 1].end { inner += 1 }
    }
    guard inner >= 2 else { return }
    lengths.sort()
    width = lengths[min(lengths.count - 1, lengths.count * 95 / 100)]
    guard width >= 40, width <= 120 else { return }
    var full = 0
    for (line, next) in zip(lines, lines.dropFirst()) where line.start < line.end && next.start < next.end {
      if line.length + 1 + next.firstWord + 4 >= width { full += 1 }
    }
    isWrapped = full * 10 >= inner * 6
  }

  /// The paragraphs, in order, without white space at their ends.
  var paragraphs: [Range<Int>] {
    var found: [Range<Int>] = []
    var start = -1
    var end = 0
    for (index, line) in lines.enumerated() {
      if line.start == line.end || (start >= 0 && breaks(before: index)) {
        if start >= 0 { found.append(start..<end) }
        start = -1
      }
      guard line.start < line.end else { continue }
      if start < 0 { start = line.start }
      end = line.end
    }
    if start >= 0 { found.append(start..<end) }
    return found
  }

  private func breaks(before index: Int) -> Bool {
    guard isWrapped else { return true }
    let line = lines[index]
    let previous = lines[index - 1]
    if line.indent >= previous.indent + 2 { return true }
    let hadRoom = previous.length + 1 + line.firstWord + 4 < width * 3 / 4
    return hadRoom && Self.endsInStop(text, previous.end)
  }

  private static func endsInStop(_ text: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    let last = text[end - 1]
    if last == 0x22 || last == 0x29, end > 1 { return text[end - 2] == 0x2e || text[end - 2] == 0x3f }
    return last == 0x2e || last == 0x3f || last == 0x21 || last == 0x3a
  }
}
