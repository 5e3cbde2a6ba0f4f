internal import CPage

extension XMLTree {
  /// What a walk through an element meets, by the number of its node.
  enum Step { case text(Int), begin(Int), end(Int) }

  /// Calls `visit` with all below a node in the order of the document; where it says false to the begin of an element, that is
  /// passed by with all in it and has no end. O(nodes below it).
  @inline(__always)
  func walk(_ root: Int, _ visit: (Step) -> Bool) {
    guard root < nodes.count else { return }
    var open: [Int] = []
    var at = root + 1
    while at < nodes[root].end {
      while let last = open.last, nodes[last].end <= at { _ = visit(.end(open.removeLast())) }
      if nodes[at].kind != .element {
        _ = visit(.text(at))
      } else if visit(.begin(at)) {
        open.append(at)
      } else {
        at = nodes[at].end
        continue
      }
      at += 1
    }
    while let last = open.popLast() { _ = visit(.end(last)) }
  }

  /// Appends the text of a node that is one, with what references stand for in their place. O(bytes).
  func append(_ number: Int, to text: inout RecordText) {
    let node = nodes[number]
    if node.kind == .text {
      text.decode(bytes[node.range], from: offset + node.range.lowerBound)
    } else if node.kind == .data {
      text.copy(bytes[node.range], from: offset + node.range.lowerBound)
    }
  }

  /// All text in an element, without what is deeper in an element that `isLeftOut`. O(nodes and bytes in it).
  func text(of node: Int, without isLeftOut: (Node) -> Bool = { _ in false }) -> RecordText {
    var text = RecordText()
    walk(node) { step in
      switch step {
      case .text(let number): append(number, to: &text)
      case .begin(let number): return !isLeftOut(nodes[number])
      case .end: break
      }
      return true
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
    walk(node) { step in
      switch step {
      case .text(let number):
        let entry = nodes[number]
        guard entry.kind == .data else {
          text.copy(bytes[entry.range], from: offset + entry.range.lowerBound)
          break
        }
        // What looks like tags in a section is text of the document, whatever else one would think of it.
        for piece in bytes[entry.range].split(
          separator: UInt8(ascii: "<"), maxSplits: Int.max, omittingEmptySubsequences: false)
        {
          if piece.startIndex > entry.range.lowerBound { text.bytes.append(contentsOf: "&lt;".utf8) }
          text.copy(piece, from: offset + piece.startIndex)
        }
      case .begin(let number):
        text.bytes.append(UInt8(ascii: "<"))
        text.bytes.append(contentsOf: local(nodes[number]))
        text.bytes.append(UInt8(ascii: ">"))
      case .end(let number):
        let isLineBreak = nodes[number].end == number + 1 && nodes[number].name == "br"
        if !isLineBreak { close(number, &text) }
      }
      return true
    }
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
