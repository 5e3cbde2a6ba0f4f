/// A picture with words on it. The words are text of the terminal in its own cells, above the picture: in the person's own letters,
/// to be copied, found and heard, and nothing of them is among the bytes of the picture.
struct CellPicture {
  /// Words in a row, from a column on.
  private struct Label {
    var column: Int
    var text: String
    var style: Paint.Style?
  }

  let columns: Int
  let rows: Int
  let graphics: TerminalGraphics
  var canvas: PixelCanvas
  private var labels: [[Label]]
  private var isTaken: [Bool]

  /// Nil where a screen has no room for it, or it would be too large.
  init?(columns: Int, rows: Int, graphics: TerminalGraphics) {
    let (width, height) = (columns * graphics.cellWidth, rows * graphics.cellHeight)
    guard columns > 0, rows > 0, rows <= graphics.rows, width * height <= TerminalGraphics.mostPixels else {
      return nil
    }
    self.columns = columns
    self.rows = rows
    self.graphics = graphics
    canvas = PixelCanvas(width: width, height: height)
    labels = [[Label]](repeating: [], count: rows)
    isTaken = [Bool](repeating: false, count: columns * rows)
  }

  /// Whether cells are of the picture and hold neither words nor what they must not cover.
  func isFree(row: Int, columns wanted: Range<Int>) -> Bool {
    row >= 0 && row < rows && wanted.lowerBound >= 0 && wanted.upperBound <= columns
      && wanted.allSatisfy { !isTaken[row * columns + $0] }
  }

  /// Keeps words from cells that pixels are in.
  mutating func keepFree(x: ClosedRange<Double>, y: ClosedRange<Double>) {
    let (wide, high) = (Double(graphics.cellWidth), Double(graphics.cellHeight))
    let (top, left) = (max(0, Int(y.lowerBound / high)), max(0, Int(x.lowerBound / wide)))
    let (bottom, right) = (
      min(rows - 1, Int(y.upperBound / high)), min(columns - 1, Int(x.upperBound / wide))
    )
    guard top <= bottom, left <= right else { return }
    for row in top...bottom {
      for column in left...right { isTaken[row * columns + column] = true }
    }
  }

  /// Keeps words from a cell beside others; none beyond the edge.
  mutating func keepApart(row: Int, column: Int) {
    guard row >= 0, row < rows, column >= 0, column < columns else { return }
    isTaken[row * columns + column] = true
  }

  /// Puts words of this program, or neutralised ones, into cells; what reaches beyond the edge is left out.
  mutating func write(_ text: String, row: Int, column: Int, _ style: Paint.Style? = nil) {
    let cells = CellWidth.of(text)
    guard row >= 0, row < rows, column >= 0, cells > 0, column + cells <= columns else { return }
    labels[row].append(Label(column: column, text: text, style: style))
    for cell in column..<column + cells { isTaken[row * columns + cell] = true }
  }

  /// What draws it at the start of a line; the cursor ends below it. Nil where it is too large to be sent.
  ///
  /// Rows are made first, so that nothing scrolls while the picture is drawn; the cursor is put back by the terminal, as
  /// each leaves it elsewhere below a picture.
  func text(_ paint: Paint) -> String? {
    let picture =
      graphics.form == .sixel
      ? SixelEncoder.text(canvas, background: graphics.background, registers: graphics.registers)
      : KittyEncoder.text(canvas, columns: columns, rows: rows)
    guard !picture.isEmpty, picture.utf8.count <= TerminalGraphics.mostBytes else { return nil }
    // Sixels come in sixes, so the last ones may reach into one row more.
    var text = String(repeating: "\n", count: rows + 1) + "\u{1B}[\(rows + 1)A\u{1B}7" + picture + "\u{1B}8"
    for row in labels {
      var at = 0
      for label in row.sorted(by: { $0.column < $1.column }) where label.column >= at {
        if label.column > at { text += "\u{1B}[\(label.column - at)C" }
        text += label.style.map { paint($0, label.text) } ?? label.text
        at = label.column + CellWidth.of(label.text)
      }
      text += "\n"
    }
    return text
  }
}
