public import Articles

/// The articles of files one after another, with what `work` makes of each: for programs that keep none of them.
public enum ArticleReader {
  /// Calls `body` with what `work` made of each article, in order, or with what is wrong with it, until it returns
  /// false. `work` runs on all cores, some 64 articles ahead.
  public static func read<Value: Sendable>(
    _ files: [String], _ work: @escaping @Sendable (Article) -> Value,
    _ body: (Result<Value, LoadProblem>) -> Bool
  ) {
    let queue = ArticleQueue(files)
    while true {
      let batch = HarvestBatch.next(of: queue, { false }, work)
      if batch.isEmpty { return }
      for case let result? in batch {
        guard body(result) else { return }
      }
    }
  }
}
