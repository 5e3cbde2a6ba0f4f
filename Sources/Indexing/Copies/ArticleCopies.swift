internal import Articles

/// Which articles are one text, which of them stands for it, and which agency it is from; all by insertion.
struct ArticleCopies: Sendable {
  /// The earliest article of the same text, itself where it is that; empty where no article is a copy.
  var original: [Int32] = []
  /// A later version in the place of which it no longer counts; −1 none. Empty as `original`.
  var successor: [Int32] = []
  /// Those of which nothing counts any more: the later version has their title, so it tells the same event.
  var withdrawn: Set<Int32> = []
  /// Articles of one text, by their original and in their order. Empty as `original`.
  var members = Rows()
  /// The agency of each article's text, a row of `Fingerprints.agencyNames`; −1 none. Empty where no article names any.
  var agency: [Int32] = []
  /// The overlaps of texts that were looked at, kept for the next time. 16 bytes each.
  var overlaps: [UInt64: Double] = [:]
  /// What reports of copies say again.
  var twins = ReportTwins()

  /// Whether no article is a copy.
  var isEmpty: Bool { original.isEmpty }

  init() {}

  /// Those of an index that has put its articles in order. Cost as of `CopyFinder`, and the sentences of copies.
  init(_ index: FactIndex) {
    var finder = CopyFinder(
      index.inserted, index.prints, order: index.articleOrder, known: index.copies.overlaps)
    let found = finder.originals()
    overlaps = finder.overlaps
    if found.enumerated().contains(where: { $0.offset != Int($0.element) }) {
      original = found
      members = Rows(keys: index.articleOrder.map { found[Int($0)] }, items: index.articleOrder)
      successor = [Int32](repeating: -1, count: found.count)
      for article in found.indices where members.count(article) > 1 { findVersions(article, index) }
      twins = ReportTwins(index, self)
    }
    if !index.prints.agencyNames.isEmpty { takeAgencies(index) }
  }

  /// The article that stands for a text: the latest version that the outlet of its original has printed.
  func standing(_ original: Int32) -> Int32 {
    successor[Int(original)] < 0 ? original : successor[Int(original)]
  }

  /// Whether an article counts for nothing but its own sentences: it is not what stands for its text, and no version that was
  /// replaced. O(1).
  func isCopy(_ article: Int32) -> Bool {
    !original.isEmpty && successor[Int(article)] < 0 && standing(original[Int(article)]) != article
  }

  /// The earliest article of the text of an article. O(1).
  func text(_ article: Int32) -> Int32 { original.isEmpty ? article : original[Int(article)] }

  /// Of the articles of one text that one outlet has printed, the latest version stands for those before it: for those of
  /// its title where there are any, else for all that do not say of themselves to be as late.
  private mutating func findVersions(_ text: Int, _ index: FactIndex) {
    let all = members[text]
    var outlets: [String: [Int32]] = [:]
    for article in all {
      outlets[Folding.name(index.inserted[Int(article)].source), default: []].append(article)
    }
    for (outlet, articles) in outlets where articles.count > 1 {
      let versions = articles.map { ArticleVersion($0, index) }
      guard let latest = versions.max() else { continue }
      let replaced = versions.filter { $0.isReplaced(by: latest) }
      let titled = replaced.filter { $0.hasTitle(of: latest) }
      for version in titled { withdrawn.insert(version.article) }
      // Where the outlet is not known the title must be the same.
      for version in titled.isEmpty && !outlet.isEmpty ? replaced : titled {
        successor[Int(version.article)] = latest.article
      }
    }
  }

  /// A text is from the agency that the first of its articles names that names one.
  private mutating func takeAgencies(_ index: FactIndex) {
    let own = index.prints.agencies(by: index.articleOrder)
    agency = own
    if original.isEmpty { return }
    for article in index.articleOrder {
      let text = Int(original[Int(article)])
      if agency[text] < 0 { agency[text] = own[Int(article)] }
    }
    for article in agency.indices where agency[article] < 0 {
      agency[article] = agency[Int(original[article])]
    }
  }
}

/// An article as a version of others of the same text and outlet: by day, then by what it says of itself, then the longer one,
/// so that the order does not depend on that of loading.
private struct ArticleVersion: Comparable {
  let article: Int32
  private let edition: EditionMark
  private let count: Int32
  private let words: UInt64
  private let day: Int32?

  init(_ article: Int32, _ index: FactIndex) {
    self.article = article
    let row = Int(article)
    day = index.inserted[row].published?.firstDay.number
    edition = index.prints.edition[row]
    count = index.prints.wordCount[row]
    words = index.prints.words[row]
  }

  static func < (a: Self, b: Self) -> Bool {
    if a.day != b.day { return a.day ?? Int32.min < b.day ?? Int32.min }
    if a.edition != b.edition { return a.edition < b.edition }
    return a.count != b.count ? a.count < b.count : a.words < b.words
  }

  static func == (a: Self, b: Self) -> Bool {
    a.day == b.day && a.edition.rank == b.edition.rank && a.words == b.words
  }

  /// Whether they have one title but for a mark.
  func hasTitle(of latest: ArticleVersion) -> Bool {
    edition.title != 0 && latest.edition.title == edition.title
  }

  /// The later one says that it corrects or continues an earlier one. Of what says nothing of itself nobody knows which is
  /// the later, and whether it is of another event told by the same pattern. What has the same words is no other version.
  func isReplaced(by latest: ArticleVersion) -> Bool {
    article != latest.article && words != latest.words && day != nil && latest.day != nil
      && latest.edition.rank > edition.rank
  }
}
