/// An item of a feed: RSS 0.9 to 2.0, Atom 0.3 and 1.0.
struct FeedItem {
  let tree: XMLTree
  let head: XMLHead

  /// What is read of an item of RSS. Its full text counts more than its description.
  func item() -> ArticleParts {
    var parts = ArticleParts()
    var full: [[RecordText]] = []
    var teasers: [[RecordText]] = []
    var days: [(rank: Int, written: String)] = []
    var source = ""
    var links: [String] = []
    for node in tree.children(of: 0) {
      let entry = tree.nodes[node]
      switch (entry.space, entry.name) {
      case (.plain, "title"): parts.title = title(node)
      case (.core, "title"), (.media, "title"): if parts.title.bytes.isEmpty { parts.title = title(node) }
      case (.content, "encoded"), (.plain, "content"), (.atom, "content"), (.xhtml, "body"), (.plain, "body"):
        full.append(text(node))
      case (.plain, "fulltext"), (.plain, "full-text"), (.other, "full-text"): full.append(text(node))
      case (.plain, "description"), (.plain, "summary"), (.core, "description"), (.core, "abstract"),
        (.media, "summary"), (.media, "description"), (.atom, "summary"):
        teasers.append(text(node))
      case (.plain, "pubDate"): days.append((0, tree.string(node) ?? ""))
      case (.core, "date"), (.core, "issued"), (.core, "created"), (.core, "publicationDate"):
        days.append((1, tree.string(node) ?? ""))
      case (.atom, "published"), (.plain, "date"), (.plain, "published"), (.plain, "pubdate"):
        days.append((2, tree.string(node) ?? ""))
      case (.atom, "updated"), (.core, "modified"): days.append((3, tree.string(node) ?? ""))
      case (.core, "creator"), (.plain, "author"), (.media, "author"), (.atom, "author"):
        let name = tree.child("name", of: node) ?? node
        if let name = tree.string(name) { parts.authors.append(name) }
      case (.plain, "source"): source = tree.string(node) ?? tree.attribute("url", of: node) ?? ""
      case (.plain, "link"), (.plain, "guid"): if let link = tree.string(node) { links.append(link) }
      default: break
      }
    }
    parts.days = days.sorted { $0.rank < $1.rank }.map(\.written)
    parts.paragraphs = Self.best(full, teasers)
    let outlet = RecordArticle.line(source)
    parts.outlets = outlets(outlet, links)
    cutOutlet(&parts.title, outlet)
    return parts
  }

  /// What is read of an entry of Atom.
  func entry() -> ArticleParts {
    var parts = ArticleParts()
    var full: [[RecordText]] = []
    var teasers: [[RecordText]] = []
    var days: [(rank: Int, written: String)] = []
    var outlet = ""
    var links: [String] = []
    for node in tree.children(of: 0) {
      let entry = tree.nodes[node]
      switch (entry.space, entry.name) {
      case (.atom, "title"), (.plain, "title"): parts.title = title(node)
      case (.atom, "content"), (.plain, "content"): full.append(text(node))
      case (.atom, "summary"), (.plain, "summary"): teasers.append(text(node))
      case (.media, "group"):
        if let node = tree.child("description", of: node) { teasers.append(text(node)) }
      case (.atom, "published"), (.plain, "published"), (.atom, "issued"), (.plain, "issued"):
        days.append((0, tree.string(node) ?? ""))
      case (.core, "date"), (.atom, "created"), (.plain, "created"): days.append((1, tree.string(node) ?? ""))
      case (.atom, "updated"), (.plain, "updated"), (.atom, "modified"), (.plain, "modified"):
        days.append((2, tree.string(node) ?? ""))
      case (.atom, "author"), (.plain, "author"):
        if let name = tree.string(tree.child("name", of: node)) { parts.authors.append(name) }
      case (.core, "creator"): if let name = tree.string(node) { parts.authors.append(name) }
      case (.atom, "source"), (.plain, "source"):
        outlet = tree.child("title", of: node).map(title).map(Self.string) ?? ""
      case (.atom, "link"), (.plain, "link"), (.atom, "id"), (.plain, "id"):
        if let link = tree.attribute("href", of: node) ?? tree.string(node) { links.append(link) }
      default: break
      }
    }
    if parts.authors.isEmpty, !head.author.isEmpty { parts.authors = [head.author] }
    parts.days = days.sorted { $0.rank < $1.rank }.map(\.written)
    parts.paragraphs = Self.best(full, teasers)
    parts.outlets = outlets(outlet, links)
    cutOutlet(&parts.title, outlet)
    return parts
  }

