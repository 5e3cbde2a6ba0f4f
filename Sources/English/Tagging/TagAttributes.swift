internal import Articles

/// What the tagger sees of one token.
package struct TagAttributes: Sendable, BitwiseCopyable {
  /// Hash of the bytes as written.
  var word: UInt64 = 0
  /// Hash of the folded bytes with digits as 0.
  var low: UInt64 = 0
  /// The last four and first three folded bytes.
  var suffix: UInt32 = 0
  var prefix: UInt32 = 0
  var shape: UInt64 = 0
  var c0: UInt64 = 0
  var c1: UInt64 = 0

  /// The attributes of every token, two more at either end.
  package static func all(of reading: Reading, lexicon: Lexicon) -> [TagAttributes] {
    let tokens = reading.tokens
    var found = [TagAttributes](repeating: TagAttributes(), count: tokens.count + 4)
    var scratch: [UInt8] = []
    reading.article.text.withUnsafeBufferPointer { text in
      for token in 0..<tokens.count {
        let range = tokens.range(token).range
        let bytes = UnsafeBufferPointer(rebasing: text[range])
        scratch.removeAll(keepingCapacity: true)
        WordFolding.fold(bytes, into: &scratch)
        found[token + 2] = TagAttributes(bytes, folded: &scratch, lexicon.clusters(of: tokens.word[token]))
      }
    }
    for sentence in reading.sentences where !sentence.tokens.isEmpty {
      found[sentence.tokens.lowerBound + 2].shape &+= 1
    }
    return found
  }

  init() {}

  private init(_ bytes: UnsafeBufferPointer<UInt8>, folded: inout [UInt8], _ clusters: Lexicon.Clusters) {
    word = WordHash(bytes).value
    var hash = WordHash()
    for index in folded.indices {
      if folded[index].isASCIIDigit { folded[index] = 48 }
      hash.add(folded[index])
    }
    low = hash.value
    for byte in folded.suffix(4) { suffix = suffix << 8 | UInt32(byte) }
    for byte in folded.prefix(3) { prefix = prefix << 8 | UInt32(byte) }
    shape = Self.shape(bytes)
    c0 = UInt64(clusters.c64)
    c1 = UInt64(clusters.c1024)
  }

  /// Hash of the classes of the bytes, runs cut to two.
  private static func shape(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = WordHash()
    var last: UInt8 = 0
    var run = 0
    for byte in bytes {
      let mark: UInt8 =
        switch byte {
        case 65...90: 88
        case 97...122: 120
        case 48...57: 100
        case 128...: 117
        default: byte
        }
      run = mark == last ? run + 1 : 1
      last = mark
      if run <= 2 { hash.add(mark) }
    }
    return hash.value
  }
}
