/// What is said of reading beside the paths.
public struct ReadingOptions: Hashable, Sendable {
  /// Where records hold what.
  public var fields: RecordFields
  /// How far archives are unpacked.
  public var limits = UnpackingLimits()
  /// Whether articles that are not in English are kept, for full text: no facts are read in them.
  public var anyLanguage = false
  /// Where programs are found that read what this one does not (`pdftotext`): nil for the folders of `$PATH`, none where no program
  /// may run.
  public var programFolders: [String]?

  /// Nothing but fields, if any.
  public init(fields: RecordFields = RecordFields()) { self.fields = fields }
}
