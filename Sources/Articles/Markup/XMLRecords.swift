/// What a document of XML says outside of its records.
struct XMLHead {
  /// Its first element, as it is written; "" before it.
  var root = ""
  var rootName: XMLName = ""
  /// Of a feed.
  var title = ""
  /// Of a feed: its address, or that of its pages.
  var address = ""
  /// Of a feed of one author.
  var author = ""
  /// The declaration of XML, which names the encoding; empty where there is none.
  var declaration: ContiguousArray<UInt8> = []
}

/// An element of XML that may be an article.
struct XMLRecord {
  /// Forms of articles, each an element of its own.
  enum Form { case item, entry, nitf, newsItem, newsComponentItem, corpus }

  var form: Form
  var tree: XMLTree
}

/// The records of a document of XML, however large it is: the items of a feed, the stories of an agency's file.
///
/// It holds one record at a time and reads each by itself, so that no fault of one reaches another.
struct XMLRecords {
  private let path: String
  private(set) var head = XMLHead()

  private var scanner = XMLScanner()
  private var spaces = XMLNamespaces()
  /// Names of open elements outside of records.
  private var open: [XMLName] = []
  /// Open elements beyond the limit.
  private var deeper = 0
  /// Elements that lie around records; deeper ones hold none.
  private static let depthLimit = 64
  private var isStarted = false
  private var isAtEnd = false

  /// A record that is being read.
  private struct Current {
    var form: XMLRecord.Form
    var name: XMLName
    /// How many of its name are open.
    var depth = 1
    /// Where it begins in the file.
    var offset = 0
  }

  private var current: Current?
  /// Whether the bytes of the record are held, which ends where it is too large.
  private var isHeld = true

  init(path: String) { self.path = path }

  private enum Step {
    /// A record begins.
    case begins(at: Int)
    case ends(at: Int)
    /// The record has no end, and what it lies in ends here.
    case breaks(offset: Int, at: Int)
    /// The record has no end, and the next one begins here.
    case begunAgain(offset: Int, at: Int)
    /// All is read of what there is.
    case open
  }

  /// The next record; nil behind the last. Throws what is wrong with one; the next call goes on behind it.
  mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> XMLRecord? {
    if !isStarted { try start(&bytes) }
    while true {
      switch bytes.withAvailable({ scan($0) }) {
      case .begins(let at):
        drop(&bytes, at)
        current?.offset = bytes.offset
      case .ends(let end):
        guard let record = current else { continue }
        current = nil
        guard isHeld else {
          isHeld = true
          drop(&bytes, end)
          throw broken(record.offset, "it is larger than \(ArticleFormats.largest >> 20) MiB")
        }
        scanner.shift(end)
        return try self.record(bytes.take(end), record)
      case .breaks(let offset, let at), .begunAgain(let offset, let at):
        drop(&bytes, at)
        isHeld = true
        current?.offset = bytes.offset
        throw broken(offset, "it does not end before byte \(bytes.offset)")
      case .open:
        if isHeld, current != nil, scanner.at > ArticleFormats.largest { isHeld = false }
        if current == nil || !isHeld { drop(&bytes, scanner.at) }
        if isAtEnd {
          guard let record = current else { return nil }
          current = nil
          drop(&bytes, scanner.at)
          throw broken(record.offset, "the file ends within it", isCutOff: true)
        }
        isAtEnd = try !bytes.more()
      }
    }
  }

  private mutating func drop(_ bytes: inout ByteStream, _ count: Int) {
    bytes.skip(count)
    scanner.shift(count)
  }

  private func broken(_ offset: Int, _ what: String, isCutOff: Bool = false) -> LoadProblem {
    LoadProblem(path: path, reason: .brokenRecord(offset: offset, what: what, isCutOff: isCutOff))
  }

  private mutating func start(_ bytes: inout ByteStream) throws(LoadProblem) {
    isStarted = true
    let first = bytes.available.prefix(2)
    if first.contains(0) {
      // UTF-16 without a mark: read whole, since all else here is bytes of ASCII.
      bytes = try ByteStream(TextEncoding.decoded(bytes.rest()), path: path)
    }
    let text = bytes.available.drop { $0 <= 32 || $0 >= 0x80 }
    guard text.starts(with: "<?xml".utf8), let end = text.prefix(1024).firstIndex(of: UInt8(ascii: ">"))
    else {
      return
    }
    head.declaration = ContiguousArray(text[...end])
  }

  /// The record of its bytes. Where they are no UTF-8 they are in the encoding that the document names.
  private func record(
    _ bytes: ContiguousArray<UInt8>, _ current: Current
  ) throws(LoadProblem) -> XMLRecord {
    let isSound = bytes.isUTF8
    let isExact = isSound && !bytes.contains(0)
    let text = isExact ? bytes : Self.mended(isSound ? bytes : decoded(bytes))
    let tree = XMLTree(text, offset: current.offset, isExact: isExact, spaces)
    if tree.isCut { throw broken(current.offset, "it has more than \(XMLTree.nodeLimit) elements and texts") }
    if let name = tree.unclosed { throw broken(current.offset, "<\(name)> in it does not end") }
    return XMLRecord(form: current.form, tree: tree)
  }

  private func decoded(_ bytes: ContiguousArray<UInt8>) -> ContiguousArray<UInt8> {
    let mark = head.declaration
    let text = TextEncoding.decoded(mark + bytes)
    // Text that a byte cannot stand for is put in its place, so that the declaration is as long as it was.
    return text.starts(with: mark) ? ContiguousArray(text[mark.count...]) : text
  }

