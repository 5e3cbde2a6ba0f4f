public import Articles
internal import Facts
internal import Indexing

extension ArticleCollection {
  /// Loads the articles of files and folders; "-" is standard input. What cannot be loaded is in the report.
  ///
  /// Articles that are not in English are left out unless `anyLanguage`; then they have text and no facts.
  /// `fields` says where records hold what, where that is not to be guessed. Of files loaded before, articles that have changed are replaced and those that are gone are removed. `progress` is
  /// told now and then how many files are behind, and of how many. Stops soon after `isCancelled` says so, and keeps
  /// what it has.
  @discardableResult
  public mutating func load(
    _ paths: [String], fields: RecordFields = RecordFields(), anyLanguage: Bool = false,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> LoadReport {
    var report = LoadReport()
    let found = ArticleFiles.list(paths, isCancelled: isCancelled)
    report.problems = found.problems
    report.skipped = found.skipped
    report.total = found.files.count
    if isCancelled() {
      report.isCancelled = true
      report.stoppedListing = true
      return report
    }
    let queue = ArticleQueue(found, fields)
    let known = known
    let extract = pipeline.extract
    var seen: Set<ArticleKey> = []
    while !isCancelled() {
      progress(queue.filesDone, report.total)
      let batch = HarvestBatch.next(of: queue, isCancelled) {
        Found($0, known: known, anyLanguage: anyLanguage, extract)
      }
      if batch.isEmpty { break }
      take(batch, &seen, &report)
    }
    report.skipped.add(queue.skipped)
    report.read = queue.read
    if isCancelled() { report.isCancelled = true }
    if !report.isCancelled { removeGone(known, seen, &report) }
    if report.hasChanges { settle(report.isCancelled, isCancelled) }
    return report
  }

  /// Adds articles that are in memory already, each in the place of one of the same file and number.
  @discardableResult
  public mutating func add(_ articles: [Article]) -> LoadReport {
    var report = LoadReport()
    report.total = articles.count
    let known = known
    let extract = pipeline.extract
    var seen: Set<ArticleKey> = []
    let found = HarvestBatch.each(of: articles, { false }) {
      Found($0, known: known, anyLanguage: true, extract)
    }
    take(found.map { $0.map { .success($0) } }, &seen, &report)
    if report.hasChanges { finish() }
    return report
  }

  /// Removes the articles of files, by their paths as they were loaded. How many there were.
  @discardableResult
  public mutating func remove(_ paths: [String]) -> Int {
    let wanted = Set(paths)
    let gone = Set(known.keys.filter { wanted.contains($0.path) })
    return remove(gone)
  }

  private mutating func remove(_ gone: Set<ArticleKey>) -> Int {
    for key in gone { known[key] = nil }
    let count = change { $0.remove(gone) }
    if count > 0 { finish() }
    return count
  }

  /// Inserts a batch; nil stands for what was cancelled.
  private mutating func take(
    _ batch: [Result<Found, LoadProblem>?], _ seen: inout Set<ArticleKey>, _ report: inout LoadReport
  ) {
    var new: [Harvest] = []
    var changed: [Harvest] = []
    for result in batch {
      switch result {
      case nil: report.isCancelled = true
      case .failure(let problem)?: report.problems.append(problem)
      case .success(let found)?:
        if let language = found.foreign {
          report.foreign.add(language)
          continue
        }
        seen.insert(found.key)
        guard let harvest = found.harvest else {
          report.known += 1
          continue
        }
        report.charsets.add(harvest.article)
        if harvest.article.published == nil { report.undated += 1 }
        if let day = harvest.article.unreadDate { report.misdated.append((found.key, day)) }
        if harvest.article.cuts != ReadingCuts() { report.cut.append((found.key, harvest.article.cuts)) }
        if known[found.key] != nil, found.key.path != "-" {
          changed.append(harvest)
        } else {
          new.append(harvest)
        }
        known[found.key] = found.hash
      }
    }
    report.loaded += new.count
    report.replaced += changed.count
    change { index in
      if !changed.isEmpty { index.replace(changed) }
      index.insert(contentsOf: new)
    }
  }

  /// Articles that their files do not hold any more. A file that can no longer be read keeps its articles.
  private mutating func removeGone(
    _ known: [ArticleKey: ContentHash], _ seen: Set<ArticleKey>, _ report: inout LoadReport
  ) {
    let read = Set(seen.lazy.map(\.path))
    let gone = Set(known.keys.filter { read.contains($0.path) && !seen.contains($0) && $0.path != "-" })
    if !gone.isEmpty { report.removed = remove(gone) }
  }

  /// Puts what was loaded in order. Where the loading was stopped, only if that takes no time worth waiting for:
  /// else the next query does it.
  private mutating func settle(_ isStopped: Bool, _ isCancelled: () -> Bool) {
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(25)
    finish { isStopped || isCancelled() ? clock.now >= deadline : false }
  }
}
