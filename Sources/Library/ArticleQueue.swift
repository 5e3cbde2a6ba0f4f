internal import Articles
internal import Synchronization

/// The articles of several files, one after another, handed out to whoever asks next. One file is open at a time.
final class ArticleQueue: Sendable {
  /// An article, or what is wrong with it, by its place in the queue.
  typealias Entry = (number: Int, article: Result<Article, LoadProblem>)

  private struct State: ~Copyable {
    let found: FoundFiles
    let options: ReadingOptions
    var files: [String] { found.files }
    var file = 0
    var stream: ArticleStream?
    var taken = 0
    /// Bytes of the files that are behind.
    var bytes = 0
    var skipped = SkippedFiles()
    var read = FieldsReport()
    var whole: Set<String> = []
    var passedBy = PassedByReport()

    init(_ found: FoundFiles, _ options: ReadingOptions) {
      self.found = found
      self.options = options
    }

    mutating func next() -> Entry? {
      while file < files.count {
        do throws(LoadProblem) {
          if stream == nil { stream = try ArticleStream(path: files[file], options: options) }
          if let article = try stream?.next() { return numbered(.success(article)) }
          close()
        } catch {
          if case .noRecords = error.reason, found.inFolders.contains(files[file]) {
            // Folders of news hold other data, too.
            skipped.addWithoutArticles(files[file])
            close()
            continue
          }
          // What could not be opened has no more articles.
          if stream == nil { file += 1 }
          return numbered(.failure(error))
        }
      }
      return nil
    }

    private mutating func close() {
      bytes += stream?.offset ?? 0
      if let passed = stream?.passedBy { passedBy.add(files[file], passed) }
      read.add(stream?.read ?? FieldsReport())
      skipped.add(stream?.skipped ?? SkippedFiles())
      if stream?.isWhole ?? false { whole.insert(files[file]) }
      stream = nil
      file += 1
    }

    private mutating func numbered(_ article: Result<Article, LoadProblem>) -> Entry {
      defer { taken += 1 }
      return (taken, article)
    }
  }

  private let state: Mutex<State>

  init(_ found: FoundFiles, _ options: ReadingOptions) { state = Mutex(State(found, options)) }

  /// The next article; nil behind the last.
  func next() -> Entry? { state.withLock { $0.next() } }

  /// How many have been handed out.
  var taken: Int { state.withLock { $0.taken } }

  /// Files of folders that turned out to hold no articles, so far.
  var skipped: SkippedFiles { state.withLock { $0.skipped } }

  /// Of which members of records the articles of the files that are behind were read.
  var read: FieldsReport { state.withLock { $0.read } }

  /// Files that were read to their end.
  var whole: Set<String> { state.withLock { $0.whole } }

  /// What was passed by in the files that are behind, since it is no article.
  var passedBy: PassedByReport { state.withLock { $0.passedBy } }

  /// How far it is.
  var progress: LoadProgress {
    state.withLock {
      var progress = LoadProgress()
      progress.files = $0.file
      progress.totalFiles = $0.files.count
      progress.articles = $0.taken
      progress.bytes = $0.bytes + ($0.stream?.offset ?? 0)
      progress.totalBytes = $0.found.bytes
      return progress
    }
  }
}
