/// How a terminal shows pictures.
package struct TerminalGraphics: Sendable, Equatable {
  package enum Form: String, Sendable, CaseIterable { case sixel, kitty }

  package var form: Form
  /// Pixels of a cell.
  package var cellWidth: Int
  package var cellHeight: Int
  /// Rows that an answer may take without what is above it scrolling away.
  package var rows: Int
  /// What stands behind the text; nil where the terminal has not said it.
  package var background: Ink?
  /// Colours that sixels may have at once.
  package var registers = 256
  /// Whether the person wants colours; else shapes are grey.
  package var isColoured: Bool

  package init(
    form: Form, cellWidth: Int, cellHeight: Int, rows: Int, background: Ink? = nil, isColoured: Bool = true
  ) {
    self.isColoured = isColoured
    self.form = form
    self.cellWidth = max(2, cellWidth)
    self.cellHeight = max(4, cellHeight)
    self.rows = rows
    self.background = background
    guard form == .kitty else { return }
    // It draws over as many cells as it is told, whatever there are of pixels.
    while self.cellWidth > Self.mostCellWidth {
      self.cellWidth = (self.cellWidth + 1) / 2
      self.cellHeight = (self.cellHeight + 1) / 2
    }
  }

  private static let mostCellWidth = 16
  /// Pixels and bytes of the largest picture.
  static let mostPixels = 4_000_000
  static let mostBytes = 4 << 20

  /// What shapes are drawn with, by what is behind them; the meanings are those of the colours of text.
  var inks: PictureInks {
    let inks = background.map { $0.brightness < 128 ? PictureInks.onDark : .onLight } ?? .anywhere
    return isColoured ? inks : inks.grey
  }
}

/// The colours of shapes. What they mean is never told by a colour alone: words, lengths and sizes say it, too.
struct PictureInks {
  var land: Ink
  var border: Ink
  var place: Ink
  var rim: Ink
  var bar: Ink
  var axis: Ink

  /// As bright, without colours.
  var grey: PictureInks {
    func grey(_ ink: Ink) -> Ink {
      let level = UInt8(min(255, ink.brightness.rounded()))
      return Ink(level, level, level, alpha: ink.alpha)
    }
    return PictureInks(
      land: grey(land), border: grey(border), place: grey(place), rim: grey(rim), bar: grey(bar),
      axis: grey(axis))
  }

  static let onDark = PictureInks(
    land: Ink(255, 255, 255, alpha: 26), border: Ink(112, 146, 190), place: Ink(240, 100, 85, alpha: 190),
    rim: Ink(255, 150, 135), bar: Ink(70, 185, 200), axis: Ink(150, 160, 170, alpha: 110))
  static let onLight = PictureInks(
    land: Ink(60, 70, 40, alpha: 24), border: Ink(95, 125, 165), place: Ink(205, 50, 40, alpha: 170),
    rim: Ink(150, 20, 15), bar: Ink(15, 130, 150), axis: Ink(90, 100, 110, alpha: 110))
  /// Seen on both.
  static let anywhere = PictureInks(
    land: Ink(128, 128, 128, alpha: 40), border: Ink(100, 132, 180), place: Ink(220, 75, 62, alpha: 190),
    rim: Ink(200, 60, 50), bar: Ink(30, 155, 175), axis: Ink(128, 132, 138, alpha: 150))
}
