internal import Articles
internal import Facts

/// What the copies of a text say that it has said already: their reports of sentences that stand in the article that counts for
/// the text.
///
/// Such a report takes no part in merging, so that a fact is dated by the day of the original and told as often as there are
/// texts. It still stands for its article: the fact of its twin, the report of the same sentence in the original, is told there,
/// too. A sentence that only the copy has (a paragraph added, a toll corrected) is the copy's own report; so is a sentence of
/// both that is of another place or other people there, as by its first paragraph.
struct ReportTwins: Sendable {
  /// Of each report the report that it repeats, or `own` or `dropped`; empty where no article is a copy.
  var of: [Int32] = []
  /// The reports that repeat a report. Empty as `of`.
  var rows = Rows()
  /// For reports of a later version the report of the same sentence in an earlier one, by which it is dated.
  var dated: [Int32: Int32] = [:]

  /// It counts.
  static let own: Int32 = -1
  /// It repeats a sentence from which the original is not read to say this, or is of a version that was withdrawn.
  static let dropped: Int32 = -2

  init() {}

  init(_ index: FactIndex, _ copies: ArticleCopies) {
    of = [Int32](repeating: Self.own, count: index.reports.count)
    for text in copies.original.indices where copies.members.count(text) > 1 {
      pair(copies.members[text], copies, index)
    }
    rows = Rows(ofRows: of, keyCount: of.count)
    if !copies.isEmpty { takeDays(index, copies) }
  }

  /// The report by the time of which a report is dated: nearly always itself. O(1).
  func dating(_ report: Int) -> Int {
    dated.isEmpty ? report : dated[Int32(report)].map { Int($0) } ?? report
  }

  /// Reports whose days are counted from the article's are dated by the earliest version that has the sentence: "on Monday"
  /// is the same Monday in a correction of a week later. O(reports of versions).
  private mutating func takeDays(_ index: FactIndex, _ copies: ArticleCopies) {
    let reports = index.reports
    for article in index.articleOrder where copies.successor[Int(article)] >= 0 {
      let later = copies.successor[Int(article)]
      let (before, after) = (index.inserted[Int(article)].published, index.inserted[Int(later)].published)
      if before == after { continue }
      var said = SaidSentences(index)
      said.add(article)
      let range = Int(index.reportStart[Int(later)])..<Int(index.reportStart[Int(later) + 1])
      let known = range.map { said.told(by: $0).first { reports.hasTime(Int($0)) } }
      // What a sentence that was written anew says may have been corrected.
      let corrected = Set(zip(range, known).lazy.filter { $0.1 == nil }.map { reports.time[$0.0] })
      for (report, earlier) in zip(range, known) where dated[Int32(report)] == nil {
        guard let earlier, reports.hasTime(report) else { continue }
        switch reports.timeVia(report) {
        case .relative, .publication, .dateline: dated[Int32(report)] = earlier
        case .inherited where !corrected.contains(reports.time[report]): dated[Int32(report)] = earlier
        default: continue
        }
      }
    }
  }

  /// The reports with these days in the place of their own. O(1) where there are none, else O(reports).
  func dating(_ reports: Reports) -> Reports {
    if dated.isEmpty { return reports }
    var reports = reports
    let time = reports.time
    for (report, earlier) in dated { reports.time[Int(report)] = time[Int(earlier)] }
    return reports
  }

  /// Whether a report counts. O(1).
  func isOwn(_ report: Int32) -> Bool { of.isEmpty || of[Int(report)] == Self.own }

  /// The reports that repeat one, by article. O(1).
  func repeating(_ report: Int32) -> ArraySlice<Int32> { of.isEmpty ? [] : rows[Int(report)] }

  /// What stands for the text comes first, then later versions, then what they replace, then the copies.
  private mutating func pair(_ articles: ArraySlice<Int32>, _ copies: ArticleCopies, _ index: FactIndex) {
    guard let first = articles.first else { return }
    let standing = copies.standing(first)
    let later = Set(articles.lazy.map { copies.successor[Int($0)] }.filter { $0 >= 0 && $0 != standing })
    let rest = articles.filter { $0 != standing && !later.contains($0) }
    let versions = articles.filter(later.contains) + rest.filter { copies.successor[Int($0)] >= 0 }
    var said = SaidSentences(index)
    said.add(standing)
    for article in versions {
      take(article, copies, index, &said)
      said.add(article)
    }
    for article in rest where copies.successor[Int(article)] < 0 { take(article, copies, index, &said) }
  }

