/// The styles of screen output, and the signs that it is drawn with; without colour and with all signs every function returns
/// its text as it is.
package struct Paint: Sendable {
  package var isOn: Bool
  /// What is drawn has signs that every terminal and every file has; what articles say keeps its own.
  package var isASCII = false

  package init(isOn: Bool) { self.isOn = isOn }

  package enum Style: String, Sendable {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
    case boldBlue = "1;34"
    case boldRed = "1;31"
    case boldGreen = "1;32"
    case underlined = "4"
    /// What is wrong, told by more than its colour.
    case wrong = "4;31"
    /// What is chosen.
    case reversed = "7"
  }

  /// Signs that are drawn and stand in no text of others.
  package func sign(_ text: String) -> String { isASCII ? PlainSigns.text(text) : text }

  /// `CellWidth.cut` with a sign of this paint.
  package func cut(_ text: String, to cells: Int) -> String {
    CellWidth.cut(text, to: cells, mark: sign("…"))
  }

  package func callAsFunction(_ style: Style, _ text: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }
}
