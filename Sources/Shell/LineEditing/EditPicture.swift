internal import Reporting

/// A run of equally styled bytes in a line being edited.
struct StyledRun: Equatable, Sendable {
  var range: Range<Int>
  var style: Paint.Style?
}

/// A piece of a line below the one that is edited.
struct StyledText: Equatable, Sendable {
  var text: String
  var style: Paint.Style?
}

/// The rows of the screen that an edited line takes with what stands around it, and where the cursor is.
struct EditPicture: Equatable, Sendable {
  /// A sign with the marks that stand on it; nothing in it steers a terminal.
  struct Cell: Equatable, Sendable {
    var text: String
    var width: Int
    var style: Paint.Style?
  }

  struct Row: Equatable, Sendable {
    var cells: [Cell] = []
    var width = 0
    /// The row below goes on with it because it is full, not because a line ends.
    var isWrapped = false
  }

  struct Place: Equatable, Sendable {
    var row = 0
    var column = 0
  }

  var rows = [Row()]
  var cursor = Place()

  /// The part of at most `limit` rows that has the cursor in it; `top` is the first row of the last such part, and then of
  /// this one.
  func window(of limit: Int, top: inout Int) -> EditPicture {
    let limit = max(1, limit)
    guard rows.count > limit else {
      top = 0
      return self
    }
    top = max(min(top, cursor.row, rows.count - limit), cursor.row - limit + 1, 0)
    var part = EditPicture()
    part.rows = Array(rows[top..<(top + limit)])
    part.cursor = Place(row: cursor.row - top, column: cursor.column)
    return part
  }
}

/// What a picture shows.
struct EditContents: Equatable, Sendable {
  var text: String
  /// A byte of `text`.
  var cursor: Int
  /// Styles of the text; bytes in none of them are plain.
  var runs: [StyledRun] = []
  var prompt = Prompt.statement
  /// What may follow, behind the end of the text.
  var hint = ""
  /// What stands at the right end of the first row where it has room for it.
  var note = ""
  /// Lines below the text, each cut where the screen ends.
  var below: [[StyledText]] = []
}

/// Lays out an edited line: sign by sign, wrapped where one has no room, the lines of a statement behind prompts of their
/// own.
struct EditPainter {
  /// Cells of a row, at least 2.
  var columns: Int
  var paint: Paint
  /// Cells of a scalar as terminals count them (wcwidth).
  var width: @Sendable (Unicode.Scalar) -> Int

  /// All of it, however many rows; lines below the text only as far as `rowLimit` rows have room. O(bytes).
  func picture(of contents: EditContents, rowLimit: Int = .max) -> EditPicture {
    var picture = EditPicture()
    put(contents.prompt.text, .boldGreen, in: &picture)
    var byte = 0
    var run = 0
    for scalar in contents.text.unicodeScalars {
      if byte == contents.cursor { picture.cursor = place(of: scalar, in: picture) }
      while run < contents.runs.count, contents.runs[run].range.upperBound <= byte { run += 1 }
      let style =
        run < contents.runs.count && contents.runs[run].range.contains(byte) ? contents.runs[run].style : nil
      if scalar == "\n" {
        picture.rows.append(EditPicture.Row())
        put(Prompt.continuation.text, .boldGreen, in: &picture)
      } else {
        put(Self.shown(scalar), style, in: &picture)
      }
      byte += UTF8.width(scalar)
    }
    if byte <= contents.cursor {
      if let last = picture.rows.last, last.width >= columns { _ = wrap(&picture) }
      picture.cursor = place(in: picture)
    }
    append(contents.hint, .faint, in: &picture)
    addNote(contents.note, in: &picture)
    for line in contents.below where picture.rows.count < rowLimit {
      picture.rows.append(EditPicture.Row())
      for piece in line { append(piece.text, piece.style, in: &picture) }
    }
    return picture
  }

