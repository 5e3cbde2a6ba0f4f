/// Rows of comma-separated values (RFC 4180).
struct SeparatedValues {
  private(set) var rows: [[String]] = []

  /// Reads all; a quotation mark that is not closed ends with the bytes. O(bytes).
  init(_ bytes: [UInt8]) {
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var at = 0
    func end() {
      row.append(String(decoding: cell, as: UTF8.self))
      cell = []
    }
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""):
        let isDouble = isQuoted && at < bytes.count && bytes[at] == byte
        if isDouble {
          cell.append(byte)
          at += 1
        } else {
          isQuoted.toggle()
        }
      case UInt8(ascii: ",") where !isQuoted: end()
      case 10 where !isQuoted:
        end()
        rows.append(row)
        row = []
      case 13 where !isQuoted && at < bytes.count && bytes[at] == 10: break
      default: cell.append(byte)
      }
    }
    guard !row.isEmpty || !cell.isEmpty else { return }
    end()
    rows.append(row)
  }
}
