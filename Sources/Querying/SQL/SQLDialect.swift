/// What the engines say differently of what they all can say.
public struct SQLDialect: Hashable, Sendable {
  /// As it is named on the command line: "sqlite", "duckdb", "postgres", "spark".
  public let name: String
  /// What quotes a name.
  let mark: Character
  /// A number of 64 bits with a point, and a whole one.
  let double: String
  let whole: String
  let text: String
  /// Whether a backslash within a text means something.
  let escapesBackslashes: Bool
  /// Whether a number with an exponent is one of 64 bits, not one of decimal digits.
  let hasDoubleLiterals: Bool

  /// SQLite 3.28 and later.
  public static let sqlite = SQLDialect(
    name: "sqlite", mark: "\"", double: "REAL", whole: "INTEGER", text: "TEXT", escapesBackslashes: false,
    hasDoubleLiterals: true)
  /// DuckDB 1.0 and later.
  public static let duckdb = SQLDialect(
    name: "duckdb", mark: "\"", double: "DOUBLE", whole: "BIGINT", text: "VARCHAR", escapesBackslashes: false,
    hasDoubleLiterals: true)
  /// PostgreSQL 12 and later.
  public static let postgres = SQLDialect(
    name: "postgres", mark: "\"", double: "DOUBLE PRECISION", whole: "BIGINT", text: "TEXT",
    escapesBackslashes: false, hasDoubleLiterals: false)
  /// Spark SQL 3.4 and later.
  public static let spark = SQLDialect(
    name: "spark", mark: "`", double: "DOUBLE", whole: "BIGINT", text: "STRING", escapesBackslashes: true,
    hasDoubleLiterals: true)

  /// In the order in which help lists them; the first is meant where none is named.
  public static let all: [SQLDialect] = [.sqlite, .duckdb, .postgres, .spark]

  /// Nil for a name that none has; case does not matter.
  public init?(named name: String) {
    let name = name.lowercased()
    guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  private init(
    name: String, mark: Character, double: String, whole: String, text: String, escapesBackslashes: Bool,
    hasDoubleLiterals: Bool
  ) {
    self.name = name
    self.mark = mark
    self.double = double
    self.whole = whole
    self.text = text
    self.escapesBackslashes = escapesBackslashes
    self.hasDoubleLiterals = hasDoubleLiterals
  }

  /// A name of a table or a column.
  func identifier(_ name: String) -> String {
    var quoted = String(mark)
    for character in name {
      if character == mark { quoted.append(mark) }
      quoted.append(character)
    }
    return quoted + String(mark)
  }

  /// A text; what cannot be seen in it, or drives a terminal, is named by its number.
  func literal(_ text: String) -> String {
    var parts: [String] = []
    var plain = ""
    func end() {
      if !plain.isEmpty { parts.append("'\(plain)'") }
      plain = ""
    }
    for scalar in text.unicodeScalars {
      if !Self.isPlain(scalar) {
        let digits = String(scalar.value, radix: 16)
        if escapesBackslashes {
          let isLong = digits.utf8.count > 4
          plain +=
            (isLong ? "\\U" : "\\u") + String(repeating: "0", count: (isLong ? 8 : 4) - digits.utf8.count)
            + digits
        } else {
          end()
          parts.append("\(self == .sqlite ? "char" : "chr")(\(scalar.value))")
        }
        continue
      }
      if scalar == "'" { plain += escapesBackslashes ? "\\" : "'" }
      if scalar == "\\", escapesBackslashes { plain += "\\" }
      plain.unicodeScalars.append(scalar)
    }
    end()
    if parts.count < 2 { return parts.first ?? "''" }
    return "(\(parts.joined(separator: " || ")))"
  }

  /// Whether it is to be seen, or a blank.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: return true
    // Fillers, marks of direction and selectors, though they are letters and marks.
    case 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0xFE00...0xFE0F, 0xE0000...0xE0FFF,
      0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xFFF0...0xFFFB:
      return false
    default: break
    }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
    default: true
    }
  }

  /// A number of 64 bits, to the last of them.
  func literal(_ number: Double) -> String {
    if let whole = Int64(exactly: number), whole.magnitude < 1 << 53 { return cast(String(whole)) }
    guard hasDoubleLiterals else { return "CAST('\(number)' AS \(double))" }
    let digits = "\(number)"
    return digits.utf8.contains(UInt8(ascii: "e")) ? digits : digits + "e0"
  }

  private func cast(_ whole: String) -> String {
    whole.hasPrefix("-") ? "(\(whole))" : whole
  }

  func asDouble(_ value: String) -> String { "CAST(\(value) AS \(double))" }
  func asText(_ value: String) -> String { "CAST(\(value) AS \(text))" }

  /// The whole part of a number that is not negative.
  func floor(_ value: String) -> String { self == .sqlite ? "CAST(\(value) AS INTEGER)" : "floor(\(value))" }

  /// The texts of the rows that have one `row`, in their order, as one text.
  func joined(_ value: String, row: String, order: String) -> String {
    let window =
      "OVER (PARTITION BY \(row) ORDER BY \(order) ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"
    return switch name {
    case "sqlite": "group_concat(\(value), '; ') \(window)"
    case "spark": "array_join(collect_list(\(value)) \(window), '; ')"
    default: "string_agg(\(value), '; ') \(window)"
    }
  }
}

/// A query as a statement of SQL over the tables of a kept file.
public struct SQLQuery: Hashable, Sendable {
  /// One statement, without a `;`.
  public var text: String
  /// The names of the columns of its answer, as the language has them.
  public var columns: [String]
}
