/// The name of an element or an attribute without its prefix, by a hash of its bytes.
struct XMLName: Hashable, ExpressibleByStringLiteral {
  private let hash: FNV64

  init(_ bytes: some Sequence<UInt8>) { hash = FNV64(bytes) }

  init(stringLiteral name: StaticString) {
    hash = FNV64(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }
}

/// What a name belongs to, as far as readers of news have to tell names apart.
enum XMLSpace: Sendable {
  /// The document's own language, whatever it is: names without a prefix, or with one for RSS, Atom, NITF, NewsML.
  case plain
  /// Atom, where it stands in other languages.
  case atom
  /// Dublin Core.
  case core
  /// The full text of an item of a feed.
  case content
  /// Pictures and podcasts.
  case media
  case xhtml
  case other
}

/// Which prefixes stand for what.
struct XMLNamespaces {
  private struct Declaration {
    var prefix: XMLName
    var space: XMLSpace
    var depth: Int
  }

  private static let none: XMLName = ""
  /// Declarations in force at a time; files have some tens.
  private static let most = 64

  private var declared: [Declaration] = []

  private static let addresses = ByteTable<XMLSpace>([
    ("http://www.w3.org/2005/atom", .atom), ("http://purl.org/atom/ns#", .atom),
    ("http://purl.org/dc/elements/1.1", .core), ("http://purl.org/dc/elements/1.0", .core),
    ("http://purl.org/dc/terms", .core), ("http://prismstandard.org/namespaces/basic/2.0", .core),
    ("http://purl.org/rss/1.0/modules/content", .content), ("http://search.yahoo.com/mrss", .media),
    ("https://search.yahoo.com/mrss", .media), ("http://search.yahoo.com/rss", .media),
    ("http://www.itunes.com/dtds/podcast-1.0.dtd", .media), ("http://www.w3.org/1999/xhtml", .xhtml),
    ("http://purl.org/rss/1.0", .plain), ("http://my.netscape.com/rdf/simple/0.9", .plain),
    ("http://channel.netscape.com/rdf/simple/0.9", .plain), ("http://backend.userland.com/rss2", .plain),
    ("http://iptc.org/std/nar/2006-10-01", .plain), ("http://iptc.org/std/nitf/2006-10-18", .plain),
  ])

  /// What is meant where nobody says so.
  private static let usual: [(prefix: XMLName, space: XMLSpace)] = [
    ("atom", .atom), ("a10", .atom), ("dc", .core), ("dcterms", .core), ("prism", .core),
    ("content", .content),
    ("media", .media), ("itunes", .media), ("xhtml", .xhtml), ("html", .xhtml), ("nitf", .plain),
    ("rss", .plain),
  ]

  /// Takes what the start tag of an element at some depth declares. O(tag).
  mutating func declare(_ bytes: UnsafeBufferPointer<UInt8>, _ tag: XMLTag, depth: Int) {
    guard tag.range.upperBound - tag.name.upperBound > 10,
      XMLScanner.first(
        "xmlns", UnsafeBufferPointer(rebasing: bytes[..<tag.range.upperBound]), from: tag.name.upperBound)
        != nil
    else { return }
    for attribute in XMLAttributes(bytes, tag) where declared.count < Self.most {
      let name = bytes[attribute.name]
      guard name.starts(with: "xmlns".utf8), name.count == 5 || name.dropFirst(5).first == UInt8(ascii: ":")
      else { continue }
      var address = FNV64()
      let value = bytes[attribute.value]
      for byte in value.last == UInt8(ascii: "/") ? value.dropLast() : value {
        address.add(byte.asciiLowered)
      }
      let prefix = XMLName(name.dropFirst(6))
      let space = Self.addresses[address] ?? (name.count == 5 ? .plain : .other)
      declared.append(Declaration(prefix: prefix, space: space, depth: depth))
    }
  }

  /// Forgets what was declared at this depth and deeper. O(declarations that go).
  mutating func close(depth: Int) {
    while let last = declared.last, last.depth >= depth { declared.removeLast() }
  }

  /// What was declared holds for all that follows.
  mutating func keep() { for i in declared.indices { declared[i].depth = -1 } }

  /// A name apart from its prefix, and what it belongs to. O(length + declarations).
  func read(_ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> (name: XMLName, space: XMLSpace) {
    var local = FNV64()
    var prefix: XMLName?
    for at in name {
      if bytes[at] == UInt8(ascii: ":") {
        prefix = XMLName(bytes[name.lowerBound..<at])
        local = FNV64()
      } else {
        local.add(bytes[at])
      }
    }
    let name = XMLName(local)
    let found = declared.last { $0.prefix == prefix ?? Self.none }?.space
    guard let prefix else { return (name, found ?? .plain) }
    return (name, found ?? Self.usual.first { $0.prefix == prefix }?.space ?? .other)
  }
}

extension XMLName {
  fileprivate init(_ hash: FNV64) { self.hash = hash }
}

/// The attributes of a tag, one after another: `name="value"`, `name='value'`, `name=value`.
struct XMLAttributes: Sequence, IteratorProtocol {
  struct Attribute {
    /// With its prefix.
    var name: Range<Int>
    /// As it is written.
    var value: Range<Int>
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at: Int
  private let end: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ tag: XMLTag) {
    self.bytes = bytes
    at = tag.name.upperBound
    end = tag.range.upperBound - 1
  }

  private mutating func skip(while condition: (UInt8) -> Bool) -> Range<Int> {
    let start = at
    while at < end, condition(bytes[at]) { at += 1 }
    return start..<at
  }

  mutating func next() -> Attribute? {
    _ = skip { $0 <= 32 || $0 == UInt8(ascii: "/") }
    let name = skip { $0 > 32 && $0 != UInt8(ascii: "=") }
    _ = skip { $0 <= 32 }
    guard at < end else { return nil }
    // A word without a value.
    guard bytes[at] == UInt8(ascii: "=") else { return Attribute(name: name, value: at..<at) }
    at += 1
    _ = skip { $0 <= 32 }
    guard at < end else { return nil }
    let quote = bytes[at]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return Attribute(name: name, value: skip { $0 > 32 })
    }
    at += 1
    let value = skip { $0 != quote }
    at += 1
    return Attribute(name: name, value: value)
  }
}
