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

  /// Something made of each article, in order; nil where the work was cancelled first.
  static func each<Value: Sendable>(
    of articles: [Article], _ isCancelled: @escaping @Sendable () -> Bool,
    _ work: @escaping @Sendable (Article) -> Value
  ) -> [Value?] {
    let results = Results<Value>(articles.count)
    // Beside, because a single article may be long.
    _ = Interruptible.run(isCancelled) { stop in
      DispatchQueue.concurrentPerform(iterations: articles.count) { number in
        guard !stop.isSet else { return }
        let value = work(articles[number])
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
