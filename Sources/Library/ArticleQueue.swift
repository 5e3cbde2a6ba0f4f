internal import Articles
internal import Synchronization

/// The articles of several files, one after another, handed out to whoever asks next. One file is open at a time.
final class ArticleQueue: Sendable {
  /// An article, or what is wrong with it, by its place in the queue.
  typealias Entry = (number: Int, article: Result<Article, LoadProblem>)

  private struct State: ~Copyable {
    let found: FoundFiles
    let fields: RecordFields
    var files: [String] { found.files }
    var file = 0
    var stream: ArticleStream?
    var taken = 0
    /// Bytes of the files that are behind.
    var bytes = 0
    var skipped = SkippedFiles()
    var read = FieldsReport()

    init(_ found: FoundFiles, _ fields: RecordFields) {
      self.found = found
      self.fields = fields
    }

    mutating func next() -> Entry? {
      while file < files.count {
        do throws(LoadProblem) {
          if stream == nil { stream = try ArticleStream(path: files[file], fields: fields) }
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
      if let fields = stream?.fieldsRead { read.add(files[file], fields, leftOut: stream?.leftOut ?? 0) }
      stream = nil
      file += 1
    }

    private mutating func numbered(_ article: Result<Article, LoadProblem>) -> Entry {
      defer { taken += 1 }
      return (taken, article)
    }
  }

  private let state: Mutex<State>

  init(_ found: FoundFiles, _ fields: RecordFields) { state = Mutex(State(found, fields)) }

  /// The next article; nil behind the last.
  func next() -> Entry? { state.withLock { $0.next() } }

  /// How many have been handed out.
  var taken: Int { state.withLock { $0.taken } }

  /// Files of folders that turned out to hold no articles, so far.
  var skipped: SkippedFiles { state.withLock { $0.skipped } }

  /// Of which members of records the articles of the files that are behind were read.
  var read: FieldsReport { state.withLock { $0.read } }

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
