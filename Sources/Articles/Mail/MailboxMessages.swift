/// The messages of a file, one after another: all of it, or those of a mailbox (mbox, RFC 4155), each below a line
/// `From ann@example.org Tue Jan 17 10:00:00 2023`.
struct MailboxMessages {
  struct Message {
    /// Where it begins in the file, behind the line that parts it from the one before.
    var offset: Int
    var bytes: ContiguousArray<UInt8>
    /// The line above it, without its end; empty where there is none.
    var separator: ContiguousArray<UInt8>
  }

  private let path: String
  /// Nil before the first is read.
  private(set) var isMailbox: Bool?

  /// Bytes of a line above a message.
  private static let mostLine = 1 << 10

  init(path: String) { self.path = path }

  /// The next message; nil behind the last. One that is longer than an article may be is passed by in steady memory and thrown as
  /// `.brokenRecord`.
  mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> Message? {
    if isMailbox == nil {
      if bytes.available.isEmpty { _ = try bytes.more() }
      isMailbox = Self.isSeparator(bytes.available.prefix { $0 != 10 })
      if isMailbox == false { return try Message(offset: 0, bytes: bytes.rest(), separator: []) }
    }
    guard isMailbox == true else { return nil }
    guard try hasByte(&bytes) else { return nil }
    // The stream stands at a line that parts messages.
    let separator = try line(&bytes)
    let offset = bytes.offset
    guard let end = try end(&bytes) else {
      throw LoadProblem(
        path: path,
        reason: .brokenRecord(
          offset: offset, what: "the message is larger than \(ArticleFormats.largest >> 20) MiB"))
    }
    return Message(offset: offset, bytes: bytes.take(end), separator: separator)
  }

  private func hasByte(_ bytes: inout ByteStream) throws(LoadProblem) -> Bool {
    while bytes.available.isEmpty { if try !bytes.more() { return false } }
    return true
  }

  private func has(_ count: Int, _ bytes: inout ByteStream) throws(LoadProblem) -> Bool {
    while bytes.available.count < count { if try !bytes.more() { return false } }
    return true
  }

  /// Takes a line with its end, and gives it without.
  private func line(_ bytes: inout ByteStream) throws(LoadProblem) -> ContiguousArray<UInt8> {
    _ = try has(Self.mostLine, &bytes)
    let end = bytes.available.prefix(Self.mostLine).firstIndex(of: 10)
    let count = end.map { $0 + 1 - bytes.available.startIndex } ?? min(Self.mostLine, bytes.available.count)
    return ContiguousArray(HeaderFields.trimmed(bytes.take(count)[...]))
  }

  /// Bytes to before the next line that parts messages, or to the end of the file; nil where there are too many, which have been
  /// passed by then.
  private func end(_ bytes: inout ByteStream) throws(LoadProblem) -> Int? {
    if let stated = try statedEnd(&bytes) { return stated }
    var seen = 0
    var isHeld = true
    while true {
      // The line and the start of the next one must be there to be judged.
      let isAll = try !has(seen + 3 * Self.mostLine, &bytes)
      let found = bytes.withAvailable { Self.separator($0, from: seen, isAll: isAll) }
      switch found {
      case .at(let end):
        if isHeld { return end }
        bytes.skip(end)
        return nil
      case .none(let next):
        if isAll {
          if isHeld { return bytes.available.count }
          bytes.skip(bytes.available.count)
          return nil
        }
        seen = next
      }
      if seen > ArticleFormats.largest { isHeld = false }
      if !isHeld {
        // One byte before, which may be the line break in front.
        bytes.skip(max(0, seen - 1))
        seen = 1
      }
    }
  }

  /// Bytes to where the message's own `Content-Length` says that it ends, if a line that parts messages stands there.
  private func statedEnd(_ bytes: inout ByteStream) throws(LoadProblem) -> Int? {
    _ = try has(1 << 14, &bytes)
    let head = bytes.withAvailable { available in
      let start = UnsafeBufferPointer(rebasing: available.prefix(1 << 16))
      // Not to be looked for in the next messages, too.
      let end = start.firstOffset(of: "\nFrom ") ?? start.count
      return HeaderFields.end(UnsafeBufferPointer(rebasing: start[..<end]))
    }
    guard let head else { return nil }
    let fields = HeaderFields(lines: bytes.available.prefix(head))
    guard let length = fields.number("content-length"), length <= ArticleFormats.largest else { return nil }
    let end = head + length
    let isAll = try !has(end + Self.mostLine, &bytes)
    let rest = bytes.available.dropFirst(end)
    let breaks = rest.prefix(4).prefix { $0 == 10 || $0 == 13 }.count
    if rest.count == breaks, isAll, bytes.available.count >= end { return bytes.available.count }
    guard Self.isSeparator(rest.dropFirst(breaks).prefix(Self.mostLine).prefix { $0 != 10 }) else {
      return nil
    }
    return end + breaks
  }

  // MARK: The lines between

  private enum Search {
    /// A message ends before this offset.
    case at(Int)
    /// Not before this offset.
    case none(Int)
  }

  private static func separator(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isAll: Bool) -> Search {
    var at = start
    while let found = bytes.firstOffset(of: "\nFrom ", from: at) {
      let rest = bytes[(found + 1)...]
      // More is to be read before it can be judged.
      if !isAll, rest.count < 2 * mostLine { return .none(found) }
      let line = rest.prefix(mostLine).prefix { $0 != 10 }
      let next = rest.dropFirst(line.count + 1)
      if isSeparator(ContiguousArray(line)[...]),
        next.isEmpty || beginsMessage(ContiguousArray(next.prefix(256))[...])
      {
        return .at(found + 1)
      }
      at = found + 1
    }
    return .none(max(start, bytes.count - 6))
  }

  /// Whether a field, or a line that was quoted, begins the bytes.
  private static func beginsMessage(_ bytes: ContiguousArray<UInt8>.SubSequence) -> Bool {
    if bytes.starts(with: ">From ".utf8) { return true }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return HeaderFields.isName(bytes[..<colon])
  }

  /// Whether a line parts messages: `From `, then words of which one is a weekday, one a month, one a time and one a year.
  static func isSeparator(_ line: ContiguousArray<UInt8>.SubSequence) -> Bool {
    guard line.starts(with: "From ".utf8), line.count < mostLine else { return false }
    var (hasDay, hasMonth, hasTime, hasYear) = (false, false, false, false)
    for word in line.dropFirst(5).split(whereSeparator: { $0 <= 32 }) {
      if word.count == 4, word.allSatisfy(\.isASCIIDigit) { hasYear = true }
      if let first = word.first, first.isASCIIDigit, word.contains(58) { hasTime = true }
      if MailDay.isWeekday(word) { hasDay = true }
      if MailDay.month(word) != nil { hasMonth = true }
    }
    return hasDay && hasMonth && hasTime && hasYear
  }
}
