/// The attributes of an element that say something of its text.
struct PageAttributes {
  private let attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  private(set) var hints: PageHints = []
  /// Not shown, by its own attributes.
  private(set) var isHidden = false
  /// It has some of `itemprop`, `property`, `datetime`, `content`.
  private(set) var hasData = false
  /// It says that its text names who wrote the article.
  private(set) var isAuthor = false

  private enum Known { case names, hidden, style, data, relation }

  private static let known = ByteTable<Known>([
    ("class", .names), ("id", .names), ("role", .names), ("data-component", .names), ("data-type", .names),
    ("itemprop", .data), ("datetime", .data), ("content", .data), ("hidden", .hidden), ("style", .style),
    ("rel", .relation),
  ])

  private static let hiding = ["display:none", "visibility:hidden"].map { Array($0.utf8) }

  /// Names and values in turn, ended by none, as libxml2 gives them. O(their length).
  init(_ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    self.attributes = attributes
    guard let attributes else { return }
    var i = 0
    while let name = attributes[i] {
      defer { i += 2 }
      guard let known = Self.known[name] else { continue }
      if known == .hidden { isHidden = true }
      guard let value = attributes[i + 1] else { continue }
      switch known {
      case .names, .data:
        hints.formUnion(Self.hints(value))
        if known == .data { hasData = true }
        if known == .data, name[0] == 0x69, String(cString: value).lowercased() == "author" {
          isAuthor = true
        }
      case .style:
        let style = String(cString: value).utf8.filter { $0 > 32 }.map(\.asciiLowered)
        if Self.hiding.contains(where: style.holds) { isHidden = true }
      case .relation:
        if value[0] | 0x20 == 0x61, String(cString: value).lowercased().hasPrefix("author") {
          isAuthor = true
        }
      case .hidden: break
      }
    }
  }

  private static func hints(_ value: UnsafePointer<CChar>) -> PageHints {
    var count = 0
    while value[count] != 0 { count += 1 }
    return value.withMemoryRebound(to: UInt8.self, capacity: count) {
      PageHints(names: UnsafeBufferPointer(start: $0, count: count))
    }
  }

  /// The value of an attribute; nil where there is none. O(length of the attributes' names).
  subscript(_ wanted: String) -> String? {
    guard let attributes else { return nil }
    return wanted.withCString { wanted in
      var i = 0
      while let name = attributes[i] {
        if Self.areEqual(name, wanted) { return String(cString: attributes[i + 1] ?? name) }
        i += 2
      }
      return nil
    }
  }

  private static func areEqual(_ a: UnsafePointer<CChar>, _ b: UnsafePointer<CChar>) -> Bool {
    var i = 0
    while a[i] == b[i] {
      if a[i] == 0 { return true }
      i += 1
    }
    return false
  }
}
