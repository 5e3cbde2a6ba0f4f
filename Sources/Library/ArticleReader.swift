public import Articles

/// The articles of files one after another, with what `work` makes of each: for programs that keep none of them.
public enum ArticleReader {
  /// Calls `body` with what `work` made of each article, in order, or with what is wrong with it, until it returns
  /// false. `work` runs on all cores, some hundred articles ahead, and has ended when this returns. Returns which files
  /// of folders turned out to hold no articles, of which members of records the others were read, and what was passed by
  /// in them.
  @discardableResult
  public static func read<Value: Sendable>(
    _ files: FoundFiles, options: ReadingOptions = ReadingOptions(),
    _ work: @escaping @Sendable (Article) -> Value,
    _ body: (Result<Value, LoadProblem>) -> Bool
  ) -> (skipped: SkippedFiles, read: FieldsReport, passedBy: PassedByReport) {
    let queue = ArticleQueue(files, options)
    let reading = ReadingAhead(queue, work)
    defer { reading.end() }
    while true {
      let batch = reading.next { false }
      if batch.isEmpty { break }
      for case let result? in batch where !body(result) {
        return (queue.skipped, queue.read, queue.passedBy)
      }
    }
    return (queue.skipped, queue.read, queue.passedBy)
  }
}
