/// Signs that tables and drawings are made of as signs that every terminal and every file has.
package enum PlainSigns {
  /// The text with its lines, bars, shades and dots as ASCII signs, each as wide as before; letters stay. O(length).
  package static func text(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { plain.append(sign(scalar)) }
    return String(plain)
  }

  /// A text in which trees are drawn, with their arms as ASCII signs; what stands behind them stays. O(length).
  package static func tree(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var rest = line[...]
      var arms = ""
      while let arm = ["├─ ", "└─ ", "│  ", "   "].first(where: rest.hasPrefix) {
        arms += Self.text(arm)
        rest = rest.dropFirst(arm.count)
      }
      return arms + rest
    }.joined(separator: "\n")
  }

  private static func sign(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case ..<0x80: return scalar
    case 0x2800...0x28FF:
      // Dots of a map, by how many there are.
      switch (scalar.value - 0x2800).nonzeroBitCount {
      case 0: return " "
      case 1...2: return "."
      case 3...4: return ":"
      default: return "#"
      }
    case 0x2500, 0x2501, 0x2010...0x2015: return "-"
    case 0x2502, 0x2503: return "|"
    case 0x2504...0x257F: return "+"
    // Bars that grow upwards.
    case 0x2581: return "_"
    case 0x2582...0x2583: return "."
    case 0x2584...0x2585: return "o"
    case 0x2586...0x2587: return "O"
    case 0x2588, 0x2593: return "#"
    // The ends of bars that grow to the right.
    case 0x2589...0x258C: return "="
    case 0x258D...0x258F: return "-"
    case 0x2591: return "."
    case 0x2592: return "+"
    case 0x2026: return "~"
    case 0x22EE: return ":"
    case 0x2022, 0x25CF: return "*"
    case 0x00B7: return "."
    case 0x2018, 0x2019: return "'"
    case 0x201C...0x201E: return "\""
    default: return scalar
    }
  }
}
