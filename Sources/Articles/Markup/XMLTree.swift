/// An element of XML with all in it: a row of nodes in the order in which they begin, each with the row that ends it, so that no
/// depth needs a stack to be read.
struct XMLTree {
  enum Kind: Sendable { case element, text, data }

  struct Node {
    var kind: Kind
    var space: XMLSpace = .plain
    /// Of an element.
    var name: XMLName = ""
    private var start: Int32
    private var behind: Int32
    private var nameStart: Int32 = 0
    private var nameEnd: Int32 = 0
    private var next: Int32
    private var above: Int32

    init(_ kind: Kind, _ range: Range<Int>, number: Int, parent: Int) {
      self.kind = kind
      start = Int32(range.lowerBound)
      behind = Int32(range.upperBound)
      next = Int32(number + 1)
      above = Int32(parent)
    }

    /// Of an element its start tag, of a text the text.
    var range: Range<Int> { Int(start)..<Int(behind) }
    /// The name in the tag, with its prefix.
    var written: Range<Int> {
      get { Int(nameStart)..<Int(nameEnd) }
      set { (nameStart, nameEnd) = (Int32(newValue.lowerBound), Int32(newValue.upperBound)) }
    }
    /// The first node behind it and all in it.
    var end: Int {
      get { Int(next) }
      set { next = Int32(newValue) }
    }
    var parent: Int { Int(above) }
  }

  /// Elements deeper than these are read as if their tags were not there.
  private static let depthLimit = 512
  /// Nodes, of 48 bytes each; the longest documents of people have a tenth of them.
  static let nodeLimit = 4 << 20

  /// UTF-8.
  let bytes: ContiguousArray<UInt8>
  /// Where the first byte stands in the file.
  let offset: Int
  /// Whether the bytes are those of the file, so that one knows where each stands.
  let isExact: Bool
  private(set) var nodes: [Node] = []
  /// Whether it has more nodes than are read.
  private(set) var isCut = false
  /// An element right below the first that does not end in it, as its tag has it.
  private(set) var unclosed: String?

  /// The tree of an element, which begins with the first byte that is a tag's; it has a node at least. O(bytes).
  init(
    _ bytes: ContiguousArray<UInt8>, offset: Int = 0, isExact: Bool = true, _ spaces: XMLNamespaces = .init()
  ) {
    self.bytes = bytes
    self.offset = offset
    self.isExact = isExact
    var builder = Builder(spaces: spaces)
    bytes.withUnsafeBufferPointer { builder.read($0) }
    // In what is read in a charset that it only looks like there may be no tag: then it is an empty element.
    nodes = builder.nodes.isEmpty ? [Node(.element, 0..<0, number: 0, parent: -1)] : builder.nodes
    isCut = builder.isCut
    unclosed = builder.unclosed.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  private struct Builder {
    var spaces: XMLNamespaces
    var nodes: [Node] = []
    var unclosed: Range<Int>?
    private(set) var isCut = false
    private var open: [Int] = []
    /// Their names with prefixes, as hashes: ends that fit no start are looked for among all of them.
    private var names: [XMLName] = []
    /// Open elements beyond the limit.
    private var deeper = 0

    init(spaces: XMLNamespaces) { self.spaces = spaces }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
      var scanner = XMLScanner()
      nodes.reserveCapacity(bytes.count >> 6)
      while let token = scanner.next(bytes, isWhole: true) {
        guard nodes.count < XMLTree.nodeLimit else {
          isCut = true
          break
        }
        switch token {
        case .tag(let tag) where tag.isEnd: end(bytes, tag)
        case .tag(let tag): start(bytes, tag)
        case .text(let range): leaf(.text, range)
        case .data(let range): leaf(.data, range)
        case .other: break
        }
      }
      close(0)
    }

    private mutating func leaf(_ kind: Kind, _ range: Range<Int>) {
      guard let parent = open.last else { return }
      nodes.append(Node(kind, range, number: nodes.count, parent: parent))
    }

    private mutating func start(_ bytes: UnsafeBufferPointer<UInt8>, _ tag: XMLTag) {
      // Behind the first element nothing is of interest.
      guard !open.isEmpty || nodes.isEmpty else { return }
      guard open.count < XMLTree.depthLimit else {
        if !tag.isEmpty { deeper += 1 }
        return
      }
      spaces.declare(bytes, tag, depth: open.count)
      var node = Node(.element, tag.range, number: nodes.count, parent: open.last ?? -1)
      (node.name, node.space) = spaces.read(bytes, tag.name)
      node.written = tag.name
      nodes.append(node)
      if tag.isEmpty {
        spaces.close(depth: open.count)
      } else {
        open.append(nodes.count - 1)
        names.append(XMLName(bytes[tag.name]))
      }
    }

    /// An end that fits no start is passed by.
    private mutating func end(_ bytes: UnsafeBufferPointer<UInt8>, _ tag: XMLTag) {
      if deeper > 0 {
        deeper -= 1
        return
      }
      guard let at = names.lastIndex(of: XMLName(bytes[tag.name])) else { return }
      if at == 0, open.count > 1 { unclosed = nodes[open[1]].written }
      close(at)
    }

    private mutating func close(_ count: Int) {
      while let last = open.last, open.count > count {
        nodes[last].end = nodes.count
        open.removeLast()
        names.removeLast()
      }
      spaces.close(depth: open.count)
    }
  }

