internal import Articles

extension StringProtocol {
  /// Text from outside made safe for a terminal: no control character, escape sequence or override of the
  /// writing direction gets through, so no article can move the cursor, recolour the screen or hide text.
  ///
  /// C0 and DEL become their control pictures (␛), C1, directional overrides and isolates, line separators,
  /// annotation and tag characters become U+FFFD, and so does what is drawn without any width, unless it joins signs of a
  /// script that needs it or parts of an emoji; tabs and, unless `keepingLines`, line breaks become a space; a byte of a
  /// file's name that is no UTF-8 is written \\xE9. Everything else stays. O(length).
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
      // Soft hyphen, grapheme joiner, marks of direction, spaces and operators without width, fillers.
      case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F,
        0x2060...0x2065,
        0x206A...0x206F, 0x3164, 0xFEFF, 0xFFA0, 0xFFF0...0xFFF8, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A:
        result.append("\u{FFFD}")
      // Joiners and variation selectors stand behind letters of eastern scripts, signs and emoji.
      case 0x200C, 0x200D, 0xFE00...0xFE0F, 0xE0100...0xE01EF:
        let joins = result.last.map { Self.joins($0.value, value) } ?? false
        result.append(joins ? scalar : "\u{FFFD}")
      case PathText.firstEscape...: result.append(contentsOf: PathText.shown(scalar).unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Whether what is drawn without a width may stand behind a scalar: one of an eastern script or an emoji, or, for the
  /// selector that makes it one, a key (1️⃣) or ©.
  private static func joins(_ before: UInt32, _ joiner: UInt32) -> Bool {
    if joiner == 0xFE0F, (0x23...0x39).contains(before) || before == 0xA9 || before == 0xAE { return true }
    return before >= 0x590 && before != 0xFFFD && !(0x2000..<0x2030).contains(before)
  }
}
