public import English
internal import CFactsData

/// The weights by which a candidate is a quotation, read in place: logistic regression over hashed features.
///
/// Little-endian: "DLQT", version, bits of a row's number, unit (Float bits), then 2^bits Int8 weights in that unit.
public struct QuoteModel: @unchecked Sendable {
  package static let magic = "DLQT"
  package static let version: UInt32 = 1
  package static let headerSize = 16

  package let bits: Int
  let unit: Float
  private let weights: UnsafeBufferPointer<Int8>
  private let bytes: ModelBytes

  /// Checks the header and the size. O(1).
  public init(_ bytes: ModelBytes) throws(ModelError) {
    try bytes.check(magic: Self.magic, version: Self.version)
    bits = try bytes.number(at: 8)
    guard (8...22).contains(bits) else { throw .damaged(model: bytes.model, part: "bits") }
    unit = Float(bitPattern: UInt32(truncatingIfNeeded: try bytes.number(at: 12)))
    guard unit.isFinite, unit > 0 else { throw .damaged(model: bytes.model, part: "unit") }
    weights = try bytes.section("weights", at: Self.headerSize, count: 1 << bits, as: Int8.self)
    self.bytes = bytes
  }

  /// The embedded model; nil if it was not built.
  public static let standard: QuoteModel? = {
    var size = 0
    guard let start = dl_quotes(&size) else { return nil }
    return try? QuoteModel(ModelBytes(model: "quote model", embedded: start, count: size))
  }()

  /// The logarithm of the odds that a candidate with these features is a quotation.
  func score(_ rows: [UInt32]) -> Float {
    var sum: Int32 = 0
    let shift = UInt32(32 - bits)
    for row in rows { sum &+= Int32(weights[Int(row >> shift)]) }
    return Float(sum) * unit
  }
}
