/// The text of a message as paragraphs of lines, each of which knows where it stands.
struct MailText {
  struct Line {
    /// UTF-8 without line breaks and NUL.
    var text: ContiguousArray<UInt8>
    /// Where it stands in the file.
    var source: Int
    /// How deep it is quoted: `> ` is once.
    var quotes = 0

    var isBlank: Bool { text.allSatisfy { $0 <= 32 } }
  }

  struct Paragraph {
    var lines: [Line]
    /// Bytes of it that stand in links, where that is known.
    var linked = 0

    /// Its bytes in small letters, lines apart by spaces. O(length).
    var folded: [UInt8] { Array(lines.map { $0.text.map(\.asciiLowered) }.joined(separator: [32])) }
    /// Bytes of its lines.
    var count: Int { lines.reduce(0) { $0 + $1.text.count } }
  }

  var paragraphs: [Paragraph] = []

  /// Words of all of it, as far as white space parts them; addresses of pages are none.
  var words: Int {
    paragraphs.reduce(0) { sum, paragraph in
      sum
        + paragraph.lines.reduce(0) { sum, line in
          sum + line.text.split { $0 <= 32 }.count { !$0.starts(with: "http".utf8) }
        }
    }
  }

  /// Lines, apart where blank ones are.
  init(_ lines: [Line]) {
    var open: [Line] = []
    for line in lines {
      if !line.isBlank {
        open.append(line)
      } else if !open.isEmpty {
        paragraphs.append(Paragraph(lines: open))
        open = []
      }
    }
    if !open.isEmpty { paragraphs.append(Paragraph(lines: open)) }
  }
}

/// Text of a message that was written as such: its lines without what mail programs have put around them.
struct PlainMailText {
  private var lines: [MailText.Line] = []

  /// How lines are to be taken.
  struct Form {
    /// Lines that end in a space go on (RFC 3676).
    var isFlowed = false
    /// That space is none of the text.
    var dropsSpace = false
    /// Lines that begin with "From " were quoted, as mailboxes need it.
    var isInMailbox = false

    init(_ type: MediaType, isInMailbox: Bool) {
      isFlowed = type["format"]?.lowercased() == "flowed"
      dropsSpace = type["delsp"]?.lowercased() == "yes"
      self.isInMailbox = isInMailbox
    }
  }

  /// `source`: where some byte of the text stands in the file. O(bytes).
  init(_ text: ContiguousArray<UInt8>, _ form: Form, source: (Int) -> Int) {
    var at = 0
    var isOpen = false
    while at < text.count {
      let end = text[at...].firstIndex(of: 10) ?? text.count
      var line = text[at..<end]
      if line.last == 13 { line.removeLast() }
      if form.isInMailbox, Self.isQuotedFrom(line) { line = line.dropFirst() }
      let quotes = Self.quotes(line, isFlowed: form.isFlowed)
      if form.isFlowed {
        line = line.drop { $0 == UInt8(ascii: ">") }
        if line.first == 32 { line = line.dropFirst() }
      }
      let isSignature = line.elementsEqual("-- ".utf8)
      let goesOn = form.isFlowed && line.last == 32 && !isSignature
      if goesOn, form.dropsSpace { line = line.dropLast() }
      if isOpen, !isSignature, quotes == lines[lines.count - 1].quotes {
        lines[lines.count - 1].text.append(contentsOf: line)
      } else {
        lines.append(MailText.Line(text: ContiguousArray(line), source: source(at), quotes: quotes))
      }
      isOpen = goesOn
      at = end + 1
    }
  }

  /// `>From `, `>>From `.
  private static func isQuotedFrom(_ line: ContiguousArray<UInt8>.SubSequence) -> Bool {
    line.first == UInt8(ascii: ">") && line.drop { $0 == UInt8(ascii: ">") }.starts(with: "From ".utf8)
  }

  private static func quotes(_ line: ContiguousArray<UInt8>.SubSequence, isFlowed: Bool) -> Int {
    if isFlowed { return line.prefix { $0 == UInt8(ascii: ">") }.count }
    return line.prefix { $0 == UInt8(ascii: ">") || $0 == 32 }.count { $0 == UInt8(ascii: ">") }
  }

