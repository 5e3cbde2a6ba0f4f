/// By how many scalars a text that was made sound is behind the file that it was read from.
public struct ScalarShifts: Hashable, Sendable {
  /// Bytes of the text from which on each of `shifts` holds.
  private var starts: [Int32] = []
  private var shifts: [Int32] = []

  /// Of a text that is that of its file.
  public init() {}

  /// Of what was made of `text`. O(bytes).
  init(_ mending: TextMending, of text: ArticleText) {
    var (old, new, shift) = (0, 0, 0)
    for piece in mending.pieces {
      shift += Self.scalars(text[old..<max(old, min(piece.old, text.count))])
      shift -= Self.scalars(mending.bytes[new..<max(new, min(piece.new, mending.bytes.count))])
      (old, new) = (max(old, piece.old), max(new, piece.new))
      if Int(shifts.last ?? 0) != shift {
        starts.append(Int32(clamping: piece.new))
        shifts.append(Int32(clamping: shift))
      }
    }
  }

  private static func scalars(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.count { $0 & 0xC0 != 0x80 }
  }

  /// Scalars that the file has before a byte of the text and the text has not. O(log shifts).
  func shift(at offset: Int32) -> Int {
    let behind = starts.indices.partitionPoint { starts[$0] <= offset }
    return behind == 0 ? 0 : Int(shifts[behind - 1])
  }

  /// Its pieces.
  mutating func archive(_ archive: inout ColumnArchive) {
    archive.column(&starts)
    archive.column(&shifts)
    archive.require(starts.count == shifts.count)
  }
}

/// Turns byte offsets of one article into Unicode scalar offsets, as `extract` and the exports print them.
///
/// A checkpoint every 256 bytes: O(n) once, then O(256) an offset.
public struct ScalarOffsets: Sendable {
  private static let step = 256
  private let text: ArticleText
  private let checkpoints: [Int32]
  private var shifts = ScalarShifts()

  /// Over an article, counted in its file where that is its text. O(bytes).
  public init(_ article: Article) {
    self.init(article.text)
    shifts = article.sourceScalars
    count += shifts.shift(at: .max)
  }

  /// Over an article's text. O(bytes).
  public init(_ text: ArticleText) {
    self.text = text
    var marks: [Int32] = []
    marks.reserveCapacity(text.count / Self.step + 1)
    var scalars: Int32 = 0
    for (i, byte) in text.enumerated() {
      if i % Self.step == 0 { marks.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars += 1 }
    }
    checkpoints = marks
    count = Int(scalars)
  }

  /// Scalars in the whole text.
  public private(set) var count: Int

  /// Scalars before byte `offset`.
  public func scalar(at offset: Int32) -> Int {
    let shift = shifts.shift(at: offset)
    let offset = max(0, min(Int(offset), text.count))
    guard offset < text.count else { return count }
    let mark = offset / Self.step
    var scalars = Int(checkpoints[mark])
    for byte in text[(mark * Self.step)..<offset] where byte & 0xC0 != 0x80 { scalars += 1 }
    return scalars + shift
  }
}
