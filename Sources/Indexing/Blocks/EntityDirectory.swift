internal import Articles
package import Facts

/// Who is who in a collection that is joined in blocks, on one machine or many: all that a block has to know of the others' names.
///
/// It holds each different description of an entity once, with the entity that it stands for, and nothing of articles, sentences and
/// facts. Made of an index of what articles name (`FactIndex.insertNames(of:)`) by the rules by which an index joins them.
package struct EntityDirectory: Sendable {
  var forms = EntityForms()
  /// Number of the entity that each form stands for.
  var entityOfForm: [Int32] = []
  /// By number.
  package private(set) var entities: [Entity] = []
  private(set) var countries: [UInt16] = []

  /// Those of a finished index.
  package init(_ index: FactIndex) {
    precondition(index.isFinished)
    forms = index.naming.forms
    entityOfForm = index.entityOfForm
    entities = index.entities
    countries = index.entityCountry
  }

  /// What was written; nil where the bytes are not whole. O(bytes).
  package init?(_ bytes: UnsafeRawBufferPointer) {
    var archive = ColumnArchive(reading: bytes)
    self.archive(&archive)
    guard archive.isWhole else { return nil }
  }

  /// As bytes, for programs with the same kinds and gazetteer. O(forms).
  package func archived() -> ContiguousArray<UInt8> {
    var archive = ColumnArchive()
    var copy = self
    copy.archive(&archive)
    return archive.bytes
  }

  private mutating func archive(_ archive: inout ColumnArchive) {
    forms.archive(&archive)
    archive.list(&entities, Entity(name: "", kind: .other)) { $1.archive(&$0) }
    archive.rows(&entityOfForm, in: 0..<entities.count)
    archive.require(entityOfForm.count == forms.count)
    archive.column(&countries)
    archive.require(countries.count == entities.count)
  }
}

/// Where an article of a collection that is joined in blocks stands among all the others.
package struct ArticlePlacing: Hashable, Sendable {
  /// Its number in the order of the collection.
  package var rank: Int32
  /// The first of the articles that go with it wherever it goes: those of one text, copies and versions of each other.
  package var group: Int32
  /// The earliest of its text, as `ArticleCopies` has it; its own rank where it is no copy.
  package var original: Int32
  /// A later version that counts in its place; −1 none.
  package var successor: Int32
  /// That version has its title, so that nothing of it counts.
  package var isWithdrawn: Bool
  /// The news agency of its text; "" none.
  package var agency: String

  /// As another program wrote it down.
  package init(
    rank: Int32, group: Int32, original: Int32, successor: Int32, isWithdrawn: Bool, agency: String
  ) {
    self.rank = rank
    self.group = group
    self.original = original
    self.successor = successor
    self.isWithdrawn = isWithdrawn
    self.agency = agency
  }
}

extension FactIndex {
  /// Appends what an article names and the marks by which its copies are known, but nothing that it tells. O(size of the unit).
  package mutating func insertNames(of unit: FactIndex) {
    var names = unit
    names.reports = Reports()
    names.reportStart = [Int32](repeating: 0, count: unit.reportStart.count)
    names.sentenceText = []
    names.sentenceStart = names.reportStart
    names.naming.forgetPlaces()
    append(names)
  }

  /// Where each article stands, by its insertion. As of the last `finish`. O(articles).
  package func placings() -> [ArticlePlacing] {
    var group = articleOrder.indices.map { Int32($0) }
    func first(_ rank: Int32) -> Int32 {
      var top = rank
      while group[Int(top)] != top { top = group[Int(top)] }
      group[Int(rank)] = top
      return top
    }
    var ofText: [ContentHash: Int32] = [:]
    for (rank, article) in articleOrder.enumerated() {
      // Facts of articles of one text have keys that depend on each other (`ReportKeys`).
      let text = prints.text[Int(article)]
      for other in [ofText[text], articleRank[Int(copies.text(article))]] {
        guard let other else { continue }
        let (a, b) = (first(Int32(rank)), first(other))
        group[Int(max(a, b))] = min(a, b)
      }
      if ofText[text] == nil { ofText[text] = Int32(rank) }
    }
    return inserted.indices.map { article in
      let rank = articleRank[article]
      let successor = copies.isEmpty ? -1 : copies.successor[article]
      return ArticlePlacing(
        rank: rank, group: first(rank), original: articleRank[Int(copies.text(Int32(article)))],
        successor: successor < 0 ? -1 : articleRank[Int(successor)],
        isWithdrawn: copies.withdrawn.contains(Int32(article)),
        agency: agency(of: ArticleID(rawValue: rank)))
    }
  }
}

extension ArticleNames {
  /// Lets go where names stand, but not what is named.
  fileprivate mutating func forgetPlaces() {
    nameText = []
    nameForm = []
    nameStart = [Int32](repeating: 0, count: nameStart.count)
  }
}
