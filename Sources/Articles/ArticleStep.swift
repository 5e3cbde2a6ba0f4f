/// What was taken from a file next: steps in their order, and what came of their drafts, give `ArticleOrder` the file's articles.
public struct ArticleStep: Sendable {
  enum Content: Sendable {
    /// Articles to be made, and how many records their format had left out before.
    case draft(ArticleDraft, leftOut: Int)
    /// What is wrong with an article of a file or member.
    case problem(LoadProblem, leftOut: Int)
    /// A member of an archive that could not be opened.
    case unopened(LoadProblem)
    /// A file or member is behind.
    case closed(path: String, FieldsRead?, leftOut: Int, PassedBy)
    /// An archive has ended before its time.
    case cutShort
    /// All of an archive is behind; `held`: what else it holds.
    case end(path: String, held: String)
  }

  let content: Content
  /// Where the last file or member has what, if it is one of records.
  let fieldsRead: FieldsRead?

  /// What came of a step: a value that is made on any thread.
  public struct Done: Sendable {
    let content: Content
    let fieldsRead: FieldsRead?
    let made: ArticleDraft.Made?
  }

  /// Makes its articles, if there are any to be made. O(bytes).
  public func done() -> Done {
    var made: ArticleDraft.Made?
    if case .draft(let draft, _) = content { made = draft.make() }
    return Done(content: content, fieldsRead: fieldsRead, made: made)
  }
}

/// Puts what came of a file's steps in order: numbers its articles, and counts what was passed by.
public struct ArticleOrder: Sendable {
  /// Articles and problems of the file or member so far.
  private var count = 0
  /// What was found to be no article when it was made, in the file or member.
  private var madeLeftOut = 0
  private var madePassedBy = PassedBy()
  /// Whether there was an article or a problem in the file.
  private var hasYielded = false
  /// Whether the last thing of the file, or member, that was read was a problem behind which nothing was looked at.
  private var endsInProblem = false

  /// Where the last file or member has what, once its first article is read; nil of formats without records.
  public private(set) var fieldsRead: FieldsRead?
  /// Records without text in it that were passed by so far.
  public private(set) var leftOut = 0
  /// Of which members of records its articles were read, of what is behind.
  public private(set) var read = FieldsReport()
  /// What else was passed by so far: requests in a web archive, attachments of mail.
  public private(set) var passedBy = PassedBy()
  /// Whether all of it was looked at: no archive and no file has ended before its time, with a problem.
  public private(set) var isWhole = true

  /// Before the first step.
  public init() {}

  /// The articles and problems of the next step. Steps come in the order in which they were taken.
  public mutating func take(_ step: ArticleStep.Done) -> [Result<Article, LoadProblem>] {
    switch step.content {
    case .draft(_, let before):
      fieldsRead = step.fieldsRead
      return take(step.made ?? ArticleDraft.Made(), before)
    case .problem(let problem, let before):
      fieldsRead = step.fieldsRead
      return [.failure(numbered(problem, before))]
    case .unopened(let problem):
      hasYielded = true
      return [.failure(problem)]
    case .closed(let path, let fields, let before, let passed):
      fieldsRead = fields
      leftOut = before + madeLeftOut
      if let fields { read.add(path, fields, leftOut: leftOut) }
      passedBy.add(passed)
      passedBy.add(madePassedBy)
      if endsInProblem { isWhole = false }
      endsInProblem = false
      (count, madeLeftOut, madePassedBy) = (0, 0, PassedBy())
      return []
    case .cutShort:
      isWhole = false
      return []
    case .end(let path, let held):
      guard !hasYielded else { return [] }
      hasYielded = true
      return [.failure(LoadProblem(path: path, reason: .noRecords("holds no articles" + held)))]
    }
  }

  private mutating func take(_ made: ArticleDraft.Made, _ before: Int) -> [Result<Article, LoadProblem>] {
    var results: [Result<Article, LoadProblem>] = made.articles.map { article in
      var article = article
      article.number = Int32(clamping: count + before + madeLeftOut)
      count += 1
      return .success(article)
    }
    if !results.isEmpty {
      hasYielded = true
      endsInProblem = false
    }
    madeLeftOut += made.leftOut
    madePassedBy.add(made.passedBy)
    leftOut = before + madeLeftOut
    if let problem = made.problem { results.append(.failure(numbered(problem, before))) }
    return results
  }

  /// What a problem is called: by the number of the article that it is of, if others stand before it.
  private mutating func numbered(_ problem: LoadProblem, _ before: Int) -> LoadProblem {
    let number = count + before + madeLeftOut
    count += 1
    leftOut = before + madeLeftOut
    endsInProblem = !problem.isPassed
    hasYielded = true
    if case .noRecords = problem.reason { return problem }
    guard number > 0 else { return problem }
    let key = ArticleKey(path: problem.path, number: Int32(clamping: number))
    return LoadProblem(path: key.description, reason: problem.reason)
  }
}
