public import Articles

/// Folds names of places to the form in which the gazetteer keeps them, and hashes them on the way.
///
/// Lower case, diacritics removed, apostrophes and full stops dropped, runs of white space, hyphens and
/// dashes one space. Bytes of other scripts stay. Text may come in pieces (the tokens of a sentence), so that
/// every beginning of a phrase is looked up with one pass and no allocation after the first.
public struct NameFolder: Sendable {
  /// The folded bytes so far.
  public private(set) var bytes: [UInt8] = []
  private var state = FNV64()
  private var needsSpace = false

  /// Ready for a first name.
  public init() { bytes.reserveCapacity(64) }

  /// FNV-1a, its bits mixed once more so that the high ones are good.
  public var hash: UInt64 {
    var mixed = state.value ^ (state.value >> 32)
    mixed = mixed &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 29)
  }

  /// Starts a new name; keeps the memory.
  public mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    state = FNV64()
    needsSpace = false
  }

  /// Adds the bytes `range` of `text`. O(length).
  public mutating func append(_ text: ArticleText, _ range: Range<Int>) {
    text.withUnsafeBufferPointer { buffer in
      append(UnsafeBufferPointer(rebasing: buffer[range.clamped(to: 0..<buffer.count)]))
    }
  }

  /// Adds a piece of text. O(length).
  public mutating func append(_ text: some StringProtocol) {
    var copy = String(text)
    copy.withUTF8 { append($0) }
  }

  /// The folded form of a whole name: without a leading "the". "The Czech Republic" → "czech republic".
  public static func fold(_ name: some StringProtocol) -> [UInt8] {
    var folder = NameFolder()
    folder.append(name)
    if folder.bytes.count > 4, folder.bytes.starts(with: [0x74, 0x68, 0x65, 0x20]) {
      return Array(folder.bytes.dropFirst(4))
    }
    return folder.bytes
  }

  /// The hash of bytes that are folded already.
  public static func hash(_ folded: some Sequence<UInt8>) -> UInt64 {
    var folder = NameFolder()
    for byte in folded { folder.state.add(byte) }
    return folder.hash
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    var i = 0
    while i < text.count {
      let byte = text[i]
      i += 1
      if byte < 0x80 {
        switch byte {
        case 0x41...0x5A: put(byte | 0x20)
        case 0x27, 0x2E, 0x60: break
        case 0x00...0x20, 0x2D, 0x5F, 0x7F: needsSpace = true
        default: put(byte)
        }
        continue
      }
      let next = i < text.count ? UInt32(text[i]) & 0x3F : 0
      if byte & 0xE0 == 0xC0 {
        i += 1
        fold(scalar: UInt32(byte & 0x1F) << 6 | next, bytes: text, from: i - 2, to: i)
      } else if byte & 0xF0 == 0xE0, i + 1 < text.count {
        i += 2
        let scalar = UInt32(byte & 0x0F) << 12 | next << 6 | UInt32(text[i - 1]) & 0x3F
        fold(scalar: scalar, bytes: text, from: i - 3, to: i)
      } else {
        put(byte)
      }
    }
  }

  private mutating func fold(
    scalar: UInt32, bytes text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) {
    switch scalar {
    case 0x80...0xA0, 0x2000...0x200B, 0x2010...0x2015: return needsSpace = true
    // Combining marks, modifier letters and quotation marks used as apostrophes.
    case 0x2B0...0x36F, 0x2018...0x201B, 0xB4, 0xB7: return
    default: break
    }
    if let letters = LatinLetters.base(of: scalar) {
      put(letters.first)
      if letters.second != 0 { put(letters.second) }
    } else {
      for i in start..<min(end, text.count) { put(text[i]) }
    }
  }

  private mutating func put(_ byte: UInt8) {
    if needsSpace {
      needsSpace = false
      if !bytes.isEmpty { putRaw(0x20) }
    }
    putRaw(byte)
  }

  private mutating func putRaw(_ byte: UInt8) {
    bytes.append(byte)
    state.add(byte)
  }
}
