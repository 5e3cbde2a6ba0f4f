/// JSON and NDJSON: an article for each object of a list, or of a row of objects; a file of one object is one article.
public struct JSONFormat: ArticleFormat {
  /// What messages call it.
  public static let name = "JSON"
  /// Of files that folders are searched for.
  public static let endings = ["json", "ndjson", "jsonl"]

  private var records: JSONRecords
  private var reading: RecordReading

  /// Begins to read the file at `path`.
  public init(path: String) {
    records = JSONRecords(path: path)
    reading = RecordReading(path: path)
  }

  /// By its ending, or by an object with a name, or a list of one, at its start.
  public static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool {
    if hasEnding(path) { return true }
    var text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start
    text = text.drop { $0 <= 32 }
    if text.first == UInt8(ascii: "[") { text = text.dropFirst().drop { $0 <= 32 } }
    guard text.first == UInt8(ascii: "{") else { return false }
    return text.dropFirst().first { $0 > 32 } == UInt8(ascii: "\"")
  }

  /// Takes what was said of the members of its records.
  public mutating func use(_ options: ReadingOptions) {
    reading.use(options)
    records.chosen = options.fields
  }

  /// The members that are read, once the first article is.
  public var fieldsRead: FieldsRead? { reading.fields }

  /// The article of the next record that has text; nil behind the last.
  public mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    try reading.next(&bytes, &records)
  }
}
