/// The runs of five words of a text, as hashes: what texts that were copied from one another have in common (A. Broder,
/// "On the resemblance and containment of documents", 1997).
///
/// Words are runs of letters and digits; case, accents, marks and spaces do not count.
struct WordRuns {
  /// Words in a run.
  static let length = 5

  /// Hashes of the runs, ascending, each once.
  let hashes: [UInt64]
  /// A hash of all words in their order.
  let words: UInt64
  /// Words of the text.
  let wordCount: Int

  /// The runs of the bytes of `range`. O(bytes), and their sorting.
  init(_ text: ArticleText, _ range: Range<Int>) {
    var hashes: [UInt64] = []
    hashes.reserveCapacity(range.count / 5)
    var ring = (UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    var (words, count) = (UInt64(0), 0)
    WordHashes.each(of: text, range) { word in
      ring = (ring.1, ring.2, ring.3, ring.4, word)
      words = Self.mixed(words &* 0x9E37_79B9_7F4A_7C15 ^ word)
      count += 1
      guard count >= Self.length else { return }
      var hash = ring.0
      hash = hash &* 0x9E37_79B9_7F4A_7C15 &+ ring.1
      hash = hash &* 0x9E37_79B9_7F4A_7C15 &+ ring.2
      hash = hash &* 0x9E37_79B9_7F4A_7C15 &+ ring.3
      hash = hash &* 0x9E37_79B9_7F4A_7C15 &+ ring.4
      hashes.append(Self.mixed(hash))
    }
    self.words = words
    wordCount = count
    hashes.sort()
    var kept = 0
    for position in hashes.indices where kept == 0 || hashes[position] != hashes[kept - 1] {
      hashes[kept] = hashes[position]
      kept += 1
    }
    hashes.removeLast(hashes.count - kept)
    self.hashes = hashes
  }

  /// How much of the shorter text stands in the other one, 0 to 1; 0 where one has no run. O(runs).
  func containment(_ other: WordRuns) -> Double {
    let least = min(hashes.count, other.hashes.count)
    guard least > 0 else { return 0 }
    var (i, j, shared) = (0, 0, 0)
    while i < hashes.count, j < other.hashes.count {
      if hashes[i] == other.hashes[j] {
        shared += 1
        i += 1
        j += 1
      } else if hashes[i] < other.hashes[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return Double(shared) / Double(least)
  }

  /// Spreads what differs in a few bits over all of them (D. Stafford's variant 13 of the finaliser of MurmurHash3).
  private static func mixed(_ value: UInt64) -> UInt64 {
    var hash = value
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }
}
