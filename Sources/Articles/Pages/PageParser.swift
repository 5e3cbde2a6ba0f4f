internal import CPage

/// Reads HTML as browsers take it, with whatever is wrong in it: libxml2's parser tells what begins and ends, and this puts
/// it down as blocks of text.
///
/// Nothing is fetched and no entity is declared; elements nested deeper than `depthLimit`, and more of them or of blocks than
/// `sizeLimit`, end the reading.
struct PageParser {
  static let depthLimit = 1024
  /// Some 60 bytes of memory each; the longest pages of people have a tenth of them.
  static let sizeLimit = 1 << 20

  private(set) var page = PageDocument()

  /// An open element.
  private struct Open {
    var tag: PageTag
    /// Element of the page; −1 where it is none.
    var element: Int32
    var isHidden: Bool
    var level: UInt8
  }

  private var open: [Open] = []
  private var element: Int32 = -1
  /// Open elements without text.
  private var hidden = 0
  private var links = 0
  private var level: UInt8 = 0
  private var preformatted = 0
  // The block that is being read.
  private var blockStart = 0
  private var linked = 0
  private var endsInSpace = true
  /// It has had a line break since its last word.
  private var isBroken = false
  /// What a script or a title holds.
  private enum Capture { case none, title, data }
  private var capture = Capture.none
  private var captured: [UInt8] = []
  /// Open elements outside of the one that names an author; nil outside of such a one.
  private var authorDepth: Int?
  private var authorText: [UInt8] = []
  private static let mostAuthors = 8

  /// The page of some UTF-8. O(bytes).
  static func page(_ bytes: ContiguousArray<UInt8>) -> PageDocument {
    var parser = PageParser()
    withUnsafeMutablePointer(to: &parser) { read(bytes, $0) }
    parser.endBlock()
    parser.closeElements(0)
    return parser.page
  }

  /// The blocks of a piece of HTML that is all text. O(bytes).
  static func blocks(of piece: ContiguousArray<UInt8>) -> [String] {
    let page = page(ContiguousArray("<body>".utf8) + piece + ContiguousArray("</body>".utf8))
    return page.blocks.map(page.string)
  }

