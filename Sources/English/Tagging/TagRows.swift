/// The places in the table of the features of one token. Each feature has a number, part of the tagger's file format.
package struct TagRows: Sendable {
  package private(set) var places: [UInt32] = []
  private var shift: UInt64 = 0

  package init() { places.reserveCapacity(48) }

  /// The tag before a sentence.
  package static let boundary: UInt64 = 255

  private mutating func add(_ feature: UInt64, _ value: UInt64) {
    let seed = (feature + 1) &* 0x9e37_79b9_7f4a_7c15
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
    add(0, 0)
    add(1, x.word)
    add(2, x.low)
    add(3, UInt64(x.suffix & 0xff))
    add(4, s2)
    add(5, UInt64(x.suffix & 0xff_ffff))
    add(6, UInt64(x.suffix))
    add(7, UInt64(x.prefix >> 16))
    add(8, UInt64(x.prefix >> 8))
    add(9, UInt64(x.prefix))
    add(10, x.shape)
    add(27, Self.pair(x.shape, s2))
    add(31, x.c0)
    add(32, x.c1)
    add(39, x.c0 << 16 | s2)
  }

  /// What the word before says.
  mutating func addLeft(_ a: TagAttributes) {
    add(11, a.low)
    add(15, UInt64(a.suffix & 0xff_ffff))
    add(18, a.shape)
    add(33, a.c0)
    add(36, a.c1)
  }

  /// What the word after says.
  mutating func addRight(_ b: TagAttributes) {
    add(12, b.low)
    add(16, UInt64(b.suffix & 0xff_ffff))
    add(17, UInt64(b.suffix & 0xffff))
    add(19, b.shape)
    add(34, b.c0)
    add(35, b.c1)
  }

  /// What words and tags say together, and the words two places away.
  mutating func addJoint(_ window: TagWindow, _ t1: UInt64, _ t2: UInt64) {
    let x = window.x
    let a = window.a
    let b = window.b
    let tags = t1 << 8 | t2
    add(13, window.e.low)
    add(14, window.d.low)
    add(20, t1)
    add(21, tags)
    add(22, Self.pair(t1, x.low))
    add(23, Self.pair(t1, UInt64(x.suffix & 0xff_ffff)))
    add(24, Self.pair(x.low, b.low))
    add(25, Self.pair(a.low, x.low))
    add(26, Self.pair(t1, b.low))
    add(28, Self.pair(tags, x.low))
    add(29, Self.pair(a.low, b.low))
    add(30, Self.pair(t1, UInt64(b.suffix & 0xff_ffff)))
    add(37, x.c0 << 8 | t1)
    add(38, x.c0 << 8 | b.c0)
    add(40, window.d.c0)
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
