/// Runs compiled patterns over atoms. Patterns have no loops, so a match looks at a bounded number of atoms.
struct TimeMatcher {
  let vocabulary: TimeVocabulary
  let steps: ContiguousArray<TimeStep>

  struct Match: BitwiseCopyable {
    /// The first atom of the expression.
    var begin: Int
    /// The atom after the expression.
    var end: Int
    /// The atom after the expression and its context.
    var read: Int
    var slots: TimeSlots
  }

  /// The longest match of the pattern at `step` from atom `at`; of equal ones, the first that its elements
  /// allow, options taken before they are skipped.
  func match(_ step: Int32, _ atoms: Span<TimeAtom>, at: Int) -> Match? {
    var best: Match?
    run(Int(step), atoms, first: at, at: at, marks: (at, -1), slots: TimeSlots(), best: &best)
    return best
  }

  private func run(
    _ step: Int, _ atoms: Span<TimeAtom>, first: Int, at: Int, marks: (begin: Int, end: Int),
    slots: TimeSlots,
    best: inout Match?
  ) {
    var step = step
    var at = at
    var slots = slots
    var marks = marks
    while true {
      let operation = steps[step]
      switch operation.operation {
      case .fork:
        run(step + 1, atoms, first: first, at: at, marks: marks, slots: slots, best: &best)
        step = Int(operation.target)
        continue
      case .jump:
        step = Int(operation.target)
        continue
      case .match:
        if best.map({ at > $0.read }) ?? (at > first) {
          best = Match(begin: marks.begin, end: marks.end < 0 ? at : marks.end, read: at, slots: slots)
        }
        return
      case .begin: marks.begin = at
      case .end: marks.end = at
      case .tight:
        guard at < atoms.count, at == first || atoms[at].space == 0 else { return }
      case .word:
        guard at < atoms.count, atoms[at].word == operation.row, at == first || atoms[at].space < 2
        else { return }
        at += 1
      case .sign:
        guard at < atoms.count, atoms[at].kind == .sign, atoms[at].value == Int32(operation.row),
          at == first || atoms[at].space < 2
        else { return }
        at += 1
      case .wordClass:
        guard at < atoms.count, at == first || atoms[at].space < 2,
          let wordClass = TimeClass(rawValue: UInt8(operation.row)),
          let end = read(wordClass, atoms, at: at, into: &slots)
        else { return }
        at = end
      }
      step += 1
    }
  }

  /// Reads one element of a class and notes what it means; the atom after it, or nil.
  private func read(
    _ wordClass: TimeClass, _ atoms: Span<TimeAtom>, at: Int, into slots: inout TimeSlots
  ) -> Int? {
    let atom = atoms[at]
    func value(_ wordClass: TimeClass) -> Int16? {
      let value = vocabulary.value(of: atom.word, in: wordClass)
      return value == TimeVocabulary.none ? nil : value
    }
    switch wordClass {
    case .count, .integer: return count(atoms, at: at, into: &slots, digitsOnly: wordClass == .integer)
    case .ordinal: return ordinal(atoms, at: at, into: &slots)
    case .year: return year(atoms, at: at, into: &slots)
    case .day: return day(atoms, at: at, into: &slots)
    case .clock: return clock(atoms, at: at, into: &slots)
    case .decade: return decade(atoms, at: at, into: &slots)
    case .shortYear:
      guard atom.kind == .number, atom.digits == 2, !atom.isGrouped else { return nil }
      let year = Int16(atom.value < 30 ? 2000 + atom.value : 1900 + atom.value)
      if slots.year < 0 { slots.year = year } else { slots.year2 = year }
      return at + 1
    case .vague:
      guard value(.vague) != nil else { return nil }
      slots.isVague = true
    case .month:
      guard let month = value(.month), atom.isCapitalised else { return nil }
      if slots.month == 0 { slots.month = Int8(month) } else { slots.month2 = Int8(month) }
      // The point of an abbreviation.
      if atoms.count > at + 1, atoms[at + 1].kind == .sign, atoms[at + 1].value == 46,
        atoms[at + 1].space == 0,
        atom.end - atom.start <= 5, atoms.count > at + 2, atoms[at + 2].kind == .number
      {
        return at + 2
      }
    case .weekday, .weekdays:
      guard let weekday = value(wordClass), atom.isCapitalised else { return nil }
      slots.weekday = Int8(weekday)
    case .unit, .units, .long:
      guard let unit = value(wordClass) else { return nil }
      if slots.unit < 0 { slots.unit = Int8(unit) }
    case .season, .seasons:
      guard let season = value(wordClass) else { return nil }
      slots.season = Int8(season)
    case .holiday:
      guard let holiday = value(.holiday), atom.isCapitalised else { return nil }
      slots.holiday = Int8(holiday)
    case .daypart, .dayparts:
      guard let daypart = value(wordClass) else { return nil }
      slots.daypart = Int8(daypart)
    case .shift:
      guard let shift = value(.shift) else { return nil }
      slots.shift = Int8(shift)
    case .part:
      guard let part = value(.part) else { return nil }
      slots.part = Int8(part)
    case .meridiem:
      guard let meridiem = value(.meridiem) else { return nil }
      slots.meridiem = Int8(meridiem)
    case .zone:
      guard value(.zone) != nil, atom.isCapitalised else { return nil }
    case .daily:
      guard let daily = value(.daily) else { return nil }
      slots.daily = Int8(daily)
    case .number: guard value(.number) != nil else { return nil }
    case .capital: guard atom.kind == .word, atom.isCapitalised else { return nil }
    case .tense: guard value(.tense) != nil else { return nil }
    case .one:
      guard let one = value(.one) else { return nil }
      slots.count = Int32(one)
    }
    return at + 1
  }

}
