package import Facts
package import Querying

/// What a command shows: a page for people, and the same as data for every other mode.
package struct Report {
  /// For the modes that people read; each line ended.
  package var page: (PageStyle) -> String
  /// A row a record.
  package var table: (PageStyle) -> Answer
  /// JSON objects that hold more than rows can; nil: the rows are the objects.
  package var objects: (() -> [String])?
  /// The line of the page (from 1) that the person wants to see first.
  package var firstLine: (PageStyle) -> Int = { _ in 1 }
  /// The facts whose evidence it is; none for other reports.
  package var facts: [FactID] = []
  /// Its page is its table.
  package private(set) var isTable = false

  package init(
    page: @escaping (PageStyle) -> String, table: @escaping (PageStyle) -> Answer,
    objects: (() -> [String])? = nil
  ) {
    self.page = page
    self.table = table
    self.objects = objects
  }

  /// A report whose page is the table of its rows.
  package init(_ answer: Answer) {
    self.init(page: { Self.table(answer, $0) }, table: { _ in answer })
    isTable = true
  }

  /// A table of records that are no rows of an answer: they have no numbers.
  package static func table(_ answer: Answer, _ style: PageStyle) -> String {
    var printer = AnswerPrinter(mode: .table, width: style.width, paint: style.paint, isNumbered: false)
    printer.isPlain = style.isPlain
    return printer.text(answer)
  }
}

extension AnswerPrinter {
  /// A report in this printer's mode, on a page of `style` where people read it.
  package func text(_ report: Report, _ style: PageStyle) -> String {
    if mode.isForReading { return report.page(style) }
    guard let objects = report.objects, mode == .json || mode == .ndjson else {
      return text(report.table(style))
    }
    return mode == .json ? Self.array(objects()) : objects().map { $0 + "\n" }.joined()
  }
}