  /// The text without signatures, quotations at its end, and what mailing lists put below it. O(bytes).
  var text: MailText {
    var lines = withoutArmour(lines)
    cutListFooter(&lines)
    cutSignature(&lines)
    cutOriginal(&lines)
    cutQuotation(&lines)
    for i in lines.indices { lines[i].text = MailLinks.without(lines[i].text) }
    return MailText(lines)
  }

  // MARK: What stands around it

  private static func isLine(_ line: MailText.Line, _ text: String) -> Bool {
    HeaderFields.trimmed(line.text[...]).elementsEqual(text.utf8)
  }

  /// Without the lines that sign it (RFC 9580, cleartext signatures).
  private func withoutArmour(_ lines: [MailText.Line]) -> [MailText.Line] {
    guard let begin = lines.firstIndex(where: { Self.isLine($0, "-----BEGIN PGP SIGNED MESSAGE-----") }),
      let signature = lines[begin...].firstIndex(where: { Self.isLine($0, "-----BEGIN PGP SIGNATURE-----") })
    else { return lines }
    let end =
      lines[signature...].firstIndex { Self.isLine($0, "-----END PGP SIGNATURE-----") } ?? lines.count - 1
    let head = lines[(begin + 1)..<signature].firstIndex(where: \.isBlank) ?? begin
    let signed = lines[(head + 1)..<signature].map { line in
      var line = line
      if line.text.starts(with: "- ".utf8) { line.text.removeFirst(2) }
      return line
    }
    return lines[..<begin] + signed + lines[(end + 1)...]
  }

  private static func isRule(_ line: MailText.Line) -> Bool {
    let text = HeaderFields.trimmed(line.text[...])
    return text.count >= 20 && text.allSatisfy { $0 == UInt8(ascii: "_") }
  }

  /// Below a line of low lines stands what a mailing list says of itself.
  private func cutListFooter(_ lines: inout [MailText.Line]) {
    guard let rule = lines.lastIndex(where: Self.isRule), lines[..<rule].contains(where: { !$0.isBlank }),
      lines[(rule + 1)...].count(where: { !$0.isBlank }) <= 8
    else { return }
    // A story may stand there as well, a line a paragraph.
    let below = lines[(rule + 1)...]
    let isList = below.contains { line in
      let folded = line.text.map(\.asciiLowered)
      return ["mailing list", "unsubscribe", "http", "@"].contains {
        folded.firstOffset(of: Array($0.utf8)) != nil
      }
    }
    guard isList || !below.contains(where: { $0.text.count >= 90 }) else { return }
    lines.removeSubrange(rule...)
  }

  /// Lines of a signature; below a mark with more of them an article may stand.
  private static let longestSignature = 30

  private func cutSignature(_ lines: inout [MailText.Line]) {
    var behind = 0
    var found: Int?
    for number in lines.indices.reversed() where behind <= Self.longestSignature {
      let line = lines[number]
      let isMark = line.text.elementsEqual("-- ".utf8) || line.text.elementsEqual("--".utf8) && behind <= 10
      if isMark, line.quotes == 0, found == nil { found = number }
      if !line.isBlank { behind += 1 }
    }
    guard let found, lines[..<found].contains(where: { !$0.isBlank }) else { return }
    if Self.isProse(lines[(found + 1)...], after: lines[..<found]) {
      // The mark only parts two pieces of the text.
      lines[found].text = []
    } else {
      lines.removeSubrange(found...)
    }
  }

  /// Words of sentences below a mark that are no signature: a motto has fewer.
  private static let longestMotto = 40

  /// Whether sentences stand below a mark, rather than names, addresses and a motto: many, or more than above it.
  private static func isProse(_ below: ArraySlice<MailText.Line>, after above: ArraySlice<MailText.Line>)
    -> Bool
  {
    func words(_ lines: ArraySlice<MailText.Line>) -> Int {
      MailText(Array(lines)).paragraphs.reduce(0) { $0 + MailFooters.wordsOfProse($1) }
    }
    let count = words(below)
    return count >= longestMotto || count >= longestMotto / 2 && count > words(above)
  }

