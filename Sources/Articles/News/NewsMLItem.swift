/// An item of NewsML: a package of texts, pictures and what is said of them, one article of which is read.
struct NewsMLItem {
  private let tree: XMLTree

  init(_ tree: XMLTree) { self.tree = tree }

  /// Days between the first version and the last one beyond which the last is an archive's, not the desk's.
  private static let longestStory = 7

  // MARK: NewsML-G2

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
  private static func days(_ first: String?, _ version: String?) -> [String] {
    if let first, let version, case .day(let begun) = RecordDay.read(first.utf8),
      case .day(let last) = RecordDay.read(version.utf8), last.number - begun.number > longestStory
    {
      return [first, version]
    }
    return [version, first].compactMap { $0 }
  }

  private func isWithdrawn(_ status: Int?, _ attribute: StaticString) -> Bool {
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

  /// What an element holds as NITF, as XHTML or as text.
  private func story(_ node: Int) -> ArticleParts {
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

  // MARK: NewsML 1

  /// A `NewsItem` of NewsML 1, whose components lie in each other. O(nodes and bytes).
  func componentItem() -> ArticleParts {
    var parts = ArticleParts()
    let manager = tree.child("NewsManagement", of: 0)
    parts.isWithdrawn = isWithdrawn(manager.flatMap { tree.child("Status", of: $0) }, "FormalName")
    if parts.isWithdrawn { return parts }
    for content in tree.elements("ContentItem") where !isMedia(content) {
      guard let data = tree.child("DataContent", of: content) else { continue }
      Self.keepLonger(&parts, story(data))
    }
    parts.title = RecordText()
    for name in ["HeadLine", "NewsLineText", "SlugLine", "Title"] as [XMLName] {
      setTitle(&parts, tree.first(name))
    }
    if let line = tree.first("DateLine") { parts.dateline = tree.text(of: line).line }
    let lines = tree.elements("ByLine").compactMap(tree.string)
    if !lines.isEmpty { parts.authors = Array(lines.prefix(1)) }
    let first = manager.flatMap { tree.string(tree.child("FirstCreated", of: $0)) }
    let version = manager.flatMap { tree.string(tree.child("ThisRevisionCreated", of: $0)) }
    parts.days = Self.days(first, version) + [tree.string(tree.first("DateId")) ?? ""] + parts.days
    parts.outlets =
      ["Provider", "Source"].flatMap { (name: XMLName) in
        tree.elements(name).compactMap { tree.child("Party", of: $0) }.compactMap {
          tree.attribute("FormalName", of: $0)
        }
      } + [tree.string(tree.first("CreditLine")), tree.string(tree.first("ProviderId"))].compactMap { $0 }
      + parts.outlets
    return parts
  }

  private func isMedia(_ content: Int) -> Bool {
    guard let type = tree.child("MediaType", of: content) else { return false }
    let name = tree.attribute("FormalName", of: type)?.lowercased() ?? "text"
    return !name.contains("text")
  }
}
