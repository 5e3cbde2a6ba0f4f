internal import Articles
public import Atlas
public import Facts
internal import Indexing

extension ArticleCollection {
  /// Adds kinds of facts and finds their facts in the articles that are loaded; false where it was stopped.
  ///
  /// `add` changes the table of kinds. `check` is shown the kinds that are new and may refuse them, for names that mean
  /// something else. Nothing changes where one of them throws or the work is stopped.
  public mutating func define(
    _ add: (inout KindTable) throws(KindFileError) -> Void,
    check: (ArraySlice<KindTable.Row>) throws(KindFileError) -> Void = { _ in },
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(KindFileError) -> Bool {
    var kinds = pipeline.kinds
    try add(&kinds)
    try check(kinds.rows[pipeline.kinds.rows.count...])
    return readAgain(with: pipeline.with(kinds, pipeline.aliases), progress, isCancelled)
  }

  /// Adds names of places and looks for them in the articles that are loaded; false where it was stopped.
  ///
  /// `add` changes the list of aliases; it throws what is wrong with their form, and this throws where one means no place.
  /// Nothing changes then, nor where the work is stopped.
  public mutating func alias(
    _ add: (inout PlaceAliases) throws(PlaceAliasError) -> Void,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(PlaceAliasError) -> Bool {
    var aliases = pipeline.aliases
    try add(&aliases)
    let changed = pipeline.with(pipeline.kinds, aliases)
    try changed.places.check(aliases)
    return readAgain(with: changed, progress, isCancelled)
  }

  /// Reads every article again; false where it was stopped, and then nothing has changed.
  public mutating func refresh(
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Bool {
    readAgain(with: pipeline, progress, isCancelled)
  }

  /// Extracts every article anew with another pipeline; nothing changes where it is stopped.
  mutating func readAgain(
    with changed: Pipeline, _ progress: (_ done: Int, _ total: Int) -> Void,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) -> Bool {
    guard finish(isCancelled: isCancelled) else { return false }
    var rebuilt = FactIndex(kinds: changed.kinds, places: changed.places)
    rebuilt.correct(index.corrections)
    let total = index.articleCount
    var start = 0
    while start < total {
      progress(start, total)
      let end = min(start + HarvestBatch.size, total)
      let articles = (start..<end).map { index.article(ArticleID(rawValue: Int32($0))) }
      let harvests = HarvestBatch.each(of: articles, isCancelled, changed.extract)
      guard !harvests.contains(where: { $0 == nil }) else { return false }
      rebuilt.insert(contentsOf: harvests.compactMap { $0 })
      start = end
    }
    guard rebuilt.finish(isCancelled: isCancelled) else { return false }
    replace(changed, rebuilt)
    return true
  }
}
