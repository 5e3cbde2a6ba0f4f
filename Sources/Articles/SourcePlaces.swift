/// Where a byte of an article's text stands in the file that it was read from.
public struct SourcePlace: Hashable, Sendable {
  /// From 0; of packed files, in what they unpack to.
  public var byte: Int
  /// From 1; nil where they are not counted.
  public var line: Int?
  /// Why its line is not known, or that it is.
  public var state = State.found

  /// What became of the file.
  public enum State: Sendable {
    /// It is there, and long enough.
    case found
    /// It is packed, or a program reads it: its bytes are not those of the text.
    case packed
    /// It came from standard input or a pipe.
    case passed
    /// It cannot be read any more, or is shorter than it was.
    case changed
  }

  /// A place.
  public init(byte: Int, line: Int? = nil, state: State = .found) {
    self.byte = byte
    self.line = line
    self.state = state
  }
}

extension Article {
  /// The places of bytes of its text, in their order. Reads the file up to the last of them, to count its lines: O(bytes).
  ///
  /// Of a file that is not in UTF-8 the bytes are those of its text in UTF-8.
  public func sourcePlaces(of offsets: [Int32]) -> [SourcePlace] {
    func places(_ state: SourcePlace.State) -> [SourcePlace] {
      offsets.map { SourcePlace(byte: sourceMap.source(of: $0), state: state) }
    }
    if ArticleFiles.isPassing(path) { return places(.passed) }
    guard var stream = try? ByteStream(path: path) else {
      return places(ArticleFiles.liesInFile(path) ? .packed : .changed)
    }
    // The lines of what is packed are not those of the file.
    while stream.available.count < 1024, (try? stream.more()) ?? false {}
    let start = stream.available.prefix(1024)
    if Packing.of(start) != nil || PDFFormat.recognises(path: path, start: start) { return places(.packed) }
    var places = places(.changed)
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
      places[index].state = .found
    }
    return places
  }
}
