/// Writes a model file: magic, version, then sections at multiples of 8, little-endian.
public struct ModelWriter: Sendable {
  public private(set) var bytes: [UInt8]

  public init(magic: String, version: UInt32) {
    bytes = Array(magic.utf8.prefix(4))
    withUnsafeBytes(of: version.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends numbers and fills up to a multiple of 8.
  public mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(_ values: [Value]) {
    for value in values { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    while bytes.count % 8 != 0 { bytes.append(0) }
  }
}
