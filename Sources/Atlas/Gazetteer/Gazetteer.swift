internal import CAtlasData

/// The places that the program knows: names, kinds, coordinates, containment and outlines.
///
/// Representation: one block of bytes, read in place (`GazetteerFormat`). Opening it checks the sections'
/// bounds only; each access checks its own index, so that a damaged file gives wrong rows at worst.
/// Copies share the block.
public struct Gazetteer: Sendable {
  /// Keeps the bytes alive. Immutable, except for outlines decoded on demand behind a lock.
  var memory: GazetteerMemory
  /// It has names beside those of the file.
  var hasOverlay = false
  // The block is immutable and lives as long as `memory`.
  nonisolated(unsafe) let base: UnsafeRawPointer
  let rows: Part
  let details: Part
  let strings: Part
  let nameEnds: Part
  let nameBases: Part
  let nameBytes: Part
  let candidateEnds: Part
  let candidateBases: Part
  let candidateList: Part
  let slots: Part
  let beginnings: Part
  let outlines: Part
  let rings: Part
  let points: Part
  let members: Part
  let countryTable: Part

  /// A section of the file.
  struct Part: Sendable {
    var start = 0
    /// Elements.
    var count = 0
  }

  /// The embedded gazetteer.
  public static func embedded() throws(GazetteerError) -> Gazetteer {
    var size = 0
    guard let bytes = dl_gazetteer(&size), size > 0 else { throw .tooShort }
    return try Gazetteer(GazetteerMemory(borrowing: UnsafeRawBufferPointer(start: bytes, count: size)))
  }

  /// The embedded gazetteer; without places if it is missing or damaged (`embedded()` says how).
  public static let standard: Gazetteer = (try? embedded()) ?? empty

  /// Where the places come from, as their licences ask; for the help.
  public static let attribution = """
    Places: GeoNames (geonames.org), licensed under Creative Commons Attribution 4.0 \
    (creativecommons.org/licenses/by/4.0): cities of 500 people and more, regions, districts and countries, \
    selected, packed and joined with the project's own lists. Outlines, seas, lakes, rivers, mountains, islands, \
    deserts: made with Natural Earth (naturalearthdata.com), public domain.
    """

  /// A gazetteer without places.
  public static let empty = Gazetteer(partsOf: GazetteerMemory(copying: [0]), parts: [])

  /// Opens a gazetteer file's bytes, which are copied. O(size).
  public init(bytes: [UInt8]) throws(GazetteerError) {
    try self.init(GazetteerMemory(copying: bytes))
  }

  /// O(1).
  init(_ memory: GazetteerMemory) throws(GazetteerError) {
    let bytes = memory.bytes
    let sections = GazetteerFormat.Section.allCases
    let header = 16 + sections.count * 8
    guard bytes.count >= header else { throw .tooShort }
    guard bytes.prefix(8).elementsEqual(GazetteerFormat.magic),
      Self.load(bytes, 8) == UInt32(sections.count)
    else { throw .notAGazetteer }
    var parts: [Part] = []
    for section in sections {
      let start = Int(Self.load(bytes, 16 + section.rawValue * 8))
      let size = Int(Self.load(bytes, 20 + section.rawValue * 8))
      guard start >= header, start % 16 == 0, start + size <= bytes.count, size % section.stride == 0
      else { throw .damagedSection(section.rawValue) }
      parts.append(Part(start: start, count: size / section.stride))
    }
    self.init(partsOf: memory, parts: parts)
    let blocks = (nameEnds.count + GazetteerFormat.block - 1) / GazetteerFormat.block
    guard nameEnds.count == candidateEnds.count, rows.count <= GazetteerFormat.rowLimit,
      nameBases.count == blocks, candidateBases.count == blocks,
      nameEnds.count == 0 || slots.count * 8 > nameEnds.count,
      beginnings.count & (beginnings.count - 1) == 0 || beginnings.count == 0
    else { throw .inconsistent }
  }

  private init(partsOf memory: GazetteerMemory, parts: [Part]) {
    func part(_ section: GazetteerFormat.Section) -> Part {
      section.rawValue < parts.count ? parts[section.rawValue] : Part()
    }
    self.memory = memory
    base = memory.base
    rows = part(.rows)
    details = part(.details)
    strings = part(.strings)
    nameEnds = part(.nameEnds)
    nameBases = part(.nameBases)
    nameBytes = part(.nameBytes)
    candidateEnds = part(.candidateEnds)
    candidateBases = part(.candidateBases)
    candidateList = part(.candidates)
    slots = part(.slots)
    beginnings = part(.beginnings)
    outlines = part(.outlines)
    rings = part(.rings)
    points = part(.points)
    members = part(.members)
    countryTable = part(.countries)
  }

  /// A copy of the whole file. O(size).
  package var bytes: [UInt8] { Array(memory.bytes) }

  /// Number of places.
  public var count: Int { rows.count }

  private static func load(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The 32-bit word `word` of the element at `index`; 0 outside of the section.
  @inline(__always)
  func word(_ part: Part, _ index: Int, stride: Int, _ word: Int = 0) -> UInt32 {
    guard index >= 0, index < part.count else { return 0 }
    return UInt32(
      littleEndian: base.load(fromByteOffset: part.start + index * stride + word * 4, as: UInt32.self))
  }

  /// Where the element at `index` of a section of ends ends.
  @inline(__always)
  func end(_ ends: Part, _ bases: Part, _ index: Int) -> Int {
    guard index >= 0, index < ends.count else { return 0 }
    let end = UInt16(littleEndian: base.load(fromByteOffset: ends.start + index * 2, as: UInt16.self))
    return Int(word(bases, index / GazetteerFormat.block, stride: 4)) + Int(end)
  }

  @inline(__always)
  func signed(_ part: Part, _ index: Int, stride: Int, _ word: Int = 0) -> Int32 {
    Int32(bitPattern: self.word(part, index, stride: stride, word))
  }
}
