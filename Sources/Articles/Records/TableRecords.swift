/// The rows of a table as text: CSV (RFC 4180) and TSV, the first line with the names of the columns.
///
/// It holds one row at a time. The separator is the one that the first line has most of.
struct TableRecords: RecordSource {
  private let path: String
  private var columns: [String]?
  private var separator = UInt8(ascii: ",") {
    didSet { cellEnds = [separator] }
  }
  /// What ends a cell: any separator before the header says which.
  private var cellEnds = TableRecords.separators
  /// Quotation marks that were never closed, and their rows read again as lines.
  private var rereads = 0
  private static let mostRereads = 64
  private static let quote = UInt8(ascii: "\"")
  static let separators = Array(",;\t|".utf8)
  /// More columns are no table.
  private static let mostColumns = 4096

  init(path: String) { self.path = path }

  var nothing: String {
    columns == nil
      ? "a first line with names of columns is missing" : "it has no row below the names of its columns"
  }

  mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> DataRecord? {
    if columns == nil, try !readHeader(&bytes) { return nil }
    guard let columns else { return nil }
    while true {
      let offset = bytes.offset
      guard let row = try row(&bytes) else { return nil }
      var record = DataRecord(offset: offset, bytes: row)
      let cells = Self.cells(row, separator)
      // A blank line is no row.
      if cells.count == 1, cells[0].range.isEmpty { continue }
      guard cells.count <= columns.count else {
        throw broken(offset, "it has \(cells.count) values for \(columns.count) columns")
      }
      record.members = zip(columns, cells).map { DataRecord.Member(name: $0, range: $1.range, form: $1.form) }
      return record
    }
  }

  private func broken(_ offset: Int, _ what: String, isCutOff: Bool = false) -> LoadProblem {
    LoadProblem(path: path, reason: .brokenRecord(offset: offset, what: what, isCutOff: isCutOff))
  }

