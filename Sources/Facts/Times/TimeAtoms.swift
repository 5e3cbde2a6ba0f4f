internal import Articles

/// A piece of the text as the patterns of time see it: a run of letters, a run of digits or one sign. Finer
/// than a token, so "mid-November", "1990s" and "10pm" read alike however they were tokenised.
struct TimeAtom: BitwiseCopyable {
  enum Kind: UInt8 { case word, number, sign }

  var start: Int32
  var end: Int32
  /// Digits: the value. A sign: its ASCII form (curly quotes and dashes are mapped).
  var value: Int32
  /// Row of the vocabulary, −1 for other words.
  var word: Int16
  var kind: Kind
  /// Digits in the run; more than 9 are counted as 10.
  var digits: UInt8
  /// White space before it; 2 for a blank line.
  var space: UInt8
  var isCapitalised: Bool
  /// "2,000" or "3.5": no year, no day.
  var isGrouped: Bool
  /// Ends in ".5".
  var isHalf: Bool
  /// Abbreviation written with points ("p.m."), whose last point is left out of `end`.
  var hasPoint: Bool
}

extension TimeVocabulary {
  /// The atoms of `text` in `range`, in order. O(bytes).
  func atoms(of text: ArticleText, in range: Range<Int>) -> ContiguousArray<TimeAtom> {
    text.withUnsafeBufferPointer { atoms(of: $0.span, in: range) }
  }

  private func atoms(of bytes: Span<UInt8>, in range: Range<Int>) -> ContiguousArray<TimeAtom> {
    var atoms = ContiguousArray<TimeAtom>()
    atoms.reserveCapacity(range.count / 4)
    let end = min(range.upperBound, bytes.count)
    var at = max(0, range.lowerBound)
    var space: UInt8 = 2
    while at < end {
      let byte = bytes[at]
      let start = at
      if byte == 32 || byte == 9 || byte == 13 {
        at += 1
        space = max(space, 1)
        continue
      }
      if byte == 10 {
        var ahead = at + 1
        while ahead < end, bytes[ahead] == 32 || bytes[ahead] == 13 || bytes[ahead] == 9 { ahead += 1 }
        space = ahead < end && bytes[ahead] == 10 ? 2 : max(space, 1)
        at = ahead
        continue
      }
      var atom = TimeAtom(
        start: Int32(start), end: 0, value: 0, word: -1, kind: .word, digits: 0, space: space,
        isCapitalised: false, isGrouped: false, isHalf: false, hasPoint: false)
      space = 0
      if byte.isASCIILetter {
        at = letters(bytes, from: at, to: end, into: &atom)
      } else if byte.isASCIIDigit {
        at = digits(bytes, from: at, to: end, into: &atom)
      } else if byte >= 0x80 {
        let (sign, length) = Self.sign(bytes, at: at, end: end)
        if sign == 0 {
          at = letters(bytes, from: at, to: end, into: &atom)
        } else {
          at += length
          atom.kind = .sign
          atom.value = sign
        }
      } else {
        at += 1
        atom.kind = .sign
        atom.value = Int32(byte)
      }
      if at <= start { at = start + 1 }
      if atom.end == 0 { atom.end = Int32(at) }
      atoms.append(atom)
    }
    return atoms
  }

  /// A curly quote, a dash or no-break space in UTF-8 as its ASCII sign and length; 0 for anything else.
  private static func sign(_ bytes: Span<UInt8>, at: Int, end: Int) -> (Int32, Int) {
    if bytes[at] == 0xC2, at + 1 < end, bytes[at + 1] == 0xA0 { return (95, 2) }
    guard bytes[at] == 0xE2, at + 2 < end, bytes[at + 1] == 0x80 else { return (0, 0) }
    switch bytes[at + 2] {
    case 0x98, 0x99: return (39, 3)
    case 0x90...0x95: return (45, 3)
    case 0x9C, 0x9D: return (34, 3)
    default: return (95, 3)
    }
  }

  private func letters(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, into atom: inout TimeAtom
  ) -> Int {
    var at = start
    var hash: UInt32 = 0x811C_9DC5
    atom.isCapitalised = bytes[at] & 0x20 == 0 && bytes[at] < 0x80
    // "a.m.", "U.S.": single letters with points are one word.
    if at + 2 < end, bytes[at + 1] == 46, bytes[at + 2].isASCIILetter,
      at + 3 >= end || !bytes[at + 3].isASCIILetter
    {
      var length = 0
      while at + 1 < end, bytes[at].isASCIILetter, bytes[at + 1] == 46 {
        hash = (hash ^ UInt32(bytes[at] | 0x20)) &* 0x0100_0193
        length += 1
        at += 2
      }
      if at < end, bytes[at].isASCIILetter, at + 1 >= end || !bytes[at + 1].isASCIILetter {
        hash = (hash ^ UInt32(bytes[at] | 0x20)) &* 0x0100_0193
        length += 1
        at += 1
        atom.end = Int32(at)
      } else {
        atom.end = Int32(at - 1)
        atom.hasPoint = true
      }
      atom.word = row(hash: hash, length: length) { index in bytes[start + index * 2] | 0x20 }
      return at
    }
    var plain = true
    while at < end {
      let byte = bytes[at]
      if byte.isASCIILetter {
        hash = (hash ^ UInt32(byte | 0x20)) &* 0x0100_0193
      } else if byte >= 0x80 {
        if at > start, Self.sign(bytes, at: at, end: end).0 != 0 { break }
        plain = false
      } else {
        break
      }
      at += 1
    }
    if plain, at - start <= Self.longest {
      atom.word = row(hash: hash, length: at - start) { index in bytes[start + index] | 0x20 }
    }
    return at
  }

  private func digits(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, into atom: inout TimeAtom
  ) -> Int {
    func isDigit(_ at: Int) -> Bool { at < end && bytes[at].isASCIIDigit }
    var at = start
    var value: Int32 = 0
    var count: UInt8 = 0
    while at < end {
      if isDigit(at) {
        if count < 9 { value = value * 10 + Int32(bytes[at] - 48) }
        count = min(count + 1, 10)
      } else if bytes[at] == 44, count <= 9, isDigit(at + 1), isDigit(at + 2), isDigit(at + 3),
        !isDigit(at + 4)
      {
        atom.isGrouped = true
      } else {
        break
      }
      at += 1
    }
    if at < end, bytes[at] == 46, isDigit(at + 1) {
      atom.isGrouped = true
      atom.isHalf = bytes[at + 1] == 53 && !isDigit(at + 2)
      at += 1
      while isDigit(at) { at += 1 }
    }
    atom.kind = .number
    atom.value = value
    atom.digits = count
    return at
  }
}
