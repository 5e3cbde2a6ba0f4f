/// What a message holds: its text, files of text that were attached, and other messages.
struct MailContents {
  /// What is shown as its text.
  private(set) var text = MailText([])
  /// Text that was attached as a file.
  private(set) var attached: [MailPart] = []
  /// PDFs, by what is said of them.
  private(set) var documents: [MailPart] = []
  /// Messages within it.
  private(set) var messages: [Range<Int>] = []
  private(set) var passedBy = PassedBy()

  /// Parts within each other that are looked into.
  static let depthLimit = 16

  private let bytes: ContiguousArray<UInt8>
  /// Where the message begins in the file.
  private let offset: Int
  private let isInMailbox: Bool
  /// It answers another, which it may quote.
  private let isReply: Bool

  /// Of a message, or of one within it. O(bytes · depth).
  init(_ part: MailPart, of bytes: ContiguousArray<UInt8>, at offset: Int, isInMailbox: Bool, depth: Int = 0)
  {
    self.bytes = bytes
    self.offset = offset
    self.isInMailbox = isInMailbox
    isReply = part.fields.has("in-reply-to") || part.fields.has("references")
    take(part, depth)
  }

  /// As `other`, and still empty.
  private init(like other: MailContents) {
    bytes = other.bytes
    offset = other.offset
    isInMailbox = other.isInMailbox
    isReply = other.isReply
  }

  private mutating func add(_ other: MailContents) {
    text.paragraphs += other.text.paragraphs
    attached += other.attached
    documents += other.documents
    messages += other.messages
    passedBy.add(other.passedBy)
  }

  private mutating func take(_ part: MailPart, _ depth: Int) {
    guard depth < Self.depthLimit else { return passedBy.add("parts that nest too deep") }
    switch part.type.name {
    case "multipart/encrypted", "application/pgp-encrypted": passedBy.add("encrypted messages")
    case "multipart/report": passedBy.add("reports of delivery")
    case let name where name.hasPrefix("multipart/"): takeParts(part, depth)
    case "message/rfc822", "message/global", "message/news":
      // What was packed as a whole is a file to keep.
      if part.isPacked {
        passedBy.add("attachments")
      } else {
        messages.append(part.body)
      }
    case "text/plain", "text/markdown", "text/html", "application/xhtml+xml", "text":
      if part.isAttachment {
        attached.append(part)
      } else if part.type.name == "text/plain", !part.isPacked,
        let digest = PlainDigest.messages(bytes, part.body)
      {
        messages += digest
      } else {
        text.paragraphs += shown(part).paragraphs
      }
    case "application/pdf", "application/x-pdf": documents.append(part)
    case "application/octet-stream" where part.fileName.lowercased().hasSuffix(".pdf"):
      documents.append(part)
    default: passedBy.add("attachments")
    }
  }

  private mutating func takeParts(_ part: MailPart, _ depth: Int) {
    let isDigest = part.type.name == "multipart/digest"
    let parts = part.parts(bytes).map {
      MailPart(bytes, $0, standard: isDigest ? "message/rfc822" : "text/plain")
    }
    guard !parts.isEmpty else {
      var whole = part
      whole.type = MediaType("text/plain".utf8)
      return take(whole, depth + 1)
    }
    switch part.type.name {
    case "multipart/alternative": takeBest(parts, depth)
    case "multipart/signed": take(parts[0], depth + 1)
    case "multipart/related":
      // Pictures and styles of the one that is the root.
      let start = part.type["start"]
      take(parts.first { start != nil && $0.fields["content-id"] == start } ?? parts[0], depth + 1)
    default: for part in parts { take(part, depth + 1) }
    }
  }

