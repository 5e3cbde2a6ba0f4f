internal import CKernels

extension Tagger {
  /// The sums of the rows that depend on one word alone, kept for words that come again; one for each thread.
  struct Workspace: Sendable {
    var rows = TagRows()
    private let words: Int
    /// By part, then by a hash of the attributes, 0 for none; a newer word takes the place of an older one that did
    /// not come again.
    private var keys: [UInt64]
    private var cameAgain: [Bool]
    /// Where the sums of a place's word begin, −1 for none.
    private var starts: [Int32]
    /// [row][class], first one of each part for words that are not kept, then of those that are. It grows with the words, so that
    /// one article does not pay for many.
    private var sums: [Int16]

    /// Whose features: the token's own, or those of the word before or after.
    enum Part: Int { case own, before, after }

    /// A place for each of `words`, a power of two, in each part.
    init(words: Int) {
      self.words = words
      keys = [UInt64](repeating: 0, count: 3 * words)
      cameAgain = [Bool](repeating: false, count: 3 * words)
      starts = [Int32](repeating: -1, count: 3 * words)
      sums = [Int16](repeating: 0, count: 3 * Tagger.lanes)
    }
  }
}

extension Tagger.Workspace {
  /// The class with the highest sum over all features of a token, the first of equals.
  mutating func best(_ window: TagWindow, _ t1: UInt64, _ t2: UInt64, in tagger: Tagger) -> Int {
    let own = place(of: window.x, .own, in: tagger)
    let before = place(of: window.a, .before, in: tagger)
    let after = place(of: window.b, .after, in: tagger)
    rows.start(shift: tagger.shift)
    rows.addJoint(window, t1, t2)
    return Int(
      dl_best_row(
        tagger.level, tagger.layout.table.baseAddress, rows.places, Int32(rows.places.count), sums,
        Int32(own),
        Int32(before), Int32(after), Int32(tagger.layout.classes)))
  }

  /// Where the sums of a word begin.
  private mutating func place(of word: TagAttributes, _ part: Part, in tagger: Tagger) -> Int {
    let key = (word.word &+ word.shape &* 0x9e37_79b9_7f4a_7c15) | 1
    let slot = part.rawValue * words + (Int(truncatingIfNeeded: key >> 20) & (words - 1))
    if keys[slot] == key {
      cameAgain[slot] = true
      return Int(starts[slot])
    }
    var start = part.rawValue * Tagger.lanes
    if cameAgain[slot] {
      cameAgain[slot] = false
    } else {
      keys[slot] = key
      if starts[slot] < 0 {
        starts[slot] = Int32(sums.count)
        for _ in 0..<Tagger.lanes { sums.append(0) }
      }
      start = Int(starts[slot])
    }
    rows.start(shift: tagger.shift)
    switch part {
    case .own: rows.addOwn(word)
    case .before: rows.addLeft(word)
    case .after: rows.addRight(word)
    }
    dl_row_sums(
      tagger.level, tagger.layout.table.baseAddress, rows.places, Int32(rows.places.count), &sums,
      Int32(start))
    return start
  }
}
