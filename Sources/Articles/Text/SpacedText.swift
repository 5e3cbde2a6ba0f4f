/// Text whose white space is single spaces between words.
enum SpacedText {
  /// The words of some UTF-8 with a space between each two; "" of none. O(bytes).
  static func line(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = ContiguousArray(bytes)
    var line: ContiguousArray<UInt8> = []
    line.reserveCapacity(bytes.count)
    var at = 0
    var isBehindSpace = false
    while at < bytes.count {
      let space = space(bytes, at)
      if space > 0 {
        isBehindSpace = true
        at += space
      } else {
        if isBehindSpace, !line.isEmpty { line.append(32) }
        isBehindSpace = false
        line.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Bytes of the white space that begins at an offset; 0 where there is none.
  static func space(_ bytes: ContiguousArray<UInt8>, _ at: Int) -> Int {
    let byte = bytes[at]
    if byte <= 32 { return 1 }
    guard byte >= 0xC2, at + 1 < bytes.count else { return 0 }
    let next = bytes[at + 1]
    switch byte {
    // No-break space and next line.
    case 0xC2: return next == 0xA0 || next == 0x85 ? 2 : 0
    // Spaces of other widths, separators of lines and paragraphs; the space of ideographs.
    case 0xE2 where next == 0x80 && at + 2 < bytes.count:
      let last = bytes[at + 2]
      return last <= 0x8A || last == 0xA8 || last == 0xA9 || last == 0xAF ? 3 : 0
    case 0xE3 where next == 0x80 && at + 2 < bytes.count: return bytes[at + 2] == 0x80 ? 3 : 0
    default: return 0
    }
  }
}
