extension Article {
  /// Makes the text sound where it is not, with all that points into it. Doing it again changes nothing. O(bytes).
  mutating func mend() {
    source = Self.mended(source)
    author = Self.mended(author)
    let title = self.title ?? TextRange(0..<0)
    let ends = [Int(title.start), Int(title.end), Int(body.start), Int(body.end)]
    let order = ends.sorted()
    guard let mending = TextMending(text, places: order) else { return }
    // Only a file that is its own text has scalars to count.
    if sourceMap == SourceMap() { sourceScalars = ScalarShifts(mending, of: text) }
    text = ArticleText(mending.bytes)
    func place(_ end: Int) -> Int { order.firstIndex(of: ends[end]).map { mending.places[$0] } ?? 0 }
    if self.title != nil { self.title = TextRange(place(0)..<max(place(0), place(1))) }
    body = TextRange(place(2)..<max(place(2), place(3)))
    sourceMap.refine(mending.pieces)
    if mending.misreadLines > 0 { charset.isMended = true }
  }

  /// A text of one line, made sound. O(length).
  static func mended(_ line: String) -> String {
    guard let mending = TextMending(ArticleText(line.utf8)) else { return line }
    return String(decoding: mending.bytes.map { $0 < 32 ? 32 : $0 }, as: UTF8.self)
  }
}
