internal import Reporting

extension Session {
  /// Lets the person read in a pager what `work` shows, where that is longer than the screen: only before a terminal, never with
  /// `--safe`, in a check or in a script that may run nothing.
  func paged(_ work: () throws(Failure) -> Void) throws(Failure) {
    guard isInteractive, settings.usesPager, !settings.isPlain, sinks.rule == .allowed,
      let page = surroundings.page, redirect == nil, readDepth == 0, !isPaging
    else { return try work() }
    let screen = output
    let sink = StringSink()
    output = sink
    isPaging = true
    pageLine = 1
    pagedPicture = nil
    defer {
      isPaging = false
      output = screen
      let text = sink.take()
      let rows = Self.screenRows(text, columns: surroundings.width())
      // The prompt needs a row, too.
      if rows < surroundings.height() || !page(withoutPicture(text), pageLine) { screen.write(text) }
    }
    try work()
  }

  /// A pager shows characters.
  private func withoutPicture(_ text: String) -> String {
    guard let (picture, characters) = pagedPicture else { return text }
    let (bytes, part) = (Array(text.utf8), Array(picture.utf8))
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: part) }) else { return text }
    return String(decoding: bytes[..<start], as: UTF8.self) + characters
      + String(decoding: bytes[(start + part.count)...], as: UTF8.self)
  }

  /// How many rows of a screen a text takes, whose escape sequences are those of colours and pictures.
  static func screenRows(_ text: String, columns: Int) -> Int {
    let columns = max(1, columns)
    var up = 0
    let rows = text.lines.reduce(0) { rows, line in
      rows + max(1, (CellWidth.of(withoutSequences(line, &up)) + columns - 1) / columns)
    }
    return rows - up
  }

  /// `up`: rows that the cursor goes up are added to it.
  private static func withoutSequences(_ line: String, _ up: inout Int) -> String {
    guard line.utf8.contains(0x1B) else { return line }
    var text: [UInt8] = []
    let bytes = Array(line.utf8)
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0x1B else {
        text.append(bytes[at])
        at += 1
        continue
      }
      switch at + 1 < bytes.count ? bytes[at + 1] : 0 {
      case UInt8(ascii: "["):
        let end = bytes[(at + 2)...].firstIndex { (0x40...0x7E).contains($0) } ?? bytes.count - 1
        let number = Int(String(decoding: bytes[(at + 2)..<max(at + 2, end)], as: UTF8.self)) ?? 1
        // Cells that are passed over take room as those that are written.
        if bytes[end] == UInt8(ascii: "C") { text += [UInt8](repeating: 0x20, count: min(number, 10_000)) }
        if bytes[end] == UInt8(ascii: "A") { up += number }
        at = end + 1
      case UInt8(ascii: "P"), UInt8(ascii: "_"):
        let end = bytes[(at + 2)...].firstIndex(of: 0x1B) ?? bytes.count
        at = end + 2
      default: at += 2
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
