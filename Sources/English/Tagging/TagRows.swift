/// The places in the table of the features of one token. A feature is a template and
/// a value.
package struct TagRows: Sendable {
  package private(set) var places: [UInt32] = []
  private var shift: UInt64 = 0

  package init() { places.reserveCapacity(48) }

  /// The tag before a sentence.
  package static let boundary: UInt64 = 255

  @inline(__always)
  private mutating func add(_ template: TagTemplate, _ value: UInt64) {
    let seed = (template.rawValue + 1) &* 0x9e37_79b9_7f4a_7c15
    places.append(UInt32(truncatingIfNeeded: Self.mix(seed, value) >> shift))
  }

  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var hash = (a ^ b) &* 0xbf58_476d_1ce4_e5b9
    hash ^= hash >> 31
    return hash &* 0x94d0_49bb_1331_11eb
  }

  private static func pair(_ a: UInt64, _ b: UInt64) -> UInt64 { mix(a &+ 0x632b_e59b_d9b4_e019, b) }

  package mutating func start(shift: UInt64) {
    places.removeAll(keepingCapacity: true)
    self.shift = shift
  }

  /// The features of the token at `token` in `sentence`, whose attributes stand two places further in `attributes`,
  /// after the tags `t1` and, before it, `t2`.
  package mutating func fill(
    _ attributes: [TagAttributes], _ token: Int, _ sentence: Range<Int>, _ t1: UInt64, _ t2: UInt64,
    shift: UInt64
  ) {
    start(shift: shift)
    let window = TagWindow(attributes, token, sentence)
    addOwn(window.x)
    addLeft(window.a)
    addRight(window.b)
    addJoint(window, t1, t2)
  }

  /// What a word alone says of its tag.
  mutating func addOwn(_ x: TagAttributes) {
    let s2 = UInt64(x.suffix & 0xffff)
    add(.bias, 0)
    add(.word, x.word)
    add(.low, x.low)
    add(.suffix1, UInt64(x.suffix & 0xff))
    add(.suffix2, s2)
    add(.suffix3, UInt64(x.suffix & 0xff_ffff))
    add(.suffix4, UInt64(x.suffix))
    add(.prefix1, UInt64(x.prefix >> 16))
    add(.prefix2, UInt64(x.prefix >> 8))
    add(.prefix3, UInt64(x.prefix))
    add(.shape, x.shape)
    add(.shapeAndSuffix2, Self.pair(x.shape, s2))
    add(.cluster0, x.c0)
    add(.cluster1, x.c1)
    add(.cluster0AndSuffix2, x.c0 << 16 | s2)
  }

  /// What the word before says.
  mutating func addLeft(_ a: TagAttributes) {
    add(.lowBefore, a.low)
    add(.suffix3Before, UInt64(a.suffix & 0xff_ffff))
    add(.shapeBefore, a.shape)
    add(.cluster0Before, a.c0)
    add(.cluster1Before, a.c1)
  }

  /// What the word after says.
  mutating func addRight(_ b: TagAttributes) {
    add(.lowAfter, b.low)
    add(.suffix3After, UInt64(b.suffix & 0xff_ffff))
    add(.suffix2After, UInt64(b.suffix & 0xffff))
    add(.shapeAfter, b.shape)
    add(.cluster0After, b.c0)
    add(.cluster1After, b.c1)
  }

  /// What words and tags say together, and the words two places away.
  mutating func addJoint(_ window: TagWindow, _ t1: UInt64, _ t2: UInt64) {
    let x = window.x
    let a = window.a
    let b = window.b
    let tags = t1 << 8 | t2
    add(.lowSecondBefore, window.e.low)
    add(.lowSecondAfter, window.d.low)
    add(.tagBefore, t1)
    add(.tagsBefore, tags)
    add(.tagAndLow, Self.pair(t1, x.low))
    add(.tagAndSuffix3, Self.pair(t1, UInt64(x.suffix & 0xff_ffff)))
    add(.lowAndLowAfter, Self.pair(x.low, b.low))
    add(.lowBeforeAndLow, Self.pair(a.low, x.low))
    add(.tagAndLowAfter, Self.pair(t1, b.low))
    add(.tagsAndLow, Self.pair(tags, x.low))
    add(.lowBeforeAndLowAfter, Self.pair(a.low, b.low))
    add(.tagAndSuffix3After, Self.pair(t1, UInt64(b.suffix & 0xff_ffff)))
    add(.cluster0AndTag, x.c0 << 8 | t1)
    add(.cluster0AndCluster0After, x.c0 << 8 | b.c0)
    add(.cluster0SecondAfter, window.d.c0)
  }
}

/// A token's word with two words on either side, empty beyond its sentence.
struct TagWindow {
  let e: TagAttributes
  let a: TagAttributes
  let x: TagAttributes
  let b: TagAttributes
  let d: TagAttributes

  init(_ attributes: [TagAttributes], _ token: Int, _ sentence: Range<Int>) {
    let none = TagAttributes()
    x = attributes[token + 2]
    a = token > sentence.lowerBound ? attributes[token + 1] : none
    e = token > sentence.lowerBound + 1 ? attributes[token] : none
    b = token + 1 < sentence.upperBound ? attributes[token + 3] : none
    d = token + 2 < sentence.upperBound ? attributes[token + 4] : none
  }
}
