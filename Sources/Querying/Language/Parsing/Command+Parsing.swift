extension Command {
  /// Nil unless the statement's first sign is a dot. Arguments are words, or text in double quotes; an open
  /// quote reaches to the end.
  init?(_ bytes: [UInt8]) {
    var i = 0
    while i < bytes.count, Self.isSpace(bytes[i]) { i += 1 }
    guard i < bytes.count, bytes[i] == UInt8(ascii: ".") else { return nil }
    i += 1
    let nameStart = i
    while i < bytes.count, !Self.isSpace(bytes[i]) { i += 1 }
    let name = String(decoding: bytes[nameStart..<i], as: UTF8.self).lowercased()
    var last = bytes.count
    while last > i, Self.isSpace(bytes[last - 1]) { last -= 1 }
    var first = i
    while first < last, Self.isSpace(bytes[first]) { first += 1 }
    let rest = String(decoding: bytes[min(first, last)..<last], as: UTF8.self)

    var arguments: [String] = []
    var ranges: [SourceRange] = []
    i = first
    while i < last {
      if Self.isSpace(bytes[i]) {
        i += 1
        continue
      }
      let start = i
      var content: [UInt8] = []
      if bytes[i] == UInt8(ascii: "\"") {
        i += 1
        while i < last, bytes[i] != UInt8(ascii: "\"") {
          if bytes[i] == UInt8(ascii: "\\"), i + 1 < last, [0x22, 0x5C].contains(bytes[i + 1]) { i += 1 }
          content.append(bytes[i])
          i += 1
        }
        i = min(i + 1, last)
      } else {
        while i < last, !Self.isSpace(bytes[i]) {
          content.append(bytes[i])
          i += 1
        }
      }
      arguments.append(String(decoding: content, as: UTF8.self))
      ranges.append(SourceRange(start..<i))
    }
    self.init(name: name, arguments: arguments, rest: rest, ranges: ranges)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
