/// A fixed set of short words in ASCII with a value each, found by their bytes: what a dictionary of strings would take ten times as
/// long for. Words are told apart by a hash of 64 bits (FNV-1a).
struct ByteTable<Value: Sendable>: Sendable {
  private var keys: [UInt64]
  private var values: [Value?]

  /// Of two entries of one word the later one holds.
  init(_ entries: some Collection<(String, Value)>) {
    var size = 16
    while size < 2 * entries.count { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [Value?](repeating: nil, count: size)
    for (word, value) in entries {
      var hash = FNV64()
      for byte in word.utf8 { hash.add(byte) }
      var slot = Int(truncatingIfNeeded: hash.value) & (size - 1)
      while values[slot] != nil, keys[slot] != hash.value { slot = (slot + 1) & (size - 1) }
      keys[slot] = hash.value
      values[slot] = value
    }
  }

  /// The value of the word with this hash. O(1).
  subscript(_ hash: FNV64) -> Value? {
    var slot = Int(truncatingIfNeeded: hash.value) & (keys.count - 1)
    while let value = values[slot] {
      if keys[slot] == hash.value { return value }
      slot = (slot + 1) & (keys.count - 1)
    }
    return nil
  }

  /// The value of a word that ends with a zero byte. O(length).
  subscript(_ word: UnsafePointer<CChar>) -> Value? {
    var hash = FNV64()
    var at = word
    while at.pointee != 0 {
      hash.add(UInt8(bitPattern: at.pointee))
      at += 1
    }
    return self[hash]
  }
}
