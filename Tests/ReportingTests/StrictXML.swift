/// An element of XML, read strictly: what is not well-formed by XML 1.0 is an error. Documents of the kind the program writes
/// alone: no document type, no comments, no CDATA.
struct StrictXML {
  struct Fault: Error { var message: String }

  var name: String
  var attributes: [String: String] = [:]
  var children: [StrictXML] = []
  /// What stands directly in it, without the white space between elements.
  var text = ""

  private init(name: String) { self.name = name }

  /// `isMixed`: text stands between elements, too.
  init(_ text: String, isMixed: Bool = false) throws {
    var reader = Reader(scalars: Array(text.unicodeScalars), isMixed: isMixed)
    for scalar in reader.scalars where !Self.isAllowed(scalar) {
      throw Fault(message: "U+\(String(scalar.value, radix: 16)) is no character of XML")
    }
    guard reader.take("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") else {
      throw reader.fault("declaration")
    }
    self = try reader.element()
    guard reader.take("\n"), reader.at == reader.scalars.count else {
      throw reader.fault("more than one element")
    }
  }

  /// Char of XML 1.0.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// Every element of this name below it, itself too.
  func all(_ name: String) -> [StrictXML] {
    (self.name == name ? [self] : []) + children.flatMap { $0.all(name) }
  }

  private struct Reader {
    var scalars: [Unicode.Scalar]
    var isMixed: Bool
    var at = 0

    func fault(_ what: String) -> Fault {
      let near = String(String.UnicodeScalarView(scalars[max(0, at - 20)..<min(scalars.count, at + 20)]))
      return Fault(message: "\(what) at \(at): \(near)")
    }

    mutating func take(_ text: String) -> Bool {
      guard scalars[at...].starts(with: text.unicodeScalars) else { return false }
      at += text.unicodeScalars.count
      return true
    }

    mutating func name() throws -> String {
      let name = scalars[at...].prefix {
        "a"..."z" ~= $0 || "A"..."Z" ~= $0 || "0"..."9" ~= $0 || $0 == "." || $0 == "-"
      }
      guard let first = name.first, !("0"..."9" ~= first), first != "-" else { throw fault("name") }
      at += name.count
      return String(String.UnicodeScalarView(name))
    }

    mutating func reference() throws -> Unicode.Scalar {
      for (text, scalar) in [
        ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#10;", "\n"),
      ] as [(String, Unicode.Scalar)] where take(text) { return scalar }
      throw fault("reference")
    }

    mutating func element() throws -> StrictXML {
      guard take("<") else { throw fault("element") }
      var element = StrictXML(name: try name())
      while take(" ") {
        let name = try name()
        guard take("=\""), element.attributes[name] == nil else { throw fault("attribute") }
        var value = String.UnicodeScalarView()
        while at < scalars.count, scalars[at] != "\"" {
          guard scalars[at] != "<", scalars[at] != "\n", scalars[at] != "\t" else { throw fault("value") }
          if scalars[at] == "&" {
            value.append(try reference())
          } else {
            value.append(scalars[at])
            at += 1
          }
        }
        guard take("\"") else { throw fault("value's end") }
        element.attributes[name] = String(value)
      }
      if take("/>") { return element }
      guard take(">") else { throw fault("tag's end") }
      var text = String.UnicodeScalarView()
      while at < scalars.count, !take("</") {
        switch scalars[at] {
        case "<": element.children.append(try self.element())
        case "&": text.append(try reference())
        case ">": throw fault("text")
        default:
          text.append(scalars[at])
          at += 1
        }
      }
      guard take(element.name + ">") else { throw fault("end of \(element.name)") }
      if element.children.isEmpty {
        element.text = String(text)
      } else {
        guard isMixed || text.allSatisfy({ $0 == " " || $0 == "\n" }) else {
          throw fault("text between elements")
        }
      }
      return element
    }
  }
}
