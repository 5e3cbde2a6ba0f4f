/// An item of NewsML-G2, one article of which is read, and what its forms share with those of NewsML 1.
struct NewsMLItem {
  private let tree: XMLTree

  init(_ tree: XMLTree) { self.tree = tree }

  /// Days between the first version and the last one beyond which the last is an archive's, not the desk's.
  private static let longestStory = 7

  /// A `newsItem` of NewsML-G2; without text where it was withdrawn. O(nodes and bytes).
  func newsItem() -> ArticleParts {
    var parts = ArticleParts()
    let item = tree.child("itemMeta", of: 0)
    let content = tree.child("contentMeta", of: 0)
    let rights = tree.child("rightsInfo", of: 0)
    parts.isWithdrawn = isWithdrawn(item.flatMap { tree.child("pubStatus", of: $0) }, "qcode")
    if parts.isWithdrawn { return parts }
    for set in tree.children(of: 0) where tree.nodes[set].name == "contentSet" {
      for rendition in tree.children(of: set) where tree.nodes[rendition].name != "remoteContent" {
        Self.keepLonger(&parts, story(rendition))
      }
    }
    if let content {
      let headlines = tree.children(of: content).filter { tree.nodes[$0].name == "headline" }
      let main =
        headlines.first { tree.attribute("role", of: $0)?.contains("main") ?? true } ?? headlines.first
      let title = main ?? item.flatMap { tree.child("title", of: $0) }
      if tree.string(title) != nil { parts.title = RecordText() }
      setTitle(&parts, title)
      setTitle(&parts, tree.child("slugline", of: content))
      if let line = tree.child("dateline", of: content) { parts.dateline = tree.text(of: line).line }
      let lines = tree.children(of: content).filter { tree.nodes[$0].name == "by" }.compactMap(tree.string)
      if !lines.isEmpty { parts.authors = lines }
      if parts.authors.isEmpty {
        parts.authors = tree.children(of: content).filter { tree.nodes[$0].name == "creator" }.compactMap(
          name)
      }
    }
    let first =
      content.flatMap { tree.string(tree.child("contentCreated", of: $0)) }
      ?? item.flatMap { tree.string(tree.child("firstCreated", of: $0)) }
    let version = item.flatMap { tree.string(tree.child("versionCreated", of: $0)) }
    parts.days = Self.days(first, version) + parts.days
    parts.outlets =
      [
        item.flatMap { tree.child("provider", of: $0) }.flatMap(name),
        content.flatMap { tree.child("infoSource", of: $0) }.flatMap(name),
        content.flatMap { tree.string(tree.child("creditline", of: $0)) },
        rights.flatMap { tree.child("copyrightHolder", of: $0) }.flatMap(name),
      ].compactMap { $0 } + parts.outlets
    return parts
  }

  /// Somebody's name: said in words, or as a code.
  private func name(_ node: Int) -> String? {
    tree.string(tree.child("name", of: node)) ?? tree.attribute("literal", of: node)
      ?? tree.string(tree.child("organisationDetails", of: node)) ?? code(tree.attribute("qcode", of: node))
      ?? tree.string(node)
  }

  /// "nprov:AFP" is AFP.
  private func code(_ written: String?) -> String? {
    guard let written else { return nil }
    return written.firstIndex(of: ":").map { String(written[written.index(after: $0)...]) } ?? written
  }

  /// The day of the version that is read: what its text calls Tuesday is a day before it. Where archives have made versions of
  /// their own, that is long after the first.
  static func days(_ first: String?, _ version: String?) -> [String] {
    if let first, let version, case .day(let begun) = RecordDay.read(first.utf8),
      case .day(let last) = RecordDay.read(version.utf8), last.number - begun.number > longestStory
    {
      return [first, version]
    }
    return [version, first].compactMap { $0 }
  }

  /// Whether a status is one of what its sender has taken back or not let go yet.
  func isWithdrawn(_ status: Int?, _ attribute: StaticString) -> Bool {
    guard let status, let code = tree.attribute(attribute, of: status)?.lowercased() else { return false }
    return ["canceled", "cancelled", "withheld", "embargoed"].contains { code.hasSuffix($0) }
  }

  private func setTitle(_ parts: inout ArticleParts, _ node: Int?) {
    guard parts.title.bytes.isEmpty, let node else { return }
    parts.title = tree.text(of: node).line
  }

  private static func keepLonger(_ parts: inout ArticleParts, _ other: ArticleParts) {
    func length(_ parts: ArticleParts) -> Int { parts.paragraphs.reduce(0) { $0 + $1.bytes.count } }
    if length(other) > length(parts) { parts = other }
  }

  /// What an element holds as NITF, as XHTML or as text. O(nodes and bytes in it).
  func story(_ node: Int) -> ArticleParts {
    if let nitf = tree.first("nitf", below: node) { return NITFStory(tree, nitf).parts() }
    var parts = ArticleParts()
    if let page = tree.first("html", below: node) {
      if let head = tree.child("head", of: page), let title = tree.child("title", of: head) {
        parts.title = tree.text(of: title).line
      }
      parts.paragraphs = MarkedText.paragraphs(of: tree.child("body", of: page) ?? page, in: tree)
    } else if let text = tree.first("body.content", below: node) {
      parts.paragraphs = NewsText(tree, text).paragraphs
    } else if !isPicture(node) {
      parts.paragraphs = MarkedText.paragraphs(of: node, in: tree)
    }
    return parts
  }

  /// Pictures may be there as letters and digits.
  private func isPicture(_ node: Int) -> Bool {
    if tree.attribute("encoding", of: node) != nil { return true }
    guard let type = tree.attribute("contenttype", of: node)?.lowercased(), type.contains("/") else {
      return false
    }
    return !type.hasPrefix("text/") && !type.contains("xml")
  }
}
