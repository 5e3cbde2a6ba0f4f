public import Articles
public import Facts

/// What stands behind a fact: each sentence that reports it.
public struct FactEvidence: Sendable {
  /// A sentence that reports the fact.
  public struct Mention: Sendable {
    /// The article of the sentence.
    public var article: ArticleID
    /// The article's name.
    public var articleName: String
    /// The article's title; "" where it has none.
    public var title: String
    /// The article's day as text; "" where it has none.
    public var published: String
    /// The sentence's bytes in the article.
    public var sentence: TextRange
    /// What in the sentence the fact was read from.
    public var marks: [Mark]
    /// The rule's name and what it looks for.
    public var rule: String

    package init(
      article: ArticleID, articleName: String, title: String, published: String, sentence: TextRange,
      marks: [Mark], rule: String
    ) {
      self.article = article
      self.articleName = articleName
      self.title = title
      self.published = published
      self.sentence = sentence
      self.marks = marks
      self.rule = rule
    }
  }

  /// A stretch of an article with what it is.
  public struct Mark: Sendable, Equatable {
    /// What a stretch is to its fact.
    public enum Style: Sendable { case trigger, participant, place, date }
    /// Bytes of the article.
    public var range: TextRange
    /// "trigger", a role's name, "place" or "date".
    public var label: String
    /// The sort of mark, which decides its colour.
    public var style: Style

    package init(range: TextRange, label: String, style: Style) {
      self.range = range
      self.label = label
      self.style = style
    }
  }

  /// "meeting · happened · 2023-01-17 · Warsaw".
  public var summary: String
  /// 0–1.
  public var confidence: Float
  /// How place and date came to it, who says so, and the numbers of each article: "place: clause", "killed: 15 (a)".
  public var origins: [String]
  /// What speaks for it, in words: "told 3 times in 2 articles".
  public var pro: [String]
  /// What speaks against it: "its sentence does not say when".
  public var contra: [String]
  /// Sentences by article, in order.
  public var mentions: [Mention]

  package init(
    summary: String, confidence: Float, origins: [String], pro: [String] = [], contra: [String] = [],
    mentions: [Mention]
  ) {
    self.pro = pro
    self.contra = contra
    self.summary = summary
    self.confidence = confidence
    self.origins = origins
    self.mentions = mentions
  }
}
