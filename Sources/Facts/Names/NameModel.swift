internal import CFactsData
public import English

/// The weights of the name tagger: a `LinearModel` of one row of weights for each feature, read in place.
///
/// Its numbers are the transitions (a row of each previous label, then one for a sentence's start, in the rows' unit),
/// its reals the slope and offset of the calibration.
public struct NameModel: Sendable {
  private let model: LinearModel
  /// Confidence is the logistic function of slope · margin + offset.
  package let slope: Float
  package let offset: Float
  /// `[previous * labels + next]`; the last row is for a sentence's first token.
  package let transitions: [Int32]
  nonisolated(unsafe) let rows: UnsafeRawPointer

  /// Bits of a row's number.
  package var bits: Int { model.bits }

  /// Opens a model file. Touches only its head.
  package init(_ file: ModelBytes) throws(ModelError) {
    model = try LinearModel(file, templates: NameTemplate.self, rowBytes: NameLabel.count)
    guard model.classes == NameLabel.count, model.bits <= 22 else {
      throw .damaged(model: file.model, part: "its labels")
    }
    guard model.reals.count == 2 else { throw .damaged(model: file.model, part: "its calibration") }
    slope = model.reals[0]
    offset = model.reals[1]
    transitions = model.numbers
    guard transitions.count == (NameLabel.count + 1) * NameLabel.count,
      transitions.allSatisfy({ abs(Int64($0)) <= 1 << 20 }), let base = model.table.baseAddress
    else { throw .damaged(model: file.model, part: "its transitions") }
    rows = UnsafeRawPointer(base)
  }

  /// The embedded model.
  public static func embedded() throws(ModelError) -> NameModel {
    var size = 0
    guard let start = dl_names(&size) else { throw .missing(model: "name tagger") }
    return try NameModel(ModelBytes(model: "name tagger", embedded: start, count: size))
  }

  /// The bytes of a model's file: `table` has a row of one weight for each label for each of 2^bits features.
  package static func file(
    bits: Int, slope: Float, offset: Float, transitions: [Int32], table: [Int8]
  ) -> [UInt8] {
    LinearModel.bytes(
      templates: NameTemplate.self, bits: bits, classes: NameLabel.count, rowBytes: NameLabel.count,
      numbers: transitions, reals: [slope, offset], table: table)
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
