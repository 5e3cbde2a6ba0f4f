extension StringProtocol {
  /// Text from outside made safe for a terminal: no control character, escape sequence or override of the
  /// writing direction gets through, so no article can move the cursor, recolour the screen or hide text.
  ///
  /// C0 and DEL become their control pictures (␛), C1, directional overrides and isolates, line separators,
  /// annotation and tag characters become U+FFFD; tabs and, unless `keepingLines`, line breaks become a
  /// space. Everything else stays. O(length).
  package func neutralised(keepingLines: Bool = false) -> String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(self) }
    var result = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in unicodeScalars {
      let value = scalar.value
      defer { afterReturn = value == 13 }
      switch value {
      case 10 where keepingLines: result.append("\n")
      case 10 where afterReturn: break
      case 9, 10, 13, 0x2028, 0x2029: if !(keepingLines && value == 13) { result.append(" ") }
      case 0..<0x20: result.append(Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}")
      case 0x7F: result.append("\u{2421}")
      case 0x80..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
