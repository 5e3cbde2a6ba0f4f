/// What a format has taken from a file, of which articles are still to be made: on any thread, while the file is read on.
public struct ArticleDraft: Sendable {
  /// What came of a draft.
  public struct Made: Sendable {
    /// Nearly always one; all of them sound and with their language told.
    public var articles: [Article] = []
    /// Records that turned out to have no text: they count where articles are numbered.
    public var leftOut = 0
    /// What else was passed by.
    public var passedBy = PassedBy()
    /// What is wrong with it, behind its articles.
    public var problem: LoadProblem?

    /// Nothing.
    public init() {}
  }

  private let body: @Sendable () -> Made

  /// Of articles and what was passed by, made when it is wanted.
  public init(made: @escaping @Sendable () -> Made) { body = made }

  /// Of one article, made when it is wanted.
  public init(_ article: @escaping @Sendable () throws(LoadProblem) -> Article) {
    body = {
      var made = Made()
      do throws(LoadProblem) { made.articles = [try article()] } catch { made.problem = error }
      return made
    }
  }

  /// Of an article that is there already.
  public init(_ article: Article) {
    body = {
      var made = Made()
      made.articles = [article]
      return made
    }
  }

  /// Makes its articles, not numbered yet. O(bytes).
  public func make() -> Made {
    var made = body()
    for i in made.articles.indices {
      made.articles[i].mend()
      made.articles[i].dateByText()
      made.articles[i].tellLanguage()
    }
    return made
  }
}
