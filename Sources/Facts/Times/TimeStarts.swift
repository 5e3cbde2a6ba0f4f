/// With which atom each rule can begin, and which atom can come next: all but a few rules drop out before a pattern
/// is run.
struct TimeStarts: Sendable {
  /// The first step of each rule.
  private(set) var firstSteps: ContiguousArray<Int32> = []
  /// Rules that can begin with a word, by its row; with digits; with a quote.
  private var words: ContiguousArray<[Int32]> = []
  private var digits: [Int32] = []
  private var quote: [Int32] = []
  /// By rule, then by `Next`, 64 in each: what can stand after the first atom.
  private var seconds: ContiguousArray<UInt64> = []
  /// The same where the first atom is a number.
  private var secondsOfNumbers: ContiguousArray<UInt64> = []
  private var blocks = 0
  private var next = Next(words: 0)
  /// Rules that match nothing.
  private(set) var empty: [Int] = []

  /// Numbers of the atoms that can come next: words of the vocabulary by row, then others.
  private struct Next {
    let words: Int
    var otherWord: Int { words }
    var number: Int { words + 1 }
    var end: Int { words + 2 }
    /// Of the first ASCII sign.
    var sign: Int { words + 3 }
    var count: Int { sign + 128 }

    func callAsFunction(_ atom: TimeAtom) -> Int {
      switch atom.kind {
      case .word: atom.word < 0 ? otherWord : Int(atom.word)
      case .number: number
      case .sign: sign + Int(max(0, min(127, atom.value)))
      }
    }
  }

  init() {}

  /// O(rules · (steps + words)).
  init(_ vocabulary: TimeVocabulary, _ steps: ContiguousArray<TimeStep>, firstSteps: [Int32]) {
    self.firstSteps = ContiguousArray(firstSteps)
    words = ContiguousArray(repeating: [], count: vocabulary.count)
    next = Next(words: vocabulary.count)
    blocks = (next.count + 63) / 64
    seconds = ContiguousArray(repeating: 0, count: firstSteps.count * blocks)
    secondsOfNumbers = seconds
    typealias Row = (atoms: [Int], set: AtomSet)
    var rows: [Row?] = Array(repeating: nil, count: TimeClass.allCases.count)
    func row(_ wordClass: TimeClass) -> Row {
      if let found = rows[Int(wordClass.rawValue)] { return found }
      let atoms = Self.atoms(of: wordClass, vocabulary, next)
      let found = (atoms, AtomSet(atoms, blocks: blocks))
      rows[Int(wordClass.rawValue)] = found
      return found
    }
    let none = AtomSet([], blocks: blocks)
    let all = AtomSet(Array(0..<next.count), blocks: blocks)
    for (rule, first) in firstSteps.enumerated() {
      var afterWord = none
      var afterNumber = none
      for at in Self.reached([Int(first)], steps) {
        var after = none
        for second in Self.reached([at + 1], steps) {
          switch steps[second].operation {
          case .word: after.insert(Int(steps[second].row))
          case .sign: after.insert(next.sign + Int(steps[second].row))
          case .wordClass:
            if let wordClass = TimeClass(rawValue: UInt8(steps[second].row)) {
              after.formUnion(row(wordClass).set)
            }
          case .match: after.formUnion(all)
          default: continue
          }
        }
        switch steps[at].operation {
        case .word: begin(Int(steps[at].row), with: rule)
        case .sign: begin(next.sign + Int(steps[at].row), with: rule)
        case .wordClass:
          guard let wordClass = TimeClass(rawValue: UInt8(steps[at].row)) else { continue }
          // "Capital" stands for any name, so no rule is looked up by it.
          for atom in wordClass == .capital ? [] : row(wordClass).atoms { begin(atom, with: rule) }
          afterNumber.formUnion(after)
          for atom in Self.inside(wordClass, vocabulary, next) { afterNumber.insert(atom) }
          if Self.isLong(wordClass) { after.formUnion(all) }
        case .match: empty.append(rule)
        default: continue
        }
        afterWord.formUnion(after)
      }
      for block in 0..<blocks {
        seconds[rule * blocks + block] = afterWord.blocks[block]
        secondsOfNumbers[rule * blocks + block] = afterNumber.blocks[block]
      }
    }
  }

  /// Atoms by their numbers, a bit each.
  private struct AtomSet {
    var blocks: [UInt64]

