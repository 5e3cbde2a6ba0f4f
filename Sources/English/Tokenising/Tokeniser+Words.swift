extension Tokeniser {
  /// Reads the word, number, address or abbreviation that starts at `start`; returns where to go on.
  mutating func word(_ start: Int) -> Int {
    if let end = address(start) {
      emit(start, end)
      return end
    }
    var at = start
    var letters = false
    var segment = start
    scan: while at < limit {
      let (kind, width) = look(at)
      switch kind {
      case .lower, .upper:
        // A number and its unit are two tokens: "5pm", "10km".
        if !letters, at > start, splitsUnit(at) {
          emit(start, at)
          return at
        }
        letters = true
        at += width
      case .digit: at += width
      case .space: break scan
      case .mark:
        guard let next = inside(start, segment, at) else {
          break scan
        }
        segment = next
        at = next
      }
    }
    return finish(start, at)
  }

  /// Emits the word from `start` to `end` with its clitics and the stop of an abbreviation.
  private mutating func finish(_ start: Int, _ end: Int) -> Int {
    if byte(end) == 0x2e, byte(end + 1) != 0x2e {
      let kind = abbreviation(start, end)
      if kind != .none, kind != .final || !isFinal(end + 1) {
        emit(start, end + 1, kind == .final ? .inner : kind)
        return end + 1
      }
    }
    let quote = apostrophe(end)
    if quote > 0 {
      let length = clitic(end, quote)
      if length == 1, isDecade(start, end), byte(end + quote) | 32 == 0x73 {
        emit(start, end + quote + 1)
        return end + quote + 1
      }
      if length > 0 {
        let tail = end + quote + length
        // n't takes the n along.
        if length == 1, byte(end + quote) | 32 == 0x74, byte(end - 1) | 32 == 0x6e {
          emit(start, end - 1)
          emit(end - 1, tail)
        } else {
          emit(start, end)
          emit(end, tail)
        }
        return tail
      }
    }
    // A word broken off: "th- the".
    if byte(end) == 0x2d, byte(end + 1) == 0x20, end - start <= 2, kind(start).isLetter,
      kind(end - 1).isLetter
    {
      emit(start, end + 1)
      return end + 1
    }
    if end - start <= 12, let first = rules.joined[hash(start, end)] {
      let middle = start + Int(first)
      emit(start, middle)
      emit(middle, end)
      return end
    }
    emit(start, end)
    return end
  }

  /// Whether the digits from `start` to `end` name a decade: 60, 1990.
  private func isDecade(_ start: Int, _ end: Int) -> Bool {
    (end - start == 2 || end - start == 4) && byte(end - 1) == 0x30 && onlyDigits(start, end)
  }

  /// Length of the clitic's letters after the apostrophe at `at`: 's, 'm, 'd, 'll, 're, 've, n't; else 0.
  private func clitic(_ at: Int, _ quote: Int) -> Int {
    let first = byte(at + quote) | 32
    let second = byte(at + quote + 1) | 32
    if !kind(at + quote + 1).isWord {
      switch first {
      case 0x73, 0x6d, 0x64: return 1
      case 0x74: return byte(at - 1) | 32 == 0x6e ? 1 : 0
      default: return 0
      }
    }
    guard !kind(at + quote + 2).isWord else { return 0 }
    switch (first, second) {
    case (0x6c, 0x6c), (0x72, 0x65), (0x76, 0x65): return 2
    default: return 0
    }
  }

  /// Whether the letters at `at` after digits are a word apart: "5pm", "3bn", but "5th", "1990s", "3D".
  private func splitsUnit(_ at: Int) -> Bool {
    var end = at
    while end < limit, end < at + 16, kind(end).isLetter { end += look(end).1 }
    guard !kind(end).isWord else { return false }
    let first = byte(at) | 32
    switch end - at {
    case 1:
      // Plurals stay, and so do capitals other than those of thousands, millions, degrees.
      if first == 0x73 { return false }
      return kind(at) == .lower || first == 0x6b || first == 0x6d || first == 0x66
    case 2:
      switch (first, byte(at + 1) | 32) {
      case (0x73, 0x74), (0x6e, 0x64), (0x72, 0x64), (0x74, 0x68): return false
      default: return true
      }
    default: return true
    }
  }

  /// Where to go on if the mark at `at` belongs to the word that began at `start`; nil if it ends the word.
  private mutating func inside(_ start: Int, _ segment: Int, _ at: Int) -> Int? {
    let next = kind(at + 1)
    switch text[at] {
    case 0x2e: return next.isWord && dot(start, segment, at) ? at + 1 : nil
    case 0x2c:
      // 1,000
      let grouped =
        isDigit(at - 1) && isDigit(at + 1) && isDigit(at + 2) && isDigit(at + 3) && !isDigit(at + 4)
      return grouped ? at + 1 : nil
    case 0x3a: return isDigit(at - 1) && isDigit(at + 1) && at - start <= 5 ? at + 1 : nil
    case 0x2f:
      if isDigit(at - 1), isDigit(at + 1), onlyDigits(start, at) { return at + 1 }
      return isWhole(start, at) ? at + 1 : nil
    case 0x2d:
      guard next.isWord else { return nil }
      if isDigit(at - 1), isDigit(at + 1) { return isTelephone(start, at) ? at + 1 : nil }
      if segment == start, at - start <= 8, rules.prefixes[hash(start, at)] != nil { return at + 1 }
      return isWhole(start, at) ? at + 1 : nil
    case 0x26:
      return kind(at - 1) == .upper && next == .upper && at - start <= 3 ? at + 1 : nil
    case 0x5f: return at + 1
    default:
      let quote = apostrophe(at)
      guard quote > 0, kind(at + quote).isLetter, clitic(at, quote) == 0 else { return nil }
      return at + quote
    }
  }

  /// Whether the stop at `at` joins what stands on both sides: 3.5, U.S, a.m, e.g.
  private func dot(_ start: Int, _ segment: Int, _ at: Int) -> Bool {
    if isDigit(at - 1) { return isDigit(at + 1) }
    guard kind(at - 1).isLetter, kind(at + 1).isLetter else { return false }
    // Single letters, and "Ph.D".
    return at - segment == 1 || (at - segment == 2 && kind(at + 1) == .upper && byte(at + 2) == 0x2e)
  }

  private func onlyDigits(_ start: Int, _ end: Int) -> Bool {
    end - start <= 10 && (start..<end).allSatisfy { isDigit($0) || byte($0) == 0x2f }
  }

  /// Whether what follows the stop before `at` starts a sentence or the paragraph ends there.
  private func isFinal(_ at: Int) -> Bool {
    var next = at
    while next < limit, next < at + 8, !kind(next).isWord {
      // A comma or bracket goes on with the sentence.
      if byte(next) == 0x2c || byte(next) == 0x28 || byte(next) == 0x2d || byte(next) == 0x3b { return false }
      next += look(next).1
    }
    return next >= limit || kind(next) == .upper
  }

  /// Whether digits, a hyphen and digits are a telephone number: 713-853-5620, 345-9945.
  private func isTelephone(_ start: Int, _ at: Int) -> Bool {
    var end = at + 1
    while isDigit(end), end - at < 8 { end += 1 }
    let left = at - start
    return (left == 3 && end - at == 5) || (left == 3 && end - at == 4 && byte(end) == 0x2d) || left == 7
  }

  /// Whether the run around `at` is on the list of words that stay whole: "s/he", "e-mail".
  private mutating func isWhole(_ start: Int, _ at: Int) -> Bool {
    var end = at + 1
    while end < limit, end - start < 16, kind(end).isWord || byte(end) == 0x2f { end += look(end).1 }
    return end - start < 16 && rules.wholes[hash(start, end)] != nil
  }

  /// The kind of abbreviation that the word from `start` and the stop at `end` make.
  private mutating func abbreviation(_ start: Int, _ end: Int) -> TokenRules.Abbreviation {
    let length = end - start
    guard length <= 12 else { return .none }
    if let kind = rules.abbreviations[hash(start, end)] {
      if kind != .number { return kind }
      var next = end + 1
      while byte(next) == 0x20 { next += 1 }
      return isDigit(next) ? .inner : .none
    }
    // U.S., F.B.I., a.m.: single letters parted by stops.
    if length > 1, length % 2 == 1,
      stride(from: start + 1, to: end, by: 2).allSatisfy({ byte($0) == 0x2e && byte($0 - 1) < 0x80 })
    {
      return kind(end - 1).isLetter ? .end : .none
    }
    // Initials: "J. Smith", not "Plan B."
    if kind(start) == .upper, look(start).1 == length {
      let gap = byte(end + 1) == 0x20
      if gap ? kind(end + 2) == .upper : kind(end + 1) == .upper { return .title }
    }
    // The number of a list entry at the start of a line.
    if start == opening, length <= 2, isDigit(start), isDigit(end - 1), byte(end + 1) == 0x20 {
      return .inner
    }
    return .none
  }
}
