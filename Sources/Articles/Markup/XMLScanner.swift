internal import Glibc

/// A tag of XML, by bytes.
struct XMLTag {
  /// From `<` to behind `>`.
  var range: Range<Int>
  /// With its prefix.
  var name: Range<Int>
  var isEnd = false
  /// `<name/>`: start and end in one.
  var isEmpty = false
}

/// Tells tags, texts and CDATA sections of XML apart, in whatever pieces the bytes come.
///
/// Faulty files are the rule among feeds, and a strict reader of XML stops at the first fault or loses what stands there: a `<`
/// that begins no tag is text here, as is a tag that another one begins in, and nobody asks whether ends fit
/// starts. Document types are passed by: no entity is declared, nothing is fetched. All of it is linear in the bytes.
struct XMLScanner {
  enum Token {
    case tag(XMLTag)
    case text(Range<Int>)
    /// What stands in a CDATA section, or a part of it.
    case data(Range<Int>)
    /// Of comments, instructions and document types.
    case other
  }

  /// Bytes; what goes on for longer is no tag.
  private static let longestTag = 4 << 20

  private enum Place { case text, comment, instruction, data, declaration }

  /// The next byte to look at.
  private(set) var at = 0
  private var place = Place.text
  /// Where the search for the end of the tag that begins at `at` goes on.
  private var reached = 0
  private var quote: UInt8 = 0
  /// The first `>` in the value that is open.
  private var closing: Int?
  /// Of a document type: open square brackets, and whether a comment is open.
  private var brackets = 0
  private var isInComment = false

  /// The bytes now begin `count` bytes later, which is no more than `at`.
  mutating func shift(_ count: Int) {
    at -= count
    reached -= count
    closing = closing.map { $0 - count }
  }

  /// The next token; nil where more bytes are needed to tell. `isWhole`: there are no more of them, and nil is the end.
  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Token? {
    while at < bytes.count {
      switch place {
      case .text:
        if bytes[at] != UInt8(ascii: "<") { return text(bytes, from: at) }
        switch opening(bytes) {
        case .tag?: return tag(bytes, isWhole: isWhole)
        case .begun?: continue
        case .text?: return text(bytes, from: at + 1)
        case nil: return isWhole ? text(bytes, from: at + 1) : nil
        }
      case .comment: return pass(bytes, "-->", isWhole: isWhole)
      case .instruction: return pass(bytes, "?>", isWhole: isWhole)
      case .data:
        let start = at
        guard let token = pass(bytes, "]]>", isWhole: isWhole) else { return nil }
        let end = place == .text ? at - 3 : at
        return end > start ? .data(start..<end) : token
      case .declaration: return declaration(bytes)
      }
    }
    return nil
  }

  private mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Token {
    let start = at
    at = Self.first("<", bytes, from: from) ?? bytes.count
    return .text(start..<at)
  }

  private enum Opening { case tag, text, begun }

  /// What the `<` here opens; nil where that is not known yet.
  private mutating func opening(_ bytes: UnsafeBufferPointer<UInt8>) -> Opening? {
    guard at + 1 < bytes.count else { return nil }
    let second = bytes[at + 1]
    if Self.beginsName(second) { return .tag }
    switch second {
    case UInt8(ascii: "/"):
      guard at + 2 < bytes.count else { return nil }
      return Self.beginsName(bytes[at + 2]) ? .tag : .text
    case UInt8(ascii: "?"): return begin(.instruction, 2)
    case UInt8(ascii: "!"):
      for (mark, place) in [("<!--", Place.comment), ("<![CDATA[", .data)] {
        let count = min(mark.utf8.count, bytes.count - at)
        if bytes[at..<at + count].elementsEqual(mark.utf8.prefix(count)) {
          return count == mark.utf8.count ? begin(place, count) : nil
        }
      }
      guard at + 2 < bytes.count else { return nil }
      guard bytes[at + 2].isASCIILetter else { return .text }
      brackets = 0
      quote = 0
      isInComment = false
      return begin(.declaration, 2)
    default: return .text
    }
  }

