/// The records of a file of JSON: objects one after another (NDJSON), of a list, or of a list within an object.
///
/// It holds one record at a time. A broken one costs no other where each begins in a line of its own.
struct JSONRecords: RecordSource {
  private enum Place {
    /// Between values.
    case outside
    /// In a list that lies in so many objects.
    case list(depth: Int)
    /// Behind such a list.
    case behind(depth: Int)
    case end
  }

  private let path: String
  /// What a person has said of the members.
  var chosen = RecordFields()
  private var place = Place.outside
  /// Whether objects outside of lists are records; nil where that is not known yet.
  private var areRecords: Bool?
  /// Records without an end that were given up, to go on at a line within them.
  private var rereads = 0
  private static let mostRereads = 64

  init(path: String) { self.path = path }

  let nothing = "no list of records, or record, is in it"

  mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> DataRecord? {
    while true {
      switch place {
      case .end: return nil
      case .outside:
        switch try first(&bytes) {
        case nil: place = .end
        case UInt8(ascii: "[")?:
          bytes.skip(1)
          place = .list(depth: 0)
        case UInt8(ascii: "{")?:
          guard areRecords == nil, let list = try list(&bytes) else {
            areRecords = true
            return try record(&bytes)
          }
          bytes.skip(list.start)
          place = .list(depth: list.depth)
        default:
          let offset = bytes.offset
          try skipLine(&bytes)
          throw broken(offset, "no object of JSON begins here")
        }
      case .list(let depth):
        switch try first(&bytes) {
        case nil:
          place = .end
          throw broken(bytes.offset, "the file ends within its list of records", isCutOff: true)
        case UInt8(ascii: "]")?:
          bytes.skip(1)
          place = depth == 0 ? .outside : .behind(depth: depth)
        case UInt8(ascii: "{")?: return try record(&bytes)
        case UInt8(ascii: "[")?: _ = try value(&bytes, JSONScanner(), holds: false)
        default: try skipWord(&bytes)
        }
      case .behind(let depth):
        let offset = bytes.offset
        place = .outside
        if case .open = try value(&bytes, JSONScanner(depth: depth), holds: false).step {
          throw broken(offset, "the file ends within an object", isCutOff: true)
        }
      }
    }
  }

  private func broken(_ offset: Int, _ what: String, isCutOff: Bool = false) -> LoadProblem {
    LoadProblem(path: path, reason: .brokenRecord(offset: offset, what: what, isCutOff: isCutOff))
  }

