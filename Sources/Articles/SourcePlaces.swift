/// Where a byte of an article's text stands in the file that it was read from.
public struct SourcePlace: Hashable, Sendable {
  /// From 0; of packed files, in what they unpack to.
  public var byte: Int
  /// From 1; nil where the file cannot be read any more, or is shorter than it was.
  public var line: Int?

  /// A place.
  public init(byte: Int, line: Int? = nil) {
    self.byte = byte
    self.line = line
  }
}

extension Article {
  /// The places of bytes of its text, in their order. Reads the file up to the last of them, to count its lines: O(bytes).
  ///
  /// Of a file that is not in UTF-8 the bytes are those of its text in UTF-8.
  public func sourcePlaces(of offsets: [Int32]) -> [SourcePlace] {
    var places = offsets.map { SourcePlace(byte: sourceMap.source(of: $0)) }
    guard !ArticleFiles.isPassing(path), var stream = try? ByteStream(path: path) else { return places }
    // The lines of what is packed are not those of the file.
    while stream.available.count < 512, (try? stream.more()) ?? false {}
    guard Packing.of(stream.available.prefix(512)) == nil else { return places }
    var line = 1
    for index in places.indices.sorted(by: { places[$0].byte < places[$1].byte }) {
      while stream.offset < places[index].byte {
        if stream.available.isEmpty, (try? stream.more()) != true { return places }
        let part = stream.available.prefix(places[index].byte - stream.offset)
        line += part.count { $0 == 10 }
        stream.skip(part.count)
      }
      if stream.available.isEmpty, (try? stream.more()) != true { return places }
      places[index].line = line
    }
    return places
  }
}
