internal import Articles
internal import English

extension NameText {
  /// Numbers the distinct written forms and their lower-cased forms.
  mutating func addWords(of reading: Reading) {
    let tokens = reading.tokens
    let lexicon = Lexicon.standard
    var table = WordTable()
    var folded = WordTable()
    reading.article.text.withUnsafeBufferPointer { text in
      for token in 0..<tokens.count {
        let low = max(0, min(Int(tokens.start[token]), text.count))
        let high = max(low, min(low + Int(tokens.length[token]), text.count))
        let bytes = UnsafeBufferPointer(rebasing: text[low..<high])
        let (index, isNew) = table.number(WordTable.hash(bytes))
        word[token] = index
        guard isNew else { continue }
        var attributes = NameWord(bytes)
        if sources.contains(.clusters) {
          let clusters = lexicon.clusters(of: tokens.word[token])
          attributes.cluster64 = UInt32(clusters.c64)
          attributes.cluster256 = UInt32(clusters.c256)
          attributes.cluster1024 = UInt32(clusters.c1024)
        }
        let form = folded.number(UInt64(attributes.folded) &* 0x9E37_79B9_7F4A_7C15)
        attributes.form = form.index
        if form.isNew { forms.append(Form()) }
        words.append(attributes)
      }
    }
  }

  func style(of sentence: Range<Int>) -> UInt8 {
    var letters = 0
    var capitalised = 0
    var all = 0
    var long = 0
    var longCapitalised = 0
    for token in sentence {
      let attributes = attributes(token)
      guard attributes.isCapitalised || attributes.capital == NameWord.Capital.none else { continue }
      letters += 1
      let isLong = attributes.prefix3 != attributes.folded
      if isLong { long += 1 }
      if attributes.isCapitalised {
        capitalised += 1
        if isLong { longCapitalised += 1 }
        if attributes.capital != NameWord.Capital.first { all += 1 }
      }
    }
    if letters >= 3, all * 10 >= letters * 8 { return Style.capitals }
    if long >= 3, capitalised >= 4, longCapitalised * 10 >= long * 8 { return Style.title }
    return Style.normal
  }
}

/// Numbers 64-bit hashes in order of appearance; open addressing.
struct WordTable {
  private var hashes: [UInt64] = []
  private var slots: [Int32] = [Int32](repeating: -1, count: 512)

  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let hash = FNV64(bytes).value
    return (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15
  }

  mutating func number(_ hash: UInt64) -> (index: Int32, isNew: Bool) {
    if slots.count < (hashes.count + 1) * 2 { grow() }
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash >> 20) & mask
    while slots[slot] >= 0 {
      if hashes[Int(slots[slot])] == hash { return (slots[slot], false) }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(hashes.count)
    hashes.append(hash)
    return (slots[slot], true)
  }

  private mutating func grow() {
    let mask = slots.count * 2 - 1
    slots = [Int32](repeating: -1, count: mask + 1)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash >> 20) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }
}
