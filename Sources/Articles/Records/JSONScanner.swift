/// Finds where an object or a list of JSON ends, without building anything: pieces of it may come one after another.
///
/// It knows strings and brackets only. What it takes for a fault is a record that does not end where the next one begins in a
/// line of its own, so that one broken record costs no other.
struct JSONScanner {
  enum Step: Equatable {
    /// All was read and it goes on.
    case open
    /// It ends before this byte.
    case end(Int)
    /// It is broken; the next record may begin at this byte.
    case fault(Int)
  }

  /// Brackets within each other; what is deeper is no record.
  static let depthLimit = 1024

  private var depth: Int
  private var isInString = false
  private var isEscaped = false
  /// Nothing but white space since the last line break.
  private var isAtLineStart = false
  /// The last byte outside of strings that is no white space.
  private var last: UInt8 = 0
  /// Which of the innermost 64 brackets are those of lists, the innermost in the lowest bit.
  private var lists: UInt64 = 0
  /// It was deeper once, so that some are not known any more.
  private var hasLost = false

  /// At the start of an object or list, or within so many objects.
  init(depth: Int = 0) { self.depth = depth }

  private static let quote = UInt8(ascii: "\"")

  /// Reads on from byte `start`. O(bytes).
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Step {
    var i = start
    while i < bytes.count {
      if isInString {
        if let fault = string(bytes, &i) { return .fault(fault) }
        continue
      }
      let byte = bytes[i]
      switch byte {
      case Self.quote:
        isInString = true
      case UInt8(ascii: "{"):
        if isAtLineStart, depth > 0, !takesObject { return .fault(i) }
        open(isList: false)
        if depth > Self.depthLimit { return .fault(i + 1) }
      case UInt8(ascii: "["):
        open(isList: true)
        if depth > Self.depthLimit { return .fault(i + 1) }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if !hasLost, lists & 1 != (byte == UInt8(ascii: "]") ? 1 : 0) { return .fault(i + 1) }
        depth -= 1
        lists >>= 1
        if depth <= 0 { return .end(i + 1) }
      case 10: isAtLineStart = true
      default: break
      }
      if byte > 32 {
        last = byte
        isAtLineStart = false
      }
      i += 1
    }
    return .open
  }

  private mutating func open(isList: Bool) {
    depth += 1
    if depth > 64 { hasLost = true }
    lists = lists << 1 | (isList ? 1 : 0)
  }

  /// Whether an object may begin here.
  private var takesObject: Bool {
    last == UInt8(ascii: ":") || last == UInt8(ascii: "[")
      || last == UInt8(ascii: ",") && (hasLost || lists & 1 == 1)
  }

  /// Reads on in a string; where a record begins in a line of its own within it, that byte.
  private mutating func string(_ bytes: UnsafeBufferPointer<UInt8>, _ i: inout Int) -> Int? {
    while i < bytes.count {
      if !isEscaped, !isAtLineStart {
        i = bytes.firstMark(from: i)
        if i == bytes.count { return nil }
      }
      let byte = bytes[i]
      i += 1
      if isEscaped {
        isEscaped = false
      } else if byte == Self.quote {
        isInString = false
        isAtLineStart = false
        return nil
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == 10 {
        isAtLineStart = true
        continue
      } else if isAtLineStart {
        // A line break stands in no string of sound JSON.
        if byte == UInt8(ascii: "{") { return i - 1 }
        isAtLineStart = byte <= 32
      }
    }
    return nil
  }
}
