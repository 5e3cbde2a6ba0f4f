/// The layout of a gazetteer file (little-endian, every section 8-byte aligned):
///
///     magic "DLPLACE1" · number of sections UInt32 · UInt32 0 · per section: offset UInt32, bytes UInt32
///
/// Rows are in preorder of containment (continent, its countries, their regions, districts, cities), so that
/// "lies in" is a test of a range. Names are folded (`NameFolder`) and sorted by their bytes; an
/// open-addressing table over them serves exact look-up, the order serves completion.
public enum GazetteerFormat {
  public static let magic: [UInt8] = Array("DLPLACE1".utf8)

  public enum Section: Int, CaseIterable, Sendable {
    /// 28 bytes: name offset, latitude, longitude (Float), parent, GeoNames id, value, country (UInt16),
    /// kind (UInt8; bit 7: `value` is an index into `details`, else the population), prominence (UInt8).
    case rows
    /// 24 bytes: population, end of subtree, outline, first member, number of members, capital. −1 for none.
    case details
    /// Length byte and UTF-8 bytes of each row's name.
    case strings
    /// Where each folded name ends in `nameBytes`.
    case nameEnds
    case nameBytes
    /// Where each name's candidates end.
    case candidateEnds
    /// Row (20 bits), form (4 bits), prominence (8 bits), the most prominent first.
    case candidates
    /// Index of a name, or 0xFFFFFFFF.
    case slots
    /// A bitmap of the hashes of names' beginnings that end at a word: can a longer name follow?
    case beginnings
    /// 32 bytes: south, west, north, east (Int32, micro-degrees), first ring, number of rings, 1 for lines, 0.
    case outlines
    /// First point, number of points.
    case rings
    /// Latitude, longitude (Int32, micro-degrees).
    case points
    /// Row numbers: members of areas, neighbours of countries.
    case members
    /// 16 bytes, by code: code, row, first neighbour, number of neighbours.
    case countries

    /// Bytes of one element.
    public var stride: Int {
      switch self {
      case .rows: 28
      case .details: 24
      case .strings, .nameBytes: 1
      case .outlines: 32
      case .beginnings, .rings, .points: 8
      case .countries: 16
      case .nameEnds, .candidateEnds, .candidates, .slots, .members: 4
      }
    }
  }

  /// Where the search for a name begins: the hash's high half, scaled to the number of slots.
  public static func slot(of hash: UInt64, slots: Int) -> Int {
    Int(((hash >> 32) &* UInt64(slots)) >> 32)
  }

  public static let rowLimit = 1 << 20
  /// Bits of `value`'s mark in a row's kind.
  public static let detailsFlag: UInt8 = 0x80
}

/// How a name stands to a place.
public enum NameForm: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  /// The name itself or a common other one.
  case name
  /// A less usual, old or foreign name.
  case alternate
  /// Counts only in capitals or with full stops: "US", "U.S.".
  case abbreviation
  /// Counts only after a place and a comma: "Calif.", "CA".
  case postal
  /// "Polish".
  case adjective
  /// "Poles".
  case people

  /// It names the place itself rather than its people or something of it.
  public var isPlaceName: Bool { self.rawValue < NameForm.adjective.rawValue }
}

/// Why bytes are no gazetteer.
public enum GazetteerError: Error, Hashable, Sendable {
  case tooShort
  /// It does not begin with the magic bytes of this version.
  case notAGazetteer
  /// A section lies outside of the file or its size is no multiple of an element's.
  case damagedSection(Int)
  /// Two sections disagree about how many elements there are.
  case inconsistent
}
