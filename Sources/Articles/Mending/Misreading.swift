/// Text that was written as UTF-8 and read as Windows-1252, "Ã©" for "é" and "â€™" for "’": read again, line by line.
///
/// A line is read again only where all of it, in the bytes of Windows-1252, is sound UTF-8, and some of it is what letters and
/// signs of the Latin or the Cyrillic script become: what people write is neither.
struct Misreading {
  private(set) var bytes: ContiguousArray<UInt8> = []
  private(set) var pieces: [(new: Int, old: Int)] = []
  private(set) var places: [Int] = []
  /// Lines that were read again.
  private(set) var lines = 0

  /// Text is written and read wrongly so often at the most.
  private static let mostTimes = 2

  /// Nil where no line is to be read again. O(bytes).
  init?(_ text: ContiguousArray<UInt8>, places: [Int]) {
    guard Self.isLikely(text[...]) else { return nil }
    var start = 0
    var at = 0
    while at < text.count {
      let end = text[at...].firstIndex(of: 10).map { $0 + 1 } ?? text.count
      if let line = Self.reread(text[at..<end]) {
        copy(text, start..<at, places)
        lines += 1
        pieces.append((bytes.count, at))
        // Both borders are known, and so is what lies between them in proportion.
        while self.places.count < places.count, places[self.places.count] < end {
          let share = (places[self.places.count] - at) * line.count / (end - at)
          self.places.append(bytes.count + share)
        }
        bytes.append(contentsOf: line)
        pieces.append((bytes.count, end))
        start = end
      }
      at = end
    }
    if lines == 0 { return nil }
    copy(text, start..<text.count, places)
    while self.places.count < places.count { self.places.append(bytes.count) }
  }

  private mutating func copy(_ text: ContiguousArray<UInt8>, _ range: Range<Int>, _ places: [Int]) {
    while self.places.count < places.count, places[self.places.count] <= range.upperBound {
      self.places.append(bytes.count + max(0, places[self.places.count] - range.lowerBound))
    }
    bytes.append(contentsOf: text[range])
  }

  /// Whether Â or Ã, â€, Ð or Ñ stand here before what no word has behind them.
  static func mayBegin<Bytes: RandomAccessCollection<UInt8>>(_ bytes: Bytes, _ at: Int) -> Bool
  where Bytes.Index == Int {
    guard at + 3 < bytes.endIndex, bytes[at] == 0xC3 else { return false }
    let (next, third) = (bytes[at + 2], bytes[at + 3])
    switch bytes[at + 1] {
    case 0x82, 0x83, 0x90, 0x91:
      // The second byte of two, as Windows-1252 shows it.
      return next == 0xC2 || next == 0xE2 || next == 0xC5 || next == 0xC6 || next == 0xCB
    case 0xA2:
      return next == 0xC2 && third == 0x80
        || next == 0xE2 && third == 0x82 && at + 4 < bytes.endIndex && bytes[at + 4] == 0xAC
    default: return false
    }
  }

  /// Whether they stand anywhere.
  private static func isLikely(_ text: ContiguousArray<UInt8>.SubSequence) -> Bool {
    var at = text.startIndex
    while let lead = text[at...].firstIndex(of: 0xC3) {
      if mayBegin(text, lead) { return true }
      at = lead + 1
    }
    return false
  }

  /// A line as it was written; nil where it was read rightly.
  private static func reread(_ line: ContiguousArray<UInt8>.SubSequence) -> ContiguousArray<UInt8>? {
    var text = ContiguousArray(line)
    for time in 0..<mostTimes {
      guard isLikely(text[...]), let written = windows(text), written.count < text.count,
        written.isUTF8
      else { return time == 0 ? nil : text }
      text = written
    }
    return text
  }

  private static let codes: [UInt32: UInt8] = {
    var codes: [UInt32: UInt8] = [:]
    for (code, text) in TextEncoding.windows1252.enumerated() {
      if let scalar = text.unicodeScalars.first { codes[scalar.value] = UInt8(0x80 + code) }
    }
    return codes
  }()

  /// The bytes of Windows-1252 for some text; nil where it does not have them all.
  private static func windows(_ text: ContiguousArray<UInt8>) -> ContiguousArray<UInt8>? {
    text.withUnsafeBufferPointer { bytes in
      let scan = TextScan(bytes: bytes)
      var made: ContiguousArray<UInt8> = []
      made.reserveCapacity(bytes.count)
      var at = 0
      while at < bytes.count {
        let scalar = scan.scalar(at)
        if scalar.value < 0x100 {
          made.append(UInt8(truncatingIfNeeded: scalar.value))
        } else if let code = codes[scalar.value] {
          made.append(code)
        } else {
          return nil
        }
        at = scalar.end
      }
      return made
    }
  }
}