  /// False where there is none.
  private mutating func readHeader(_ bytes: inout ByteStream) throws(LoadProblem) -> Bool {
    if bytes.available.isEmpty { _ = try bytes.more() }
    if bytes.available.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.skip(3) }
    while true {
      let offset = bytes.offset
      guard let line = try row(&bytes) else { return false }
      guard line.contains(where: { $0 > 32 }) else { continue }
      // Spreadsheets name their separator: "sep=;".
      if line.count <= 7, line.starts(with: "sep=".utf8), line.count > 4 { continue }
      separator = Self.separator(of: line)
      let record = DataRecord(offset: offset, bytes: line)
      let cells = Self.cells(line, separator).prefix(Self.mostColumns)
      columns = cells.enumerated().map { number, cell in
        let name = record.value(DataRecord.Member(name: "", range: cell.range, form: cell.form)).bytes
        let trimmed = RecordArticle.line(String(decoding: name, as: UTF8.self))
        return trimmed.isEmpty ? "column \(number + 1)" : trimmed
      }
      return true
    }
  }

  /// The one of which most stand outside of quotation marks.
  static func separator(of line: some Sequence<UInt8>) -> UInt8 {
    var counts = [Int](repeating: 0, count: separators.count)
    var isQuoted = false
    for byte in line {
      if byte == quote { isQuoted.toggle() }
      if !isQuoted, let which = separators.firstIndex(of: byte) { counts[which] += 1 }
    }
    let most = counts.max() ?? 0
    return separators[counts.firstIndex(of: most) ?? 0]
  }

  /// The next row with its line break; nil at the end. A line break between quotation marks is part of it.
  private mutating func row(_ bytes: inout ByteStream) throws(LoadProblem) -> ContiguousArray<UInt8>? {
    let offset = bytes.offset
    var seen = 0
    var isQuoted = false
    var isHeld = true
    // Before a cell: only there does a quotation mark open one.
    var isAtCell = true
    // A carriage return ends a row by itself where no line feed follows, as old machines have it.
    var isReturned = false
    // Where a line break stands first between quotation marks.
    var firstBreak: Int?
    while true {
      let end = bytes.withAvailable { available -> Int? in
        var i = seen
        while i < available.count {
          let byte = available[i]
          if isReturned, byte != 10 { return i }
          i += 1
          if isQuoted, byte == 10, firstBreak == nil { firstBreak = i }
          if byte == Self.quote {
            if isQuoted || isAtCell { isQuoted.toggle() }
            isAtCell = !isQuoted
          } else if !isQuoted {
            if byte == 10 { return i }
            isReturned = byte == 13
            isAtCell = cellEnds.contains(byte)
          }
        }
        return nil
      }
      if let end {
        guard isHeld else {
          bytes.skip(end)
          throw broken(offset, "it is larger than \(ArticleFormats.largest >> 20) MiB")
        }
        if let firstBreak, swallows(bytes.available.prefix(end)) { return bytes.take(firstBreak) }
        return bytes.take(end)
      }
      seen = bytes.available.count
      if seen > ArticleFormats.largest { isHeld = false }
      if !isHeld {
        bytes.skip(seen)
        seen = 0
        firstBreak = nil
      }
      guard try !bytes.more() else { continue }
      if !isHeld { throw broken(offset, "it is larger than \(ArticleFormats.largest >> 20) MiB") }
      if !isQuoted { return seen == 0 ? nil : bytes.take(seen) }
      rereads += 1
      if separator == UInt8(ascii: "\t"), columns != nil, rereads <= Self.mostRereads {
        return bytes.take(firstBreak ?? seen)
      }
      let line = rereads <= Self.mostRereads ? bytes.withAvailable { $0.firstIndex(of: 10) } : nil
      bytes.skip(line.map { $0 + 1 } ?? seen)
      throw broken(
        offset, "a quotation mark in it is not closed", isCutOff: bytes.available.allSatisfy { $0 <= 32 })
    }
  }

  /// Whether a quotation mark that opens a cell of a table by tabs, where they hardly mean anything, has swallowed the lines behind
  /// it: those are no row of the table together. Then the mark is part of its cell.
  private mutating func swallows(_ row: ArraySlice<UInt8>) -> Bool {
    guard separator == UInt8(ascii: "\t"), let columns, rereads < Self.mostRereads else { return false }
    let cells = Self.cells(ContiguousArray(row), separator)
    let isRow =
      cells.count == columns.count
      && cells.allSatisfy { cell in
        cell.form == .quotedCell
          || !row[(row.startIndex + cell.range.lowerBound)...].prefix(cell.range.count).contains(10)
      }
    if !isRow { rereads += 1 }
    return !isRow
  }

  /// Where the cells of a row stand in it.
  static func cells(
    _ row: ContiguousArray<UInt8>, _ separator: UInt8
  ) -> [(range: Range<Int>, form: DataRecord.Form)] {
    var cells: [(range: Range<Int>, form: DataRecord.Form)] = []
    var end = row.count
    while end > 0, row[end - 1] == 10 || row[end - 1] == 13 { end -= 1 }
    var i = 0
    repeat {
      let start = i
      if i < end, row[i] == quote {
        i += 1
        while i < end {
          guard row[i] == quote else {
            i += 1
            continue
          }
          guard i + 1 < end, row[i + 1] == quote else { break }
          i += 2
        }
        let isClosed = i < end
        let closing = max(start + 1, i)
        let isWhole = isClosed && (closing + 1 >= end || row[closing + 1] == separator)
        if !isClosed { i = start }
        while i < end, row[i] != separator || isClosed && !isWhole && i <= closing { i += 1 }
        // `"We won," said Ann` is a text that begins with a quotation.
        cells.append(isWhole ? (start + 1..<closing, .quotedCell) : (start..<i, .cell))
      } else {
        while i < end, row[i] != separator { i += 1 }
        cells.append((start..<i, .cell))
      }
      i += 1
    } while i <= end && cells.count <= mostColumns
    return cells
  }
}
