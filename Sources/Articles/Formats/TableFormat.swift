/// CSV and TSV, an article for each row: separated by commas, semicolons, tabs or bars, the first line with the names of
/// the columns, one of which holds the text.
public struct TableFormat: ArticleFormat {
  /// What messages call it.
  public static let name = "CSV"
  /// Of files that folders are searched for.
  public static let endings = ["csv", "tsv"]

  private var records: TableRecords
  private var reading: RecordReading

  /// Begins to read the file at `path`.
  public init(path: String) {
    records = TableRecords(path: path)
    reading = RecordReading(path: path)
  }

  /// By its ending, or by a first line of names apart by one separator, of which one is that of a text and another that of
  /// a title or a date.
  public static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool {
    if hasEnding(path) { return true }
    let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start
    guard let end = text.firstIndex(where: { $0 == 10 || $0 == 13 }) else { return false }
    let line = ContiguousArray(text[..<end])
    let names = TableRecords.cells(line, TableRecords.separator(of: line)).map {
      String(decoding: line[$0.range], as: UTF8.self)
    }
    return names.count > 1 && names.contains(where: FieldGuess.isText)
      && names.contains(where: FieldGuess.isTitleOrDate)
  }

  /// Takes what was said of its columns.
  public mutating func use(_ options: ReadingOptions) { reading.use(options) }

  /// The columns that are read, once the first article is.
  public var fieldsRead: FieldsRead? { reading.fields }

  /// The article of the next row that has text; nil behind the last.
  public mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    try reading.next(&bytes, &records)
  }
}
