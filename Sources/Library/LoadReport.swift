public import Articles

/// What came of loading.
public struct LoadReport: Sendable {
  /// Articles added.
  public var loaded = 0
  /// Articles that had changed and stand in the place of what they were.
  public var replaced = 0
  /// Articles that their files do not hold any more.
  public var removed = 0
  /// Articles that were there before, as they are.
  public var known = 0
  /// Articles of the collection that turned out to be copies of others, more than before.
  public var copies = 0
  /// Articles of the collection in the place of which a later version of the same outlet counts, more than before.
  public var superseded = 0
  /// What the facts were before, and what they are; nil where no articles were there before or nothing has changed, where more than
  /// 20,000 articles came or went, and where the loading was stopped.
  public var changes: FactChanges?
  /// What could not be loaded; the rest is.
  public var problems: [LoadProblem] = []
  /// Articles without a date among those added or replaced: relative dates in them stay unresolved.
  public var undated = 0
  /// Articles added or replaced that were not read whole, or not as they stand.
  public var cut: [(article: ArticleKey, cuts: ReadingCuts)] = []
  /// What the folders held besides articles.
  public var skipped = SkippedFiles()
  /// Of which members of records, or columns, articles were read.
  public var read = FieldsReport()
  /// What files hold besides articles: requests in web archives, attachments of mail.
  public var passedBy = PassedByReport()
  /// Articles that are not in English and were left out.
  public var foreign = ForeignArticles()
  /// Charsets of articles added or replaced that were guessed, and text that was mended.
  public var charsets = CharsetReport()
  /// Days in headers and records of articles added or replaced that cannot be read, as they are written.
  public var misdated: [(article: ArticleKey, day: String)] = []
  /// Stopped before the last of `total` files; what was loaded until then stays.
  public var isCancelled = false
  /// Files found.
  public var total = 0
  /// Stopped before all files were found: nothing was loaded, and there may be more than `total`.
  public var stoppedListing = false

  /// Nothing yet.
  public init() {}

  /// Whether the collection is another now.
  public var hasChanges: Bool { loaded + replaced + removed > 0 }
}

/// What a collection holds, in numbers.
public struct CollectionSummary: Sendable, Equatable {
  /// Articles loaded.
  public var articles = 0
  /// Facts, each counted once however many articles report it.
  public var facts = 0
  /// Distinct places of facts.
  public var places = 0
  /// From the earliest to the latest dated article; nil where none has a date.
  public var span: TimeInterval?
}
