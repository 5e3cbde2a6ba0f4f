internal import CPage

extension XMLTree {
  /// All text in an element, without what is deeper in an element that `isLeftOut`. O(nodes and bytes in it).
  func text(of node: Int, without isLeftOut: (Node) -> Bool = { _ in false }) -> RecordText {
    var text = RecordText()
    var at = node + 1
    while at < nodes[node].end {
      let entry = nodes[at]
      switch entry.kind {
      case .text: text.decode(bytes[entry.range], from: offset + entry.range.lowerBound)
      case .data: text.copy(bytes[entry.range], from: offset + entry.range.lowerBound)
      case .element:
        if isLeftOut(entry) {
          at = entry.end
          continue
        }
      }
      at += 1
    }
    return text
  }

  /// The text of an element as one line; nil of none, or of a blank one. O(nodes and bytes in it).
  func string(_ node: Int?) -> String? {
    guard let node else { return nil }
    return Self.line(text(of: node).bytes)
  }

  /// What stands in an element as HTML: tags without attributes and prefixes, texts as they are written. O(nodes and bytes in it).
  func markup(of node: Int) -> RecordText {
    var text = RecordText()
    var open: [Int] = []
    for at in node + 1..<nodes[node].end {
      while let last = open.last, nodes[last].end <= at { close(open.removeLast(), &text) }
      let entry = nodes[at]
      switch entry.kind {
      case .text: text.copy(bytes[entry.range], from: offset + entry.range.lowerBound)
      case .data:
        // What looks like tags in a section is text of the document, whatever else one would think of it.
        for piece in bytes[entry.range].split(
          separator: UInt8(ascii: "<"), maxSplits: Int.max, omittingEmptySubsequences: false)
        {
          if piece.startIndex > entry.range.lowerBound { text.bytes.append(contentsOf: "&lt;".utf8) }
          text.copy(piece, from: offset + piece.startIndex)
        }
      case .element:
        text.bytes.append(UInt8(ascii: "<"))
        text.bytes.append(contentsOf: local(entry))
        text.bytes.append(UInt8(ascii: ">"))
        if entry.end > at + 1 || entry.name != "br" { open.append(at) }
      }
    }
    while let last = open.popLast() { close(last, &text) }
    return text
  }

  private func local(_ node: Node) -> ArraySlice<UInt8> {
    let written = bytes[node.written]
    return written.lastIndex(of: UInt8(ascii: ":")).map { written[($0 + 1)...] } ?? written
  }

  private func close(_ node: Int, _ text: inout RecordText) {
    text.bytes.append(contentsOf: "</".utf8)
    text.bytes.append(contentsOf: local(nodes[node]))
    text.bytes.append(UInt8(ascii: ">"))
  }
}

extension RecordText {
  /// The text of some XML without tags: what references stand for in their place. Those of HTML count, too, whatever is declared;
  /// one that stands for nothing is text. O(bytes).
  mutating func decode(_ part: ArraySlice<UInt8>, from source: Int) {
    let base = part.startIndex
    var start = base
    var at = base
    while let mark = part[at...].firstIndex(of: UInt8(ascii: "&")) {
      at = mark + 1
      let name = part[at...].prefix(XMLReference.longest + 1)
      guard let end = name.firstIndex(of: UInt8(ascii: ";")),
        let scalar = XMLReference.scalar(part[at..<end])
      else { continue }
      if mark > start { copy(part[start..<mark], from: source + start - base) }
      place(source + mark - base)
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      at = end + 1
      start = at
    }
    if start < part.endIndex { copy(part[start...], from: source + start - base) }
  }
}

/// What a reference between `&` and `;` stands for.
enum XMLReference {
  /// Bytes of the longest name: "thetasym".
  static let longest = 10

  /// Nil of a name that there is none of. What is no character of text becomes a space, as signs of typesetting do that old
  /// agency files have. O(length).
  static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard name.first == UInt8(ascii: "#") else {
      let value = name.withUnsafeBytes { cpage_entity($0.baseAddress, Int32($0.count)) }
      return value > 0 ? Unicode.Scalar(value) : nil
    }
    let isHex = name.dropFirst().first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
    let digits = String(decoding: name.dropFirst(isHex ? 2 : 1), as: UTF8.self)
    guard let value = UInt32(digits, radix: isHex ? 16 : 10) else { return nil }
    if value < 32, value != 9, value != 10 { return " " }
    // As Windows has it (WHATWG HTML, 13.2.5.80).
    if (0x80..<0xA0).contains(value) {
      return TextEncoding.windows1252[Int(value - 0x80)].unicodeScalars.first
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