  private static func string(_ text: RecordText) -> String { String(decoding: text.bytes, as: UTF8.self) }

  /// Full texts first; a teaser where there is none, or where it is the longer one: some feeds have the two the other way round.
  private static func best(_ full: [[RecordText]], _ teasers: [[RecordText]]) -> [RecordText] {
    func length(_ text: [RecordText]) -> Int { text.reduce(0) { $0 + $1.bytes.count } }
    var best: [RecordText] = []
    for text in full where length(text) > length(best) { best = text }
    var teaser: [RecordText] = []
    for text in teasers where length(text) > length(teaser) { teaser = text }
    return length(teaser) > length(best) ? teaser : best
  }

  /// A title as one line without tags.
  private func title(_ node: Int) -> RecordText {
    var text = tree.text(of: node).line
    let plain = RecordArticle.line(Self.string(text))
    if !text.bytes.elementsEqual(plain.utf8) { text.replace(plain.utf8) }
    return text
  }

  /// The paragraphs of an element with text, HTML that is written as text, or XHTML.
  private func text(_ node: Int) -> [RecordText] {
    // What stands elsewhere, and pictures.
    if let type = tree.attribute("type", of: node)?.lowercased(), type.contains("/"),
      !type.hasPrefix("text/"), !type.contains("html"), !type.contains("xml")
    {
      return []
    }
    return MarkedText.paragraphs(of: node, in: tree)
  }

  /// The outlet that the item comes from, that of the feed, else whose pages they are.
  private func outlets(_ own: String, _ links: [String]) -> [String] {
    let names = [own, head.title].filter { !$0.isEmpty }
    return names.isEmpty ? (links + [head.address]).compactMap { WebAddress.host(of: $0) } : names
  }

  /// "Headline - Outlet" without the outlet, as feeds of many outlets have it.
  private func cutOutlet(_ title: inout RecordText, _ outlet: String) {
    guard !outlet.isEmpty else { return }
    let ending = Array((" - " + outlet).utf8)
    if title.bytes.count > ending.count, title.bytes.suffix(ending.count).elementsEqual(ending) {
      title.bytes.removeLast(ending.count)
    }
  }
}

/// Texts in documents of XML that may be HTML in one way or another.
enum MarkedText {
  /// The paragraphs of an element: of XHTML where there are elements in it, else of HTML that is written as text, else of plain
  /// text. O(bytes).
  static func paragraphs(of node: Int, in tree: XMLTree) -> [RecordText] {
    if tree.hasElements(node) { return HTMLPiece(tree.markup(of: node)).paragraphs }
    var text = tree.text(of: node)
    guard text.bytes.contains(where: { $0 > 32 }) else { return [] }
    if RecordArticle.isMarkedUp(text.bytes) { return HTMLPiece(text).paragraphs }
    if text.bytes.contains(UInt8(ascii: "&")) {
      // Escaped twice.
      var plain = RecordText()
      plain.decode(text.bytes[...], from: 0)
      text = plain.moved(to: text)
    }
    return text.paragraphs
  }
}

extension RecordText {
  /// A text whose bytes stand in another one, with their places in the file.
  fileprivate func moved(to other: RecordText) -> RecordText {
    var moved = RecordText()
    for (number, piece) in pieces.enumerated() {
      let end = number + 1 < pieces.count ? pieces[number + 1].text : bytes.count
      moved.copy(bytes[piece.text..<end], from: other.source(of: piece.source))
    }
    return moved
  }
}
