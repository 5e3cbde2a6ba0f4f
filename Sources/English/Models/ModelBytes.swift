internal import Glibc

/// Why a model file cannot be used.
public enum ModelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file is empty: it has not been built.
  case missing(model: String)
  /// The file is not of this model's kind.
  case foreign(model: String)
  /// The file was made for another version of the program.
  case version(model: String, found: UInt32, expected: UInt32)
  /// The file was trained with other features than the program's.
  case otherFeatures(model: String)
  /// A part lies outside the file or contradicts another.
  case damaged(model: String, part: String)

  public var description: String {
    switch self {
    case .missing(let model): "the \(model) has not been built"
    case .foreign(let model): "not a \(model) file"
    case .version(let model, let found, let expected):
      "the \(model) has version \(found), this program reads version \(expected)"
    case .otherFeatures(let model): "the \(model) was trained with other features than this program's"
    case .damaged(let model, let part): "the \(model) is damaged: \(part)"
    }
  }
}

/// The bytes of a model file, read in place: embedded in the executable, or owned.
///
/// A file starts with 4 bytes of magic, a 4-byte version and a table of 4-byte numbers; all numbers are
/// little-endian and every section starts at a multiple of 8.
public struct ModelBytes: @unchecked Sendable {
  public let model: String
  let base: UnsafeRawPointer
  public let count: Int
  /// Keeps owned bytes alive; they are never written after `init`.
  private let owner: Owner?

  private final class Owner {
    let base: UnsafeMutableRawPointer
    init(_ bytes: [UInt8]) {
      base = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 8), alignment: 64)
      bytes.withUnsafeBytes {
        base.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(base), byteCount: $0.count)
      }
    }
    deinit { base.deallocate() }
  }

  /// Bytes that live as long as the program and start at a multiple of 8.
  public init(model: String, embedded base: UnsafePointer<UInt8>, count: Int) {
    self.model = model
    self.base = UnsafeRawPointer(base)
    self.count = count
    owner = nil
  }

  /// A copy of `bytes`. O(bytes).
  public init(model: String, _ bytes: [UInt8]) {
    let owner = Owner(bytes)
    self.model = model
    base = UnsafeRawPointer(owner.base)
    count = bytes.count
    self.owner = owner
  }

  /// Checks magic and version.
  public func check(magic: String, version: UInt32) throws(ModelError) {
    guard count > 0 else { throw .missing(model: model) }
    guard count >= 8, magic.utf8.count == 4,
      magic.utf8.elementsEqual(UnsafeRawBufferPointer(start: base, count: 4))
    else { throw .foreign(model: model) }
    let found = base.loadUnaligned(fromByteOffset: 4, as: UInt32.self)
    guard found == version else { throw .version(model: model, found: found, expected: version) }
  }

  /// The 4-byte number at `offset`.
  public func number(at offset: Int) throws(ModelError) -> Int {
    guard offset >= 0, offset + 4 <= count else { throw .damaged(model: model, part: "it is cut short") }
    return Int(base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// `count` values that start at byte `offset`; the section is valid as long as this value lives.
  public func section<Value: BitwiseCopyable>(
    _ part: String, at offset: Int, count length: Int, as type: Value.Type
  ) throws(ModelError) -> UnsafeBufferPointer<Value> {
    guard offset >= 0, length >= 0, offset % MemoryLayout<Value>.alignment == 0, offset <= count,
      length <= (count - offset) / MemoryLayout<Value>.stride
    else { throw .damaged(model: model, part: part) }
    let start = (base + offset).assumingMemoryBound(to: Value.self)
    return UnsafeBufferPointer(start: start, count: length)
  }
}
