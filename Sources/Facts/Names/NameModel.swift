internal import CFactsData

/// Why the bytes of a name model cannot be used.
public enum NameModelError: Error, Hashable, Sendable {
  /// The file is empty or ends inside its header.
  case truncated(bytes: Int)
  case notANameModel
  /// The file was made for other labels or another arrangement of features.
  case otherVersion(found: Int, expected: Int)
  case wrongSize(bytes: Int, expected: Int)
  /// A number of the header lies outside what the program can use.
  case outOfRange(field: String)
}

/// The weights of the name tagger, read in place.
///
/// Little-endian: "DLNM", version, labels, bits of the row hash, calibration (slope and offset as Float bits),
/// transitions (row of the previous label, then one row for a sentence's start; Int32 in the rows' unit), then
/// 2^bits rows of one Int8 a label, and padding so that a row may be loaded as 32 bytes.
public struct NameModel: @unchecked Sendable {
  package static let magic: [UInt8] = Array("DLNM".utf8)
  package static let version = 1
  package static let padding = 32
  package static let headerSize = 24 + 4 * (NameLabel.count + 1) * NameLabel.count

  /// Bits of a row's number.
  package let bits: Int
  /// Confidence is the logistic function of slope · margin + offset.
  package let slope: Float
  package let offset: Float
  /// `[previous * labels + next]`; the last row is for a sentence's first token.
  package let transitions: [Int32]
  let rows: UnsafeRawPointer

  /// Reads a model whose bytes outlive it. Touches only the header.
  package init(_ bytes: UnsafeRawBufferPointer) throws(NameModelError) {
    guard let base = bytes.baseAddress, bytes.count >= Self.headerSize else {
      throw .truncated(bytes: bytes.count)
    }
    func word(_ index: Int) -> UInt32 {
      UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
    }
    guard bytes.prefix(4).elementsEqual(Self.magic) else { throw .notANameModel }
    guard word(1) == UInt32(Self.version) else {
      throw .otherVersion(found: Int(word(1)), expected: Self.version)
    }
    guard word(2) == UInt32(NameLabel.count) else { throw .outOfRange(field: "labels") }
    guard (1...22).contains(word(3)) else { throw .outOfRange(field: "bits") }
    bits = Int(word(3))
    slope = Float(bitPattern: word(4))
    offset = Float(bitPattern: word(5))
    guard slope.isFinite, offset.isFinite else { throw .outOfRange(field: "calibration") }
    let expected = Self.headerSize + (1 << bits) * NameLabel.count + Self.padding
    guard bytes.count == expected else { throw .wrongSize(bytes: bytes.count, expected: expected) }
    transitions = (0..<(NameLabel.count + 1) * NameLabel.count).map { Int32(bitPattern: word(6 + $0)) }
    guard transitions.allSatisfy({ abs(Int64($0)) <= 1 << 20 }) else {
      throw .outOfRange(field: "transitions")
    }
    rows = base + Self.headerSize
  }

  /// The embedded model.
  public static func embedded() throws(NameModelError) -> NameModel {
    var size = 0
    return try NameModel(UnsafeRawBufferPointer(start: dl_names(&size), count: size))
  }
}

/// Scores of every label for one token.
struct NameScores {
  var low = SIMD16<Int16>(repeating: 0)
  var high = SIMD8<Int16>(repeating: 0)

  @inline(__always)
  mutating func add(_ row: Int32, of model: NameModel) {
    let bytes = model.rows + Int(row) &* NameLabel.count
    low &+= SIMD16<Int16>(truncatingIfNeeded: bytes.loadUnaligned(as: SIMD16<Int8>.self))
    high &+= SIMD8<Int16>(
      truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: 16, as: SIMD8<Int8>.self))
  }

  @inline(__always)
  mutating func add(_ other: NameScores) {
    low &+= other.low
    high &+= other.high
  }

  @inline(__always)
  subscript(label: Int) -> Int32 { label < 16 ? Int32(low[label]) : Int32(high[label - 16]) }
}
