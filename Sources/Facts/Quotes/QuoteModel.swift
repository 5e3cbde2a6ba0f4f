internal import CFactsData
public import English

/// The weights by which a candidate is a quotation: logistic regression, a `LinearModel` of one class whose one real is
/// the unit of its weights.
public struct QuoteModel: Sendable {
  private let model: LinearModel
  private let unit: Float

  /// Bits of a row's number.
  package var bits: Int { model.bits }

  /// Opens a model file. O(1).
  public init(_ file: ModelBytes) throws(ModelError) {
    model = try LinearModel(file, templates: QuoteTemplate.self, rowBytes: 1)
    guard model.classes == 1, model.bits <= 22 else { throw .damaged(model: file.model, part: "its size") }
    guard let unit = model.reals.first, unit > 0 else { throw .damaged(model: file.model, part: "its unit") }
    self.unit = unit
  }

  /// The embedded model.
  public static func embedded() throws(ModelError) -> QuoteModel {
    var size = 0
    guard let start = dl_quotes(&size) else { throw .missing(model: "model of quotations") }
    return try QuoteModel(ModelBytes(model: "model of quotations", embedded: start, count: size))
  }

  /// The embedded model; nil where it is missing or damaged (`embedded()` says how).
  public static let standard = try? QuoteModel.embedded()

  /// The bytes of a model's file.
  package static func file(bits: Int, unit: Float, table: [Int8]) -> [UInt8] {
    LinearModel.bytes(
      templates: QuoteTemplate.self, bits: bits, classes: 1, rowBytes: 1, reals: [unit], table: table)
  }

  /// The logarithm of the odds that a candidate with these features is a quotation.
  func score(_ rows: [UInt32]) -> Float {
    var sum: Int32 = 0
    let shift = UInt32(32 - bits)
    let weights = model.table
    for row in rows { sum &+= Int32(weights[Int(row >> shift)]) }
    return Float(sum) * unit
  }
}
