/// Which members of records, or columns of a table, hold what: `--fields text=body,published=date`.
///
/// What is not said is guessed by names and values.
public struct RecordFields: Hashable, Sendable {
  /// What a record says that an article has.
  public enum Field: String, CaseIterable, Sendable { case text, title, published, outlet, author }

  /// The names of members, or columns, by what they hold.
  public private(set) var names: [Field: String] = [:]

  /// Nothing is said: all is guessed.
  public init() {}

  /// What is wrong with a text of fields.
  public struct Fault: Error, Hashable, Sendable {
    /// One line for a person: what is wrong, and what to write.
    public var message: String
  }

  /// Reads "text=body,title=headline". Throws what is wrong: a field that there is none of, one that is said twice, a name
  /// that is missing. O(length).
  public init(_ text: String) throws(Fault) {
    let known = Self.list(Field.allCases.map(\.rawValue))
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { Self.trimmed($0) }
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw Fault(
          message: "`\(Self.trimmed(part))` says no field: write text=NAME, with a field of \(known)")
      }
      guard let field = Field(rawValue: sides[0].lowercased()) else {
        throw Fault(message: "no field `\(sides[0])`: there are \(known)")
      }
      guard names[field] == nil else { throw Fault(message: "the field \(field.rawValue) is said twice") }
      names[field] = sides[1]
    }
  }

  /// As `init` reads it; "" where nothing is said.
  public var description: String {
    Field.allCases.compactMap { field in names[field].map { "\(field.rawValue)=\($0)" } }.joined(
      separator: ",")
  }

  /// The name that is said for a field; nil where it is guessed.
  public subscript(_ field: Field) -> String? { names[field] }

  private static func trimmed(_ text: Substring) -> String {
    let text = text.drop(while: \.isWhitespace)
    let end = text.lastIndex { !$0.isWhitespace }
    return end.map { String(text[...$0]) } ?? ""
  }

  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// Where the parts of a file's articles were read, as a person is told of it.
public struct FieldsRead: Hashable, Sendable {
  /// The members, or columns, by what they hold; nothing of what no record has.
  public var names: [RecordFields.Field: String] = [:]
  /// The member that states the language, and one that states a day on which the article was there already.
  var language: String?
  var later: String?

  /// "text from `maintext`, title from `title`, date from `date_publish`".
  public var description: String {
    let parts = RecordFields.Field.allCases.compactMap { field in
      names[field].map { "\(field == .published ? "date" : field.rawValue) from `\($0)`" }
    }
    return parts.joined(separator: ", ")
  }
}

/// What was read where in the files of a load, files that are alike together.
public struct FieldsReport: Sendable {
  private var order: [FieldsRead] = []
  private var files: [FieldsRead: (first: String, count: Int)] = [:]
  /// Records without any text, which were left out, and the first file with one.
  private var textless: (first: String, count: Int) = ("", 0)
  /// Different ones that are told.
  private static let most = 4

  /// Of no file.
  public init() {}

  /// Adds what was read of a file and how many of its records were left out.
  public mutating func add(_ path: String, _ fields: FieldsRead, leftOut: Int) {
    if files[fields] == nil { order.append(fields) }
    files[fields, default: (path, 0)].count += 1
    guard leftOut > 0 else { return }
    if textless.count == 0 { textless.first = path }
    textless.count += leftOut
  }

  /// Adds what another report says of other files.
  public mutating func add(_ other: FieldsReport) {
    for fields in other.order {
      guard let new = other.files[fields] else { continue }
      if files[fields] == nil { order.append(fields) }
      files[fields, default: (new.first, 0)].count += new.count
    }
    guard other.textless.count > 0 else { return }
    if textless.count == 0 { textless.first = other.textless.first }
    textless.count += other.textless.count
  }

  /// A line for each way in which files were read, and one for what was left out.
  public var lines: [String] {
    var lines = order.prefix(Self.most).compactMap { fields in
      files[fields].map { file in
        (file.count == 1
          ? PathText.shown(file.first) : "\(file.count) files (the first: \(PathText.shown(file.first)))")
          + ": " + fields.description
      }
    }
    if order.count > Self.most {
      let more = order.count - Self.most
      lines.append(more == 1 ? "1 more kind of records was read" : "\(more) more kinds of records were read")
    }
    if textless.count > 0 {
      lines.append(
        "\(PathText.shown(textless.first)): \(textless.count == 1 ? "1 record" : "\(textless.count) records") "
          + "without text left out")
    }
    return lines
  }
}
