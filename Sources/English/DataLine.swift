/// A line of a data file.
struct DataLine: Sendable, Equatable {
  var word: [UInt8]
  var kind: String
  /// What stands between the kind and the example.
  var rest: [UInt8]
  var example: String

  /// The lines of an embedded text; "_" in a word stands for a space.
  static func lines(_ file: (UnsafeMutablePointer<Int>) -> UnsafePointer<UInt8>?) -> [DataLine] {
    var size = 0
    guard let base = file(&size) else { return [] }
    return lines(UnsafeBufferPointer(start: base, count: size))
  }

  static func lines(_ text: UnsafeBufferPointer<UInt8>) -> [DataLine] {
    text.split(separator: 10).compactMap { line in
      guard line.first != UInt8(ascii: "#") else { return nil }
      let halves = line.split(separator: UInt8(ascii: "|"), maxSplits: 1)
      guard let head = halves.first else { return nil }
      let fields = head.split(separator: 32)
      guard fields.count >= 2 else { return nil }
      let example = halves.count > 1 ? String(decoding: halves[1], as: UTF8.self) : ""
      return DataLine(
        word: fields[0].map { $0 == UInt8(ascii: "_") ? 32 : $0 },
        kind: String(decoding: fields[1], as: UTF8.self), rest: fields.count > 2 ? Array(fields[2]) : [],
        example: String(example.drop { $0 == " " }))
    }
  }
}
