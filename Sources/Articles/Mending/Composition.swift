/// Letters and marks that go on them, as one character where Unicode has one: "e" with U+0301 is "é".
///
/// Of the scripts that news and its names are written in: Latin, Greek, Cyrillic, Arabic, kana, Hangul. The standard library takes
/// characters for equal that mean the same, which is all that is needed to find the composed one.
enum Composition {
  /// Whether it goes on the letter before it.
  static func isMark(_ value: UInt32) -> Bool {
    switch value {
    case 0x300...0x36F, 0x653...0x655, 0x3099, 0x309A: true
    case 0x1161...0x1175, 0x11A8...0x11C2: true
    default: false
    }
  }

  /// More on one letter are no writing.
  private static let mostMarks = 4

  /// Letters that have a mark, by themselves.
  private static let composed: [Character: Unicode.Scalar] = {
    var found: [Character: Unicode.Scalar] = [:]
    let ranges: [ClosedRange<UInt32>] = [
      0xC0...0x24F, 0x386...0x3CE, 0x400...0x4FF, 0x622...0x6D3, 0x1E00...0x1EFF, 0x1F00...0x1FFC,
      0x304C...0x30FE,
    ]
    for value in ranges.joined() {
      // Of several that mean the same the first is the one of form C.
      guard let scalar = Unicode.Scalar(value) else { continue }
      let character = Character(scalar)
      if found[character] == nil { found[character] = scalar }
    }
    return found
  }()

  /// The character that a first one makes with the mark at `mark` and more behind it, and where they end; nil where there is
  /// none.
  static func composed(_ first: UInt32, _ scan: TextScan, mark: Int) -> (scalar: Unicode.Scalar, end: Int)? {
    if scan.scalar(mark).value & 0xFF00 == 0x1100 { return syllable(scan, first, mark) }
    guard let letter = Unicode.Scalar(first) else { return nil }
    var text = String.UnicodeScalarView([letter])
    var best: (scalar: Unicode.Scalar, end: Int)?
    var at = mark
    for _ in 0..<mostMarks where at < scan.bytes.count {
      let next = scan.scalar(at)
      guard isMark(next.value), let scalar = Unicode.Scalar(next.value) else { break }
      text.append(scalar)
      at = next.end
      let cluster = String(text)
      guard cluster.count == 1, let character = cluster.first else { break }
      if let scalar = composed[character] { best = (scalar, at) }
    }
    return best
  }

  /// Letters of Hangul as a syllable (The Unicode Standard, 3.12).
  private static func syllable(
    _ scan: TextScan, _ first: UInt32, _ mark: Int
  ) -> (scalar: Unicode.Scalar, end: Int)? {
    var (value, end) = (first, mark)
    var next = scan.scalar(mark)
    if (0x1100...0x1112).contains(first), (0x1161...0x1175).contains(next.value) {
      value = 0xAC00 + ((first - 0x1100) * 21 + next.value - 0x1161) * 28
      end = next.end
      guard end < scan.bytes.count else { return Unicode.Scalar(value).map { ($0, end) } }
      next = scan.scalar(end)
    }
    if (0xAC00...0xD7A3).contains(value), (value - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(next.value) {
      value += next.value - 0x11A7
      end = next.end
    }
    return end == mark ? nil : Unicode.Scalar(value).map { ($0, end) }
  }
}
