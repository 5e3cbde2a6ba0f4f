extension Article {
  /// All of it but the text, which is there before it is read: what points into the text must lie in it. O(its pieces).
  package mutating func archive(_ archive: inout ColumnArchive) {
    archive.optional(&title, TextRange(0..<0)) { $0.value(&$1) }
    archive.value(&body)
    archive.require(holds(body) && title.map(holds) ?? true)
    archive.optional(&published, TimeInterval(start: 0, end: 0)) { $0.value(&$1) }
    archive.optional(&publishedVia, .header) { archive, origin in
      var number = UInt8(DayOrigin.allCases.firstIndex(of: origin) ?? 0)
      archive.value(&number)
      archive.require(Int(number) < DayOrigin.allCases.count)
      origin = DayOrigin.allCases[min(Int(number), DayOrigin.allCases.count - 1)]
    }
    archive.text(&author)
    archive.text(&source)
    archive.text(&language)
    archive.text(&path)
    archive.value(&number)
    archive.optional(&unreadDate, "") { $0.text(&$1) }
    archive.value(&cuts.unread)
    archive.value(&cuts.sentences)
    archive.optional(&charset.guess, "") { $0.text(&$1) }
    archive.value(&charset.broken)
    archive.flag(&charset.isMended)
    sourceMap.archive(&archive)
    sourceScalars.archive(&archive)
  }

  /// Whether a range lies in the text.
  package func holds(_ range: TextRange) -> Bool {
    range.start >= 0 && range.start <= range.end && Int(range.end) <= text.count
  }
}
