internal import Articles

/// What the tagger sees of one token.
package struct TagAttributes: Sendable, BitwiseCopyable {
  /// Hash of the bytes as written.
  var word: UInt64 = 0
  /// Hash of the folded bytes with digits as 0.
  var low: UInt64 = 0
  /// The last four and first three folded bytes.
  var suffix: UInt32 = 0
  var prefix: UInt32 = 0
  var shape: UInt64 = 0
  var c0: UInt64 = 0
  var c1: UInt64 = 0

  /// The attributes of every token, two more at either end.
  package static func all(of reading: Reading, lexicon: Lexicon) -> [TagAttributes] {
    let tokens = reading.tokens
    var found = [TagAttributes](repeating: TagAttributes(), count: tokens.count + 4)
    var scratch: [UInt8] = []
    reading.article.text.withUnsafeBufferPointer { text in
      for token in 0..<tokens.count {
        let range = tokens.range(token).range
        let bytes = UnsafeBufferPointer(rebasing: text[range])
        scratch.removeAll(keepingCapacity: true)
        Folding.fold(bytes, into: &scratch)
        found[token + 2] = TagAttributes(bytes, folded: &scratch, lexicon.clusters(of: tokens.word[token]))
      }
    }
    for sentence in reading.sentences where !sentence.tokens.isEmpty {
      found[sentence.tokens.lowerBound + 2].shape &+= 1
    }
    return found
  }

  init() {}

  private init(_ bytes: UnsafeBufferPointer<UInt8>, folded: inout [UInt8], _ clusters: Lexicon.Clusters) {
    word = WordHash(bytes).value
    var hash = WordHash()
    for index in folded.indices {
      if folded[index] &- 48 < 10 { folded[index] = 48 }
      hash.add(folded[index])
    }
    low = hash.value
    for byte in folded.suffix(4) { suffix = suffix << 8 | UInt32(byte) }
    for byte in folded.prefix(3) { prefix = prefix << 8 | UInt32(byte) }
    shape = Self.shape(bytes)
    c0 = UInt64(clusters.c64)
    c1 = UInt64(clusters.c1024)
  }

  /// Hash of the classes of the bytes, runs cut to two.
  private static func shape(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = WordHash()
    var last: UInt8 = 0
    var run = 0
    for byte in bytes {
      let mark: UInt8 =
        switch byte {
        case 65...90: 88
        case 97...122: 120
        case 48...57: 100
        case 128...: 117
        default: byte
        }
      run = mark == last ? run + 1 : 1
      last = mark
      if run <= 2 { hash.add(mark) }
    }
    return hash.value
  }
}

/// The places in the table of the features of one token.
package struct TagRows: Sendable {
  package private(set) var places: [UInt32] = []
  private var seed: UInt64 = 0
  private var shift: UInt64 = 0

  package init() { places.reserveCapacity(48) }

  /// The tag before a sentence.
  package static let boundary: UInt64 = 255

  private mutating func add(_ value: UInt64) {
    seed &+= 0x9e37_79b9_7f4a_7c15
    places.append(UInt32(truncatingIfNeeded: Self.mix(seed, value) >> shift))
  }

  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var hash = (a ^ b) &* 0xbf58_476d_1ce4_e5b9
    hash ^= hash >> 31
    return hash &* 0x94d0_49bb_1331_11eb
  }

  private static func pair(_ a: UInt64, _ b: UInt64) -> UInt64 { mix(a &+ 0x632b_e59b_d9b4_e019, b) }

  /// The features of the token at `token` in `sentence`, whose attributes stand two places further in `attributes`,
  /// after the tags `t1` and, before it, `t2`.
  package mutating func fill(
    _ attributes: [TagAttributes], _ token: Int, _ sentence: Range<Int>, _ t1: UInt64, _ t2: UInt64,
    shift: UInt64
  ) {
    places.removeAll(keepingCapacity: true)
    seed = 0
    self.shift = shift
    let none = TagAttributes()
    let x = attributes[token + 2]
    let a = token > sentence.lowerBound ? attributes[token + 1] : none
    let e = token > sentence.lowerBound + 1 ? attributes[token] : none
    let b = token + 1 < sentence.upperBound ? attributes[token + 3] : none
    let d = token + 2 < sentence.upperBound ? attributes[token + 4] : none
    let s2 = UInt64(x.suffix & 0xffff)
    let s3 = UInt64(x.suffix & 0xff_ffff)
    let a3 = UInt64(a.suffix & 0xff_ffff)
    let b3 = UInt64(b.suffix & 0xff_ffff)
    let tags = t1 << 8 | t2
    add(0)
    add(x.word)
    add(x.low)
    add(UInt64(x.suffix & 0xff))
    add(s2)
    add(s3)
    add(UInt64(x.suffix))
    add(UInt64(x.prefix >> 16))
    add(UInt64(x.prefix >> 8))
    add(UInt64(x.prefix))
    add(x.shape)
    add(a.low)
    add(b.low)
    add(e.low)
    add(d.low)
    add(a3)
    add(b3)
    add(UInt64(b.suffix & 0xffff))
    add(a.shape)
    add(b.shape)
    add(t1)
    add(tags)
    add(Self.pair(t1, x.low))
    add(Self.pair(t1, s3))
    add(Self.pair(x.low, b.low))
    add(Self.pair(a.low, x.low))
    add(Self.pair(t1, b.low))
    add(Self.pair(x.shape, s2))
    add(Self.pair(tags, x.low))
    add(Self.pair(a.low, b.low))
    add(Self.pair(t1, b3))
    add(x.c0)
    add(x.c1)
    add(a.c0)
    add(b.c0)
    add(b.c1)
    add(a.c1)
    add(x.c0 << 8 | t1)
    add(x.c0 << 8 | b.c0)
    add(x.c0 << 16 | s2)
    add(d.c0)
  }
}
