/// Where the bytes of an article's text stand in the file that it was read from.
///
/// The text is a row of pieces, each a copy of a stretch of the file. For a file that is one article as it stands there is
/// nothing to keep: text and file are the same.
public struct SourceMap: Hashable, Sendable {
  private struct Piece: Hashable, Sendable, BitwiseCopyable {
    var text: Int32
    var source: Int
  }

  private var pieces: [Piece] = []

  /// The text is the file from its byte `start` on.
  public init(start: Int = 0) {
    if start > 0 { pieces = [Piece(text: 0, source: start)] }
  }

  /// From byte `text` on, the text is the file from its byte `source` on; pieces are added in the order of the text.
  public mutating func add(text: Int32, source: Int) {
    if let last = pieces.last, source - last.source == Int(text - last.text) { return }
    pieces.append(Piece(text: text, source: source))
  }

  /// The map of a text that was read of a part of the file, which begins at its byte `offset`. O(pieces).
  func moved(by offset: Int) -> SourceMap {
    guard !pieces.isEmpty else { return SourceMap(start: offset) }
    var moved = self
    for i in moved.pieces.indices { moved.pieces[i].source += offset }
    // Before its first piece the text is the part itself.
    if let first = pieces.first, first.text > 0 { moved.pieces.insert(Piece(text: 0, source: offset), at: 0) }
    return moved
  }

  /// Makes it the map of a text that was made of this one's, of pieces of it: from a byte of the new text on, it is the old one
  /// from a byte on, ascending. O(pieces).
  mutating func refine(_ made: [(new: Int, old: Int)]) {
    var refined = SourceMap()
    var own = 0
    var start = (new: 0, old: 0)
    for next in made + [(new: Int.max, old: Int.max)] {
      refined.add(text: Int32(clamping: start.new), source: source(of: Int32(clamping: start.old)))
      while own < pieces.count, Int(pieces[own].text) < next.old {
        let old = Int(pieces[own].text)
        if old > start.old {
          let new = start.new + old - start.old
          if new < next.new { refined.add(text: Int32(clamping: new), source: pieces[own].source) }
        }
        own += 1
      }
      start = next
    }
    self = refined
  }

  /// Its pieces, by the text.
  var all: [(new: Int, old: Int)] { pieces.map { (Int($0.text), $0.source) } }

  /// The byte of the file at which a byte of the text stands. O(log pieces).
  public func source(of offset: Int32) -> Int {
    let behind = pieces.indices.partitionPoint { pieces[$0].text <= offset }
    guard behind > 0 else { return Int(offset) }
    let piece = pieces[behind - 1]
    return piece.source + Int(offset - piece.text)
  }
}

extension SourceMap {
  /// Its pieces.
  package mutating func archive(_ archive: inout ColumnArchive) {
    var texts = pieces.map(\.text)
    var sources = pieces.map(\.source)
    archive.column(&texts)
    archive.column(&sources)
    archive.require(texts.count == sources.count)
    guard archive.isReading else { return }
    pieces = zip(texts, sources).map { Piece(text: $0, source: $1) }
  }
}
