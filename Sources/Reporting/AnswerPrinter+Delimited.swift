internal import Querying

/// Values apart by commas or tabs: a row a record, lists joined by "; ".
extension AnswerPrinter {
  /// RFC 4180, but for the end of a line, which is LF as other command-line programs write it.
  func csv(_ answer: Answer) -> String {
    let mark = separator.utf8.first ?? 0x2C
    let isAlone = answer.columns.count == 1
    func field(_ text: String) -> String {
      let isPlain = !text.utf8.contains { $0 == 0x22 || $0 == mark || $0 == 10 || $0 == 13 }
      // An empty line would be no record.
      if isPlain { return isAlone && text.isEmpty ? "\"\"" : text }
      var quoted = "\""
      for scalar in text.unicodeScalars {
        if scalar == "\"" { quoted += "\"" }
        quoted.unicodeScalars.append(scalar)
      }
      return quoted + "\""
    }
    return records(answer, separator: separator) { field(visible($0)) }
  }

  /// Without quotes: what would end a field is escaped.
  func tsv(_ answer: Answer) -> String {
    records(answer, separator: "\t") { text in
      var escaped = String.UnicodeScalarView()
      for scalar in visible(text, keepingReturns: true).unicodeScalars {
        switch scalar {
        case "\t": escaped.append(contentsOf: "\\t".unicodeScalars)
        case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
        case "\r": escaped.append(contentsOf: "\\r".unicodeScalars)
        case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
        default: escaped.append(scalar)
        }
      }
      return String(escaped)
    }
  }

  private func records(_ answer: Answer, separator: String, field: (String) -> String) -> String {
    var text = ""
    if showsHeader {
      text = answer.columns.map { field(guarded($0.name)) }.joined(separator: separator) + "\n"
    }
    for row in 0..<answer.rowCount {
      for (index, column) in answer.columns.enumerated() {
        if index > 0 { text += separator }
        let value = column.values[row]
        let cell = value.text(separator: "; ")
        text += field(value.isNumber ? cell : guarded(cell))
      }
      text += "\n"
    }
    return text
  }

  /// Text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it, which is how a
  /// spreadsheet writes that what follows is text. Numbers stay.
  ///
  /// Which beginnings matter is OWASP's list ("CSV Injection"): `=`, `+`, `-`, `@`, tab, carriage return and line feed, and
  /// the full-width forms of the first four.
  func guarded(_ text: String) -> String {
    guard guardsFormulas, let first = text.unicodeScalars.first else { return text }
    switch first {
    case "=", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return "'" + text
    case "+", "-": return Self.isNumber(text) ? text : "'" + text
    default: return text
    }
  }

  /// "-5", "+3.25", "-1e6".
  static func isNumber(_ text: String) -> Bool {
    var bytes = text.utf8[...]
    func digits() -> Int {
      let count = bytes.prefix { (0x30...0x39).contains($0) }.count
      bytes = bytes.dropFirst(count)
      return count
    }
    func takes(_ wanted: Set<UInt8>) -> Bool {
      guard let first = bytes.first, wanted.contains(first) else { return false }
      bytes = bytes.dropFirst()
      return true
    }
    _ = takes([0x2B, 0x2D])
    var count = digits()
    if takes([0x2E]) { count += digits() }
    guard count > 0 else { return false }
    if takes([0x45, 0x65]) {
      _ = takes([0x2B, 0x2D])
      guard digits() > 0 else { return false }
    }
    return bytes.isEmpty
  }

  /// What could steer a terminal is made visible in files too: a file is read on one sooner or later. Tabs and line breaks
  /// stay; a lone carriage return becomes its picture, unless it will be escaped.
  private func visible(_ text: String, keepingReturns: Bool = false) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = ""
    var rest = ""
    func flush() {
      result += rest.neutralised(keepingLines: true)
      rest = ""
    }
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "\t":
        flush()
        result += "\t"
      case "\r":
        flush()
        let isLineEnd = index + 1 < scalars.count && scalars[index + 1] == "\n"
        result += keepingReturns ? "\r" : isLineEnd ? "" : "␍"
      default: rest.unicodeScalars.append(scalar)
      }
    }
    flush()
    return result
  }
}
