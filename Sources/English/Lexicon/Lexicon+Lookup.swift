extension Lexicon {
  /// The symbol of a folded word, if the lexicon has it. O(length).
  public func symbol(_ word: some Collection<UInt8>) -> Symbol? {
    var hash = WordHash()
    for byte in word { hash.add(byte) }
    return symbol(word, hash: hash.value)
  }

  /// The symbol of a word given as text, folded first.
  public func symbol(_ word: String) -> Symbol? { symbol(WordFolding.folded(Array(word.utf8))) }

  /// The symbol of a folded word whose hash is known.
  public func symbol(_ word: some Collection<UInt8>, hash: UInt64) -> Symbol? {
    let slots = layout.slots
    guard !slots.isEmpty else { return nil }
    let mask = slots.count - 1
    let tag = Self.tag(hash)
    var slot = Int(truncatingIfNeeded: hash) & mask
    // A damaged table may have no free slot on the way round, hence the bound.
    for _ in 0...mask {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if entry >> Self.indexBits == tag {
        let index = Int(entry & (1 << Self.indexBits - 1)) - 1
        let found = bytes(of: Symbol(rawValue: Int32(index)))
        if found.count == word.count, found.elementsEqual(word) { return Symbol(rawValue: Int32(index)) }
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The folded bytes of a word of the lexicon, none for other symbols. They live as long as the lexicon; those of
  /// `standard` for ever.
  public func bytes(of symbol: Symbol) -> UnsafeBufferPointer<UInt8> {
    let index = Int(symbol.rawValue)
    guard index >= 0, index < count else { return UnsafeBufferPointer(start: nil, count: 0) }
    let start = index == 0 ? 0 : Int(layout.ends[index - 1])
    return UnsafeBufferPointer(rebasing: layout.bytes[start..<Int(layout.ends[index])])
  }

  /// The word's groups; `.none` for words without a vector and for symbols outside the lexicon.
  public func clusters(of symbol: Symbol) -> Clusters {
    let index = Int(symbol.rawValue)
    guard index >= 0, index < count else { return .none }
    return Clusters(c64: layout.c64[index], c256: layout.c256[index], c1024: layout.c1024[index])
  }

  /// The upper 15 bits of a hash, never the bits that choose the slot.
  static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 49) }
}
