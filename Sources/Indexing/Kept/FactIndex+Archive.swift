package import Articles
internal import Atlas
package import Facts

/// An index as columns of bytes, in two parts: what was told, which articles are inserted with, and what `finish` has made of it.
/// Articles themselves are none of it: they are kept with their texts by whoever keeps the rest.
///
/// Kinds, roles, rules and places stand in it by their rows: it can be read only where kinds and gazetteer are those that it was
/// written with.
extension FactIndex {
  /// The articles in the order of their insertion, as of the last `finish`.
  package var insertedIDs: [ArticleID] { articleRank.map(ArticleID.init) }

  /// Writes what the articles inserted have told. An index with articles that are to go must be finished first.
  package func writeTold(_ archive: inout ColumnArchive) {
    precondition(removed.isEmpty && !archive.isReading)
    var copy = self
    copy.archiveTold(&archive, count: inserted.count)
  }

  /// Writes what `finish` has made of it. False, and nothing, where the index is not finished, or was corrected, which is soon made
  /// again.
  package func writeMade(_ archive: inout ColumnArchive) -> Bool {
    guard isFinished, corrections.isEmpty else { return false }
    precondition(!archive.isReading)
    var copy = self
    copy.archiveMade(&archive)
    return true
  }

  /// An index of so many articles, with what they told; nil where the bytes are not whole or not of as many articles. It has no
  /// articles yet: `take(_:)` gives it them. O(bytes).
  package init?(kinds: KindTable, places: PlaceKnowledge, articleCount: Int, told archive: ColumnArchive) {
    self.init(kinds: kinds, places: places)
    var archive = archive
    archiveTold(&archive, count: articleCount)
    guard archive.isWhole else { return nil }
  }

  /// Takes the articles of what was told, in the order of their insertion, without those that are gone, which stand for nothing in it.
  /// False where something that was told does not lie in their texts. O(reports + names + sentences).
  package mutating func take(_ articles: [Article], gone: Set<Int32> = []) -> Bool {
    guard articles.count == prints.count else { return false }
    inserted = articles
    removed = gone
    if !removed.isEmpty {
      compact()
      finishedAt = -1
    }
    return liesInTexts
  }

  /// Takes over what `finish` would make of what was told; false where the bytes are not whole, and then nothing is changed.
  /// O(bytes).
  package mutating func takeMade(_ archive: ColumnArchive) -> Bool {
    var copy = self
    var archive = archive
    copy.archiveMade(&archive)
    guard archive.isWhole else { return false }
    copy.finishedAt = prints.count
    copy.takesCorrections = false
    self = copy
    return true
  }

  private mutating func archiveTold(_ archive: inout ColumnArchive, count: Int) {
    prints.archive(&archive, articles: count)
    archive.column(&sentenceText)
    archive.starts(&sentenceStart, count: count, items: sentenceText.count)
    naming.archive(&archive, articles: count)
    reports.archive(&archive, articles: count, forms: naming.forms.count, kinds: kinds)
    archive.starts(&reportStart, count: count, items: reports.count)
  }

  private mutating func archiveMade(_ archive: inout ColumnArchive) {
    // Of what is read the articles come last.
    let count = prints.count
    archive.rows(&articleOrder, in: 0..<count)
    archive.rows(&articleRank, in: 0..<count)
    archive.require(articleOrder.count == count && articleRank.count == count)
    archive.require(articleOrder.indices.allSatisfy { articleRank[Int(articleOrder[$0])] == Int32($0) })
    archive.optional(&articleSpan, TimeInterval(start: 0, end: 0)) { $0.value(&$1) }
    copies.archive(
      &archive, articles: count, reports: reports.count, agencies: prints.agencyNames.count)
    archive.starts(&sentenceNumber, count: count, items: sentenceText.count)
    if archive.isSound {
      archive.require(
        (0..<count).allSatisfy { rank in
          let article = Int(articleOrder[rank])
          return sentenceNumber[rank + 1] - sentenceNumber[rank] == sentenceStart[article + 1]
            - sentenceStart[article]
        })
    }
    archive.list(&entities, Entity(name: "", kind: .other)) { $1.archive(&$0) }
    archive.column(&entityCountry)
    archive.require(entityCountry.count == entities.count)
    archive.rows(&entityOfForm, in: 0..<entities.count)
    archive.require(entityOfForm.count == naming.forms.count)
    names.archive(&archive, entities: entities.count)
    facts.archive(&archive, index: self)
    postings.archive(&archive, index: self)
  }

  /// Whether all that was told points into the texts of its articles. O(reports + names + sentences).
  private var liesInTexts: Bool {
    for article in inserted.indices {
      let length = Int32(inserted[article].text.count)
      func lies(_ range: TextRange) -> Bool {
        range.start >= 0 && range.start <= range.end && range.end <= length
      }
      for row in Int(sentenceStart[article])..<Int(sentenceStart[article + 1])
      where !lies(sentenceText[row]) { return false }
      for row in Int(naming.nameStart[article])..<Int(naming.nameStart[article + 1])
      where !lies(naming.nameText[row]) { return false }
      for report in Int(reportStart[article])..<Int(reportStart[article + 1]) {
        guard reports.article[report] == Int32(article), reports.lies(report, within: lies) else {
          return false
        }
      }
    }
    return true
  }
}

extension Rows {
  /// Lists of `keys` keys of rows in `rows`.
  mutating func archive(_ archive: inout ColumnArchive, keys: Int, rows: Range<Int>) {
    archive.rows(&items, in: rows)
    archive.starts(&starts, count: keys, items: items.count)
  }
}

extension NameTable {
  mutating func archive(_ archive: inout ColumnArchive, entities count: Int) {
    archive.texts(&names)
    archive.rows(&entities, in: 0..<count)
    archive.require(names.count == entities.count)
  }
}

extension Entity {
  mutating func archive(_ archive: inout ColumnArchive) {
    archive.text(&name)
    archive.choice(&kind)
    archive.flag(&isNamed)
    archive.choice(&gender)
    var code = country?.rawValue ?? 0
    archive.value(&code)
    country = code == 0 ? nil : CountryCode(rawValue: code)
    var row = place?.rawValue ?? -1
    archive.value(&row)
    place = row < 0 ? nil : PlaceID(rawValue: row)
    archive.value(&mentionCount)
    var hasMore = !(title.isEmpty && role.isEmpty && organisation.isEmpty && aliases.isEmpty)
    archive.flag(&hasMore)
    guard hasMore else { return }
    archive.text(&title)
    archive.text(&role)
    archive.text(&organisation)
    archive.texts(&aliases)
  }
}
