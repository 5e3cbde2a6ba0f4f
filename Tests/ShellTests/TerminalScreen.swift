import CLineEdit

/// A small terminal: what stands on its screen once a program has written to it. Knows what the program uses of ECMA-48, and
/// that a sign behind the last column waits to wrap (DECAWM).
struct TerminalScreen {
  struct Cell: Equatable {
    var text = " "
    var style = ""
    /// The right half of a wide sign.
    var isRest = false
  }

  let columns: Int
  let rows: Int
  private(set) var cells: [[Cell]]
  /// Rows that have scrolled off the top.
  private(set) var scrolled: [[Cell]] = []
  private(set) var row = 0
  private(set) var column = 0
  private var waitsToWrap = false
  private var saved = (row: 0, column: 0)
  /// The rows that sixels began in.
  private(set) var pictureRows: [Int] = []
  private var style = ""
  private var pending: [UInt8] = []
  /// What the terminal was told that it does not know.
  private(set) var unknown: [String] = []

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Self.blank(columns, rows)
  }

  private static func blank(_ columns: Int, _ rows: Int) -> [[Cell]] {
    [[Cell]](repeating: [Cell](repeating: Cell(), count: columns), count: rows)
  }

  /// A row's text without the blanks at its end.
  func line(_ row: Int) -> String { Self.text(cells[row]) }
  /// All rows, those that have scrolled away first, without blank ones at the end.
  var text: String {
    var lines = (scrolled + cells).map(Self.text)
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  private static func text(_ cells: [Cell]) -> String {
    var text = cells.filter { !$0.isRest }.map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// Bytes may end inside a sign or sequence.
  mutating func write(_ bytes: [UInt8]) {
    pending += bytes
    while let length = nextLength() {
      let piece = Array(pending.prefix(length))
      pending.removeFirst(length)
      take(piece)
    }
  }

  /// Bytes of the sign or sequence at the start; nil where it is not all there.
  private func nextLength() -> Int? {
    guard let first = pending.first else { return nil }
    if first == 0x1B {
      guard pending.count > 1 else { return nil }
      // Strings: pictures, questions about colours.
      if "P_]".utf8.contains(pending[1]) {
        return pending.dropFirst(2).firstIndex(of: 0x1B).flatMap { $0 + 1 < pending.count ? $0 + 2 : nil }
      }
      guard pending[1] == UInt8(ascii: "[") else { return 2 }
      return pending.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }.map { $0 + 1 }
    }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    return pending.count >= length ? length : nil
  }

  private mutating func take(_ piece: [UInt8]) {
    switch piece[0] {
    case 0x1B: sequence(piece)
    case 0x0D: (column, waitsToWrap) = (0, false)
    case 0x0A: feed()
    case 0x08: (column, waitsToWrap) = (max(0, column - 1), false)
    case 0x07: break
    case 0..<0x20: unknown.append("\\x" + String(piece[0], radix: 16))
    default: for scalar in String(decoding: piece, as: UTF8.self).unicodeScalars { put(scalar) }
    }
  }

  private mutating func feed() {
    waitsToWrap = false
    if row + 1 < rows {
      row += 1
    } else {
      scrolled.append(cells.removeFirst())
      cells.append([Cell](repeating: Cell(), count: columns))
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = Int(dl_cell_width(scalar.value))
    guard width >= 0 else { return unknown.append(String(scalar.value, radix: 16)) }
    if width == 0 {
      // Stands on the sign before; a terminal with one waiting to wrap has the cursor still on it.
      var at = waitsToWrap ? column : column - 1
      guard at >= 0 else { return }
      if cells[row][at].isRest { at -= 1 }
      cells[row][at].text.unicodeScalars.append(scalar)
      return
    }
    if waitsToWrap || column + width > columns {
      column = 0
      feed()
    }
    if cells[row][column].isRest { cells[row][column - 1] = Cell() }
    let end = column + width
    if end < columns, cells[row][end].isRest { cells[row][end] = Cell() }
    cells[row][column] = Cell(text: String(Character(scalar)), style: style)
    if width == 2 { cells[row][column + 1] = Cell(text: "", style: style, isRest: true) }
    waitsToWrap = end >= columns
    column = min(end, columns - 1)
  }

  private mutating func sequence(_ piece: [UInt8]) {
    switch piece[1] {
    case UInt8(ascii: "7"): return saved = (row, column)
    case UInt8(ascii: "8"): return (row, column, waitsToWrap) = (saved.row, saved.column, false)
    case UInt8(ascii: "_"), UInt8(ascii: "]"): return
    case UInt8(ascii: "P"):
      return pictureRows.append(row)
    default: break
    }
    guard piece.count > 2, let final = piece.last else {
      return unknown.append(String(decoding: piece, as: UTF8.self))
    }
    let text = String(decoding: piece.dropFirst(2).dropLast(), as: UTF8.self)
    let count = max(1, Int(text) ?? 1)
    switch final {
    case UInt8(ascii: "A"): (row, waitsToWrap) = (max(0, row - count), false)
    case UInt8(ascii: "B"): (row, waitsToWrap) = (min(rows - 1, row + count), false)
    case UInt8(ascii: "C"): (column, waitsToWrap) = (min(columns - 1, column + count), false)
    case UInt8(ascii: "D"): (column, waitsToWrap) = (max(0, column - count), false)
    case UInt8(ascii: "H"): (row, column, waitsToWrap) = (0, 0, false)
    case UInt8(ascii: "K") where text.isEmpty: clear(row, from: column)
    case UInt8(ascii: "J") where text.isEmpty:
      clear(row, from: column)
      for below in (row + 1)..<max(rows, row + 1) { clear(below, from: 0) }
    case UInt8(ascii: "J") where text == "2": cells = Self.blank(columns, rows)
    case UInt8(ascii: "m"): style = text == "0" || text.isEmpty ? "" : text
    case UInt8(ascii: "h"), UInt8(ascii: "l"): break
    // Questions.
    case UInt8(ascii: "c") where text.isEmpty, UInt8(ascii: "t") where text == "16",
      UInt8(ascii: "S") where text == "?1;1;0":
      break
    default: unknown.append(String(decoding: piece, as: UTF8.self))
    }
  }

  private mutating func clear(_ row: Int, from column: Int) {
    if column < columns, cells[row][column].isRest { cells[row][column - 1] = Cell() }
    for at in column..<columns { cells[row][at] = Cell() }
  }
}
