/// The words of one article that the lexicon lacks: an open-addressing byte interner with no locks, since
/// every article has its own. Its symbols start at the lexicon's count.
public struct OwnWords: Sendable {
  public private(set) var base: Int32
  private var bytes: [UInt8] = []
  private var ends: [Int32] = []
  private var hashes: [UInt64] = []
  private var slots: [Int32] = []

  public init(base: Int32 = 0) { self.base = base }

  public var count: Int { ends.count }

  /// The symbol of `word`, added if new. O(length) on average.
  public mutating func intern(_ word: some Sequence<UInt8>, hash: UInt64) -> Symbol {
    if slots.count < (ends.count + 1) * 2 { grow() }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if hashes[index] == hash, self[index].elementsEqual(word) {
        return Symbol(rawValue: base + Int32(index))
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(ends.count)
    bytes.append(contentsOf: word)
    ends.append(Int32(bytes.count))
    hashes.append(hash)
    return Symbol(rawValue: base + Int32(ends.count - 1))
  }

  /// The symbol of `word` if it is there. O(length) on average.
  public func symbol(_ word: some Collection<UInt8>) -> Symbol? {
    guard !slots.isEmpty else { return nil }
    let hash = WordHash(word).value
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if hashes[index] == hash, self[index].elementsEqual(word) {
        return Symbol(rawValue: base + Int32(index))
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The bytes of the article's `index`-th own word.
  public subscript(index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }

  private mutating func grow() {
    let size = max(64, slots.count * 2)
    slots = [Int32](repeating: -1, count: size)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(index)
    }
  }
}
