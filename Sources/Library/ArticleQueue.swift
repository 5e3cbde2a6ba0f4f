internal import Articles
internal import Synchronization

/// The articles of several files, one after another, handed out to whoever asks next. One file is open at a time.
final class ArticleQueue: Sendable {
  /// An article, or what is wrong with it, by its place in the queue.
  typealias Entry = (number: Int, article: Result<Article, LoadProblem>)

  private struct State: ~Copyable {
    let files: [String]
    var file = 0
    var stream: ArticleStream?
    var taken = 0

    init(files: [String]) { self.files = files }

    mutating func next() -> Entry? {
      while file < files.count {
        do throws(LoadProblem) {
          if stream == nil { stream = try ArticleStream(path: files[file]) }
          if let article = try stream?.next() { return numbered(.success(article)) }
          stream = nil
          file += 1
        } catch {
          // What could not be opened has no more articles.
          if stream == nil { file += 1 }
          return numbered(.failure(error))
        }
      }
      return nil
    }

    private mutating func numbered(_ article: Result<Article, LoadProblem>) -> Entry {
      defer { taken += 1 }
      return (taken, article)
    }
  }

  private let state: Mutex<State>

  init(_ files: [String]) { state = Mutex(State(files: files)) }

  /// The next article; nil behind the last.
  func next() -> Entry? { state.withLock { $0.next() } }

  /// How many have been handed out.
  var taken: Int { state.withLock { $0.taken } }

  /// Files that are behind.
  var filesDone: Int { state.withLock { $0.file } }
}
