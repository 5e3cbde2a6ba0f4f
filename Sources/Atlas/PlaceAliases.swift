/// What is wrong with an alias, and in which line of a file.
public struct PlaceAliasError: Error, Hashable, Sendable {
  /// From 1.
  public var line: Int
  /// What is wrong and what to do.
  public var message: String

  /// A fault in a line.
  public init(line: Int, message: String) {
    self.line = line
    self.message = message
  }
}

/// Names that a user gives to places, beside those of the gazetteer: "Kyjiw" means what "Kyiv" means.
public struct PlaceAliases: Hashable, Sendable {
  /// One name.
  public struct Entry: Hashable, Sendable {
    /// The new name, as it was written.
    public var name: String
    /// What it means, as a query would say it: "Kyiv", "Paris, Texas", "Lviv region".
    public var meaning: String
    /// The line that says so, from 1.
    public var line: Int
  }

  /// In the order in which they were added; no two have the same name but for case and accents.
  public private(set) var entries: [Entry] = []

  /// None.
  public init() {}

  /// Adds a line `"NAME" = "PLACE"`, whose quotes may be left out; a name that there is means the new place now.
  public mutating func add(_ line: String) throws(PlaceAliasError) { try add(Self.entry(line, number: 1)) }

  /// Adds the lines of a file; empty ones and what stands behind `#` are skipped. Throws the first fault, and then adds
  /// none.
  public mutating func read(_ text: some Collection<UInt8>) throws(PlaceAliasError) {
    var found = PlaceAliases()
    for (index, bytes) in text.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let line = String(decoding: bytes.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)
      if line.utf8.allSatisfy({ $0 <= 32 }) { continue }
      let entry = try Self.entry(line, number: index + 1)
      if let earlier = found.entries.first(where: { $0.key == entry.key && $0.meaning != entry.meaning }) {
        throw PlaceAliasError(
          line: entry.line,
          message:
            "\"\(entry.name)\" means \"\(earlier.meaning)\" by line \(earlier.line): leave one of them out")
      }
      found.add(entry)
    }
    for entry in found.entries { add(entry) }
  }

  private mutating func add(_ entry: Entry) {
    entries.removeAll { $0.key == entry.key }
    entries.append(entry)
  }

  /// Names longer than this are not looked for in texts.
  private static let longest = 80

  private static func entry(_ line: String, number: Int) throws(PlaceAliasError) -> Entry {
    func fault(_ message: String) -> PlaceAliasError { PlaceAliasError(line: number, message: message) }
    let sides = line.split(separator: "=", omittingEmptySubsequences: false)
    guard sides.count == 2 else { throw fault("write: \"NAME\" = \"PLACE\"") }
    let entry = Entry(name: unquoted(sides[0]), meaning: unquoted(sides[1]), line: number)
    guard !entry.key.isEmpty, !NameFolder.fold(entry.meaning).isEmpty else {
      throw fault("write: \"NAME\" = \"PLACE\", with a letter in both")
    }
    guard entry.key.count <= longest else { throw fault("a name has at most \(longest) letters") }
    guard entry.key != NameFolder.fold(entry.meaning) else {
      throw fault("\"\(entry.name)\" is \"\(entry.meaning)\" already: case and accents do not matter")
    }
    return entry
  }

  /// Without white space and quotes around it.
  private static func unquoted(_ text: Substring) -> String {
    let marks: Set<Unicode.Scalar> = ["\"", "“", "”", "„", " ", "\t", "\r"]
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !marks.contains($0) }),
      let last = scalars.lastIndex(where: { !marks.contains($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}

extension PlaceAliases.Entry {
  /// The name as the gazetteer keeps names.
  var key: [UInt8] { NameFolder.fold(name) }
}
