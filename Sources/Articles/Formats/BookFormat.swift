/// A book or magazine as EPUB, one article for each part that is read from its start to its end: a chapter.
public struct BookFormat: ArticleFormat {
  /// What messages call it.
  public static let name = "EPUB"
  /// Of files that folders are searched for.
  public static let endings = ["epub"]

  private let path: String
  private var limits = UnpackingLimits()
  private var parts: DocumentParts?
  private var package: BookPackage?
  private var chapter = 0
  private var count = 0

  /// Parts without text so far: covers, pictures.
  public private(set) var leftOut = 0
  /// Those of them that are encrypted.
  private var encrypted = 0

  /// How many they are.
  public var passedBy: PassedBy {
    var passed = PassedBy()
    if leftOut > encrypted { passed.add("parts without text", leftOut - encrypted) }
    if encrypted > 0 { passed.add("encrypted parts", encrypted) }
    return passed
  }

  /// Begins to read the file at `path`.
  public init(path: String) { self.path = path }

  /// By its first part, or its ending where it is a zip.
  public static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool {
    DocumentParts.kind(path: path, start) == .book
  }

  /// Takes how far it is unpacked.
  public mutating func use(_ options: ReadingOptions) { limits = options.limits }

  private static let wanted = [".xml", ".opf", ".xhtml", ".html", ".htm"]

  /// The article of the next chapter that has text; nil behind the last.
  public mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    if parts == nil {
      let parts = try DocumentParts(&bytes, path: path, limits) { name in
        let name = name.lowercased()
        return Self.wanted.contains { name.hasSuffix($0) }
      }
      self.parts = parts
      package = BookPackage(parts)
      guard package != nil else {
        throw LoadProblem(path: path, reason: .damaged("no list of the book's parts is in it"))
      }
    }
    guard let parts, let package else { return nil }
    while chapter < package.chapters.count {
      let name = package.chapters[chapter]
      chapter += 1
      guard let part = parts[name], !package.encrypted.contains(name) else {
        if parts[name] != nil { encrypted += 1 }
        leftOut += 1
        continue
      }
      if let article = article(part, package) {
        count += 1
        return ArticleDraft(article)
      }
      leftOut += 1
    }
    if count == 0, chapter == package.chapters.count {
      chapter += 1
      // It is the book that has none.
      let isEncrypted = encrypted > 0
      (leftOut, encrypted) = (0, 0)
      throw LoadProblem(path: path, reason: isEncrypted ? .encrypted : .noText)
    }
    return nil
  }

  /// Bytes of a paragraph that says something: titles, dedications and lists of contents have none.
  private static let paragraph = 80

  private func article(_ part: ContiguousArray<UInt8>, _ package: BookPackage) -> Article? {
    let page = PageParser.page(TextEncoding.decoded(part))
    var text = RecordText()
    let piece = HTMLPiece(page)
    let paragraphs = piece.paragraphs
    guard paragraphs.contains(where: { $0.bytes.count >= Self.paragraph }) else { return nil }
    for paragraph in paragraphs {
      if !text.bytes.isEmpty { text.bytes.append(contentsOf: [10, 10]) }
      text.bytes.append(contentsOf: paragraph.bytes)
    }
    text.mend()
    guard text.bytes.count <= ArticleFormats.largest else { return nil }
    var article = Article(text: text.bytes, path: path)
    if let heading = piece.firstHeading, text.bytes.starts(with: heading) {
      article.title = TextRange(0..<heading.count)
    }
    if let day = package.published { article.setPublished(day, via: .metadata) }
    article.author = package.authors
    article.source = package.publisher
    return article
  }
}

/// What a book says of itself and its parts (EPUB 2 and 3: the Open Packaging Format).
struct BookPackage {
  /// Names of the parts with text, in the order of reading.
  private(set) var chapters: [String] = []
  private(set) var published: CalendarDay?
  private(set) var authors = ""
  private(set) var publisher = ""
  /// Names of parts that nobody can read without a key (EPUB 3.3, 4.2.6.3.2).
  private(set) var encrypted: Set<String> = []

  /// Ways in which fonts are made unfit for other use; text that is said to be so is not encrypted.
  private static let obfuscations = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]

  /// Nil where the list of parts is missing.
  init?(_ parts: DocumentParts) {
    guard let container = parts.tree("META-INF/container.xml"), let root = container.first("rootfile"),
      let name = container.attribute("full-path", of: root), let package = parts.tree(name)
    else { return nil }
    let folder = name.split(separator: "/").dropLast().map(String.init)
    if let facts = package.first("metadata") { describe(package, facts) }
    if let list = parts.tree("META-INF/encryption.xml") { readEncrypted(list) }
    var names: [String: String] = [:]
    for item in package.elements("item") {
      guard let id = package.attribute("id", of: item), let address = package.attribute("href", of: item),
        package.attribute("media-type", of: item)?.contains("html") ?? true,
        !(package.attribute("properties", of: item)?.split(separator: " ").contains("nav") ?? false)
      else { continue }
      names[id] = Self.name(address, in: folder)
    }
    var seen: Set<String> = []
    for entry in package.elements("itemref") {
      guard let id = package.attribute("idref", of: entry), let name = names[id], seen.insert(name).inserted
      else { continue }
      chapters.append(name)
    }
  }

  private mutating func readEncrypted(_ list: XMLTree) {
    for data in list.elements("EncryptedData") {
      let method = list.child("EncryptionMethod", of: data).flatMap { list.attribute("Algorithm", of: $0) }
      guard !Self.obfuscations.contains(method ?? ""), let cipher = list.child("CipherData", of: data),
        let address = list.child("CipherReference", of: cipher).flatMap({ list.attribute("URI", of: $0) })
      else { continue }
      encrypted.insert(Self.name(address, in: []))
    }
  }

  private mutating func describe(_ package: XMLTree, _ facts: Int) {
    authors = package.elements("creator", below: facts).compactMap(package.string).prefix(8).joined(
      separator: ", ")
    publisher = package.string(package.first("publisher", below: facts)) ?? ""
    if authors.utf8.count > ReadingLimits.header { authors = "" }
    if publisher.utf8.count > ReadingLimits.header { publisher = "" }
    let dates = package.elements("date", below: facts)
    let main =
      dates.first { package.attribute("event", of: $0)?.contains("publication") ?? false } ?? dates.first
    if let written = package.string(main), case .day(let day) = RecordDay.read(written.utf8) {
      published = day
    }
  }

  /// The name of a part by its address, which is relative to the folder of the package (RFC 3986).
  private static func name(_ address: String, in folder: [String]) -> String {
    var parts = folder
    let path = decoded(Array(address.utf8.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }))
    for part in path.split(separator: "/") {
      switch part {
      case ".": break
      case "..": _ = parts.popLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }

  /// `%20` is a space.
  private static func decoded(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count,
        let value = UInt8(String(decoding: bytes[at + 1...at + 2], as: UTF8.self), radix: 16)
      {
        text.append(value)
        at += 3
      } else {
        text.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
