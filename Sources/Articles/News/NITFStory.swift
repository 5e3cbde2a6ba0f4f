/// A story in NITF (IPTC, News Industry Text Format 3.x), which agencies send and newspapers keep in archives.
struct NITFStory {
  private let tree: XMLTree
  private let root: Int

  /// `root`: the element `nitf` in the tree.
  init(_ tree: XMLTree, _ root: Int) {
    self.tree = tree
    self.root = root
  }

  /// What is read of the story. O(nodes and bytes).
  func parts() -> ArticleParts {
    var parts = ArticleParts()
    let head = tree.child("head", of: root)
    let body = tree.child("body", of: root) ?? root
    let top = tree.child("body.head", of: body) ?? body
    if let title = headline(top) ?? head.flatMap({ tree.child("title", of: $0) }) {
      parts.title = tree.text(of: title).line
    }
    if let line = tree.first("dateline", below: top) {
      parts.dateline = dateline(line)
      if let day = tree.first("story.date", below: line) {
        parts.days = [tree.attribute("norm", of: day) ?? ""]
      }
    }
    // One may stand twice, as printed and with the surname first.
    let bylines = tree.elements("byline", below: top)
    let asPrinted = bylines.filter { tree.attribute("class", of: $0) != "normalized_byline" }
    parts.authors = (asPrinted.isEmpty ? bylines : asPrinted).compactMap(author)
    if let content = tree.child("body.content", of: body) {
      parts.paragraphs = NewsText(tree, content).paragraphs
    }
    if parts.paragraphs.isEmpty, let lead = tree.child("abstract", of: top) {
      parts.paragraphs = NewsText(tree, lead).paragraphs
    }
    let data = head.flatMap { tree.child("docdata", of: $0) }
    let printed = head.map { tree.elements("pubdata", below: $0) } ?? []
    parts.days =
      [data.flatMap { tree.child("date.issue", of: $0) }.flatMap { tree.attribute("norm", of: $0) } ?? ""]
      + printed.compactMap { tree.attribute("date.publication", of: $0) } + parts.days
      + [data.flatMap { tree.child("date.release", of: $0) }.flatMap { tree.attribute("norm", of: $0) } ?? ""]
    parts.outlets =
      printed.compactMap { tree.attribute("name", of: $0) }
      + tree.elements("distributor", below: top).compactMap(tree.string)
      + (data.map { tree.elements("doc.copyright", below: $0) } ?? []).compactMap {
        tree.attribute("holder", of: $0)
      }
    return parts
  }

  /// The main headline, which may have several lines; the others are beside it.
  private func headline(_ top: Int) -> Int? {
    let lines = tree.first("hedline", below: top) ?? top
    return tree.first("hl1", below: lines) ?? tree.first("hedline", below: top)
  }

  /// The names without what somebody is.
  private func author(_ line: Int) -> String? {
    let people = tree.elements("person", below: line).compactMap(tree.string)
    if !people.isEmpty { return people.joined(separator: ", ") }
    return XMLTree.line(tree.text(of: line) { $0.name == "byttl" }.bytes)
  }

  /// "WARSAW, Jan 17": places and day come one after another, with or without marks between them.
  private func dateline(_ line: Int) -> RecordText {
    let day = tree.first("story.date", below: line)
    var text = tree.text(of: line) { $0.name == "story.date" }.line
    while text.bytes.last == UInt8(ascii: ",") || text.bytes.last == 32 { text.bytes.removeLast() }
    guard let day else { return text }
    let written = tree.text(of: day).line
    guard !written.bytes.isEmpty else { return text }
    if !text.bytes.isEmpty { text.bytes.append(contentsOf: ", ".utf8) }
    text.append(written, 0..<written.bytes.count)
    return text
  }
}

/// The paragraphs of news as NITF and its kin mark them up: elements that are blocks, without pictures and notes.
struct NewsText {
  private let tree: XMLTree
  private let root: Int

  init(_ tree: XMLTree, _ root: Int) {
    self.tree = tree
    self.root = root
  }

  /// Elements that go with the words around them.
  private static let inline: Set<XMLName> = [
    "a", "b", "i", "u", "em", "strong", "span", "sub", "sup", "small", "tt", "q", "lang", "person", "org",
    "location",
    "city", "state", "region", "country", "sublocation", "event", "chron", "num", "money", "money.unit",
    "numer", "denom",
    "frac", "frac-sep", "function", "object.title", "copyrite", "copyrite.year", "copyrite.holder",
    "name.given",
    "name.family", "alt-code", "virtloc", "pronounce", "postaddr", "classifier", "keyword",
  ]
  /// Elements without text of the article.
  private static let leftOut: Set<XMLName> = [
    "media", "media-caption", "media-reference", "media-metadata", "datasource", "credit", "note", "body.end",
    "figure",
    "figcaption", "script", "style", "nitf-table-metadata",
  ]

  /// In their order; of an element without blocks the paragraphs of its text. O(nodes and bytes).
  var paragraphs: [RecordText] {
    var found: [RecordText] = []
    var text = RecordText()
    var hasBlocks = false
    func end() {
      let line = text.line
      if !line.bytes.isEmpty { found.append(line) }
      text = RecordText()
    }
    tree.walk(root) { step in
      switch step {
      case .text(let number): tree.append(number, to: &text)
      case .begin(let number):
        let name = tree.nodes[number].name
        if Self.leftOut.contains(name) { return false }
        if !Self.inline.contains(name) {
          hasBlocks = true
          end()
        }
      case .end(let number): if !Self.inline.contains(tree.nodes[number].name) { end() }
      }
      return true
    }
    guard hasBlocks else { return text.paragraphs }
    end()
    return found
  }
}
