/// What is said of reading beside the paths.
public struct ReadingOptions: Sendable {
  /// Where records hold what.
  public var fields: RecordFields
  /// How far archives are unpacked.
  public var limits = UnpackingLimits()
  /// Whether articles that are not in English are kept, for full text: no facts are read in them.
  public var anyLanguage = false
  /// Where programs are found that read what this one does not (`pdftotext`): nil for the folders of `$PATH`, none where no program
  /// may run.
  public var programFolders: [String]?

  /// Whether some records are read ahead, to guess by them what holds what; else that is guessed by the first, so that whoever writes
  /// records into a pipe has the answer to each before the next.
  public var readsAhead = true
  /// The format that files are in, whatever they look like; nil: as they look.
  public var format: (any ArticleFormat.Type)?

  /// Nothing but fields, if any.
  public init(fields: RecordFields = RecordFields()) { self.fields = fields }
}

extension ReadingOptions: Equatable {
  /// Whether files are read alike.
  public static func == (a: Self, b: Self) -> Bool {
    a.fields == b.fields && a.limits == b.limits && a.anyLanguage == b.anyLanguage
      && a.programFolders == b.programFolders && a.readsAhead == b.readsAhead
      && a.format?.name == b.format?.name
  }
}
