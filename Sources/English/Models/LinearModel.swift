/// A linear model over hashed features, read in place: a table of small weights, of which each feature has a row of
/// one weight for each class. The tagger, the name tagger and the model of quotations are such.
///
/// File, little-endian: magic "DLLM", version of the format, fingerprint of the templates (UInt64), log2 of the number
/// of rows, classes, bytes from one row to the next, bytes of labels, numbers, reals, size of the file (all UInt32),
/// 0; then, each at a multiple of 8, labels (UInt8), numbers (Int32), reals (Float), the table (Int8), which ends in
/// `padding` zeros so that any row may be read in vectors.
public struct LinearModel: Sendable {
  public static let magic = "DLLM"
  public static let version: UInt32 = 1
  /// Zeros behind the table.
  public static let padding = 128
  static let headerSize = 48

  /// log2 of the number of rows.
  public let bits: Int
  public let classes: Int
  /// What the model's owner keeps beside the table: labels of classes, transitions, scales.
  public let labels: [UInt8]
  public let numbers: [Int32]
  public let reals: [Float]
  private let file: ModelBytes
  private let weights: Weights

  private struct Weights: @unchecked Sendable {
    // The bytes are never written and live as long as `file`.
    var table: UnsafeBufferPointer<Int8>
  }

  /// The weights, row after row and then the padding; valid as long as this value or a copy of it lives.
  public var table: UnsafeBufferPointer<Int8> { weights.table }

  /// Opens a model of features of these templates, of so many bytes a row (1 where rows overlap). O(labels + numbers);
  /// the table is not touched.
  public init<Template: FeatureTemplate>(
    _ file: ModelBytes, templates: Template.Type, rowBytes: Int
  ) throws(ModelError) {
    try file.check(magic: Self.magic, version: Self.version)
    func damaged(_ part: String) -> ModelError { .damaged(model: file.model, part: part) }
    guard file.count >= Self.headerSize else { throw damaged("it is cut short") }
    let fingerprint = UInt64(try file.number(at: 8)) | UInt64(try file.number(at: 12)) << 32
    guard fingerprint == Template.fingerprint else { throw .otherFeatures(model: file.model) }
    bits = try file.number(at: 16)
    classes = try file.number(at: 20)
    guard (1...26).contains(bits), (1...Self.padding).contains(classes),
      try file.number(at: 24) == rowBytes
    else { throw damaged("its size") }
    guard try file.number(at: 40) == file.count else { throw damaged("its length") }
    var offset = Self.headerSize
    func take<Value: BitwiseCopyable>(_ part: String, _ count: Int, _ type: Value.Type)
      throws(ModelError) -> UnsafeBufferPointer<Value>
    {
      defer { offset = (offset + count * MemoryLayout<Value>.stride + 7) & ~7 }
      return try file.section(part, at: offset, count: count, as: type)
    }
    labels = Array(try take("its labels", file.number(at: 28), UInt8.self))
    numbers = Array(try take("its numbers", file.number(at: 32), Int32.self))
    reals = Array(try take("its scales", file.number(at: 36), Float.self))
    guard reals.allSatisfy(\.isFinite) else { throw damaged("its scales") }
    weights = Weights(
      table: try take("its table", (1 << bits) * rowBytes + Self.padding, Int8.self))
    guard offset == file.count else { throw damaged("its length") }
    self.file = file
  }

  /// The bytes of a model file; `table` has 2^bits rows of `rowBytes`, and may have weights in the padding too.
  package static func bytes<Template: FeatureTemplate>(
    templates: Template.Type, bits: Int, classes: Int, rowBytes: Int, labels: [UInt8] = [],
    numbers: [Int32] = [],
    reals: [Float] = [], table: [Int8]
  ) -> [UInt8] {
    var out = ModelWriter(magic: magic, version: version)
    let size = (1 << bits) * rowBytes + padding
    func padded(_ count: Int) -> Int { (count + 7) & ~7 }
    let count =
      headerSize + padded(labels.count) + padded(numbers.count * 4) + padded(reals.count * 4) + padded(size)
    out.append([Template.fingerprint])
    out.append(
      [bits, classes, rowBytes, labels.count, numbers.count, reals.count, count, 0].map { UInt32($0) })
    out.append(labels)
    out.append(numbers)
    out.append(reals.map(\.bitPattern))
    out.append(Array(table.prefix(size)) + [Int8](repeating: 0, count: max(0, size - table.count)))
    return out.bytes
  }
}

/// The kinds of features of a model, by name. Their numbers go into the hash of a feature.
public protocol FeatureTemplate: CaseIterable, RawRepresentable where RawValue: FixedWidthInteger {}

extension FeatureTemplate {
  /// A hash of the names and numbers, which a model file holds: a model is read only by a program whose features are
  /// those that it was trained with. O(templates).
  public static var fingerprint: UInt64 {
    var hash = WordHash()
    for template in allCases {
      for byte in "\(template)=\(template.rawValue);".utf8 { hash.add(byte) }
    }
    return hash.value
  }
}
