internal import Articles
internal import Atlas
internal import Facts
internal import Querying

extension AnswerPrinter {
  func json(_ answer: Answer) -> String {
    guard answer.rowCount > 0 else { return "[]\n" }
    return "[\n" + (0..<answer.rowCount).map { object(answer, row: $0) }.joined(separator: ",\n") + "\n]\n"
  }

  func ndjson(_ answer: Answer) -> String {
    (0..<answer.rowCount).map { object(answer, row: $0) + "\n" }.joined()
  }

  private func object(_ answer: Answer, row: Int) -> String {
    var text = "{"
    for (index, column) in answer.columns.enumerated() {
      if index > 0 { text += ", " }
      text += JSONText.quoted(column.name) + ": " + Self.json(column.values[row])
    }
    return text + "}"
  }

  /// A date is a string of its own precision ("2023-01"), a place an object, a missing value null.
  private static func json(_ value: Value) -> String {
    switch value {
    case .missing: return "null"
    case .text(let text): return JSONText.quoted(text)
    case .integer(let number): return String(number)
    case .number(let number): return number.isFinite ? Value.number(number).text() : "null"
    case .time(let interval): return JSONText.quoted(interval.description)
    case .place(let text, let country, let point):
      var fields = ["\"text\": " + JSONText.quoted(text)]
      if let country { fields.append("\"country\": " + JSONText.quoted(country.description)) }
      if let point, point.latitude.isFinite, point.longitude.isFinite {
        fields.append("\"latitude\": \(point.latitude), \"longitude\": \(point.longitude)")
      }
      return "{" + fields.joined(separator: ", ") + "}"
    case .list(let values): return "[" + values.map(json).joined(separator: ", ") + "]"
    }
  }
}

/// JSON strings (RFC 8259). Control characters and what could steer a terminal are escaped.
enum JSONText {
  static func quoted(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.append("\"")
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result.append(contentsOf: "\\\"".unicodeScalars)
      case 0x5C: result.append(contentsOf: "\\\\".unicodeScalars)
      case 10: result.append(contentsOf: "\\n".unicodeScalars)
      case 13: result.append(contentsOf: "\\r".unicodeScalars)
      case 9: result.append(contentsOf: "\\t".unicodeScalars)
      case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069:
        let hex = String(scalar.value, radix: 16)
        result.append(
          contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).unicodeScalars)
      default: result.append(scalar)
      }
    }
    result.append("\"")
    return String(result)
  }
}
