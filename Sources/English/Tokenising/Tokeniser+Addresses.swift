internal import Articles

extension Tokeniser {
  /// The end of the web or e-mail address that starts at `start`, nil if there is none.
  mutating func address(_ start: Int) -> Int? {
    switch byte(start) | 32 {
    case 0x68 where matches("http://", start) || matches("https://", start),
      0x77 where matches("www.", start), 0x66 where matches("ftp://", start):
      return trimmed(start, chunkEnd(start))
    default: break
    }
    var at = start
    let bound = min(limit, start + Self.reach)
    while at < bound, isAddressByte(text[at]) { at += 1 }
    if byte(at) == 0x40, at > start, kind(at + 1).isWord {
      var end = at + 1
      while end < bound, isAddressByte(text[end]) { end += 1 }
      let whole = trimmed(start, end)
      return text[at..<whole].contains(0x2e) ? whole : nil
    }
    return domain(start, trimmed(start, at))
  }

  /// Whether the run from `start` to `end` is a name with a known ending: "example.com", "report.pdf".
  private mutating func domain(_ start: Int, _ end: Int) -> Int? {
    guard let dot = text[start..<end].lastIndex(of: 0x2e), dot > start + 1, end - dot <= 5, end - dot >= 3
    else {
      return nil
    }
    guard rules.domains[hash(dot + 1, end)] != nil else { return nil }
    // "left.In" is a missing space, not a domain.
    return kind(dot + 1) == .upper && kind(dot - 1) == .lower
      ? nil : byte(end) == 0x2f ? trimmed(start, chunkEnd(end)) : end
  }

  private func isAddressByte(_ byte: UInt8) -> Bool {
    byte.isASCIIDigit || byte.isASCIILetter || byte == 0x2e || byte == 0x2d || byte == 0x5f || byte == 0x2b
  }

  private func matches(_ prefix: StaticString, _ start: Int) -> Bool {
    guard start + prefix.utf8CodeUnitCount < limit else { return false }
    return prefix.withUTF8Buffer { bytes in
      bytes.indices.allSatisfy {
        bytes[$0] == (text[start + $0] &- 65 < 26 ? text[start + $0] | 32 : text[start + $0])
      }
    }
  }

  /// Where the run without white space ends, at most 2,000 bytes on.
  private func chunkEnd(_ start: Int) -> Int {
    var at = start
    let bound = min(limit, start + 2000)
    while at < bound {
      let byte = text[at]
      if byte <= 32 || byte == 0x3c || byte == 0x3e || byte == 0x22 { break }
      if byte >= 0x80, !kind(at).isWord { break }
      at += look(at).1
    }
    return min(at, limit)
  }

  /// `end` without closing punctuation.
  private func trimmed(_ start: Int, _ end: Int) -> Int {
    var at = end
    while at > start + 1 {
      switch text[at - 1] {
      case 0x2e, 0x2c, 0x3b, 0x3a, 0x21, 0x3f, 0x27, 0x2d, 0x5d: at -= 1
      case 0x29 where !text[start..<at].contains(0x28): at -= 1
      default: return at
      }
    }
    return at
  }
}