  /// Of several forms of one text that which was written as text, unless it only says that there is another.
  private mutating func takeBest(_ parts: [MailPart], _ depth: Int) {
    var plain: MailContents?
    var rich: MailContents?
    for part in parts {
      var contents = MailContents(like: self)
      contents.take(part, depth + 1)
      let isEmpty = contents.text.paragraphs.isEmpty && contents.messages.isEmpty
      if part.type.name == "text/plain", plain == nil {
        plain = contents
      } else if !isEmpty {
        rich = contents
      }
    }
    guard let plain, !plain.text.paragraphs.isEmpty else {
      if let found = rich ?? plain { add(found) }
      return
    }
    let words = plain.text.words
    // A third of the other's words, for the text of pages has captions and menus, too.
    let isStub = rich.map { $0.text.words >= 20 && words * 3 < $0.text.words } ?? false
    add(isStub ? rich ?? plain : plain)
  }

  // MARK: Texts

  /// The bytes of a part as UTF-8, and whether they stand in the message as they are.
  func decoded(_ part: MailPart) -> (text: ContiguousArray<UInt8>, isPlain: Bool) {
    let raw = TransferEncoding.decoded(bytes[part.body], part.encoding)
    let text = TextEncoding.decoded(raw, header: part.type.charset)
    let isPlain = !part.isPacked && text.count == raw.count
    return (Self.sound(text), isPlain)
  }

  /// Sound UTF-8 without NUL and other signs that steer machines.
  private static func sound(_ text: ContiguousArray<UInt8>) -> ContiguousArray<UInt8> {
    var text = text
    if !text.isUTF8 {
      text = ContiguousArray(String(decoding: text, as: UTF8.self).utf8)
    }
    for i in text.indices where text[i] < 32 && text[i] != 10 && text[i] != 13 && text[i] != 9 {
      text[i] = 32
    }
    return text
  }

  /// Where a byte of a part's text stands in the file; its body where it was packed.
  func source(of part: MailPart, isPlain: Bool) -> (Int) -> Int {
    let start = offset + part.body.lowerBound
    return { isPlain ? start + $0 : start }
  }

  private func shown(_ part: MailPart) -> MailText {
    let (text, isPlain) = decoded(part)
    let source = source(of: part, isPlain: isPlain)
    if part.type.name == "text/plain" || part.type.name == "text/markdown" || part.type.name == "text" {
      let form = PlainMailText.Form(part.type, isInMailbox: isInMailbox)
      return MailFooters.removed(from: PlainMailText(text, form, source: source).text)
    }
    return MailFooters.removed(from: page(text, source))
  }

  /// The text of a page that is all text.
  private func page(_ html: ContiguousArray<UInt8>, _ source: (Int) -> Int) -> MailText {
    let opening = "<body>"
    let page = PageParser.page(ContiguousArray(opening.utf8) + html + ContiguousArray("</body>".utf8))
    var text = MailText([])
    var end = page.blocks.count
    if isReply {
      let quotations = page.areWithin { $0.tag == .quote }
      while end > 0, quotations[Int(page.blocks[end - 1].element)] { end -= 1 }
      if end == 0 { end = page.blocks.count }
    }
    // The words that lists of messages show beside the subject.
    let hidden = page.areWithin { $0.hints.contains(.hidden) }
    var piece = 0
    for block in page.blocks[..<end] where !hidden[Int(block.element)] {
      while piece + 1 < page.sources.count, page.sources[piece + 1].text <= block.range.start { piece += 1 }
      let at =
        piece < page.sources.count
        ? page.sources[piece].source + Int(block.range.start - page.sources[piece].text) : 0
      let line = MailText.Line(
        text: Self.sound(ContiguousArray(page.text[block.range.range])),
        source: source(max(0, at - opening.utf8.count)))
      guard !line.isBlank else { continue }
      text.paragraphs.append(MailText.Paragraph(lines: [line], linked: Int(block.linked)))
    }
    return text
  }
}

extension PageDocument {
  /// Of each element, whether it, or one that it stands in, is of a kind. O(elements).
  fileprivate func areWithin(_ isOne: (Element) -> Bool) -> [Bool] {
    var areWithin: [Bool] = []
    areWithin.reserveCapacity(elements.count)
    // An element stands behind the one that holds it.
    for element in elements {
      areWithin.append(isOne(element) || element.parent >= 0 && areWithin[Int(element.parent)])
    }
    return areWithin
  }
}
