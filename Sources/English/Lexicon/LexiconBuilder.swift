/// Collects words and writes a lexicon file.
public struct LexiconBuilder: Sendable {
  private var words: [[UInt8]] = []
  private var clusters: [Lexicon.Clusters] = []
  private var known: Set<[UInt8]> = []

  public init() {}

  public var count: Int { words.count }

  /// Adds a word, folded, unless it is there already or the file has no room for it.
  /// Returns whether it was added.
  @discardableResult
  public mutating func add(_ word: [UInt8], clusters: Lexicon.Clusters = .none) -> Bool {
    let folded = WordFolding.folded(word)
    guard !folded.isEmpty, words.count < 1 << Int(Lexicon.indexBits) - 2, known.insert(folded).inserted
    else { return false }
    words.append(folded)
    self.clusters.append(clusters)
    return true
  }

  /// The file's bytes; the same words in the same order give the same bytes.
  public func file() -> [UInt8] {
    var slotBits = 6
    while 1 << slotBits < words.count * 2 { slotBits += 1 }
    var slots = [UInt32](repeating: 0, count: 1 << slotBits)
    for (index, word) in words.enumerated() {
      let hash = WordHash(word).value
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Lexicon.tag(hash) << Lexicon.indexBits | UInt32(index + 1)
    }
    var total: UInt32 = 0
    let ends = words.map { word in
      total += UInt32(word.count)
      return total
    }
    var out = ModelWriter(magic: "DLEX", version: Lexicon.version)
    out.append([UInt32(words.count), UInt32(slotBits), total])
    out.append(ends)
    out.append(clusters.map(\.c64))
    out.append(clusters.map(\.c256))
    out.append(clusters.map(\.c1024))
    out.append(slots)
    out.append(words.flatMap { $0 })
    return out.bytes
  }
}
