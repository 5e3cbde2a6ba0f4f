internal import Articles
internal import CLineEdit
internal import Reporting

/// What a terminal says of the pictures that it shows.
struct TerminalAnswers: Sendable, Equatable {
  /// Pixels.
  struct Size: Sendable, Equatable {
    var width: Int
    var height: Int
  }

  var showsSixels = false
  var showsKitty = false
  /// Of a cell; nil where it does not say.
  var cell: Size?
  /// nil where it does not say.
  var background: Ink?

  /// Of sixels; nil where it does not say.
  var registers: Int?
  /// A signal came before the terminal could say all.
  var isCut = false

  /// Asks for kitty's graphics with a picture of one pixel that is not shown, for the background (OSC 11), for the size of a cell
  /// (XTWINOPS 16), for the number of colours (XTSMGRAPHICS), and last for the device attributes, which every terminal answers.
  static let question =
    "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\" + "\u{1B}]11;?\u{1B}\\" + "\u{1B}[16t" + "\u{1B}[?1;1;0S"
    + "\u{1B}[c"
  /// What a terminal that answers nothing costs, once.
  static let patience = 500

  /// Asks the terminal of the process, which must have no line being typed.
  static func ask() -> TerminalAnswers {
    var bytes = [CChar](repeating: 0, count: 2048)
    let count = dl_ask_terminal(question, &bytes, Int32(bytes.count), Int32(patience))
    var answers = TerminalAnswers(bytes.prefix(Int(max(0, count))).map { UInt8(bitPattern: $0) })
    answers.isCut = count < 0
    return answers
  }

  /// Of the window of the process; nil where the system does not know it.
  static func window() -> Size? {
    var (width, height): (Int32, Int32) = (0, 0)
    guard dl_window_pixels(1, &width, &height) else { return nil }
    return Size(width: Int(width), height: Int(height))
  }

  /// Nothing.
  init() {}

  /// What answers say, one behind the other; what cannot be read says nothing.
  init(_ bytes: [UInt8]) {
    for part in bytes.split(separator: 0x1B) {
      let text = String(decoding: part, as: UTF8.self)
      let numbers = text.dropFirst(2).dropLast().split(separator: ";", omittingEmptySubsequences: false)
      if text.hasPrefix("[?"), text.hasSuffix("c") {
        // The first says which terminal it is.
        showsSixels = numbers.dropFirst().contains("4")
      } else if text.hasPrefix("[?1;0;"), text.hasSuffix("S") {
        registers = numbers.last.flatMap { Int($0) }.flatMap { (2...65_536).contains($0) ? $0 : nil }
      } else if text.hasPrefix("[6;"), text.hasSuffix("t") {
        let size = numbers.compactMap { Int($0) }
        guard numbers.count == 3, size.count == 2, size.allSatisfy((4...512).contains) else { continue }
        cell = Size(width: size[1], height: size[0])
      } else if text.hasPrefix("]11;") {
        background = Self.ink(text.dropFirst(4))
      } else if text.hasPrefix("_Gi=31;") {
        showsKitty = text.hasPrefix("_Gi=31;OK")
      }
    }
  }

  /// "rgb:1e1e/1e1e/2e2e": one to four digits for each.
  private static func ink(_ text: Substring) -> Ink? {
    guard text.hasPrefix("rgb:") || text.hasPrefix("rgba:") else { return nil }
    let parts = text.drop { $0 != ":" }.dropFirst().prefix { $0 != "\u{7}" }.split(separator: "/")
    let values = parts.prefix(3).compactMap { part -> UInt8? in
      // `Int(_:radix:)` would take a sign.
      let digits = part.utf8.compactMap(\.hexValue)
      guard (1...4).contains(digits.count), digits.count == part.utf8.count else { return nil }
      let value: Int = digits.reduce(0) { $0 * 16 + Int($1) }
      let most = (1 << (4 * digits.count)) - 1
      return UInt8(value * 255 / most)
    }
    return values.count == 3 ? Ink(values[0], values[1], values[2]) : nil
  }
}