    init(_ atoms: [Int], blocks: Int) {
      self.blocks = Array(repeating: 0, count: blocks)
      for atom in atoms { insert(atom) }
    }

    mutating func insert(_ atom: Int) { blocks[atom / 64] |= 1 << UInt64(atom % 64) }

    mutating func formUnion(_ other: AtomSet) {
      for block in blocks.indices { blocks[block] |= other.blocks[block] }
    }
  }

  /// The rules that can begin with an atom.
  func candidates(_ atom: TimeAtom) -> [Int32] {
    switch atom.kind {
    case .word: atom.word < 0 ? [] : words[Int(atom.word)]
    case .number: digits
    case .sign: atom.value == 39 ? quote : []
    }
  }

  /// The number of what stands at `place`, for `allows`.
  func number(_ atoms: Span<TimeAtom>, at place: Int) -> Int {
    place < atoms.count ? next(atoms[place]) : next.end
  }

  /// Whether a rule can match with `first` in the first place and an atom of the number `second` after it.
  func allows(_ rule: Int32, first: TimeAtom, second: Int) -> Bool {
    let place = Int(rule) * blocks + second / 64
    let block = first.kind == .number ? secondsOfNumbers[place] : seconds[place]
    return block >> UInt64(second % 64) & 1 != 0
  }

  private mutating func begin(_ atom: Int, with rule: Int) {
    let rule = Int32(rule)
    if atom < words.count {
      if words[atom].last != rule { words[atom].append(rule) }
    } else if atom == next.number {
      if digits.last != rule { digits.append(rule) }
    } else if atom == next.sign + 39, quote.last != rule {
      quote.append(rule)
    }
  }

  /// The steps that read something, or end the match, on the ways that go on from `open` without reading.
  private static func reached(_ open: [Int], _ steps: ContiguousArray<TimeStep>) -> [Int] {
    var open = open
    // A few steps only, so that looking through them takes less than a set of them.
    var seen: [Int] = []
    var found: [Int] = []
    while let at = open.popLast() {
      guard !seen.contains(at) else { continue }
      seen.append(at)
      switch steps[at].operation {
      case .fork: open += [at + 1, Int(steps[at].target)]
      case .jump: open.append(Int(steps[at].target))
      case .tight, .begin, .end: open.append(at + 1)
      case .word, .sign, .wordClass, .match: found.append(at)
      }
    }
    return found
  }

  /// Whether an element of the class may be longer than one atom.
  private static func isLong(_ wordClass: TimeClass) -> Bool {
    let long: [TimeClass] = [.count, .integer, .ordinal, .year, .day, .clock, .decade, .month]
    return long.contains(wordClass)
  }

  /// The atoms that can come second in an element of the class that begins with a number: "3rd", "2 1/2", "7:15",
  /// "1990s".
  private static func inside(_ wordClass: TimeClass, _ vocabulary: TimeVocabulary, _ next: Next) -> [Int] {
    func ending(_ wordClass: TimeClass) -> [Int] {
      (0..<vocabulary.count).filter { vocabulary.value(of: Int16($0), in: wordClass) == 0 }
    }
    switch wordClass {
    case .count, .integer: return [next.number]
    case .ordinal, .day: return ending(.ordinal)
    case .clock: return [next.sign + 58]
    case .decade: return ending(.decade) + [next.sign + 39]
    default: return []
    }
  }

  /// The atoms with which an element of the class can begin.
  private static func atoms(of wordClass: TimeClass, _ vocabulary: TimeVocabulary, _ next: Next) -> [Int] {
    let digits: Set<TimeClass> = [.ordinal, .day, .year, .clock, .count, .integer, .shortYear, .decade]
    var atoms = digits.contains(wordClass) ? [next.number] : []
    let named: [TimeClass]
    switch wordClass {
    case .day: named = [.ordinal, .number]
    case .year, .clock, .count: named = [.number]
    case .integer, .shortYear: named = []
    case .capital: return Array(0...vocabulary.count)
    case .decade:
      named = [.decade]
      atoms.append(next.sign + 39)
    default: named = [wordClass]
    }
    atoms += (0..<vocabulary.count).filter { row in
      named.contains { vocabulary.value(of: Int16(row), in: $0) != TimeVocabulary.none }
    }
    return atoms
  }
}
