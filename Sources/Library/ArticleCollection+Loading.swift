public import Articles
internal import Facts
internal import Indexing

extension ArticleCollection {
  /// Loads the articles of files and folders; "-" is standard input. What cannot be loaded is in the report.
  ///
  /// `options` say where records hold what, where that is not to be guessed, and how far archives are unpacked; articles that are not in English are left
  /// out unless they say so, and have text then and no facts. Of files loaded before, articles that have changed are replaced and those that are gone are removed. `progress` is
  /// told now and then how far it is. Stops soon after `isCancelled` says so, and keeps
  /// what it has.
  @discardableResult
  public mutating func load(
    _ paths: [String], options: ReadingOptions = ReadingOptions(),
    progress: (LoadProgress) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> LoadReport {
    let found = ArticleFiles.list(paths, isCancelled: isCancelled)
    return load(found, without: [], options, progress, isCancelled)
  }

  /// Loads what was found, once the articles `gone` are out.
  mutating func load(
    _ found: FoundFiles, without gone: Set<ArticleKey>, _ options: ReadingOptions,
    _ progress: (LoadProgress) -> Void, _ isCancelled: @escaping @Sendable () -> Bool
  ) -> LoadReport {
    var report = LoadReport()
    report.problems = found.problems
    report.skipped = found.skipped
    report.total = found.files.count
    if isCancelled() {
      report.isCancelled = true
      report.stoppedListing = true
      return report
    }
    if !gone.isEmpty { report.removed = take(out: gone) }
    // Columns grow by copies of themselves, and readings of articles come and go.
    let isMuch = found.bytes > Self.much
    if isMuch { UnusedMemory.returnAtOnce() }
    defer { if isMuch { UnusedMemory.returnMost() } }
    let queue = ArticleQueue(found, options)
    let known = known
    let extract = pipeline.extract
    var seen: Set<ArticleKey> = []
    let reading = ReadingAhead(queue) { Found($0, known: known, anyLanguage: options.anyLanguage, extract) }
    while !report.isCancelled {
      progress(queue.progress(articles: reading.given))
      let batch = reading.next(isCancelled)
      if batch.isEmpty { break }
      take(batch, &seen, &report)
    }
    // Else a worker may still hold the queue, within a file without articles.
    if !report.isCancelled {
      report.skipped.add(queue.skipped)
      report.read = queue.read
      report.passedBy = queue.passedBy
    }
    if !report.isCancelled { report.removed += take(out: missing(from: known, seen, queue.whole)) }
    // What reading articles has left over is not needed for putting them in order.
    if isMuch { UnusedMemory.returnAtOnce() }
    if report.hasChanges { settle(&report, isCancelled) }
    return report
  }

  /// Bytes of files from which on memory that is let go is worth to be given back.
  private static let much = 4 << 20

  /// Adds articles that are in memory already, each in the place of one of the same file and number. `finishes`: whether they are put
  /// in order at once, or by the next `finish`.
  @discardableResult
  public mutating func add(_ articles: [Article], finishes: Bool = true) -> LoadReport {
    var report = LoadReport()
    report.total = articles.count
    let known = known
    let extract = pipeline.extract
    var seen: Set<ArticleKey> = []
    let found = HarvestBatch.each(of: articles, { false }) {
      Found($0, known: known, anyLanguage: true, extract)
    }
    take(found.map { $0.map { .success($0) } }, &seen, &report)
    if finishes, report.hasChanges { settle(&report) { false } }
    return report
  }

  /// Removes the articles of files, by their paths as they were loaded. The report says how many there were.
  @discardableResult
  public mutating func remove(_ paths: [String]) -> LoadReport {
    let wanted = Set(paths)
    var report = LoadReport()
    report.removed = take(out: Set(known.keys.filter { wanted.contains($0.path) }))
    if report.hasChanges { settle(&report) { false } }
    return report
  }

  /// Removes articles, and leaves the rest to `finish`.
  private mutating func take(out gone: Set<ArticleKey>) -> Int {
    guard !gone.isEmpty else { return 0 }
    for key in gone { known[key] = nil }
    return change { $0.remove(gone) }
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

  /// Articles that their files do not hold any more. A file that can no longer be read to its end keeps its articles.
  private func missing(
    from known: [ArticleKey: ContentHash], _ seen: Set<ArticleKey>, _ whole: Set<String>
  ) -> Set<ArticleKey> {
    Set(known.keys.filter { !seen.contains($0) && $0.path != "-" && ArticleFiles.holds(whole, $0.path) })
  }

  /// Articles that come or go of whose facts a list is made: nobody reads a longer one, and each fact in it takes memory.
  private static let mostCompared = 20_000

  /// Puts what was loaded in order. Where the loading was stopped, only if that takes no time worth waiting for:
  /// else the next query does it.
  private mutating func settle(_ report: inout LoadReport, _ isCancelled: () -> Bool) {
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(25)
    let isStopped = report.isCancelled
    // What is read is as of the last time until this ends. Where that was nothing, nothing is copied.
    let (copies, superseded) = (index.copyCount, index.supersededCount)
    let before = index.articleCount > 0 ? index : nil
    guard finish(isCancelled: { isStopped || isCancelled() ? clock.now >= deadline : false }) else { return }
    report.copies = max(0, index.copyCount - copies)
    report.superseded = max(0, index.supersededCount - superseded)
    if let before, report.loaded + report.removed <= Self.mostCompared {
      report.changes = FactChanges(from: before, to: index)
    }
  }
}
