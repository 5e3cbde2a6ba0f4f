/// Sound text made of text as it comes: what every article's text is before anything reads it.
///
/// Letters and their accents are one character each (Unicode's form C); spaces of all widths are spaces and all line ends line
/// feeds, only the two characters of Windows stay; marks of writing direction, soft hyphens and characters without width are left
/// out, except where a script needs them; controls are spaces; joined letters of print, as ﬁ, are letters. Text that was written
/// as UTF-8 and read as Windows-1252 (`Misreading`) is read again.
struct TextMending {
  /// The sound text.
  private(set) var bytes: ContiguousArray<UInt8> = []
  /// From a byte of the new text on, it is the old one from a byte on; ascending.
  private(set) var pieces: [(new: Int, old: Int)] = []
  /// The places that were asked for, in the new text.
  private(set) var places: [Int] = []
  /// Lines that were read again, since they had been written in one charset and read in another.
  private(set) var misreadLines = 0

  /// More are not kept: text of nothing but what is mended would need more than itself for them.
  private static let mostPieces = 1 << 13

  /// Nil where there is nothing to mend. `places`: bytes of the text, ascending, that are wanted in the new one.
  /// O(bytes), at more than 1 GB/s for ASCII.
  init?(_ text: ArticleText, places: [Int] = []) {
    if text.withUnsafeBufferPointer(Self.isSound) { return nil }
    let text = ContiguousArray(text)
    self.places = places
    guard let reread = Misreading(text, places: places) else {
      mend(text)
      return
    }
    misreadLines = reread.lines
    self.places = reread.places
    mend(reread.bytes)
    // Pieces of the sound text in the one read again, to pieces in the old one.
    var map = SourceMap()
    for piece in reread.pieces { map.add(text: Int32(clamping: piece.new), source: piece.old) }
    map.refine(pieces)
    pieces = map.all
  }

  private static func isSound(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let scan = TextScan(bytes: bytes)
    var at = scan.next(from: 0)
    // Line ends of Windows and the like are looked at and stay.
    while at < bytes.count, isSound(scan, at) { at = scan.next(from: scan.scalar(at).end) }
    return at == bytes.count
  }

  private static func isSound(_ scan: TextScan, _ at: Int) -> Bool {
    if Misreading.mayBegin(scan.bytes, at) { return false }
    let scalar = scan.scalar(at)
    let before = scan.before(at).map { scan.scalar($0).value }
    if Composition.isMark(scalar.value) {
      return before.flatMap { Composition.composed($0, scan, mark: at) } == nil
    }
    return replacement(scan, at, scalar, before) == nil
  }

  private mutating func mend(_ text: ContiguousArray<UInt8>) {
    let wanted = places
    places = []
    bytes.reserveCapacity(text.count)
    text.withUnsafeBufferPointer { buffer in
      let scan = TextScan(bytes: buffer)
      var copied = 0
      var at = scan.next(from: 0)
      while at < buffer.count {
        let scalar = scan.scalar(at)
        copy(buffer, copied..<at, wanted)
        copied = at
        let end: Int
        if Composition.isMark(scalar.value) {
          end = compose(scan, at)
        } else if let text = Self.replacement(scan, at, scalar, Self.last(bytes)?.value) {
          text.add(to: &bytes)
          end = scalar.end
        } else {
          end = at
        }
        if end > at {
          copied = end
          place(wanted, upTo: copied - 1) { _, end in end }
          if pieces.count < Self.mostPieces { pieces.append((bytes.count, copied)) }
        }
        at = scan.next(from: max(end, scalar.end))
      }
      copy(buffer, copied..<buffer.count, wanted)
      place(wanted, upTo: .max) { _, end in end }
    }
  }

  private mutating func copy(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ wanted: [Int]) {
    let before = bytes.count
    bytes.append(contentsOf: buffer[range])
    place(wanted, upTo: range.upperBound) { place, _ in before + max(0, place - range.lowerBound) }
  }

  private mutating func place(_ wanted: [Int], upTo last: Int, _ new: (_ old: Int, _ end: Int) -> Int) {
    while places.count < wanted.count, wanted[places.count] <= last {
      places.append(new(wanted[places.count], bytes.count))
    }
  }

  /// Puts what the last character makes with the mark at `at`, and more behind it, in its place; where they end, which is `at` where
  /// they make nothing.
  private mutating func compose(_ scan: TextScan, _ at: Int) -> Int {
    guard let base = Self.last(bytes), let made = Composition.composed(base.value, scan, mark: at) else {
      return at
    }
    bytes.removeLast(base.count)
    ShortText(scalar: made.scalar).add(to: &bytes)
    return made.end
  }

  /// The last character of some text, and its bytes.
  private static func last(_ text: ContiguousArray<UInt8>) -> (value: UInt32, count: Int)? {
    text.withUnsafeBufferPointer { bytes in
      let scan = TextScan(bytes: bytes)
      return scan.before(bytes.count).map { (scan.scalar($0).value, bytes.count - $0) }
    }
  }

  /// What stands in the place of a character; nil where it stays.
  private static func replacement(
    _ scan: TextScan, _ at: Int, _ scalar: TextScan.Scalar, _ before: UInt32?
  ) -> ShortText? {
    switch scalar.value {
    case 13: return scalar.end < scan.bytes.count && scan.bytes[scalar.end] == 10 ? nil : .line
    case 9, 10: return nil
    // Page and line breaks of print.
    case 11, 12, 0x85, 0x2028: return .line
    case 0x2029: return .paragraph
    case 0..<32, 0x7F: return .space
    // Meant as Windows has them (WHATWG HTML, 13.2.5.80).
    case 0x80..<0xA0: return windows(Int(scalar.value) - 0x80)
    case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0xFFFC: return .space
    case 0x200C, 0x200D: return joins(scan, before, scalar.end) ? nil : .nothing
    case 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      return .nothing
    case 0xFB00...0xFB06: return ligatures[Int(scalar.value - 0xFB00)]
    // Signs that are letters.
    case 0x2126: return ShortText("\u{3A9}")
    case 0x212A: return ShortText("K")
    case 0x212B: return ShortText("\u{C5}")
    default: return nil
    }
  }

  private static let ligatures = [
    ShortText("ff"), ShortText("fi"), ShortText("fl"), ShortText("ffi"), ShortText("ffl"), ShortText("st"),
    ShortText("st"),
  ]

  private static func windows(_ code: Int) -> ShortText {
    guard let scalar = TextEncoding.windows1252[code].unicodeScalars.first, scalar.value >= 0xA0 else {
      return .space
    }
    return ShortText(scalar: scalar)
  }

  /// Whether a joiner or its contrary stands between characters of scripts that need it, or in a row of pictures.
  private static func joins(_ scan: TextScan, _ before: UInt32?, _ end: Int) -> Bool {
    guard let before, end < scan.bytes.count else { return false }
    func needs(_ value: UInt32) -> Bool {
      switch value {
      case 0x1680, 0x180E, 0x3000, 0xFB00...0xFB06, 0xFEFF...0xFFFF, 0xE0000...: false
      case 0x600..<0x1E00, 0x2190...: true
      default: false
      }
    }
    return needs(before) && needs(scan.scalar(end).value)
  }
}
