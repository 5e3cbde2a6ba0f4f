extension Tokeniser {
  /// Reads the mark at `at`, `width` bytes wide; returns where to go on.
  mutating func mark(_ at: Int, _ width: Int) -> Int {
    let end = markEnd(at, width)
    emit(at, end)
    return end
  }

  private func markEnd(_ at: Int, _ width: Int) -> Int {
    let byte = text[at]
    switch byte {
    case 0x2e, 0x21, 0x3f:
      if byte == 0x2e, isDigit(at + 1), !kind(at - 1).isWord { return number(at + 1) }
      if byte == 0x2e, self.byte(at + 1) == 0x2e { return run(at) { $0 == 0x2e } }
      return run(at) { $0 == 0x21 || $0 == 0x3f }
    case 0x2d, 0x2a, 0x3d, 0x5f, 0x7e, 0x2b, 0x3c, 0x3e, 0x7c, 0x5e:
      let end = run(at) { $0 == byte }
      if end == at + 1, byte == 0x2d, isDigit(at + 1), at == opening || self.byte(at - 1) <= 32 {
        return at + 1
      }
      return end
    case 0x23, 0x40:
      // #tag and @name
      guard kind(at + 1).isLetter, at == opening || !kind(at - 1).isWord else {
        return run(at) { $0 == byte }
      }
      var end = at + 1
      while end < limit, kind(end).isWord || self.byte(end) == 0x5f { end += look(end).1 }
      return end
    case 0x3a, 0x3b: return face(at) ?? at + 1
    case 0x60: return self.byte(at + 1) == 0x60 ? at + 2 : at + 1
    default: break
    }
    let quote = apostrophe(at)
    if quote > 0 { return quoted(at, quote) }
    if byte >= 0x80 {
      let (scalar, _) = Characters.scalar(text, at, limit)
      if scalar == 0x2026 { return ellipsis(at + width) }
      if scalar == 0x2014 || scalar == 0x2013 {
        var end = at + width
        while Characters.scalarOrZero(text, end, limit) == scalar { end += width }
        return end
      }
    }
    return at + width
  }

  /// The end of the run of bytes that `belongs` accepts.
  private func run(_ start: Int, _ belongs: (UInt8) -> Bool) -> Int {
    var at = start + 1
    while at < limit, belongs(text[at]) { at += 1 }
    return at
  }

  private func ellipsis(_ start: Int) -> Int {
    var at = start
    while Characters.scalarOrZero(text, at, limit) == 0x2026 { at += 3 }
    return at
  }

  private func number(_ start: Int) -> Int {
    var at = start
    while isDigit(at) { at += 1 }
    return at
  }

  /// An apostrophe that opens a token: 's and n't after a space, 'em, '90s; else a quote on its own.
  private func quoted(_ at: Int, _ quote: Int) -> Int {
    let after = at + quote
    if isDigit(after), isDigit(after + 1), !isDigit(after + 2), !kind(at - 1).isWord {
      if byte(after + 2) == 0x73, !kind(after + 3).isWord { return after + 3 }
      return kind(after + 2).isWord ? after : after + 2
    }
    var end = after
    while end < limit, end < after + 6, kind(end).isLetter { end += look(end).1 }
    let letters = (after..<min(end, limit)).reduce(into: UInt64(0)) { $0 = $0 << 8 | UInt64(text[$1] | 32) }
    switch letters {
    // em, til, cause, cuz, tis, twas, n
    case 0x656d, 0x74_696c, 0x63_6175_7365, 0x63_757a, 0x74_6973, 0x7477_6173: return end
    case 0x73, 0x6c6c, 0x7265, 0x7665, 0x6d, 0x64: return apostrophe(end) > 0 ? after : end
    default: break
    }
    return apostrophe(after) == quote && quote == 1 ? after + 1 : after
  }

  /// The end of the face drawn at `at`: :) ;-) :(
  private func face(_ at: Int) -> Int? {
    let nose = byte(at + 1) == 0x2d ? 1 : 0
    let mouth = byte(at + 1 + nose)
    switch mouth {
    case 0x29, 0x28: break
    case 0x44, 0x50, 0x4f:
      guard kind(at + 2 + nose) == .space else { return nil }
    default: return nil
    }
    let before = at == opening ? 0x20 : byte(at - 1)
    return before <= 32 || nose == 1 ? at + 2 + nose : nil
  }
}

extension Characters {
  /// The scalar at `at`, 0 beyond the end.
  static func scalarOrZero(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> UInt32 {
    at < end ? scalar(text, at, end).0 : 0
  }
}
