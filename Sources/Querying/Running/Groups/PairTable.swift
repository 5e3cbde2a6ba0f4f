/// Numbers distinct 64-bit keys in order of first sight and counts them: open addressing, linear probing.
struct PairTable {
  private(set) var keys: [UInt64] = []
  private(set) var counts: [Int32] = []
  private var slots = [Int32](repeating: -1, count: 1 << 12)

  mutating func number(_ key: UInt64) -> Int32 {
    if keys.count * 2 > slots.count { grow() }
    var slot = Self.hash(key) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = slots[slot]
      if keys[Int(known)] == key {
        counts[Int(known)] += 1
        return known
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = Int32(keys.count)
    slots[slot] = number
    keys.append(key)
    counts.append(1)
    return number
  }

  private static func hash(_ key: UInt64) -> Int {
    let mixed = (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 20)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 4)
    for (number, key) in keys.enumerated() {
      var slot = Self.hash(key) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }
}
