internal import Articles
internal import Synchronization

/// The articles of several files, one after another. One file is open at a time; what is taken from it becomes articles on any
/// thread, and is put in order then.
final class ArticleQueue: Sendable {
  /// What was taken from the files at once, in its order among all that is taken.
  struct Taken: Sendable {
    /// From 0.
    var number = 0
    var parts: [Part] = []

    /// Makes its articles. O(bytes).
    func made() -> Made { Made(number: number, parts: parts.map { $0.made() }) }
  }

  struct Made: Sendable {
    var number: Int
    fileprivate var parts: [Part.Made]
  }

  struct Part: Sendable {
    fileprivate enum Content {
      case step(ArticleStep)
      /// A file that could not be opened.
      case unopened(LoadProblem)
      /// A file is behind.
      case closed(SkippedFiles)
    }

    fileprivate struct Made: Sendable {
      enum Content {
        case step(ArticleStep.Done)
        case unopened(LoadProblem)
        case closed(SkippedFiles)
      }

      var file: String
      var content: Content
    }

    fileprivate var file: String
    fileprivate var content: Content

    fileprivate func made() -> Made {
      switch content {
      case .step(let step): Made(file: file, content: .step(step.done()))
      case .unopened(let problem): Made(file: file, content: .unopened(problem))
      case .closed(let skipped): Made(file: file, content: .closed(skipped))
      }
    }
  }

  /// What is taken from the files, in their order.
  private struct Source: ~Copyable {
    let found: FoundFiles
    let options: ReadingOptions
    var file = 0
    var stream: ArticleStream?
    var taken = 0
    /// Bytes of the files that are behind.
    var bytes = 0

    /// The same, unpacked: what they take in memory.
    var unpacked = 0

    /// Bytes of small articles that are taken at once: to hand out each by itself would take longer than to make it.
    private static let enough = 1 << 16
    /// Of those without bytes of their own, as files that are empty.
    private static let most = 64

    init(_ found: FoundFiles, _ options: ReadingOptions) {
      self.found = found
      self.options = options
    }

    mutating func next() -> Taken? {
      var next = Taken(number: taken)
      let start = unpacked + (stream?.unpacked ?? 0)
      while next.parts.count < Self.most, unpacked + (stream?.unpacked ?? 0) - start < Self.enough,
        // What has come is answered before more is waited for.
        next.parts.isEmpty || !isWaiting, let part = part()
      {
        next.parts.append(part)
      }
      guard !next.parts.isEmpty else { return nil }
      taken += 1
      return next
    }

    /// Whether reading on would wait for whoever writes.
    private(set) var isWaiting = false

    private mutating func part() -> Part? {
      guard file < found.files.count else { return nil }
      let path = found.files[file]
      if stream == nil {
        do throws(LoadProblem) { stream = try ArticleStream(path: path, options: options) } catch {
          // What could not be opened has no articles.
          file += 1
          return Part(file: path, content: .unopened(error))
        }
      }
      if let step = stream?.take() {
        isWaiting = stream?.isWaiting ?? false
        return Part(file: path, content: .step(step))
      }
      isWaiting = false
      let skipped = stream?.skipped ?? SkippedFiles()
      bytes += stream?.offset ?? 0
      unpacked += stream?.unpacked ?? 0
      stream = nil
      file += 1
      return Part(file: path, content: .closed(skipped))
    }
  }

  /// What came of it, in the same order.
  private struct Results {
    let inFolders: Set<String>
    /// Of the file that is being read.
    var order = ArticleOrder()
    /// It turned out to be none of articles.
    var isNone = false
    var pending: [Result<Article, LoadProblem>] = []
    var skipped = SkippedFiles()
    var read = FieldsReport()
    var whole: Set<String> = []
    var passedBy = PassedByReport()

    mutating func take(_ part: Part.Made) {
      switch part.content {
      case .unopened(let problem): fail(problem, part.file)
      case .step(let step):
        // Of a file that is none of articles nothing follows.
        guard !isNone else { return }
        for result in order.take(step) {
          switch result {
          case .success: pending.append(result)
          case .failure(let problem):
            isNone = fail(problem, part.file) || isNone
            if isNone, order.isWhole { whole.insert(part.file) }
          }
        }
      case .closed(let skipped):
        passedBy.add(part.file, order.passedBy)
        read.add(order.read)
        self.skipped.add(skipped)
        if !isNone, order.isWhole { whole.insert(part.file) }
        order = ArticleOrder()
        isNone = false
      }
    }

    /// Whether the problem is that a file in a folder holds no articles: folders of news hold other data, too.
    @discardableResult
    private mutating func fail(_ problem: LoadProblem, _ file: String) -> Bool {
      if case .noRecords = problem.reason, inFolders.contains(file) {
        skipped.addWithoutArticles(file)
        return true
      }
      pending.append(.failure(problem))
      return false
    }
  }

  private let source: Mutex<Source>
  /// Beside the source, which is held by whoever waits for more of it.
  private let how: Mutex<LoadProgress>
  private let results: Mutex<Results>

  init(_ found: FoundFiles, _ options: ReadingOptions) {
    source = Mutex(Source(found, options))
    results = Mutex(Results(inFolders: found.inFolders))
    var how = LoadProgress()
    how.totalFiles = found.files.count
    how.totalBytes = found.bytes
    self.how = Mutex(how)
  }

  /// What a worker is given.
  enum Next {
    case taken(Taken)
    /// More would have to be waited for.
    case waiting
    case end
  }

  /// Takes what is next from the files, for some articles. Waits for whoever writes into a pipe only where nothing was taken behind
  /// the first `count` takings.
  func next(behind count: Int) -> Next {
    source.withLock { source in
      if source.taken > count, source.isWaiting { return .waiting }
      let next = source.next()
      how.withLock {
        $0.files = source.file
        $0.bytes = source.bytes + (source.stream?.offset ?? 0)
      }
      return next.map { .taken($0) } ?? .end
    }
  }

  /// How often something was taken.
  var taken: Int { source.withLock { $0.taken } }

  /// Puts what came of what was taken in order, which is that of their numbers: none may be missing. The articles that come next, or what
  /// is wrong with them.
  func put(_ made: Made) -> [Result<Article, LoadProblem>] {
    results.withLock { results in
      for part in made.parts { results.take(part) }
      defer { results.pending = [] }
      return results.pending
    }
  }

  /// Files of folders that turned out to hold no articles, so far.
  var skipped: SkippedFiles { results.withLock { $0.skipped } }

  /// Of which members of records the articles of the files that are behind were read.
  var read: FieldsReport { results.withLock { $0.read } }

  /// Files that were read to their end.
  var whole: Set<String> { results.withLock { $0.whole } }

  /// What was passed by in the files that are behind, since it is no article.
  var passedBy: PassedByReport { results.withLock { $0.passedBy } }

  /// How far it is, where so many articles came of it.
  func progress(articles: Int) -> LoadProgress {
    var progress = how.withLock { $0 }
    progress.articles = articles
    return progress
  }
}
