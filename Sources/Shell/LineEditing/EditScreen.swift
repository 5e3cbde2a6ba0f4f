internal import Reporting

/// The rows of a terminal that an edited line has: what stands there and where the cursor is, so that a new picture is
/// written as its differences.
///
/// Everything is reached by steps from where the cursor is; the rows are never more than the screen has, so the first of them
/// is always in reach.
struct EditScreen {
  private(set) var picture = EditPicture()
  private var place = EditPicture.Place()
  /// The cursor stands behind the last sign of a full row: the next one goes to the row below.
  private var isBehindEnd = false
  /// Rows that the terminal has made room for.
  private var reached = 1

  /// What the terminal is to be told to show `new`, of rows of so many cells.
  mutating func show(_ new: EditPicture, columns: Int) -> String {
    var output = ""
    for row in 0..<max(new.rows.count, picture.rows.count) {
      let old = row < picture.rows.count ? picture.rows[row] : EditPicture.Row()
      let wanted = row < new.rows.count ? new.rows[row] : EditPicture.Row()
      guard old.cells != wanted.cells else { continue }
      let same = zip(old.cells, wanted.cells).prefix { $0 == $1 }.count
      let column = wanted.cells[..<same].reduce(0) { $0 + $1.width }
      let goesOn =
        row > 0 && row <= new.rows.count && new.rows[row - 1].isWrapped && same == 0 && !wanted.cells.isEmpty
      move(to: EditPicture.Place(row: row, column: column), goesOn: goesOn, &output)
      write(wanted.cells[same...], columns, &output)
      // Not behind a full row, where some terminals would clear its last cell.
      if wanted.width < old.width { output += "\u{1B}[K" }
    }
    move(to: new.cursor, goesOn: false, &output)
    picture = new
    return output
  }

  /// What shows the whole line as it was accepted, however long, and leaves the cursor in the row below.
  mutating func close(_ whole: EditPicture, columns: Int, rowLimit: Int, isPart: Bool) -> String {
    var output = ""
    if isPart || whole.rows.count > rowLimit {
      output += erase()
      for (row, wanted) in whole.rows.enumerated() {
        if row > 0, !whole.rows[row - 1].isWrapped || wanted.cells.isEmpty { output += "\r\n" }
        write(wanted.cells[...], columns, &output)
      }
    } else {
      var end = whole
      let last = whole.rows.count - 1
      end.cursor = EditPicture.Place(row: last, column: min(whole.rows[last].width, columns - 1))
      output += show(end, columns: columns)
    }
    output += whole.rows.last?.cells.isEmpty == true ? "\r" : "\r\n"
    forget()
    return output
  }

  /// What clears all of it and leaves the cursor where its first row began.
  mutating func erase() -> String {
    var output = ""
    move(to: EditPicture.Place(), goesOn: false, &output)
    forget()
    return output + "\r\u{1B}[J"
  }

  /// Somebody else has written to the screen: what comes begins where the cursor is.
  mutating func forget() { self = EditScreen() }

  /// What clears all of it once the terminal has rows of another length, into which it has folded what stood there: full
  /// rows go on in those below.
  mutating func erase(afterResizeTo columns: Int) -> String {
    let columns = max(1, columns)
    var up = 0
    var line = 0
    for (number, row) in picture.rows.enumerated() {
      if number == place.row {
        up += (line + place.column) / columns
        break
      }
      line += row.width
      guard !row.isWrapped else { continue }
      up += max(1, (line + columns - 1) / columns)
      line = 0
    }
    forget()
    return (up > 0 ? "\u{1B}[\(up)A" : "") + "\r\u{1B}[J"
  }

  private mutating func write(_ cells: ArraySlice<EditPicture.Cell>, _ columns: Int, _ output: inout String) {
    var style: Paint.Style?
    for cell in cells {
      if cell.style != style {
        if style != nil { output += "\u{1B}[0m" }
        if let new = cell.style { output += "\u{1B}[\(new.rawValue)m" }
        style = cell.style
      }
      output += cell.text
      place.column += cell.width
    }
    if style != nil { output += "\u{1B}[0m" }
    isBehindEnd = place.column >= columns
  }

  /// `goesOn`: the terminal itself goes there with the next sign, from the end of the full row above.
  private mutating func move(to target: EditPicture.Place, goesOn: Bool, _ output: inout String) {
    defer {
      place = target
      isBehindEnd = false
      reached = max(reached, target.row + 1)
    }
    if goesOn, isBehindEnd, target.row == place.row + 1 { return }
    if target.row == place.row, target.column == place.column, !isBehindEnd { return }
    var column = place.column
    if target.row >= reached {
      // Only line feeds make room at the bottom of the screen.
      output += "\r" + String(repeating: "\n", count: target.row - place.row)
      column = 0
    } else {
      if isBehindEnd {
        output += "\r"
        column = 0
      }
      if target.row > place.row { output += "\u{1B}[\(target.row - place.row)B" }
      if target.row < place.row { output += "\u{1B}[\(place.row - target.row)A" }
    }
    guard target.column != column else { return }
    if target.column < column {
      guard target.column == 0 || column - target.column > target.column else {
        output += column - target.column == 1 ? "\u{8}" : "\u{1B}[\(column - target.column)D"
        return
      }
      output += "\r"
      column = 0
    }
    if target.column > column { output += "\u{1B}[\(target.column - column)C" }
  }
}
