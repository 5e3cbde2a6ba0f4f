/// Makes the text of errors: the fault, the line with a caret under it, what was expected, a hint.
///
/// Carets are placed by terminal cells, so the shell says how wide a text is.
public struct ErrorRenderer: Sendable {
  /// The cells that a text without control characters takes on a terminal.
  public var width: @Sendable (String) -> Int

  /// `width` says how many cells a text takes on the screen, to place the caret.
  public init(width: @escaping @Sendable (String) -> Int) { self.width = width }

  /// Where a statement stands in a script.
  public struct Place: Sendable {
    /// As the message names it.
    public var file: String
    /// Of the statement's first byte, both from 1; the column counts Unicode scalars.
    public var line: Int
    /// Of the first character of the statement, from 1.
    public var column: Int

    /// A place in a script; lines and columns count from 1.
    public init(file: String, line: Int, column: Int = 1) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// The text of an error, several lines without a newline at the end. With a place the first line begins
  /// `file:line:column:` and lines are numbered as in the file. O(length of the statement).
  public func text(_ error: QueryError, in statement: String, at place: Place? = nil) -> String {
    let head = "error[\(error.code)]: \(Self.harmless(error.message))"
    if case .cancelled = error.reason { return error.message }
    let bytes = Array(statement.utf8)
    let fault = Self.visible(error.range, in: bytes)
    let lineStart = (bytes[..<fault.lowerBound].lastIndex(of: 10) ?? -1) + 1
    let lineEnd = bytes[fault.lowerBound...].firstIndex(of: 10) ?? bytes.count
    let lineIndex = bytes[..<lineStart].count { $0 == 10 }
    let number = (place?.line ?? 1) + lineIndex

    var before = Self.text(bytes[lineStart..<fault.lowerBound])
    var marked = Self.text(bytes[fault.lowerBound..<min(max(fault.upperBound, fault.lowerBound), lineEnd)])
    var after = Self.text(bytes[min(fault.upperBound, lineEnd)..<lineEnd])
    var lines: [String] = []
    if let place {
      let own = before.unicodeScalars.count + 1
      let column = lineIndex == 0 ? own + place.column - 1 : own
      lines.append("\(place.file):\(number):\(column): \(head)")
    } else {
      lines.append(head)
    }
    Self.cut(&before, &marked, &after)
    if !bytes.isEmpty {
      let label = String(number)
      let margin = String(repeating: " ", count: label.utf8.count)
      let carets = String(repeating: "^", count: max(1, width(marked)))
      let pad = String(repeating: " ", count: width(before))
      let hint = Self.harmless(error.label)
      lines.append("  \(label) | \(before)\(marked)\(after)")
      lines.append("  \(margin) | \(pad)\(carets)" + (hint.isEmpty ? "" : " \(hint)"))
    } else if !error.label.isEmpty {
      lines.append("  " + Self.harmless(error.label))
    }
    if let help = error.helpText { lines.append("  help: \(Self.harmless(help))") }
    return lines.joined(separator: "\n")
  }

  /// The fault in whole scalars, so that no letter or curly mark is cut. A fault at the very end stands right after
  /// the last thing written.
  private static func visible(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var start = min(max(0, range.lowerBound), bytes.count)
    var end = min(max(start, range.upperBound), bytes.count)
    while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    guard start == bytes.count else { return start..<end }
    var last = start
    while last > 0, bytes[last - 1] == 32 || (9...13).contains(bytes[last - 1]) { last -= 1 }
    return last..<last
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    harmless(String(decoding: bytes, as: UTF8.self))
  }

  /// Control characters become blanks, so that a query cannot drive the terminal.
  private static func harmless(_ text: String) -> String {
    let isClean = text.unicodeScalars.allSatisfy { !isControl($0) }
    if isClean { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isControl(scalar) ? " " : scalar) }
    return String(result)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    // Joiners hold emoji and letters of many scripts together.
    if scalar == "\u{200C}" || scalar == "\u{200D}" { return false }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Long lines show their faulty part.
  private static func cut(_ before: inout String, _ marked: inout String, _ after: inout String) {
    if before.unicodeScalars.count > 100 {
      before = "…" + String(String.UnicodeScalarView(before.unicodeScalars.suffix(60)))
    }
    if marked.unicodeScalars.count > 100 {
      marked = String(String.UnicodeScalarView(marked.unicodeScalars.prefix(60)))
      after = "…"
    }
    if after.unicodeScalars.count > 100 {
      after = String(String.UnicodeScalarView(after.unicodeScalars.prefix(60))) + "…"
    }
  }
}