  /// What stands for a scalar that could steer a terminal or would not be seen; itself for all others.
  static func shown(_ scalar: Unicode.Scalar) -> String {
    (0x20..<0x7F).contains(scalar.value) ? String(Character(scalar)) : String(Character(scalar)).neutralised()
  }

  /// Where the cursor stands before a scalar: where that is drawn.
  private func place(of scalar: Unicode.Scalar, in picture: EditPicture) -> EditPicture.Place {
    let at = place(in: picture)
    let cells = scalar == "\n" ? 0 : Self.shown(scalar).unicodeScalars.first.map { width($0) } ?? 0
    // Behind a full row, before the line ends or a mark that stands on its last sign.
    if cells <= 0 { return EditPicture.Place(row: at.row, column: min(at.column, columns - 1)) }
    let isBelow = at.column >= columns || at.column + cells > columns
    return isBelow ? EditPicture.Place(row: at.row + 1, column: 0) : at
  }

  private func place(in picture: EditPicture) -> EditPicture.Place {
    EditPicture.Place(row: picture.rows.count - 1, column: picture.rows.last?.width ?? 0)
  }

  private func put(_ text: String, _ style: Paint.Style?, in picture: inout EditPicture) {
    for scalar in text.unicodeScalars {
      var last = picture.rows.count - 1
      let cells = max(0, width(scalar))
      if cells == 0 {
        // A mark stands on what is before it.
        let end = picture.rows[last].cells.count - 1
        if end >= 0 { picture.rows[last].cells[end].text.unicodeScalars.append(scalar) }
        continue
      }
      if picture.rows[last].width + cells > columns { last = wrap(&picture) }
      picture.rows[last].cells.append(
        EditPicture.Cell(text: String(Character(scalar)), width: cells, style: shownStyle(style)))
      picture.rows[last].width += cells
    }
  }

  private func wrap(_ picture: inout EditPicture) -> Int {
    picture.rows[picture.rows.count - 1].isWrapped = true
    picture.rows.append(EditPicture.Row())
    return picture.rows.count - 1
  }

  /// Adds to the last row what it has room for, one cell left free.
  private func append(_ text: String, _ style: Paint.Style?, in picture: inout EditPicture) {
    let last = picture.rows.count - 1
    for scalar in text.neutralised().unicodeScalars {
      let cells = max(0, width(scalar))
      if cells == 0 {
        let end = picture.rows[last].cells.count - 1
        if end >= 0 { picture.rows[last].cells[end].text.unicodeScalars.append(scalar) }
        continue
      }
      guard picture.rows[last].width + cells < columns else { return }
      picture.rows[last].cells.append(
        EditPicture.Cell(text: String(Character(scalar)), width: cells, style: shownStyle(style)))
      picture.rows[last].width += cells
    }
  }

  private func addNote(_ note: String, in picture: inout EditPicture) {
    let note = note.neutralised()
    let cells = note.unicodeScalars.reduce(0) { $0 + max(0, width($1)) }
    let room = columns - 1 - cells - picture.rows[0].width
    guard cells > 0, !picture.rows[0].isWrapped, room >= 3 else { return }
    let space = EditPicture.Cell(text: " ", width: 1, style: nil)
    picture.rows[0].cells += [EditPicture.Cell](repeating: space, count: room)
    picture.rows[0].width += room
    for scalar in note.unicodeScalars where width(scalar) > 0 {
      let cells = width(scalar)
      picture.rows[0].cells.append(
        EditPicture.Cell(text: String(Character(scalar)), width: cells, style: shownStyle(.faint)))
      picture.rows[0].width += cells
    }
  }

  /// Without colours what is wrong is underlined, and what is chosen reversed.
  private func shownStyle(_ style: Paint.Style?) -> Paint.Style? {
    if paint.isOn { return style }
    switch style {
    case .wrong?: return .underlined
    case .reversed?: return .reversed
    default: return nil
    }
  }
}
