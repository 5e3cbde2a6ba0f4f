/// Where the cells of an edited line stand on screen, laid out as libedit does: scalar by scalar, wrapped
/// when a wide character would not fit, a line break to column 0.
struct EditLayout: Sendable {
  struct Position: Equatable, Sendable {
    var row: Int
    var column: Int
  }

  var columns: Int
  /// Cells of a scalar (wcwidth, −1 as 0).
  var width: @Sendable (Unicode.Scalar) -> Int
  var position: Position

  /// Starts behind a prompt of `promptCells`.
  init(promptCells: Int, columns: Int, width: @escaping @Sendable (Unicode.Scalar) -> Int) {
    self.columns = max(1, columns)
    self.width = width
    position = Position(row: 0, column: promptCells)
  }

  /// Places one scalar; true when it begins a new row, so that the one who draws must break the line before.
  mutating func place(_ scalar: Unicode.Scalar) -> (breaksBefore: Bool, breaksAfter: Bool) {
    if scalar == "\n" {
      position = Position(row: position.row + 1, column: 0)
      return (true, false)
    }
    let cells = width(scalar)
    let breaksBefore = position.column + cells > columns
    if breaksBefore { position = Position(row: position.row + 1, column: 0) }
    position.column += cells
    let breaksAfter = position.column >= columns
    if breaksAfter { position = Position(row: position.row + 1, column: 0) }
    return (breaksBefore, breaksAfter)
  }

  /// Where the cursor stands after `text`.
  func end(of text: some StringProtocol) -> Position {
    var copy = self
    for scalar in text.unicodeScalars { _ = copy.place(scalar) }
    return copy.position
  }

  /// How many rows above the cursor the line begins, once the window has gone from `columns` to
  /// `newColumns` and the terminal has folded each old row by itself.
  func rowsUp(from cursor: Position, newColumns: Int) -> Int {
    let new = max(1, newColumns)
    return cursor.row * ((columns + new - 1) / new) + cursor.column / new
  }
}