  /// The next byte that is neither white space nor a mark between values; what stands before it is let go.
  private func first(_ bytes: inout ByteStream) throws(LoadProblem) -> UInt8? {
    while true {
      let (count, byte) = bytes.withAvailable { available -> (Int, UInt8?) in
        // A comma, a record separator (RFC 7464), a byte order mark.
        let found = available.firstIndex { $0 > 32 && $0 != 0x2C && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        return (found ?? available.count, found.map { available[$0] })
      }
      bytes.skip(count)
      if let byte { return byte }
      guard try bytes.more() else { return nil }
    }
  }

  private func skipLine(_ bytes: inout ByteStream) throws(LoadProblem) {
    while true {
      let end = bytes.withAvailable { $0.firstIndex(of: 10) }
      bytes.skip(end ?? bytes.available.count)
      if end != nil { return }
      guard try bytes.more() else { return }
    }
  }

  /// Passes a text, a number or the like in a list by.
  private func skipWord(_ bytes: inout ByteStream) throws(LoadProblem) {
    var isInString = false
    var isEscaped = false
    var isBegun = false
    while true {
      let end = bytes.withAvailable { available -> Int? in
        for (i, byte) in available.enumerated() {
          defer { isBegun = true }
          if isEscaped {
            isEscaped = false
          } else if byte == UInt8(ascii: "\\") {
            isEscaped = isInString
          } else if byte == UInt8(ascii: "\"") {
            isInString.toggle()
          } else if !isInString, isBegun, ",]{[".utf8.contains(byte) {
            return i
          }
        }
        return nil
      }
      bytes.skip(end ?? bytes.available.count)
      if end != nil { return }
      guard try bytes.more() else { return }
    }
  }

  // MARK: Records

  /// Reads a value to its end. `count`: the bytes held of it. Where `holds` is false, or the value is too large, none is
  /// held and they have been let go.
  private func value(
    _ bytes: inout ByteStream, _ scanner: JSONScanner, holds: Bool
  ) throws(LoadProblem) -> (step: JSONScanner.Step, count: Int, isHeld: Bool) {
    var scanner = scanner
    var seen = 0
    var isHeld = holds
    while true {
      let step = bytes.withAvailable { scanner.scan($0, from: seen) }
      switch step {
      case .end(let end), .fault(let end):
        if case .end = step, end > ArticleFormats.largest { isHeld = false }
        if !isHeld { bytes.skip(end) }
        return (step, end, isHeld)
      case .open:
        seen = bytes.available.count
        if seen > ArticleFormats.largest { isHeld = false }
        if !isHeld {
          bytes.skip(seen)
          seen = 0
        }
        if try !bytes.more() { return (.open, bytes.available.count, isHeld) }
      }
    }
  }

  private mutating func record(_ bytes: inout ByteStream) throws(LoadProblem) -> DataRecord {
    let offset = bytes.offset
    let (step, count, isHeld) = try value(&bytes, JSONScanner(), holds: true)
    guard isHeld else {
      throw LoadProblem(
        path: path,
        reason: .brokenRecord(offset: offset, what: "it is larger than \(ArticleFormats.largest >> 20) MiB"))
    }
    switch step {
    case .end:
      var record = DataRecord(offset: offset, bytes: bytes.take(count))
      do throws(JSONMembers.Fault) { record.members = try JSONMembers.members(of: record.bytes) } catch {
        throw broken(offset, "\(error.what) at byte \(offset + error.at)")
      }
      return record
    case .fault:
      bytes.skip(count)
      throw broken(offset, "it does not end before byte \(offset + count)")
    case .open:
      bytes.skip(reread(bytes.available) ?? count)
      throw broken(offset, "the file ends within it", isCutOff: true)
    }
  }

  /// The start of the next line that begins as the record does, with an object that is indented by nothing; else the next object
  /// that begins behind another.
  private mutating func reread(_ record: ArraySlice<UInt8>) -> Int? {
    guard rereads < Self.mostRereads else { return nil }
    var start = record.startIndex
    while let line = record[start...].firstIndex(of: 10) {
      start = line + 1
      if start < record.endIndex, record[start] == UInt8(ascii: "{") {
        rereads += 1
        return start - record.startIndex
      }
    }
    guard let next = Self.next(record) else { return nil }
    rereads += 1
    return next
  }

  /// Where an object with a name begins behind the end of another, as in `}, {"`.
  private static func next(_ record: ArraySlice<UInt8>) -> Int? {
    // The last bytes that are no white space.
    var (before, last): (UInt8, UInt8) = (0, 0)
    var open: Int?
    for i in record.indices where record[i] > 32 {
      let byte = record[i]
      if byte == UInt8(ascii: "\""), let open { return open - record.startIndex }
      open = nil
      let isBehind = last == UInt8(ascii: "}") || last == UInt8(ascii: ",") && before == UInt8(ascii: "}")
      if byte == UInt8(ascii: "{"), isBehind { open = i }
      (before, last) = (last, byte)
    }
    return nil
  }

  /// Where the list of records begins in the object that begins here, if it is no record itself.
  private func list(_ bytes: inout ByteStream) throws(LoadProblem) -> (start: Int, depth: Int)? {
    while true {
      let shape = bytes.withAvailable { JSONShape($0, isWhole: false, chosen: chosen) }
      if shape.isKnown { return shape.list }
      guard bytes.available.count <= ArticleFormats.largest else { return shape.list }
      // Twice as much each time, so that all is looked at twice at the most.
      let wanted = 2 * bytes.available.count
      var isMore = true
      while isMore, bytes.available.count < wanted { isMore = try bytes.more() }
      if !isMore { return bytes.withAvailable { JSONShape($0, isWhole: true, chosen: chosen) }.list }
    }
  }
}