  // MARK: Elements

  /// The elements right below a node, in order. O(elements in it).
  func children(of node: Int) -> [Int] {
    var found: [Int] = []
    var at = node + 1
    while at < nodes[node].end {
      if nodes[at].kind == .element { found.append(at) }
      at = nodes[at].end
    }
    return found
  }

  /// The first element of this name right below a node, whatever its prefix. O(elements in it).
  func child(_ name: XMLName, of node: Int) -> Int? {
    var at = node + 1
    while at < nodes[node].end {
      if nodes[at].name == name, nodes[at].kind == .element { return at }
      at = nodes[at].end
    }
    return nil
  }

  /// The first element that these names lead to, each below the one before. O(nodes · names).
  func element(_ path: [XMLName], below node: Int = 0) -> Int? {
    var at = node
    for name in path {
      guard let next = child(name, of: at) else { return nil }
      at = next
    }
    return at
  }

  /// The elements of this name anywhere below a node. O(nodes).
  func elements(_ name: XMLName, below node: Int = 0) -> [Int] {
    guard node < nodes.count else { return [] }
    return (node + 1..<nodes[node].end).filter { nodes[$0].name == name && nodes[$0].kind == .element }
  }

  /// The first element of this name anywhere below a node. O(nodes).
  func first(_ name: XMLName, below node: Int = 0) -> Int? {
    guard node < nodes.count else { return nil }
    return (node + 1..<nodes[node].end).first { nodes[$0].name == name && nodes[$0].kind == .element }
  }

  /// Whether there are elements in an element. O(texts before the first).
  func hasElements(_ node: Int) -> Bool {
    (node + 1..<nodes[node].end).contains { nodes[$0].kind == .element }
  }

  /// The value of an attribute, with or without a prefix; nil where there is none, or nothing but white space in it. O(tag).
  func attribute(_ name: StaticString, of node: Int) -> String? {
    let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    let node = nodes[node]
    guard node.range.count > node.written.count + 3 else { return nil }
    let value = bytes.withUnsafeBufferPointer { bytes -> Range<Int>? in
      let tag = XMLTag(range: node.range, name: node.written)
      return XMLAttributes(bytes, tag).first { attribute in
        let written = bytes[attribute.name]
        let colon = written.lastIndex(of: UInt8(ascii: ":"))
        return written.elementsEqual(wanted)
          || colon.map { written[($0 + 1)...].elementsEqual(wanted) } ?? false
      }?.value
    }
    guard let value else { return nil }
    var text = RecordText()
    text.decode(bytes[value], from: 0)
    return XMLTree.line(text.bytes)
  }

  /// One line without white space at its ends; nil where nothing else is in it. O(bytes).
  static func line(_ text: some Sequence<UInt8>) -> String? {
    let line = SpacedText.line(text)
    return line.isEmpty ? nil : line
  }
}
