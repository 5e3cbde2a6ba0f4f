extension Article {
  /// An article of text that is checked first: in UTF-8 or in what its bytes look like, no binary, not only white space, no longer
  /// than an article may be. What `head` reads gives title, date and source; a date may stand in the file's name instead.
  /// O(bytes).
  init(
    checking bytes: ContiguousArray<UInt8>, path: String, head: (ArticleText) -> ArticleHead
  ) throws(LoadProblem) {
    guard bytes.count <= ArticleFormats.largest else {
      throw LoadProblem(path: path, reason: .tooLarge(limit: ArticleFormats.largest))
    }
    guard bytes.contains(where: { $0 > 32 }) else { throw LoadProblem(path: path, reason: .empty) }
    let fault = bytes.firstUTF8Fault
    // UTF-16 without a mark holds NUL, and is sound UTF-8 by chance.
    let holdsZero = bytes.contains(0)
    let (text, charset) = fault == nil && !holdsZero ? (bytes, ReadCharset()) : TextEncoding.read(bytes)
    guard !text.contains(0), !Self.isBinary(bytes, text) else {
      throw LoadProblem(path: path, reason: .binary)
    }
    if charset.guess != nil, let fault, Self.hasGaps(text) {
      let line = bytes[..<fault].reduce(into: 1) { if $1 == 10 { $0 += 1 } }
      throw LoadProblem(path: path, reason: .invalidUTF8(offset: fault, line: line))
    }
    self.init(text: text, path: path)
    self.charset = charset
    // Before its lines are read: not all files end them in one way.
    mend()
    guard self.text.contains(where: { $0 > 32 }) else { throw LoadProblem(path: path, reason: .empty) }
    head(self.text).apply(to: &self)
    if published == nil, let day = Self.dayInName(name) { setPublished(day, via: .fileName) }
  }

  /// Takes the day that the start of the text names as its own for an article that states none: one that has only the day of its
  /// file's name, or that on which it was fetched.
  mutating func dateByText() {
    guard published == nil || publishedVia == .fileName || publishedVia == .capture, body.start < body.end,
      let day = DayLine.day(of: text[body.range], hasTitle: title.map { $0.end <= body.start } ?? false)
    else { return }
    // Nothing appears after it was fetched.
    if publishedVia == .capture, let published, !PageMetadata.isBefore(day, published.firstDay) { return }
    setPublished(day, via: .byline)
    unreadDate = nil
  }

  /// Whether more than a few, one of fifty bytes, are controls that no text has.
  private static func isBinary(_ bytes: ContiguousArray<UInt8>, _ text: ContiguousArray<UInt8>) -> Bool {
    let controls = text.count { $0 < 32 && !(9...13).contains($0) && $0 != 27 }
    return controls > 4 && controls * 50 > bytes.count
  }

  /// Whether a character of it is none in its charset.
  private static func hasGaps(_ text: ContiguousArray<UInt8>) -> Bool {
    String(decoding: text, as: UTF8.self).unicodeScalars.contains {
      $0.value == 0xFFFD || (0x80..<0xA0).contains($0.value)
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