  private mutating func take(
    _ article: Int32, _ copies: ArticleCopies, _ index: FactIndex, _ said: inout SaidSentences
  ) {
    let isWithdrawn = copies.withdrawn.contains(article)
    for report in Int(index.reportStart[Int(article)])..<Int(index.reportStart[Int(article) + 1]) {
      let told = said.told(by: report)
      let later = copies.successor[Int(article)]
      // A correction may name another place in the same sentence.
      let same =
        told.first { !index.reports.differ(report, Int($0), index) }
        ?? told.first { isWithdrawn && index.reports.article[Int($0)] == later }
      if let same {
        // What was replaced may itself be a twin, or count no more.
        of[report] = of[Int(same)] == Self.own ? same : of[Int(same)]
      } else if isWithdrawn || (told.isEmpty && said.hasAll(of: report)) {
        of[report] = Self.dropped
      }
    }
  }
}

/// The sentences of the articles that count for a text, and what they report.
private struct SaidSentences {
  /// A sentence by its words, with what it tells and by which words.
  private struct Told: Hashable {
    var sentence: UInt64
    var kind: UInt8
    var trigger: UInt64
  }

  private let index: FactIndex
  /// Articles of which every sentence is said.
  private var articles: [Int32] = []
  /// Their sentences by their words; nil until one is looked for, because that takes reading all of them.
  private var sentences: Set<UInt64>?
  private var reports: [Told: [Int32]] = [:]
  /// The reports by kind.
  private var kinds: [UInt8: [Int32]] = [:]

  /// Reports of one kind or sentence that are looked at: a hostile text must not cost a square.
  private static let most = 64

  init(_ index: FactIndex) { self.index = index }

  /// Adds what an article says and reports.
  mutating func add(_ article: Int32) {
    articles.append(article)
    sentences = nil
    let row = Int(article)
    for report in Int(index.reportStart[row])..<Int(index.reportStart[row + 1]) {
      for told in all(of: report) where reports[told, default: []].count < Self.most {
        reports[told, default: []].append(Int32(report))
      }
      let kind = index.reports.kind[report]
      if kinds[kind, default: []].count < Self.most { kinds[kind, default: []].append(Int32(report)) }
    }
  }

  /// The reports of the same words of the same sentences.
  func told(by report: Int) -> [Int32] { all(of: report).flatMap { reports[$0] ?? [] } }

  /// Whether every sentence of a report stands there. A title every paper makes for itself: it tells nothing more where
  /// something of its kind is told that may be the same.
  mutating func hasAll(of report: Int) -> Bool {
    let sentences = sentences ?? allSentences()
    self.sentences = sentences
    let article = index.inserted[Int(index.reports.article[report])]
    return index.reports.mentions(report).allSatisfy { mention in
      let sentence = index.reports.mentionSentence[mention]
      if sentences.contains(ArticleFingerprint.words(article.text, sentence)) { return true }
      guard let title = article.title, title.contains(sentence) || sentence == title else { return false }
      return kinds[index.reports.kind[report], default: []].contains {
        !index.reports.differ(report, Int($0), index)
      }
    }
  }

  private func allSentences() -> Set<UInt64> {
    var found: Set<UInt64> = []
    for article in articles.map({ Int($0) }) {
      let text = index.inserted[article].text
      for sentence in Int(index.sentenceStart[article])..<Int(index.sentenceStart[article + 1]) {
        found.insert(ArticleFingerprint.words(text, index.sentenceText[sentence]))
      }
    }
    return found
  }

  private func all(of report: Int) -> [Told] {
    let text = index.inserted[Int(index.reports.article[report])].text
    return index.reports.mentions(report).map { mention in
      let sentence = index.reports.mentionSentence[mention]
      let trigger = index.reports.mentionTrigger[mention].range(in: sentence)
      // All up to the trigger's end, so that one word may tell two things.
      return Told(
        sentence: ArticleFingerprint.words(text, sentence), kind: index.reports.kind[report],
        trigger: ArticleFingerprint.words(text, TextRange(start: sentence.start, end: trigger.end)))
    }
  }
}
