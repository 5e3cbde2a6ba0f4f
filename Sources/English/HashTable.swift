/// Values under 64-bit hashes. Two words of one list with the same hash would share an entry; the lists hold
/// a few hundred words, so that is less likely than a fault of the machine.
struct HashTable<Value: Sendable>: Sendable {
  private var slots: [(key: UInt64, value: Value)?] = Array(repeating: nil, count: 8)
  private(set) var count = 0

  mutating func add(_ key: UInt64, _ value: Value) {
    if (count + 1) * 2 > slots.count {
      let old = slots
      slots = Array(repeating: nil, count: old.count * 2)
      count = 0
      for case .some(let entry) in old { add(entry.key, entry.value) }
    }
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while let entry = slots[slot], entry.key != key { slot = (slot + 1) & (slots.count - 1) }
    if slots[slot] == nil { count += 1 }
    slots[slot] = (key, value)
  }

  subscript(key: UInt64) -> Value? {
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while let entry = slots[slot] {
      if entry.key == key { return entry.value }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  subscript(word: some Sequence<UInt8>) -> Value? { self[WordHash(word).value] }
}
