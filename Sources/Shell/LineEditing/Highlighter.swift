internal import Articles
internal import Reporting

/// A run of equally styled bytes in a line being edited.
struct StyledRun: Equatable, Sendable {
  var range: Range<Int>
  var style: Paint.Style?
}

/// Colours a line of the query language while it is typed: commands, sources, keywords, quoted text, numbers
/// and dates, comments. It never fails: what it does not know stays plain.
struct Highlighter: Sendable {
  var sources: Set<String>
  var keywords: Set<String>
  /// Names that are coloured within `[ ]` only.
  var attributes: Set<String> = []

  /// Runs that cover `text` without gaps, in order. O(length).
  func runs(_ text: String) -> [StyledRun] {
    let bytes = Array(text.utf8)
    var runs: [StyledRun] = []
    var index = 0
    var isStart = true
    var isInToken = false
    func add(_ end: Int, _ style: Paint.Style?) {
      if let last = runs.last, last.style == style {
        runs[runs.count - 1].range = last.range.lowerBound..<end
      } else {
        runs.append(StyledRun(range: index..<end, style: style))
      }
      index = end
    }
    while index < bytes.count {
      let byte = bytes[index]
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if byte == 0x20 || byte == 10 || byte == 9 {
        add(index + 1, nil)
        continue
      }
      if isStart, byte == 0x2E {
        add(bytes[index...].firstIndex { $0 == 0x20 || $0 == 10 } ?? bytes.count, .magenta)
      } else if byte == 0x2D, next == 0x2D {
        add(bytes[index...].firstIndex(of: 10) ?? bytes.count, .faint)
      } else if let end = Self.quoteEnd(bytes, from: index) {
        add(end, .yellow)
      } else if byte.isASCIIDigit {
        add(Self.wordEnd(bytes, from: index), .cyan)
      } else if Self.isWord(byte) {
        let end = Self.wordEnd(bytes, from: index)
        let word = String(decoding: bytes[index..<end], as: UTF8.self).lowercased()
        if isInToken {
          add(end, attributes.contains(word) ? .boldBlue : nil)
        } else {
          add(end, sources.contains(word) ? .boldGreen : keywords.contains(word) ? .boldBlue : nil)
        }
      } else {
        if byte == 0x5B || byte == 0x5D { isInToken = byte == 0x5B }
        add(index + 1, byte == 0x7C ? .boldBlue : nil)
      }
      isStart = false
    }
    return runs
  }

  /// The end of a quoted string that begins at `start` (straight or curly quotes), closed or not; nil where
  /// none begins.
  private static func quoteEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    func isCurly(_ at: Int) -> Bool {
      at + 2 < bytes.count && bytes[at] == 0xE2 && bytes[at + 1] == 0x80
        && (0x9C...0x9F).contains(bytes[at + 2])
    }
    let isStraight = bytes[start] == 0x22
    guard isStraight || isCurly(start) else { return nil }
    var index = start + (isStraight ? 1 : 3)
    while index < bytes.count {
      if bytes[index] == 0x5C, isStraight {
        index += 2
        continue
      }
      if bytes[index] == 0x22 { return index + 1 }
      if isCurly(index) { return index + 3 }
      index += 1
    }
    return bytes.count
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte == 0x5F || byte >= 0x80 || byte.isASCIIDigit
  }

  /// Letters, digits, "_", and "-" and "." between two of them, so that a date is one word.
  private static func wordEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      let joins =
        byte == 0x2D && bytes[start].isASCIIDigit && index + 1 < bytes.count && isWord(bytes[index + 1])
      let isPoint =
        byte == 0x2E && bytes[start].isASCIIDigit && index + 1 < bytes.count && bytes[index + 1].isASCIIDigit
      guard isWord(byte) || joins || isPoint else { break }
      if byte == 0xE2, index > start, quoteEnd(bytes, from: index) != nil { break }
      index += 1
    }
    return max(index, start + 1)
  }
}

/// The rest of an earlier statement that begins as the line does, shown faintly.
enum Hint {
  /// `history` is oldest first; the newest match counts. Only its first line is shown.
  static func text(for line: String, history: [String]) -> String? {
    guard !line.isEmpty, !line.utf8.contains(10) else { return nil }
    for statement in history.reversed() where statement.utf8.count > line.utf8.count {
      guard statement.utf8.starts(with: line.utf8) else { continue }
      let rest = String(decoding: Array(statement.utf8.dropFirst(line.utf8.count)), as: UTF8.self)
      let first = rest.prefix { $0 != "\n" && $0 != "\r\n" }
      return first.isEmpty ? nil : String(first)
    }
    return nil
  }
}
