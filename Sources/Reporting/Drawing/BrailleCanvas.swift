/// A picture of dots, eight in a cell: Braille patterns (Unicode U+2800 … U+28FF), two across and four down,
/// so that dots are as far apart in both directions.
struct BrailleCanvas {
  let columns: Int
  let rows: Int
  private var cells: [UInt8]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = [UInt8](repeating: 0, count: columns * rows)
  }

  var dotsAcross: Int { columns * 2 }
  var dotsDown: Int { rows * 4 }

  private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

  mutating func set(x: Int, y: Int) {
    guard x >= 0, y >= 0, x < dotsAcross, y < dotsDown else { return }
    cells[y / 4 * columns + x / 2] |= Self.bits[x % 2][y % 4]
  }

  /// A straight line, cut at the edges (Y.-D. Liang, B. A. Barsky, 1984). O(dots drawn).
  mutating func line(from a: (x: Double, y: Double), to b: (x: Double, y: Double)) {
    guard a.x.isFinite, a.y.isFinite, b.x.isFinite, b.y.isFinite else { return }
    var low = 0.0
    var high = 1.0
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    for (p, q) in [
      (-dx, a.x), (dx, Double(dotsAcross - 1) - a.x), (-dy, a.y), (dy, Double(dotsDown - 1) - a.y),
    ] {
      if p == 0 {
        if q < 0 { return }
      } else if p < 0 {
        low = max(low, q / p)
      } else {
        high = min(high, q / p)
      }
    }
    guard low <= high else { return }
    let steps = max(1, Int((max(abs(dx), abs(dy)) * (high - low)).rounded(.up)))
    for step in 0...steps {
      let t = low + (high - low) * Double(step) / Double(steps)
      set(x: Int((a.x + dx * t).rounded()), y: Int((a.y + dy * t).rounded()))
    }
  }

  /// A space where no dot is set.
  func cell(column: Int, row: Int) -> Character {
    let bits = cells[row * columns + column]
    return bits == 0 ? " " : Unicode.Scalar(0x2800 + UInt32(bits)).map(Character.init) ?? " "
  }
}