  /// `events` go to `parser`, which stays where it is while this runs.
  private static func read(_ bytes: ContiguousArray<UInt8>, _ parser: UnsafeMutablePointer<PageParser>) {
    bytes.withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { chars in
        var events = Self.events
        let unread = cpage_read(chars.baseAddress, Int32(clamping: chars.count), &events, parser)
        parser.pointee.page.unread = max(0, unread)
      }
    }
  }

  private static let events = cpage_events(
    start: { of($0).pointee.start($1, $2) ? 0 : 1 }, end: { of($0).pointee.end($1) },
    text: { of($0).pointee.characters($1, $2, $3) })

  private static func of(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<PageParser> {
    guard let user else { preconditionFailure("libxml2 gives back what it was given") }
    return user.assumingMemoryBound(to: PageParser.self)
  }

  // MARK: Elements

  /// False where the page nests too deep, or has too many elements.
  private mutating func start(
    _ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) -> Bool {
    guard let name else { return true }
    guard open.count < Self.depthLimit, max(page.elements.count, page.blocks.count) < Self.sizeLimit else {
      return false
    }
    let tag = PageTag(name)
    let found = PageAttributes(attributes)
    page.metadata.take(tag, found)
    var entry = Open(tag: tag, element: -1, isHidden: false, level: level)
    switch tag {
    case .lineBreak: breakLine()
    case .script where found["type"]?.lowercased().contains("ld+json") ?? false:
      capture = .data
      captured = []
      entry.isHidden = true
    case .skipped, .script, .head: entry.isHidden = tag != .head
    case .title:
      // Pictures have titles of their own.
      if hidden == 0, page.metadata.pageTitle.isEmpty { capture = .title }
      captured = []
      entry.isHidden = true
    case .link: links += 1
    default:
      guard tag.isBlock else {
        if found.isHidden || found.hints.contains(.hidden) { entry.isHidden = true }
        break
      }
      endBlock()
      if tag == .preformatted { preformatted += 1 }
      if tag == .heading { level = UInt8(bitPattern: name[1]) &- 48 }
      entry.element = Int32(page.elements.count)
      page.elements.append(
        PageDocument.Element(
          tag: tag, hints: found.isHidden ? found.hints.union(.hidden) : found.hints, parent: element,
          firstBlock: Int32(page.blocks.count), endBlock: -1))
      element = entry.element
    }
    if entry.isHidden { hidden += 1 }
    if found.isAuthor, authorDepth == nil, page.metadata.authorTexts.count < Self.mostAuthors {
      authorDepth = open.count
      authorText = []
    }
    if open.isEmpty, let language = found["lang"] ?? found["xml:lang"] {
      page.metadata.pageLanguage = language
    }
    open.append(entry)
    return true
  }

  private mutating func end(_ name: UnsafePointer<CChar>?) {
    guard let name else { return }
    let tag = PageTag(name)
    guard let position = open.lastIndex(where: { $0.tag == tag }) else { return }
    closeElements(position)
  }

  private mutating func closeElements(_ count: Int) {
    while open.count > count {
      let entry = open.removeLast()
      if authorDepth == open.count {
        authorDepth = nil
        page.metadata.takeAuthor(Self.spaced(authorText), block: page.blocks.count)
      }
      if entry.isHidden { hidden -= 1 }
      switch entry.tag {
      case .link: links -= 1
      case .preformatted: preformatted -= 1
      case .title where capture == .title:
        page.metadata.pageTitle = Self.spaced(captured)
        capture = .none
      case .script where capture == .data:
        page.metadata.takeData(captured)
        capture = .none
      default: break
      }
      guard entry.element >= 0 else { continue }
      endBlock()
      page.elements[Int(entry.element)].endBlock = Int32(page.blocks.count)
      element = page.elements[Int(entry.element)].parent
      level = entry.level
    }
  }

  // MARK: Text

  private mutating func characters(_ text: UnsafePointer<CChar>?, _ count: Int32, _ offset: Int) {
    guard let text, count > 0 else { return }
    text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
      take(UnsafeBufferPointer(start: $0, count: Int(count)), offset - Int(count))
    }
  }

  /// `source`: where the text stands in the page.
  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ source: Int) {
    if capture != .none { captured.append(contentsOf: bytes) }
    if authorDepth != nil, authorText.count < 256 { authorText.append(contentsOf: bytes) }
    guard hidden == 0, element >= 0 else { return }
    // White space alone is nothing new.
    if endsInSpace, preformatted == 0, bytes.allSatisfy({ $0 <= 32 }) { return }
    if page.sources.count < Self.sizeLimit { page.sources.append((Int32(page.text.count), max(0, source))) }
    let before = page.text.count
    append(bytes)
    if links > 0 { linked += page.text.count - before }
  }

  /// White space becomes one space; soft hyphens and signs without width are left out.
  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte == 10, preformatted > 0 {
        breakLine()
      } else if byte <= 32 {
        space()
      } else if byte == 0xC2, i + 1 < bytes.count, bytes[i + 1] == 0xA0 || bytes[i + 1] == 0xAD {
        if bytes[i + 1] == 0xA0 { space() }
        i += 1
      } else if byte == 0xC2, i + 1 < bytes.count, (0x80..<0xA0).contains(bytes[i + 1]) {
        // `&#146;` is meant as Windows has it (WHATWG HTML, 13.2.5.80).
        page.text.append(contentsOf: TextEncoding.windows1252[Int(bytes[i + 1] - 0x80)].utf8)
        endsInSpace = false
        isBroken = false
        i += 1
      } else if byte == 0xE2, i + 2 < bytes.count, bytes[i + 1] == 0x80, bytes[i + 2] <= 0x8F {
        // Spaces of other widths, then signs without width.
        if bytes[i + 2] <= 0x8A { space() }
        i += 2
      } else if byte == 0xEF, i + 2 < bytes.count, bytes[i + 1] == 0xBB, bytes[i + 2] == 0xBF {
        i += 2
      } else {
        page.text.append(byte)
        endsInSpace = false
        isBroken = false
      }
      i += 1
    }
  }

  private mutating func space() {
    if !endsInSpace { page.text.append(32) }
    endsInSpace = true
  }

  /// A line break after a sentence, or after another, is the border of two paragraphs; elsewhere it is white space.
  private mutating func breakLine() {
    guard page.text.count > blockStart else { return }
    let last = page.text.last { $0 != 32 && $0 != UInt8(ascii: "\"") && $0 < 0x80 }
    if isBroken || last.map({ ".!?:".utf8.contains($0) }) ?? false {
      endBlock()
    } else {
      space()
      isBroken = true
    }
  }

  private mutating func endBlock() {
    defer {
      blockStart = page.text.count
      linked = 0
      endsInSpace = true
    }
    if page.text.last == 32, page.text.count > blockStart { page.text.removeLast() }
    guard page.text.count > blockStart, element >= 0 else { return }
    page.blocks.append(
      PageDocument.Block(
        element: element, range: TextRange(blockStart..<page.text.count),
        linked: Int32(min(linked, page.text.count - blockStart)), level: level))
  }

  static func spaced(_ bytes: [UInt8]) -> String { SpacedText.line(bytes) }
}
