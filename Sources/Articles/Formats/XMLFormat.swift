/// News as XML, an article for each item: feeds (RSS, Atom) and what agencies send and libraries keep (NITF, NewsML, the forms of
/// the corpora of Reuters and of the Linguistic Data Consortium).
public struct XMLFormat: ArticleFormat {
  /// What messages call it.
  public static let name = "XML"
  /// Of files that folders are searched for.
  public static let endings = ["xml", "rss", "atom", "rdf", "nitf", "newsml", "sgm", "sgml"]

  private let path: String
  private var records: XMLRecords
  private var isDone = false
  /// Articles of the last record that are still to be given, the last first.
  private var pending: [ArticleParts] = []
  private var tree = XMLTree([])
  /// Records that were read, and those of them that are told as broken.
  private var count = 0
  private var faults = 0

  /// Records without text, or withdrawn, so far.
  public private(set) var leftOut = 0
  private var withdrawn = 0

  /// Of both, how many.
  public var passedBy: PassedBy {
    var passed = PassedBy()
    if leftOut > withdrawn { passed.add("items without text", leftOut - withdrawn) }
    if withdrawn > 0 { passed.add("stories that were withdrawn", withdrawn) }
    return passed
  }

  /// Broken records that are told one by one.
  private static let mostFaults = 100

  /// Begins to read the file at `path`.
  public init(path: String) {
    self.path = path
    records = XMLRecords(path: path)
  }

  /// By its first element; by its ending or a declaration of XML where that is unknown and no page.
  public static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool {
    // UTF-16 has a zero in every second byte.
    let text = ContiguousArray(start.filter { $0 != 0 }.drop { $0 <= 32 || $0 >= 0x80 })
    guard text.isEmpty || text.first == UInt8(ascii: "<") else { return hasEnding(path) }
    if let root = root(text) {
      if XMLRecords.isKnown(root: root) { return true }
      if root == "html" || root == "HTML" { return false }
    }
    if hasEnding(path) { return true }
    return text.starts(with: "<?xml".utf8) && !PageFormat.hasEnding(path)
  }

  /// The name of the first element; nil where it does not begin in these bytes.
  private static func root(_ text: ContiguousArray<UInt8>) -> XMLName? {
    text.withUnsafeBufferPointer { bytes in
      var scanner = XMLScanner()
      while let token = scanner.next(bytes, isWhole: false) {
        switch token {
        case .tag(let tag): return XMLNamespaces().read(bytes, tag.name).name
        case .text(let range): if bytes[range].contains(where: { $0 > 32 }) { return nil }
        case .data, .other: break
        }
      }
      return nil
    }
  }

  /// The article of the next record that has text; nil behind the last.
  public mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    while !isDone {
      do throws(LoadProblem) {
        while let parts = pending.popLast() {
          count += 1
          if let article = parts.article(path: path, tree) { return ArticleDraft(article) }
          leftOut += 1
          if parts.isWithdrawn { withdrawn += 1 }
        }
        guard let record = try records.next(&bytes) else { return try end(bytes.offset) }
        tree = record.tree
        pending = parts(record).reversed()
      } catch {
        guard case .brokenRecord = error.reason else { throw error }
        count += 1
        faults += 1
        if faults <= Self.mostFaults { throw error }
      }
    }
    return nil
  }

  /// At least one, which may be empty.
  private func parts(_ record: XMLRecord) -> [ArticleParts] {
    switch record.form {
    case .item: [FeedItem(tree: record.tree, head: records.head).item()]
    case .entry: [FeedItem(tree: record.tree, head: records.head).entry()]
    case .nitf: [NITFStory(record.tree, 0).parts()]
    case .newsItem: [NewsMLItem(record.tree).newsItem()]
    case .newsComponentItem: NewsMLPackage(record.tree).stories()
    case .corpus: [CorpusStory(record.tree).parts()]
    }
  }

  private mutating func end(_ length: Int) throws(LoadProblem) -> ArticleDraft? {
    isDone = true
    if faults > Self.mostFaults {
      throw LoadProblem(path: path, reason: .moreFaults(faults - Self.mostFaults))
    }
    guard count == leftOut else { return nil }
    guard length > 0 else { throw LoadProblem(path: path, reason: .empty) }
    throw LoadProblem(path: path, reason: .noRecords("holds no articles: " + why))
  }

  private var why: String {
    let root = records.head.root
    if leftOut > 0 { return "of its \(leftOut == 1 ? "one item" : "\(leftOut) items") none has a text" }
    if root.isEmpty { return "no element of XML is in it" }
    if XMLRecords.isKnown(root: records.head.rootName) { return "<\(root)> has no item" }
    return "<\(root)> is no feed (RSS, Atom) and no news (NITF, NewsML)"
  }
}