  private mutating func begin(_ next: Place, _ count: Int) -> Opening {
    place = next
    at += count
    return .begun
  }

  static func beginsName(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
  }

  /// The tag that begins here. `<` stands in no tag, not even between quotation marks: there another one begins, and the one
  /// before has ended at a `>` if there is one.
  private mutating func tag(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Token? {
    let start = at
    let isEnd = bytes[at + 1] == UInt8(ascii: "/")
    if reached <= at {
      reached = at + 1
      quote = 0
      closing = nil
    }
    while reached < bytes.count {
      let byte = bytes[reached]
      if byte == UInt8(ascii: "<") {
        at = closing.map { $0 + 1 } ?? reached
        return closing == nil ? .text(start..<at) : .tag(Self.tag(bytes, start..<at, isEnd))
      }
      if quote != 0 {
        if byte == UInt8(ascii: ">"), closing == nil { closing = reached }
        if byte == quote {
          quote = 0
          closing = nil
        }
      } else if byte == UInt8(ascii: ">") {
        at = reached + 1
        return .tag(Self.tag(bytes, start..<at, isEnd))
      } else if !isEnd, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      }
      reached += 1
    }
    if reached - start > Self.longestTag {
      at = reached
      return .text(start..<at)
    }
    guard isWhole else { return nil }
    at = bytes.count
    return .text(start..<at)
  }

  private static func tag(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ isEnd: Bool) -> XMLTag {
    let first = range.lowerBound + (isEnd ? 2 : 1)
    var end = first
    while bytes[end] > 32, bytes[end] != UInt8(ascii: ">"), bytes[end] != UInt8(ascii: "/") { end += 1 }
    let isEmpty = !isEnd && bytes[range.upperBound - 2] == UInt8(ascii: "/")
    return XMLTag(range: range, name: first..<end, isEnd: isEnd, isEmpty: isEmpty)
  }

  /// Goes behind `mark`, or as far as the bytes go without a part of it.
  private mutating func pass(
    _ bytes: UnsafeBufferPointer<UInt8>, _ mark: StaticString, isWhole: Bool
  ) -> Token? {
    let length = mark.utf8CodeUnitCount
    if let found = Self.first(mark, bytes, from: at) {
      at = found + length
      place = .text
      return .other
    }
    let end = isWhole ? bytes.count : max(at, bytes.count - length + 1)
    guard end > at else { return nil }
    at = end
    return .other
  }

  /// A document type, to its end or as far as the bytes go: `<!DOCTYPE a [ … ]>`.
  private mutating func declaration(_ bytes: UnsafeBufferPointer<UInt8>) -> Token {
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if isInComment {
        if byte == UInt8(ascii: ">"), at >= 3, bytes[at - 2] == UInt8(ascii: "-"),
          bytes[at - 3] == UInt8(ascii: "-")
        {
          isInComment = false
        }
      } else if quote != 0 {
        if byte == quote { quote = 0 }
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        case UInt8(ascii: "["): brackets += 1
        case UInt8(ascii: "]"): brackets -= 1
        case UInt8(ascii: "-"):
          isInComment =
            at >= 4 && bytes[at - 2] == UInt8(ascii: "-") && bytes[at - 3] == UInt8(ascii: "!")
        case UInt8(ascii: ">") where brackets <= 0:
          place = .text
          return .other
        default: break
        }
      }
    }
    return .other
  }

  /// Where a byte stands first, from an offset on.
  static func first(_ byte: Unicode.Scalar, _ bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Int? {
    guard from < bytes.count, let base = bytes.baseAddress else { return nil }
    guard let found = memchr(base + from, Int32(byte.value), bytes.count - from) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Where some bytes stand first, from an offset on.
  static func first(_ mark: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, from: Int) -> Int? {
    let length = mark.utf8CodeUnitCount
    var at = from
    while let found = first(Unicode.Scalar(mark.utf8Start.pointee), bytes, from: at),
      found + length <= bytes.count, let base = bytes.baseAddress
    {
      if memcmp(base + found, mark.utf8Start, length) == 0 { return found }
      at = found + 1
    }
    return nil
  }
}
