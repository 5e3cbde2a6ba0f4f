extension TimeMatcher {
  private func number(_ atom: TimeAtom) -> Int32? {
    let value = vocabulary.value(of: atom.word, in: .number)
    return value == TimeVocabulary.none ? nil : Int32(value)
  }

  private func isWord(_ atoms: Span<TimeAtom>, _ at: Int, _ wordClass: TimeClass) -> Bool {
    at < atoms.count && atoms[at].space < 2
      && vocabulary.value(of: atoms[at].word, in: wordClass) != TimeVocabulary.none
  }

  private func isSign(_ atoms: Span<TimeAtom>, _ at: Int, _ sign: Int32) -> Bool {
    at < atoms.count && atoms[at].kind == .sign && atoms[at].value == sign && atoms[at].space == 0
  }

  /// "5", "2 1/2", "twenty-four", "a hundred" (from "hundred"), "two thousand": into `count`, or `count2` when
  /// that is taken.
  func count(
    _ atoms: Span<TimeAtom>, at: Int, into slots: inout TimeSlots, digitsOnly: Bool
  ) -> Int? {
    var end = at + 1
    var total: Int32
    let atom = atoms[at]
    if atom.kind == .number {
      guard atom.digits < 7, !atom.isGrouped || atom.isHalf || atom.value >= 1000 else { return nil }
      total = atom.value
      if atom.isHalf { slots.isHalf = true }
      // "2 1/2"
      if end + 2 < atoms.count, atoms[end].kind == .number, atoms[end].value == 1, isSign(atoms, end + 1, 47),
        atoms[end + 2].kind == .number, atoms[end + 2].value == 2
      {
        slots.isHalf = true
        end += 3
      } else if end < atoms.count, let scale = number(atoms[end]), scale >= 100 {
        return nil
      }
    } else {
      guard !digitsOnly, let first = number(atom) else { return nil }
      total = 0
      var part = first
      while end < atoms.count {
        let next = isSign(atoms, end, 45) ? end + 1 : end
        guard next < atoms.count, atoms[next].space < 2, let value = number(atoms[next]) else { break }
        if value >= 1000 {
          total += part * value
          part = 0
        } else if value == 100 {
          guard part < 100 else { break }
          part = max(1, part) * 100
        } else if part % 100 == 0, part > 0 || total > 0 {
          part += value
        } else if part % 10 == 0, value < 10, part % 100 >= 20 {
          part += value
        } else {
          break
        }
        end = next + 1
        if total > 1_000_000 { return nil }
      }
      total += part
    }
    if slots.count < 0 { slots.count = total } else { slots.count2 = total }
    return end
  }

  /// "third", "3rd".
  func ordinal(_ atoms: Span<TimeAtom>, at: Int, into slots: inout TimeSlots) -> Int? {
    if let value = suffixed(atoms, at: at) {
      slots.ordinal = Int16(clamping: value)
      return at + 2
    }
    let value = vocabulary.value(of: atoms[at].word, in: .ordinal)
    guard value != TimeVocabulary.none else { return nil }
    slots.ordinal = value
    return at + 1
  }

  /// The value of digits with "st", "nd", "rd" or "th".
  private func suffixed(_ atoms: Span<TimeAtom>, at: Int) -> Int32? {
    guard atoms[at].kind == .number, !atoms[at].isGrouped, at + 1 < atoms.count, atoms[at + 1].space == 0,
      vocabulary.value(of: atoms[at + 1].word, in: .ordinal) == 0
    else { return nil }
    return atoms[at].value
  }

  /// A day of the month: 1–31, "17th", "eighth", "twenty-first".
  func day(_ atoms: Span<TimeAtom>, at: Int, into slots: inout TimeSlots) -> Int? {
    var end = at + 1
    var value: Int32
    let atom = atoms[at]
    if let ordinal = suffixed(atoms, at: at) {
      value = ordinal
      end = at + 2
    } else if atom.kind == .number {
      guard !atom.isGrouped, atom.digits <= 2 else { return nil }
      if end < atoms.count, atoms[end].kind == .word, atoms[end].space == 0 { return nil }
      if isSign(atoms, end, 37) { return nil }
      if isSign(atoms, end, 58), end + 1 < atoms.count, atoms[end + 1].kind == .number { return nil }
      value = atom.value
    } else {
      value = Int32(vocabulary.value(of: atom.word, in: .ordinal))
      if value <= 0, let tens = number(atom), tens == 20 || tens == 30 {
        let next = isSign(atoms, end, 45) ? end + 1 : end
        guard next < atoms.count else { return nil }
        let unit = Int32(vocabulary.value(of: atoms[next].word, in: .ordinal))
        guard (1...9).contains(unit) else { return nil }
        value = tens + unit
        end = next + 1
      }
    }
    guard (1...31).contains(value) else { return nil }
    if slots.day == 0 { slots.day = Int8(value) } else { slots.day2 = Int8(value) }
    return end
  }

  /// Four digits from 1000 to 2199, "nineteen ninety-four", "two thousand (and) ten".
  func year(_ atoms: Span<TimeAtom>, at: Int, into slots: inout TimeSlots) -> Int? {
    let atom = atoms[at]
    var value: Int32
    var end = at + 1
    if atom.kind == .number {
      guard atom.digits == 4, !atom.isGrouped, (1000...2199).contains(atom.value) else { return nil }
      if end < atoms.count, atoms[end].kind == .word, atoms[end].space == 0 { return nil }
      if isSign(atoms, end, 37) { return nil }
      value = atom.value
    } else {
      guard let first = number(atom) else { return nil }
      if (16...20).contains(first), end < atoms.count, atoms[end].space < 2, let tens = number(atoms[end]),
        (10...99).contains(tens)
      {
        value = first * 100 + tens
        end += 1
        let next = isSign(atoms, end, 45) ? end + 1 : end
        if tens >= 20, tens % 10 == 0, next < atoms.count, let unit = number(atoms[next]),
          (1...9).contains(unit)
        {
          value += unit
          end = next + 1
        }
      } else if first == 2, end < atoms.count, number(atoms[end]) == 1000 {
        value = 2000
        end += 1
        if end < atoms.count, atoms[end].space < 2, let rest = number(atoms[end]), rest < 100 {
          value += rest
          end += 1
        }
      } else {
        return nil
      }
    }
    if slots.year < 0 { slots.year = Int16(value) } else { slots.year2 = Int16(value) }
    return end
  }

  /// "1990s", "'80s", "nineties": the decade's index (199).
  func decade(_ atoms: Span<TimeAtom>, at: Int, into slots: inout TimeSlots) -> Int? {
    let atom = atoms[at]
    if atom.kind == .word {
      let value = vocabulary.value(of: atom.word, in: .decade)
      guard value > 0 else { return nil }
      slots.decade = value
      return at + 1
    }
    var digits = at
    if atom.kind == .sign {
      guard atom.value == 39, at + 1 < atoms.count, atoms[at + 1].kind == .number, atoms[at + 1].space == 0,
        atoms[at + 1].digits == 2
      else { return nil }
      digits += 1
    }
    let number = atoms[digits]
    guard !number.isGrouped, number.value % 10 == 0, number.digits == 4 || number.digits == 2 else {
      return nil
    }
    guard number.digits == 2 || (1000...2190).contains(number.value) else { return nil }
    var suffix = digits + 1
    if isSign(atoms, suffix, 39) { suffix += 1 }
    guard suffix < atoms.count, atoms[suffix].space == 0, atoms[suffix].end - atoms[suffix].start == 1,
      vocabulary.value(of: atoms[suffix].word, in: .decade) == 0
    else { return nil }
    let value = number.digits == 4 ? number.value : number.value + (number.value < 20 ? 2000 : 1900)
    slots.decade = Int16(value / 10)
    return suffix + 1
  }

  /// "7:15", "19.30", "10": an hour up to 24, with minutes if given.
  func clock(_ atoms: Span<TimeAtom>, at: Int, into slots: inout TimeSlots) -> Int? {
    let atom = atoms[at]
    guard atom.kind == .number ? atom.digits <= 4 && !atom.isGrouped : true else { return nil }
    if atom.kind != .number {
      guard let hour = number(atom), (1...12).contains(hour) else { return nil }
      slots.hour = Int8(hour)
      slots.minute = -1
      return at + 1
    }
    if atom.digits == 4 {
      guard atom.value < 2400, atom.value % 100 < 60 else { return nil }
      slots.hour = Int8(atom.value / 100)
      slots.minute = Int8(atom.value % 100)
      return at + 1
    }
    guard atom.value <= 24, atom.digits <= 2 else { return nil }
    slots.hour = Int8(atom.value)
    slots.minute = -1
    if isSign(atoms, at + 1, 58), at + 2 < atoms.count, atoms[at + 2].kind == .number,
      atoms[at + 2].space == 0,
      atoms[at + 2].digits == 2, atoms[at + 2].value < 60
    {
      slots.minute = Int8(atoms[at + 2].value)
      return at + 3
    }
    return at + 1
  }
}
