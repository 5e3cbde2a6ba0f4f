extension Article {
  /// An article of text that is checked first: UTF-8 without NUL, not only white space, no longer than an article may
  /// be. What `head` reads gives title, date and source; a date may stand in the file's name instead. O(bytes).
  init(
    checking text: ContiguousArray<UInt8>, path: String, head: (ContiguousArray<UInt8>) -> ArticleHead
  ) throws(LoadProblem) {
    guard text.count <= ArticleFormats.largest else {
      throw LoadProblem(path: path, reason: .tooLarge(limit: ArticleFormats.largest))
    }
    guard !text.contains(0) else { throw LoadProblem(path: path, reason: .binary) }
    guard text.contains(where: { $0 > 32 }) else { throw LoadProblem(path: path, reason: .empty) }
    if let fault = Self.firstFault(text) {
      let line = text[..<fault].reduce(into: 1) { if $1 == 10 { $0 += 1 } }
      throw LoadProblem(path: path, reason: .invalidUTF8(offset: fault, line: line))
    }
    self.init(text: text, path: path)
    head(text).apply(to: &self)
    if published == nil, let day = Self.dayInName(name) { setPublished(day, via: .fileName) }
  }

  /// The first byte that is no valid UTF-8, or nil.
  private static func firstFault(_ text: ContiguousArray<UInt8>) -> Int? {
    do {
      _ = try UTF8Span(validating: text.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// A day written YYYY-MM-DD (or with _ or .) in a file's name, not inside a longer number.
  private static func dayInName(_ name: String) -> CalendarDay? {
    let bytes = Array(name.utf8)
    guard bytes.count >= 10 else { return nil }
    for start in 0...(bytes.count - 10) {
      if start > 0, bytes[start - 1].isASCIIDigit { continue }
      if start + 10 < bytes.count, bytes[start + 10].isASCIIDigit { continue }
      var field = Array(bytes[start..<start + 10])
      guard field[4] == field[7], [45, 46, 95].contains(field[4]) else { continue }
      field[4] = 45
      field[7] = 45
      if let day = CalendarDay(iso: field) { return day }
    }
    return nil
  }
}
