/// What the words of time mean: each class gives some words a number (months 1–12, weekdays 0–6, units).
enum TimeClass: UInt8, CaseIterable {
  case number, ordinal, vague, month, weekday, weekdays, unit, units, season, seasons, holiday, daypart,
    dayparts, shift,
    part, meridiem, zone, decade, daily, day, year, clock, count, integer, shortYear, capital, tense, one,
    long

  static func named(_ name: Substring) -> TimeClass? { names[String(name)] }

  /// Made once: what a case is called is found by reflection, which takes its time.
  private static let names = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })
}

/// The words that patterns of time name or class, in an open-addressing table over their bytes.
struct TimeVocabulary: Sendable {
  /// Bytes of the longest word looked up.
  static let longest = 16

  private(set) var words: [[UInt8]] = []
  private var hashes: [UInt32] = []
  private var slots = [Int16](repeating: -1, count: 1024)
  /// By class, then by word: its number in that class, or `none`.
  private(set) var values: [[Int16]] = Array(repeating: [], count: TimeClass.allCases.count)
  static let none = Int16.min

  var count: Int { words.count }

  func value(of word: Int16, in wordClass: TimeClass) -> Int16 {
    word < 0 ? Self.none : values[Int(wordClass.rawValue)][Int(word)]
  }

  static func hash(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  /// The row of a word given its hash and its lower-cased bytes one by one; −1 if unknown.
  @inline(__always)
  func row(hash: UInt32, length: Int, byte: (Int) -> UInt8) -> Int16 {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] >= 0 {
      let row = Int(slots[slot])
      if hashes[row] == hash, words[row].count == length {
        var same = true
        for index in 0..<length where words[row][index] != byte(index) { same = false }
        if same { return Int16(row) }
      }
      slot = (slot + 1) & mask
    }
    return -1
  }

  func row(of word: some StringProtocol) -> Int16 {
    let bytes = Array(word.utf8)
    return row(hash: Self.hash(bytes), length: bytes.count) { bytes[$0] }
  }

  /// The row of `word` (lower case), added if new.
  mutating func add(_ word: some StringProtocol) -> Int16 {
    let known = row(of: word)
    if known >= 0 { return known }
    let bytes = Array(word.utf8)
    if slots.count < (words.count + 1) * 2 { grow() }
    words.append(bytes)
    hashes.append(Self.hash(bytes))
    for index in values.indices { values[index].append(Self.none) }
    place(words.count - 1)
    return Int16(words.count - 1)
  }

  mutating func set(_ word: Int16, _ wordClass: TimeClass, _ value: Int16) {
    values[Int(wordClass.rawValue)][Int(word)] = value
  }

  private mutating func place(_ row: Int) {
    var slot = Int(hashes[row]) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int16(row)
  }

  private mutating func grow() {
    slots = [Int16](repeating: -1, count: slots.count * 2)
    for row in words.indices { place(row) }
  }
}