  private static func mended(_ bytes: ContiguousArray<UInt8>) -> ContiguousArray<UInt8> {
    ContiguousArray(String(decoding: bytes, as: UTF8.self).utf8.map { $0 == 0 ? 32 : $0 })
  }

  // MARK: Tags

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Step {
    while let token = scanner.next(bytes, isWhole: isAtEnd) {
      switch token {
      case .tag(let tag):
        let step = current == nil ? outside(bytes, tag) : inside(bytes, tag)
        if let step { return step }
      case .text(let range), .data(let range):
        if current == nil, capture != .none, captured.count < ReadingLimits.header {
          captured.append(contentsOf: bytes[range])
        }
      case .other: break
      }
    }
    return .open
  }

  private mutating func inside(_ bytes: UnsafeBufferPointer<UInt8>, _ tag: XMLTag) -> Step? {
    guard var record = current else { return nil }
    let (name, space) = spaces.read(bytes, tag.name)
    // What others call "item" in an item is none of the feed's.
    if space == .other { return nil }
    if name == record.name {
      // Packages of NewsML hold items in items.
      let mayNest = record.form == .newsComponentItem
      if !tag.isEnd, !mayNest, !tag.isEmpty {
        return .begunAgain(offset: record.offset, at: tag.range.lowerBound)
      }
      if !tag.isEmpty { record.depth += tag.isEnd ? -1 : 1 }
      current = record
      return record.depth == 0 ? .ends(at: tag.range.upperBound) : nil
    }
    guard tag.isEnd, name == open.last || name == head.rootName else { return nil }
    current = nil
    close(name)
    return .breaks(offset: record.offset, at: tag.range.upperBound)
  }

  private mutating func outside(_ bytes: UnsafeBufferPointer<UInt8>, _ tag: XMLTag) -> Step? {
    if tag.isEnd {
      endCapture()
      if deeper > 0 {
        deeper -= 1
      } else {
        close(spaces.read(bytes, tag.name).name)
      }
      return nil
    }
    let known = spaces
    spaces.declare(bytes, tag, depth: open.count)
    let (name, space) = spaces.read(bytes, tag.name)
    if head.root.isEmpty {
      head.root = String(decoding: bytes[tag.name].prefix(64), as: UTF8.self)
      head.rootName = name
    }
    if let form = form(name, space) {
      // What the record declares is in its own tag.
      spaces = known
      guard !tag.isEmpty else { return nil }
      endCapture()
      current = Current(form: form, name: name)
      return .begins(at: tag.range.lowerBound)
    }
    beginCapture(bytes, tag, name, space)
    if tag.isEmpty {
      spaces.close(depth: open.count)
    } else if open.count < Self.depthLimit {
      open.append(name)
    } else {
      deeper += 1
    }
    return nil
  }

  private mutating func close(_ name: XMLName) {
    guard let at = open.lastIndex(of: name) else { return }
    open.removeSubrange(at...)
    spaces.close(depth: at)
  }

  private func form(_ name: XMLName, _ space: XMLSpace) -> XMLRecord.Form? {
    guard let form = Self.forms[name] else { return nil }
    switch form {
    case .item: return space == .plain && open.contains(where: Self.feeds.contains) ? form : nil
    case .entry: return space == .atom || head.rootName == "feed" ? form : nil
    default: return form
    }
  }

  /// Elements that are articles.
  private static let forms: [XMLName: XMLRecord.Form] = [
    "item": .item, "entry": .entry, "nitf": .nitf, "newsItem": .newsItem, "packageItem": .newsItem,
    "NewsItem": .newsComponentItem, "newsitem": .corpus, "REUTERS": .corpus, "DOC": .corpus,
  ]
  private static let feeds: Set<XMLName> = ["rss", "RDF", "channel"]

  /// Whether a document that begins with this element holds articles.
  static func isKnown(root name: XMLName) -> Bool {
    forms[name] != nil && name != "item" || feeds.contains(name)
      || ["feed", "newsMessage", "NewsML"].contains(name)
  }

  // MARK: What a feed says of itself

  private enum Capture { case none, title, address, author }
  private var capture = Capture.none
  private var captured: ContiguousArray<UInt8> = []

  private mutating func beginCapture(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tag: XMLTag, _ name: XMLName, _ space: XMLSpace
  ) {
    guard let parent = open.last, open.count <= 3, space == .plain || space == .atom else { return }
    let isFeed = parent == "channel" || parent == "feed"
    if isFeed, name == "title", head.title.isEmpty, !tag.isEmpty {
      capture = .title
    } else if isFeed, name == "link", head.address.isEmpty, space == .plain || parent == "feed" {
      if let link = XMLAttributes(bytes, tag).first(where: { bytes[$0.name].elementsEqual("href".utf8) }) {
        head.address = String(decoding: bytes[link.value].prefix(ReadingLimits.header), as: UTF8.self)
      } else if !tag.isEmpty {
        capture = .address
      }
    } else if open == ["feed", "author"], name == "name", head.author.isEmpty, !tag.isEmpty {
      capture = .author
    }
    captured = []
  }

  private mutating func endCapture() {
    guard capture != .none else { return }
    var text = RecordText()
    text.decode(decoded(captured)[...], from: 0)
    let line = RecordArticle.line(String(decoding: text.bytes, as: UTF8.self))
    switch capture {
    case .title: head.title = line
    case .address: head.address = line
    case .author: head.author = line
    case .none: break
    }
    capture = .none
  }
}
