/// The attributes of an element that say something of its text.
struct PageAttributes {
  private let attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  private(set) var hints: PageHints = []
  /// Not shown, by its own attributes.
  private(set) var isHidden = false

  /// Names and values in turn, ended by none, as libxml2 gives them.
  init(_ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    self.attributes = attributes
    each { name, value in
      switch name {
      case "class", "id", "role", "data-component", "data-type", "itemprop":
        let count = Self.length(value)
        value.withMemoryRebound(to: UInt8.self, capacity: count) {
          hints.formUnion(PageHints(names: UnsafeBufferPointer(start: $0, count: count)))
        }
      case "hidden": isHidden = true
      case "style":
        let style = String(cString: value).lowercased().filter { !$0.isWhitespace }
        if style.contains("display:none") || style.contains("visibility:hidden") { isHidden = true }
      default: break
      }
    }
  }

  private static func length(_ text: UnsafePointer<CChar>) -> Int {
    var length = 0
    while text[length] != 0 { length += 1 }
    return length
  }

  private func each(_ body: (String, UnsafePointer<CChar>) -> Void) {
    guard let attributes else { return }
    var i = 0
    while let name = attributes[i] {
      if let value = attributes[i + 1] {
        body(String(cString: name), value)
      } else {
        body(String(cString: name), name)
      }
      i += 2
    }
  }

  /// The value of an attribute; nil where there is none. O(attributes).
  subscript(_ wanted: String) -> String? {
    var found: String?
    each { name, value in if found == nil, name == wanted { found = String(cString: value) } }
    return found
  }
}
