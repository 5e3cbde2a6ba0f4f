internal import CEnglishData
internal import CKernels

/// A greedy tagger of universal and Penn tags together: an averaged perceptron (Collins 2002) over one hashed
/// table without keys (Ganchev & Dredze 2008), read in place.
///
/// A `LinearModel` whose labels are a universal and a Penn tag for each class. A feature's hash is the place of its first
/// class; rows overlap.
public struct Tagger: Sendable {
  private let model: LinearModel
  let layout: Layout
  let level = dl_kernel_level()

  struct Layout: @unchecked Sendable {
    var bits: UInt64
    var classes: Int
    var upos: [UPOS]
    var xpos: [XPOS]
    var table: UnsafeBufferPointer<Int8>
  }

  /// Classes are scored in this many lanes.
  package static let lanes = LinearModel.padding

  /// Opens a tagger file. O(classes).
  public init(_ file: ModelBytes) throws(ModelError) {
    model = try LinearModel(file, templates: TagTemplate.self, rowBytes: 1)
    let tags = model.labels
    guard tags.count == model.classes * 2 else { throw .damaged(model: file.model, part: "its tags") }
    var upos: [UPOS] = []
    var xpos: [XPOS] = []
    for index in 0..<model.classes {
      guard let first = UPOS(rawValue: tags[index * 2]), let second = XPOS(rawValue: tags[index * 2 + 1])
      else {
        throw .damaged(model: file.model, part: "its tags")
      }
      upos.append(first)
      xpos.append(second)
    }
    layout = Layout(
      bits: UInt64(model.bits), classes: model.classes, upos: upos, xpos: xpos, table: model.table)
  }

  /// The bytes of a tagger's file. `table` has 2^bits places and `lanes` more.
  package static func file(bits: Int, classes: [(UPOS, XPOS)], table: [Int8]) -> [UInt8] {
    LinearModel.bytes(
      templates: TagTemplate.self, bits: bits, classes: classes.count, rowBytes: 1,
      labels: classes.flatMap { [$0.0.rawValue, $0.1.rawValue] }, table: table)
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
      if sentence.kind == .headline || sentence.kind == .body && lacksVerb(sentence.tokens, best),
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
