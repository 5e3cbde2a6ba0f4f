/// A place in bytes of JSON, and the steps that whatever reads them takes.
struct JSONCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  var at: Int

  /// What stands here; nil at the end.
  var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  mutating func skipSpace() { while at < bytes.count, bytes[at] <= 32 { at += 1 } }

  /// Whether a sign stands here, behind white space; then it goes on behind it.
  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard byte == UInt8(ascii: sign) else { return false }
    at += 1
    return true
  }

  /// The bytes between the quotation marks of the string here, and goes on behind it; nil where none begins here. Where it does not
  /// close, nil at the end of the bytes.
  mutating func string() -> Range<Int>? {
    guard byte == UInt8(ascii: "\"") else { return nil }
    let start = at + 1
    at = start
    while true {
      at = bytes.firstMark(from: at)
      guard at < bytes.count else { return nil }
      if bytes[at] == UInt8(ascii: "\"") {
        at += 1
        return start..<at - 1
      }
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
  }

  /// Passes the object or the list here by. Where it stays when that does not end well.
  mutating func skip() -> JSONScanner.Step {
    var scanner = JSONScanner()
    let step = scanner.scan(bytes, from: at)
    if case .end(let end) = step { at = end }
    return step
  }
}
