internal import Articles
internal import CLineEdit
internal import Dispatch
internal import Glibc
internal import Indexing
internal import Library
internal import Synchronization

/// Rings where a thread waits for it (an eventfd), as long as somebody may ring it.
final class Bell: Sendable {
  /// −1 where the system has none.
  let descriptor = dl_bell()

  deinit { if descriptor >= 0 { close(descriptor) } }

  func ring() { dl_ring(descriptor) }
  func hush() { dl_hush(descriptor) }
}

/// Takes what has changed in files into a copy of a collection, beside the thread that reads what is typed.
final class UpdateJob: Sendable {
  /// What came of it.
  struct Result: Sendable {
    var collection: ArticleCollection
    var report: LoadReport
    var numbers: Renumbering
  }

  /// Of the workspace when it began: another one has other articles, and the work is to be done again.
  let version: Int
  let paths: [String]
  private let result = Mutex<Result?>(nil)
  private let isStopped = Mutex(false)

  init(_ paths: [String], version: Int) {
    self.paths = paths
    self.version = version
  }

  /// Begins; `bell` rings at the end.
  func start(_ collection: ArticleCollection, _ options: ReadingOptions, bell: Bell) {
    DispatchQueue.global(qos: .utility).async { [self] in
      let result = Self.work(collection, paths, options) { self.isStopped.withLock { $0 } }
      self.result.withLock { $0 = result }
      bell.ring()
    }
  }

  /// Stops soon; what it did is of no use.
  func stop() { isStopped.withLock { $0 = true } }

  /// Takes what came of it; nil where it is still at work.
  func take() -> Result? {
    result.withLock { result in
      defer { result = nil }
      return result
    }
  }

  /// The same at once.
  static func work(
    _ collection: ArticleCollection, _ paths: [String], _ options: ReadingOptions,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) -> Result {
    var base = collection
    base.finish()
    var updated = base
    let report = updated.update(paths, options: options, isCancelled: isCancelled)
    updated.finish()
    return Result(
      collection: updated, report: report, numbers: updated.index.renumbering(from: base.index))
  }
}
