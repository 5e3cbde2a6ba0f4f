internal import Articles
internal import Dispatch
internal import Facts
internal import Indexing
internal import Synchronization

/// What came of reading an article.
struct Found: Sendable {
  var key: ArticleKey
  var hash: ContentHash
  /// Nil where the article is the one that is there already, or is left out.
  var harvest: Harvest?
  /// The language for which it is left out.
  var foreign: String?

  /// Extracts `article` unless it is known with the same content. One that is not in English is left out, unless those of any
  /// language are wanted or it is there already.
  init(
    _ article: Article, known: [ArticleKey: ContentHash], anyLanguage: Bool,
    _ extract: (Article) -> Harvest
  ) {
    key = article.key
    hash = article.contentHash
    if article.isForeign, !anyLanguage, known[key] == nil {
      foreign = article.language
      return
    }
    // Standard input is another article each time.
    if known[key] == hash, key.path != "-" { return }
    var harvest = extract(article)
    harvest.fingerprint = ArticleFingerprint(harvest.article)
    self.harvest = harvest
  }
}

/// Extracts several articles at once, on all cores.
enum HarvestBatch {
  /// Articles read at once, so that memory holds few readings beside the index.
  static let size = 64

  /// What came of the next articles of a queue of files, in their order, at most `size`; nil where the work was
  /// cancelled first. Empty at the end.
  ///
  /// Workers take from the queue one after another and make articles at once; then they are numbered, and worked on at once.
  static func next<Value: Sendable>(
    of queue: ArticleQueue, _ isCancelled: @escaping @Sendable () -> Bool,
    _ work: @escaping @Sendable (Article) -> Value
  ) -> [Result<Value, LoadProblem>?] {
    var articles = queue.articles(size)
    while articles.isEmpty {
      guard let hasMore = fill(queue, isCancelled) else { return [nil] }
      articles = queue.articles(size)
      if !hasMore { break }
    }
    let next = articles
    return each(next.count, isCancelled) { next[$0].map(work) }
  }

  /// Makes articles of what is next in the files. False at their end; nil where that was cancelled first.
  private static func fill(_ queue: ArticleQueue, _ isCancelled: @escaping @Sendable () -> Bool) -> Bool? {
    let first = queue.taken
    let found = each(size, isCancelled) { _ -> Filled in
      switch queue.next(behind: first) {
      // Each as soon as it is taken, so that few are in memory as they stand in the file.
      case .taken(let taken): .made(taken.made())
      case .waiting: .waiting
      case .end: .end
      }
    }
    var ordered = [ArticleQueue.Made?](repeating: nil, count: size)
    var (isWhole, isAtEnd) = (true, true)
    for filled in found {
      switch filled {
      case .made(let made)?: ordered[made.number - first] = made
      case .waiting?: isAtEnd = false
      case .end?: break
      case nil: isWhole = false
      }
    }
    // Behind one that was not made nothing can be numbered.
    for made in ordered.prefix(while: { $0 != nil }) { if let made { queue.put(made) } }
    return isWhole ? ordered[0] != nil || !isAtEnd : nil
  }

  private enum Filled: Sendable {
    case made(ArticleQueue.Made)
    case waiting, end
  }

  /// Something made of each article, in order; nil where the work was cancelled first.
  static func each<Value: Sendable>(
    of articles: [Article], _ isCancelled: @escaping @Sendable () -> Bool,
    _ work: @escaping @Sendable (Article) -> Value
  ) -> [Value?] {
    each(articles.count, isCancelled) { work(articles[$0]) }
  }

  private static func each<Value: Sendable>(
    _ count: Int, _ isCancelled: @escaping @Sendable () -> Bool, _ work: @escaping @Sendable (Int) -> Value
  ) -> [Value?] {
    let results = Results<Value>(count)
    // Beside, because a single article may be long.
    _ = Interruptible.run(isCancelled) { stop in
      DispatchQueue.concurrentPerform(iterations: count) { number in
        guard !stop.isSet else { return }
        let value = work(number)
        results.values.withLock { $0[number] = value }
      }
    }
    return results.values.withLock { $0 }
  }

  private final class Results<Value: Sendable>: Sendable {
    let values: Mutex<[Value?]>
    init(_ count: Int) { values = Mutex([Value?](repeating: nil, count: count)) }
  }
}
