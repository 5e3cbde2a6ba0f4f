/// Makes tagger files.
package enum TaggerFile {
  /// The bytes of a tagger file. `table` has 2^bits places and `Tagger.lanes` more.
  package static func bytes(bits: Int, classes: [(UPOS, XPOS)], table: [Int8]) -> [UInt8] {
    var out = ModelWriter(magic: "DTAG", version: Tagger.version)
    out.append([UInt32(bits), UInt32(classes.count)])
    out.append(classes.flatMap { [$0.0.rawValue, $0.1.rawValue] })
    out.append(table)
    return out.bytes
  }

  package static let lanes = Tagger.lanes
}
