internal import CEnglishData
internal import CKernels

/// A greedy tagger of universal and Penn tags together: an averaged perceptron (Collins 2002) over one hashed
/// table without keys (Ganchev & Dredze 2008), read in place.
///
/// File, version 1: magic "DTAG", version, log2 of the table's size, number of classes; then, each at a multiple
/// of 8: a universal and a Penn tag for each class (UInt8 × 2), the table (Int8 × (2^bits + padding)). A feature's hash is
/// the place of its first class; rows overlap.
public struct Tagger: Sendable {
  let file: ModelBytes
  let layout: Layout
  let level = dl_kernel_level()

  struct Layout: @unchecked Sendable {
    var bits: UInt64
    var classes: Int
    var upos: [UPOS]
    var xpos: [XPOS]
    var table: UnsafeBufferPointer<Int8>
  }

  static let version: UInt32 = 1
  /// Classes are scored in this many lanes.
  static let lanes = 128

  /// Opens a tagger file. O(classes).
  public init(_ file: ModelBytes) throws(ModelError) {
    try file.check(magic: "DTAG", version: Self.version)
    let bits = try file.number(at: 8)
    let classes = try file.number(at: 12)
    guard (10...26).contains(bits), (1...Self.lanes).contains(classes) else {
      throw .damaged(model: file.model, part: "its size")
    }
    let tags = try file.section("tags", at: 16, count: classes * 2, as: UInt8.self)
    let offset = (16 + classes * 2 + 7) & ~7
    let size = 1 << bits + Self.lanes
    let table = try file.section("table", at: offset, count: size, as: Int8.self)
    guard (offset + size + 7) & ~7 == file.count else {
      throw .damaged(model: file.model, part: "its length")
    }
    var upos: [UPOS] = []
    var xpos: [XPOS] = []
    for index in 0..<classes {
      guard let first = UPOS(rawValue: tags[index * 2]), let second = XPOS(rawValue: tags[index * 2 + 1])
      else {
        throw .damaged(model: file.model, part: "tags")
      }
      upos.append(first)
      xpos.append(second)
    }
    layout = Layout(bits: UInt64(bits), classes: classes, upos: upos, xpos: xpos, table: table)
    self.file = file
  }

  /// The embedded tagger.
  public static func standard() throws(ModelError) -> Tagger {
    var size = 0
    guard let base = dl_tagger(&size) else { throw .missing(model: "tagger") }
    return try Tagger(ModelBytes(model: "tagger", embedded: base, count: size))
  }

  /// Bits of a hash that are no part of a place in the table.
  var shift: UInt64 { 64 - layout.bits }

  /// Sets the tags of the tokens of every sentence. Linear in the number of tokens.
  func tag(_ reading: inout Reading, lexicon: Lexicon, using workspace: inout Workspace) {
    let attributes = TagAttributes.all(of: reading, lexicon: lexicon)
    var best = [UInt8](repeating: 0, count: reading.tokens.count)
    for sentence in reading.sentences {
      tag(sentence.tokens, from: sentence.tokens.lowerBound, attributes, &workspace, &best)
      if sentence.kind == .headline,
        let verb = missingVerb(in: sentence.tokens, attributes, &workspace.rows, best)
      {
        best[verb.token] = verb.tag
        tag(sentence.tokens, from: verb.token + 1, attributes, &workspace, &best)
      }
    }
    reading.tokens.upos = best.map { layout.upos[Int($0)] }
    reading.tokens.xpos = best.map { layout.xpos[Int($0)] }
  }

  /// Tags a sentence greedily from a token on, those before it being fixed.
  private func tag(
    _ sentence: Range<Int>, from first: Int, _ attributes: [TagAttributes], _ workspace: inout Workspace,
    _ best: inout [UInt8]
  ) {
    for token in first..<max(first, sentence.upperBound) {
      let (t1, t2) = tags(before: token, sentence, best)
      best[token] = UInt8(workspace.best(TagWindow(attributes, token, sentence), t1, t2, in: self))
    }
  }

  func fill(
    _ rows: inout TagRows, _ token: Int, _ sentence: Range<Int>, _ attributes: [TagAttributes],
    _ best: [UInt8]
  ) {
    let (t1, t2) = tags(before: token, sentence, best)
    rows.fill(attributes, token, sentence, t1, t2, shift: shift)
  }

  private func tags(before token: Int, _ sentence: Range<Int>, _ best: [UInt8]) -> (UInt64, UInt64) {
    (
      token > sentence.lowerBound ? UInt64(best[token - 1]) : TagRows.boundary,
      token > sentence.lowerBound + 1 ? UInt64(best[token - 2]) : TagRows.boundary
    )
  }
}