  /// The message that is answered, as some programs put it below the answer.
  private func cutOriginal(_ lines: inout [MailText.Line]) {
    guard
      let mark = lines.firstIndex(where: { line in
        let text = HeaderFields.trimmed(line.text[...])
        return text.starts(with: "-----".utf8) && text.reversed().starts(with: "-----".utf8)
          && Array(text.map(\.asciiLowered)).holds(Array("original message".utf8))
      }), lines[..<mark].contains(where: { !$0.isBlank && $0.quotes == 0 }),
      lines[(mark + 1)...].prefix(3).contains(where: { MailPart.isField($0.text[...]) })
    else { return }
    lines.removeSubrange(mark...)
  }

  /// Quoted lines at the end, and the line that says whose they are.
  private func cutQuotation(_ lines: inout [MailText.Line]) {
    var end = lines.count
    while end > 0, lines[end - 1].isBlank || lines[end - 1].quotes > 0 { end -= 1 }
    guard end > 0, lines[end...].contains(where: { $0.quotes > 0 && !$0.isBlank }) else { return }
    // "On Tuesday, Ann Lind wrote:", perhaps in two lines.
    if lines[end - 1].text.last(where: { $0 > 32 }) == UInt8(ascii: ":") {
      var start = end - 1
      while start > 0, end - start < 3, !lines[start - 1].isBlank { start -= 1 }
      let words: [UInt8] = lines[start..<end].flatMap { $0.text.map(\.asciiLowered) + [32] }
      let says = ["wrote", "writes", "said", "schrieb", "écrit", "escribi", "scrisse", "@"]
      if start == 0 || lines[start - 1].isBlank, says.contains(where: { words.holds(Array($0.utf8)) }) {
        end = start
      }
    }
    if lines[..<end].contains(where: { !$0.isBlank }) { lines.removeSubrange(end...) }
  }
}

/// Addresses of pages that stand beside the words of a text, as mail programs write links.
enum MailLinks {
  private static let schemes = ["https://", "http://", "mailto:"].map { Array($0.utf8) }

  /// A line without addresses between brackets; empty where it has nothing but one, or "Read more: " before it. O(length).
  static func without(_ line: ContiguousArray<UInt8>) -> ContiguousArray<UInt8> {
    guard line.contains(UInt8(ascii: ":")) else { return line }
    var result: ContiguousArray<UInt8> = []
    var at = 0
    var isCut = false
    while at < line.count {
      if let end = bracketed(line, at) {
        isCut = true
        if result.last == 32 { result.removeLast() }
        at = end
      } else {
        result.append(line[at])
        at += 1
      }
    }
    let rest = HeaderFields.trimmed(result[...])
    return isAddress(rest) ? [] : isCut ? result : line
  }

  /// Words before an address that only say what it is.
  private static let label = 4

  private static func isAddress(_ line: ContiguousArray<UInt8>.SubSequence) -> Bool {
    let words = line.split { $0 <= 32 }
    guard let last = words.last, schemes.contains(where: { last.starts(with: $0) }) else { return false }
    let before = words.dropLast()
    return before.isEmpty || before.count <= label && before.last?.last == UInt8(ascii: ":")
  }

  private static let closing: [UInt8: UInt8] = [0x3C: 0x3E, 0x5B: 0x5D, 0x28: 0x29]
  private static let longest = 2048

  /// Behind the bracket that closes an address whose bracket opens at an offset.
  private static func bracketed(_ line: ContiguousArray<UInt8>, _ at: Int) -> Int? {
    guard let close = closing[line[at]] else { return nil }
    let inner = line[(at + 1)...].drop { $0 == 32 }
    guard schemes.contains(where: { inner.starts(with: $0) }) else { return nil }
    let open = line[at]
    guard
      let end = inner.prefix(longest).firstIndex(where: { $0 == close || $0 == 32 || $0 == open })
    else { return nil }
    let rest = line[end...].drop { $0 == 32 }
    return rest.first == close ? rest.startIndex + 1 : nil
  }
}
