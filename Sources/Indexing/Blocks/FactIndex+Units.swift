internal import Articles
package import Facts

/// An article with all that it tells, as bytes: what travels between the machines that join a collection in blocks.
extension FactIndex {
  /// Writes the one article of an index with what it told. O(its size).
  package func archiveUnit() -> ContiguousArray<UInt8> {
    precondition(inserted.count == 1 && removed.isEmpty)
    var archive = ColumnArchive()
    var text = Array(inserted[0].text)
    archive.column(&text)
    var article = inserted[0]
    article.archive(&archive)
    var written = ColumnArchive()
    writeTold(&written)
    var told = Array(written.bytes)
    archive.column(&told)
    return archive.bytes
  }

  /// An index of one article, which is to be finished; nil where the bytes are not whole, or were not written with these kinds and
  /// places. O(bytes).
  package init?(kinds: KindTable, places: PlaceKnowledge, unit: UnsafeRawBufferPointer) {
    var archive = ColumnArchive(reading: unit)
    var text: [UInt8] = []
    archive.column(&text)
    var article = Article(text: text)
    guard archive.isSound, article.text.isUTF8 else { return nil }
    article.archive(&archive)
    var told: [UInt8] = []
    archive.column(&told)
    guard archive.isWhole else { return nil }
    let read = told.withUnsafeBytes {
      FactIndex(kinds: kinds, places: places, articleCount: 1, told: ColumnArchive(reading: $0))
    }
    guard var read, read.take([article]) else { return nil }
    self = read
  }
}
