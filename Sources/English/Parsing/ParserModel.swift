internal import Articles
internal import CKernels

/// The weights of the dependency parser: a two-layer BiLSTM with biaffine arc scores (Dozat and Manning 2017).
///
/// Tables of word vectors stay in the file's bytes as int8 and are read row by row; matrices are laid out once in the order
/// that the kernels read them, as int8 for states, which are int8 themselves (nothing is lost by that: LAS and the facts of the
/// development sets stay within 0.1 of those with states of 16 bits), as int16 for vectors of words.
struct ParserModel: @unchecked Sendable {
  static let wordWidth = 32
  static let vectorWidth = 50
  static let tagWidth = 24
  static let suffixWidth = 16
  static let shapeWidth = 12
  static let inputWidth = wordWidth + tagWidth + suffixWidth + shapeWidth + vectorWidth
  /// Width of each of the four maps: head, dependent, label of head, label of dependent.
  static let mapWidth = 64
  static let reach = 20
  /// Rows of a part and no less.
  static let farthest = ArcParser.longest + 8
  /// Relations but `none`, padded to a multiple of 8.
  static let labelWidth = 40

  static let version: UInt32 = 2

  /// A hash of the names of tags and relations in the order of the model's rows: a file is read only by a program that
  /// numbers them as the one that it was trained for.
  static let fingerprint: UInt32 = {
    var hash = FNV32()
    let names = [XPOS.allCases.map(\.name), Relation.allCases.dropFirst().map(\.name)]
    for byte in names.map({ $0.joined(separator: " ") }).joined(separator: "\n").utf8 { hash.add(byte) }
    return hash.value
  }()

  /// Instructions that the kernels use; results do not depend on it.
  var level = dl_kernel_level()
  /// Owns the bytes of the tables.
  let file: ModelBytes
  /// A hash of the weights, by which a model that stands on this one's states knows it.
  let stamp: UInt32
  /// Units of one direction of an LSTM layer, a multiple of 8.
  let hidden: Int
  let words: KeyedTable
  let vectors: KeyedTable
  let suffixes: VectorTable
  let shapes: VectorTable
  /// From inputs to the gates of the first layer: forward, then backward.
  let first: Affine<Int16>
  /// The same from the first layer's states to the second.
  let second: Affine<Int8>
  /// The sums of `first` for each tag, for the root and for nothing: those of a token are its word's and its tag's.
  let tagSums: [Int32]
  /// First layer forward, backward, second layer forward, backward.
  let recurrent: [Recurrent]
  /// A bias of nothing for products without one.
  let zeros = [Float](repeating: 0, count: mapWidth)
  let maps: Affine<Int8>
  /// [dependent][head].
  let biaffine: [Float]
  let headBias: [Float]
  /// By head − dependent, from −`farthest` on; beyond `reach` the same.
  let distance: [Float]
  /// [input][label].
  let labels: [Float]
  let labelBias: [Float]

  struct Recurrent: Sendable {
    /// [block of 8 units][four inputs][gate][unit][input].
    let weights: [Int8]
    let scale: [Float]
  }

  /// A linear map from integers to Float in the order of `dl_affine` or, of bytes, `dl_affine_bytes`.
  struct Affine<Number: Sendable>: Sendable {
    /// Of two int16 or four int8 of the input.
    let groups: Int
    let tiles: Int
    let weights: [Number]
    let scale: [Float]
    let bias: [Float]

    /// Two maps of the same input as one.
    static func + (left: Affine, right: Affine) -> Affine {
      Affine(
        groups: left.groups, tiles: left.tiles + right.tiles, weights: left.weights + right.weights,
        scale: left.scale + right.scale, bias: left.bias + right.bias)
    }
  }
}

/// Rows of int8 with one scale each, read in place.
struct VectorTable: @unchecked Sendable {
  let width: Int
  let count: Int
  /// Of unaligned Float32, then the rows.
  let bytes: UnsafeRawBufferPointer

  /// Stores a row as int16 of scale 2^12 from `destination` on.
  func write(row: Int, to input: inout [Int16], at destination: Int) {
    let scale = bytes.loadUnaligned(fromByteOffset: 4 * row, as: Float.self) * ParserModel.inputScale
    let start = 4 * count + width * row
    let part = UnsafeRawBufferPointer(rebasing: bytes[start..<start + width])
    input.withUnsafeMutableBufferPointer { input in
      let room = UnsafeMutableBufferPointer(rebasing: input[destination..<destination + width])
      dl_widen(
        part.bindMemory(to: Int8.self).baseAddress, Int32(width), scale.isFinite ? scale : 0,
        room.baseAddress)
    }
  }

  /// Adds a row's numbers to `sums`.
  func add(row: Int, to sums: inout [Float]) {
    let scale = bytes.loadUnaligned(fromByteOffset: 4 * row, as: Float.self)
    guard scale.isFinite else { return }
    let start = 4 * count + width * row
    for column in 0..<width { sums[column] += Float(Int8(bitPattern: bytes[start + column])) * scale }
  }
}

/// A table whose rows belong to ascending 32-bit hashes.
struct KeyedTable: @unchecked Sendable {
  let keys: UnsafeRawBufferPointer
  let table: VectorTable

  var count: Int { keys.count / 4 }

  /// The place of a hash among the keys; O(log count), and a few steps where hashes are spread evenly.
  func find(_ key: UInt32) -> Int? {
    var low = 0
    var high = count
    // Where the key should stand, and bounds around it, twice as far at each step.
    let guess = Int(UInt64(key) * UInt64(count) >> 32)
    var reach = 64
    while reach < count {
      if guess - reach > low, value(guess - reach) < key { low = guess - reach }
      if guess + reach < high, value(guess + reach) >= key { high = guess + reach }
      if low > 0 || guess - reach <= 0, high < count || guess + reach >= count { break }
      reach *= 4
    }
    while low < high {
      let middle = (low + high) / 2
      if value(middle) < key { low = middle + 1 } else { high = middle }
    }
    guard low < count, value(low) == key else { return nil }
    return low
  }

  private func value(_ place: Int) -> UInt32 {
    keys.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self)
  }
}

extension ParserModel {
  static let inputScale: Float = 4096
  static let stateScale: Float = 128

  /// The nearest int16 to a scaled input, clamped.
  static func fixed(_ value: Float) -> Int16 {
    Int16(max(-32767, min(32767, value)).rounded())
  }
}
