package import Atlas
internal import Facts
package import Indexing
package import Querying

/// An answer drawn on a page: bars, a timeline, a map, lines of a concordance. Other output modes than tables
/// and lines write the same answer as data.
package struct Drawing {
  package enum Form {
    case chart, timeline, context, vertical
    /// `area`: what is shown of the earth; nil: so much that all points are.
    case map(points: [MapPoint], borders: (PlaceBounds) -> [[Coordinate]], area: PlaceBounds? = nil)
    /// Who with whom: the table is made of these.
    case graph([RowDetail])
  }

  /// Cells of a line where nothing else is known.
  package static let plainWidth = 80

  package var form: Form

  /// Whether it shows the rows themselves, only otherwise.
  var isOfRows: Bool { if case .vertical = form { true } else { false } }

  /// Whether there is a picture of this form.
  package var isPictured: Bool {
    switch form {
    case .chart, .timeline, .map: true
    case .context, .vertical, .graph: false
    }
  }

  package init(form: Form) { self.form = form }

  /// The drawing as it stands on `style`'s page, each line ended. Pure.
  package func text(_ answer: Answer, _ style: PageStyle, rowLimit: Int) -> String {
    let width = max(20, style.width ?? style.drawingWidth)
    var rows = AnswerPrinter(mode: .table, width: style.width, rowLimit: rowLimit, paint: style.paint)
    rows.isNumbered = true
    switch form {
    case .chart:
      if let columns = ColumnChart(answer, width: width, paint: style.paint), answer.rowCount > 1 {
        return columns.text
      }
      if let heat = HeatTable(answer, width: width, paint: style.paint, rowLimit: rowLimit) {
        return heat.text
      }
      return BarChart(answer, width: width, rows: rows).text
    case .timeline:
      if rows.hiddenRows(answer) > 0, let columns = ColumnChart(answer, width: width, paint: style.paint) {
        return columns.text
      }
      return BarChart(answer, width: width, rows: rows).text
    case .context: return ContextLines(width: width, rows: rows).text(answer)
    case .vertical:
      rows.mode = .line
      return rows.text(answer)
    case .map(let points, let borders, let area):
      return MapPicture(points: points, borders: borders, width: width, paint: style.paint, area: area).text
    case .graph(let details):
      return GraphTable(EntityGraph(answer, details), width: width, paint: style.paint, rowLimit: rowLimit)
        .text
    }
  }

  /// The same as a picture for a terminal that shows some, words in its cells; the cursor ends below it. Nil where there is none
  /// of this form, or no room for it. Pure. O(pixels).
  package func picture(
    _ answer: Answer, _ graphics: TerminalGraphics, _ style: PageStyle, rowLimit: Int
  ) -> String? {
    let width = max(20, style.width ?? style.drawingWidth)
    let rows = AnswerPrinter(mode: .table, width: style.width, rowLimit: rowLimit, paint: style.paint)
    let finest = max(1, graphics.cellWidth / 3)
    func columns() -> String? {
      ColumnChart(answer, width: width, paint: rows.paint, finest: finest)?.text(graphics)
    }
    switch form {
    case .chart:
      if answer.rowCount > 1, let columns = columns() { return columns }
      if let heat = HeatTable(answer, width: width, paint: rows.paint, rowLimit: rows.rowLimit) {
        return heat.text(graphics)
      }
      return BarChart(answer, width: width, rows: rows).text(graphics)
    case .timeline:
      // Rows for which the screen is too low are columns, not pages.
      let bars =
        rows.hiddenRows(answer) > 0 ? nil : BarChart(answer, width: width, rows: rows).text(graphics)
      return bars ?? columns()
    case .map(let points, let borders, let area):
      return MapPicture(points: points, borders: borders, width: width, paint: rows.paint, area: area)
        .text(graphics)
    case .context, .vertical, .graph: return nil
    }
  }

  /// Rows of the answer that the drawing leaves out.
  package func hiddenRows(_ answer: Answer, _ style: PageStyle, rowLimit: Int) -> Int {
    let rows = AnswerPrinter(mode: .table, width: style.width, rowLimit: rowLimit)
    switch form {
    case .map, .graph: return 0
    case .chart where HeatTable(answer, width: 80, paint: style.paint, rowLimit: rowLimit) != nil: return 0
    case .timeline, .chart:
      return ColumnChart(answer, width: 80, paint: style.paint) == nil ? rows.hiddenRows(answer) : 0
    case .context, .vertical: return rows.hiddenRows(answer)
    }
  }
}

extension Answer {
  /// The last column that holds numbers and nothing else.
  var numberColumn: Int? { columns.lastIndex(where: \.isNumeric) }
}

extension Value {
  var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value.isFinite ? value : nil
    default: nil
    }
  }
}
