/// A story as collections of news for research have it: Reuters Corpus Volume 1 (`newsitem`), Reuters-21578 (`REUTERS`), and those of
/// the Linguistic Data Consortium and of TREC (`DOC`).
struct CorpusStory {
  private let tree: XMLTree

  init(_ tree: XMLTree) { self.tree = tree }

  private func first(_ names: [XMLName]) -> Int? {
    names.lazy.compactMap { tree.first($0) }.first
  }

  /// What is read of the story. O(nodes and bytes).
  func parts() -> ArticleParts {
    var parts = ArticleParts()
    if let title = first(["headline", "TITLE", "HEADLINE", "HEAD", "HL", "title"]) {
      parts.title = tree.text(of: title).line
    }
    if let line = first(["dateline", "DATELINE"]) { parts.dateline = tree.text(of: line).line }
    parts.authors = [tree.string(first(["byline", "AUTHOR", "BYLINE"])) ?? ""]
    if let text = first(["text", "BODY", "TEXT"]) { parts.paragraphs = paragraphs(text) }
    let texts = tree.children(of: 0).filter { tree.nodes[$0].name == "TEXT" }
    // Of some corpora a story goes on in another element of its text.
    if texts.count > 1 { parts.paragraphs = texts.flatMap(paragraphs) }
    parts.days =
      [tree.attribute("date", of: 0), tree.string(first(["DATE", "DATE_TIME", "DATETIME", "DATE1"]))]
      .compactMap { $0 }
    parts.days += [dayInName].compactMap { $0 }
    for node in tree.elements("dc") {
      let value = tree.attribute("value", of: node) ?? ""
      switch tree.attribute("element", of: node) {
      case "dc.date.published": parts.days.append(value)
      case "dc.publisher": parts.outlets.append(value)
      default: break
      }
    }
    if tree.nodes[0].name == "REUTERS" { parts.outlets.append("Reuters") }
    return parts
  }

  /// The text without the elements in it that are apart: short stories of Reuters-21578 have their text beside the title.
  private func paragraphs(_ node: Int) -> [RecordText] {
    let isMarked = tree.children(of: node).contains { ["p", "P", "PARAGRAPH"].contains(tree.nodes[$0].name) }
    if isMarked { return NewsText(tree, node).paragraphs }
    let apart: Set<XMLName> = ["TITLE", "AUTHOR", "DATELINE", "HEADLINE", "BYLINE"]
    var text = tree.text(of: node) { apart.contains($0.name) }
    text.trim()
    // The word that ends a message.
    let end = (text.bytes.lastIndex(of: 10) ?? 0)..<text.bytes.count
    if ["reuter", "reuters"].contains(
      String(decoding: text.line(end).bytes.map(\.asciiLowered), as: UTF8.self))
    {
      text.bytes.removeSubrange(end)
    }
    return text.paragraphs
  }

  /// "AFP_ENG_20100101.0001": the day in the name of a document.
  private var dayInName: String? {
    guard let name = tree.attribute("id", of: 0) ?? tree.string(first(["DOCNO", "DOCID"])) else { return nil }
    return name.split { !$0.isNumber }.first { $0.utf8.count == 8 }.map(String.init)
  }
}
