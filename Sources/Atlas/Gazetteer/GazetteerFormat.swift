/// The layout of a gazetteer file (little-endian, every section 16-byte aligned):
///
///     magic "DLPLACE2" · number of sections UInt32 · UInt32 0 · per section: offset UInt32, bytes UInt32
///
/// Rows are in preorder of containment (continent, its countries, their regions, districts, cities), so that
/// "lies in" is a test of a range. Names are folded (`NameFolder`) and sorted by their bytes; an
/// open-addressing table over them serves exact look-up, the order serves completion.
public enum GazetteerFormat {
  /// What a file of this version begins with.
  public static let magic: [UInt8] = Array("DLPLACE2".utf8)

  /// The sections, in the order of the file.
  public enum Section: Int, CaseIterable, Sendable {
    /// 20 bytes, five words of 24 bits and a byte on top:
    /// latitude · prominence; longitude · country (index in `countries` + 1, 0 for none);
    /// parent + 1 (19 bits), kind (4), has details (1) · low byte of the value; GeoNames id · middle byte;
    /// name · high byte. The value is an index into `details`, or the population.
    case rows
    /// 24 bytes: population, end of subtree, outline, first member, number of members, capital. −1 for none.
    case details
    /// Length byte and UTF-8 bytes of the rows' names that are no folded name with capitals.
    case strings
    /// Where each folded name ends in `nameBytes`, UInt16 from the base of its block of 256 names.
    case nameEnds
    case nameBases
    case nameBytes
    /// Where each name's candidates end, in the same way.
    case candidateEnds
    case candidateBases
    /// Row (20 bits), form (4 bits), prominence (8 bits), the most prominent first.
    case candidates
    /// Buckets of 8: the index of a name (19 bits) and the low bits of its hash (13), or 0xFFFFFFFF. A name
    /// stands in its hash's bucket or, where that is full, in the next.
    case slots
    /// Two bits for each hash, modulo their number: is it perhaps that of a beginning of names that ends at a
    /// word, of a whole name?
    case beginnings
    /// 32 bytes: south, west, north, east (Int32, micro-degrees), first ring, number of rings, 1 for lines, 0.
    case outlines
    /// First byte in `points`, number of points.
    case rings
    /// Differences of latitude and longitude from the point before, in 1e-5 degrees, zigzag, seven bits a byte.
    case points
    /// Row numbers: members of areas, neighbours of countries.
    case members
    /// 16 bytes, by code: code, row, first neighbour, number of neighbours.
    case countries

    /// Bytes of one element.
    public var stride: Int {
      switch self {
      case .rows: 20
      case .details: 24
      case .strings, .nameBytes, .points: 1
      case .nameEnds, .candidateEnds: 2
      case .outlines: 32
      case .beginnings, .rings: 8
      case .slots: 32
      case .countries: 16
      case .nameBases, .candidateBases, .candidates, .members: 4
      }
    }
  }

  /// The bucket where the search for a name begins: the hash's high half, scaled to their number.
  public static func bucket(of hash: UInt64, buckets: Int) -> Int {
    Int(((hash >> 32) &* UInt64(buckets)) >> 32)
  }

  /// What a slot holds of a name.
  public static func entry(_ name: Int, hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: name) & nameMask | UInt32(truncatingIfNeeded: hash) << 19
  }

  /// Where the two bits of a hash stand.
  public static func mark(of hash: UInt64, bytes: Int) -> (byte: Int, shift: UInt8) {
    let cell = Int(truncatingIfNeeded: hash >> 8) & (bytes * 4 - 1)
    return (cell / 4, UInt8(cell & 3) * 2)
  }

  /// The bits of a slot that are the index of a name.
  public static let nameMask: UInt32 = (1 << 19) - 1
  /// The most rows that a file can hold.
  public static let rowLimit = (1 << 19) - 1
  /// Names in a block.
  public static let block = 256
  /// Set in a row's name: an offset into `strings`; else a folded name's index.
  public static let stringFlag: UInt32 = 1 << 23
  /// Steps of a row's coordinates on 180 and 360 degrees.
  public static let steps = 16_777_215.0
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
public enum GazetteerError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooShort
  /// It does not begin with the magic bytes of this version.
  case notAGazetteer
  /// A section lies outside of the file or its size is no multiple of an element's.
  case damagedSection(Int)
  /// Two sections disagree about how many elements there are.
  case inconsistent

  /// For people, without the name of the file.
  public var description: String {
    switch self {
    case .tooShort: "the gazetteer has not been built or is cut short"
    case .notAGazetteer: "not a gazetteer file of this version"
    case .damagedSection(let section): "the gazetteer is damaged: its section \(section)"
    case .inconsistent: "the gazetteer is damaged: two of its sections disagree"
    }
  }
}
