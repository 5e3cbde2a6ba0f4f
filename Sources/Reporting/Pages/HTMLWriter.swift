/// Writes HTML that is well-formed XML, too. Every text and every attribute is escaped, and nothing adds markup of its
/// own: what an article says stays text.
struct HTMLWriter {
  private(set) var text = ""

  typealias Attributes = KeyValuePairs<String, String>

  /// An element with what is written in `inside`.
  mutating func element(
    _ name: String, _ attributes: Attributes = [:], _ inside: (inout HTMLWriter) -> Void
  ) {
    start(name, attributes)
    text += ">"
    inside(&self)
    text += "</\(name)>"
  }

  /// An element that holds a text.
  mutating func element(_ name: String, _ attributes: Attributes = [:], text content: String) {
    element(name, attributes) { $0.add(content) }
  }

  /// An element that holds nothing and has no end, or one of a drawing.
  mutating func void(_ name: String, _ attributes: Attributes = [:]) {
    start(name, attributes)
    text += "/>"
  }

  /// A text.
  mutating func add(_ content: String) { text += XMLWriter.escaped(content) }

  /// A line break between elements, for those who read the source.
  mutating func line() { text += "\n" }

  /// A script or a style of the program's own, as it stands: it holds no `<` and no `&`.
  mutating func own(_ name: String, _ content: StaticString) { text += "<\(name)>\(content)</\(name)>" }

  /// An attribute without a value is left out.
  private mutating func start(_ name: String, _ attributes: Attributes) {
    text += "<" + name
    for (name, value) in attributes where !value.isEmpty {
      text += " \(name)=\"\(XMLWriter.escaped(value))\""
    }
  }
}
