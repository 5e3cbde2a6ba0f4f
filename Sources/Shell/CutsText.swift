internal import Articles
internal import Facts
internal import Indexing
internal import Library
internal import Reporting

/// What a person is told of articles that were not read whole.
struct CutsText {
  private var unread: [(path: String, bytes: Int)] = []
  private var parted: [(path: String, sentences: Int)] = []

  init(_ articles: [(article: ArticleKey, cuts: ReadingCuts)]) {
    for (key, cuts) in articles {
      if cuts.unread > 0 { unread.append((key.description, cuts.unread)) }
      if cuts.sentences > 0 { parted.append((key.description, cuts.sentences)) }
    }
  }

  /// A line for each way of cutting: which article, or how many and the first of them, and what to do.
  var lines: [String] {
    var lines: [String] = []
    if let first = unread.first {
      let bytes = Self.size(unread.reduce(0) { $0 + $1.bytes })
      lines.append(
        "\(Self.named(first.path, unread.count)) longer than is read of one article "
          + "(\(ReadingLimits.bytes >> 20) MiB or \(Session.grouped(ReadingLimits.tokens)) words): "
          + "the last \(bytes) \(unread.count == 1 ? "of it " : "")were not read; "
          + "split \(unread.count == 1 ? "it" : "them") into articles")
    }
    if let first = parted.first {
      let count = parted.reduce(0) { $0 + $1.sentences }
      lines.append(
        "\(Self.named(first.path, parted.count, has: true)) "
          + "\(count == 1 ? "a sentence" : "\(Session.grouped(count)) sentences") of more than "
          + "\(Session.grouped(ReadingLimits.sentence)) words: read in parts")
    }
    return lines
  }

  private static func named(_ first: String, _ count: Int, has: Bool = false) -> String {
    count == 1
      ? "\(first.neutralised()) \(has ? "has" : "is")"
      : "\(Session.grouped(count)) articles (the first: \(first.neutralised())) \(has ? "have" : "are")"
  }

  /// "57 MiB", "3 KiB", rounded up.
  private static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1024: "\(bytes) bytes"
    case ..<(1 << 20): "\((bytes + 1023) >> 10) KiB"
    default: "\((bytes + (1 << 20) - 1) >> 20) MiB"
    }
  }
}

extension Session {
  /// What a load has left out of what it was given: parts of articles, days, files.
  static func leftOut(_ report: LoadReport) -> [String] {
    var lines = report.read.lines.map { $0.neutralised() }
    if let passedBy = report.passedBy.line { lines.append(passedBy.neutralised()) }
    lines += CutsText(report.cut).lines
    if let line = foreign(report.foreign) { lines.append(line) }
    lines += report.charsets.lines.map { $0.neutralised() }
    if let first = report.misdated.first {
      let count = report.misdated.count
      let whose = count == 1 ? "1 article states a day" : "\(grouped(count)) articles state days"
      lines.append(
        "\(whose) that cannot be read or be its own (“\(first.day.neutralised())” in \(first.article.description.neutralised())): "
          + "write 2023-01-31, years 0001 to 9999")
    }
    if let skipped = report.skipped.message {
      lines.append("left out: \(skipped.neutralised())")
    }
    return lines
  }

  /// How many articles are not in English, and how they are kept; nil where there are none.
  static func foreign(_ articles: ForeignArticles) -> String? {
    articles.subject.map {
      "\($0.neutralised()): left out; --any-language keeps \(articles.count == 1 ? "it" : "them") for full text"
    }
  }

  /// That named pipes among `paths` are waited for.
  static func waiting(_ paths: [String]) -> [String] {
    ArticleFiles.pipes(paths).map { "waiting for somebody to write to the pipe \($0.neutralised())" }
  }
}

extension Workspace {
  /// Of the articles that are loaded. O(articles).
  var cuts: CutsText {
    CutsText(
      (0..<Int32(index.articleCount)).compactMap { number in
        let article = index.article(ArticleID(rawValue: number))
        return article.cuts == ReadingCuts() ? nil : (article.key, article.cuts)
      })
  }
}
