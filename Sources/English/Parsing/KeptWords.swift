/// What some sums of a model are for words seen lately, so that they are computed once for as long as no other word takes their
/// place: the words of a batch are found first, what the new ones come to is computed at once, and then kept.
struct KeptWords<Number: Sendable>: Sendable {
  /// [row][column]: what was computed for the words that are kept. It grows with the words, so that one article does not pay
  /// for many.
  private(set) var numbers: [Number] = []
  /// How many words of the batch are new.
  var newCount: Int { newKeys.count }

  /// Of the word at a place, which a hash of its form gives, 0 for none.
  private var keys: [UInt64]
  /// Of the word at a place: its row in `numbers`, −1 for none.
  private var rows: [Int32]
  /// Whether the word at a place came again since a newer one last wanted the place, which it then kept.
  private var cameAgain: [Bool]
  /// By place: the new word that will stand there, −1 for none.
  private var newAtPlace: [Int32]
  private var newKeys: [UInt64] = []

  /// With room for some words; `places` is a power of two.
  init(places: Int) {
    keys = [UInt64](repeating: 0, count: places)
    rows = [Int32](repeating: -1, count: places)
    cameAgain = [Bool](repeating: false, count: places)
    newAtPlace = [Int32](repeating: -1, count: places)
  }

  private func place(of key: UInt64) -> Int { Int(truncatingIfNeeded: key) & (keys.count - 1) }

  /// The row of a word in `numbers`, or −1 − its number among the new ones, which it becomes one of where it is unknown: the
  /// caller, which sees `newCount` rise, makes ready what it is computed from. O(1)
  mutating func find(_ key: UInt64) -> Int32 {
    let place = place(of: key)
    if keys[place] == key {
      cameAgain[place] = true
      return rows[place]
    }
    let pending = Int(newAtPlace[place])
    if pending >= 0, newKeys[pending] == key { return Int32(-1 - pending) }
    let number = newKeys.count
    newKeys.append(key)
    newAtPlace[place] = Int32(number)
    return Int32(-1 - number)
  }

  /// Keeps the new words, whose numbers are `computed`, [new word][column], in the places of older ones that did not come again.
  mutating func keep(_ computed: [Number], width: Int) {
    for (number, key) in newKeys.enumerated() {
      let place = place(of: key)
      newAtPlace[place] = -1
      if cameAgain[place] {
        cameAgain[place] = false
        continue
      }
      keys[place] = key
      let own = number * width..<(number + 1) * width
      let row = Int(rows[place])
      guard row >= 0 else {
        rows[place] = Int32(numbers.count / width)
        numbers += computed[own]
        continue
      }
      numbers.withUnsafeMutableBufferPointer { kept in
        computed.withUnsafeBufferPointer { new in
          _ = UnsafeMutableBufferPointer(rebasing: kept[row * width..<(row + 1) * width])
            .update(fromContentsOf: new[own])
        }
      }
    }
    newKeys.removeAll(keepingCapacity: true)
  }
}
