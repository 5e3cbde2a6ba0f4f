/// Writes a document of XML 1.0, an element a line.
struct XMLWriter {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var open: [String] = []

  /// An element with what is written in `inside`.
  mutating func element(
    _ name: String, _ attributes: [(name: String, value: String)] = [], _ inside: (inout XMLWriter) -> Void
  ) {
    start(name, attributes)
    text += ">\n"
    open.append(name)
    inside(&self)
    open.removeLast()
    indent()
    text += "</\(name)>\n"
  }

  /// An element with a text, or without anything.
  mutating func element(
    _ name: String, _ attributes: [(name: String, value: String)] = [], text content: String? = nil
  ) {
    start(name, attributes)
    text += content.map { ">\(Self.escaped($0))</\(name)>\n" } ?? "/>\n"
  }

  private mutating func start(_ name: String, _ attributes: [(name: String, value: String)]) {
    indent()
    text += "<\(name)"
    for attribute in attributes { text += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
  }

  private mutating func indent() { text += String(repeating: "  ", count: open.count) }

  /// A text for an element or for an attribute in quotation marks. What XML 1.0 forbids, and what could steer a terminal,
  /// is made visible; a line break is a reference, as readers make a space of one in an attribute. O(length).
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.neutralised(keepingLines: true).unicodeScalars {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "\n": result.append(contentsOf: "&#10;".unicodeScalars)
      case "\u{FFFE}", "\u{FFFF}": result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
