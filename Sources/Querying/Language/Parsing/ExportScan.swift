/// Where a statement writes to, read from its words alone: neither its names nor its fields need be known, so
/// a script can be looked through before any of it is run.
public struct ExportScan: Sendable {
  /// A `to` stage.
  public struct Found: Hashable, Sendable {
    /// The file or the program.
    public var target: Export.Target
    /// How the file meets one of its name.
    public var disposition: Export.Disposition
    /// The text in quotation marks, as bytes of the statement.
    public var range: Range<Int>
  }

  /// In written order.
  public let found: [Found]
  private let statement: String

  /// Looks through a query or a definition. O(n).
  public init(_ statement: String) {
    self.statement = statement
    let tokens = Lexer.tokens(of: statement)
    var found: [Found] = []
    for start in tokens.indices where tokens[start].isSymbol("|") && start + 2 < tokens.count {
      guard tokens[start + 1].isWord("to") else { continue }
      var next = start + 2
      var (isProgram, disposition) = (false, Export.Disposition.new)
      if tokens[next].isSymbol("|") {
        isProgram = true
      } else if tokens[next].isSymbol(">>") {
        disposition = .append
      }
      if isProgram || disposition == .append { next += 1 }
      guard next < tokens.count, tokens[next].kind == .string else { continue }
      var text = tokens[next].text
      if !isProgram, text.first == "|" {
        isProgram = true
        text = String(text.dropFirst().drop { $0 == " " })
      }
      if tokens[(next + 1)...].prefix(3).contains(where: { $0.isSymbol(Lexer.forceWord) }) {
        disposition = .replace
      }
      found.append(
        Found(
          target: isProgram ? .program(text) : .file(text), disposition: disposition,
          range: tokens[next].range))
    }
    self.found = found
  }

  /// The statement with other paths in the place of its files'.
  public func replacingFiles(_ path: (String) -> String) -> String {
    var bytes = Array(statement.utf8)
    for place in found.reversed() {
      guard case .file(let old) = place.target else { continue }
      let new = path(old)
      if new != old { bytes.replaceSubrange(place.range, with: quoted(new).utf8) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
