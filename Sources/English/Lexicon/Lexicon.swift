internal import CEnglishData

/// The words that the program knows, in order of frequency, with their clusters.
///
/// Read in place from `lexicon.bin`: the open-addressing table is stored in the file, so opening costs a
/// look at the header. Words are folded (lower case, straight quotes); see `WordFolding`.
///
/// File, version 1: magic "DLEX", version, number of words n, log2 of the number of slots, number of bytes;
/// then, each at a multiple of 8: ends (UInt32 × n), c64 (UInt8 × n), c256 and c1024 (UInt16 × n), slots (UInt32: 15
/// bits of the hash above 17 bits of index + 1; 0 = free), bytes.
public struct Lexicon: Sendable {
  /// The number of words; the symbols of an article's own words start here.
  public let count: Int
  let file: ModelBytes
  let layout: Layout

  /// The sections of the file; they live as long as `file`.
  struct Layout: @unchecked Sendable {
    var ends: UnsafeBufferPointer<UInt32>
    var c64: UnsafeBufferPointer<UInt8>
    var c256: UnsafeBufferPointer<UInt16>
    var c1024: UnsafeBufferPointer<UInt16>
    var slots: UnsafeBufferPointer<UInt32>
    var bytes: UnsafeBufferPointer<UInt8>
  }

  /// Numbers of a word's groups in three k-means clusterings of GloVe vectors (Pennington et al. 2014), from 1;
  /// 0 where the word has no vector.
  public struct Clusters: Equatable, Sendable, BitwiseCopyable {
    public var c64: UInt8
    public var c256: UInt16
    public var c1024: UInt16

    public init(c64: UInt8, c256: UInt16, c1024: UInt16) {
      self.c64 = c64
      self.c256 = c256
      self.c1024 = c1024
    }

    public static let none = Clusters(c64: 0, c256: 0, c1024: 0)
  }

  static let indexBits: UInt32 = 17
  static let version: UInt32 = 1

  /// Opens a lexicon file. O(words): every end and slot is checked once unless the file is `trusted`.
  public init(_ file: ModelBytes, trusted: Bool = false) throws(ModelError) {
    try file.check(magic: "DLEX", version: Self.version)
    let words = try file.number(at: 8)
    let slotBits = try file.number(at: 12)
    let byteCount = try file.number(at: 16)
    guard words < 1 << Self.indexBits - 1, slotBits <= 20, words < 1 << slotBits else {
      throw .damaged(model: file.model, part: "its size")
    }
    var offset = 24
    func take<Value: BitwiseCopyable>(_ part: String, _ length: Int, _ type: Value.Type)
      throws(ModelError) -> UnsafeBufferPointer<Value>
    {
      defer { offset = (offset + length * MemoryLayout<Value>.stride + 7) & ~7 }
      return try file.section(part, at: offset, count: length, as: type)
    }
    layout = Layout(
      ends: try take("ends", words, UInt32.self), c64: try take("clusters", words, UInt8.self),
      c256: try take("clusters", words, UInt16.self), c1024: try take("clusters", words, UInt16.self),
      slots: try take("table", 1 << slotBits, UInt32.self), bytes: try take("bytes", byteCount, UInt8.self))
    guard offset == file.count else { throw .damaged(model: file.model, part: "its length") }
    count = words
    self.file = file
    if trusted { return }
    var last: UInt32 = 0
    for end in layout.ends {
      guard end >= last, end <= byteCount else { throw .damaged(model: file.model, part: "ends") }
      last = end
    }
    var free = 0
    for slot in layout.slots {
      let index = slot & (1 << Self.indexBits - 1)
      guard index <= words else { throw .damaged(model: file.model, part: "table") }
      if slot == 0 { free += 1 }
    }
    guard free > 0 else { throw .damaged(model: file.model, part: "table") }
  }

  /// A lexicon without words.
  init(empty: Void) {
    count = 0
    file = ModelBytes(model: "lexicon", [])
    layout = Layout(
      ends: .init(start: nil, count: 0), c64: .init(start: nil, count: 0), c256: .init(start: nil, count: 0),
      c1024: .init(start: nil, count: 0), slots: .init(start: nil, count: 0),
      bytes: .init(start: nil, count: 0))
  }

  /// The embedded lexicon. Its bytes are part of the executable and a test checks them in full, so that
  /// starting the program reads only the header.
  public static func embedded() throws(ModelError) -> Lexicon {
    var size = 0
    guard let base = dl_lexicon(&size) else { throw .missing(model: "lexicon") }
    return try Lexicon(ModelBytes(model: "lexicon", embedded: base, count: size), trusted: true)
  }

  /// The embedded lexicon; without words where it is missing or damaged (`embedded()` says how).
  public static let standard: Lexicon = (try? embedded()) ?? Lexicon(empty: ())
}
