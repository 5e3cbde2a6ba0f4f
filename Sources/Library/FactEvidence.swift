public import Articles
public import Atlas
public import Facts
public import Indexing

/// What stands behind a fact: each sentence that reports it.
public struct FactEvidence: Sendable {
  /// A sentence that reports the fact.
  public struct Mention: Sendable {
    /// The article of the sentence.
    public var article: ArticleID
    /// What names the article's text outside of the program.
    public var articleKey: ContentHash
    /// The article's name.
    public var articleName: String
    /// The article's title; "" where it has none.
    public var title: String
    /// The article's day as text; "" where it has none.
    public var published: String
    /// The sentence's bytes in the article.
    public var sentence: TextRange
    /// The other articles that print it as a copy, in the order of the index.
    public var copies: [Copy]
    /// The words that tell it; empty where the whole sentence does.
    public var trigger: TextRange
    /// What in the sentence the fact was read from.
    public var marks: [Mark]
    /// The rule's name and what it looks for.
    public var rule: String

    package init(
      article: ArticleID, articleKey: ContentHash, articleName: String, title: String, published: String,
      sentence: TextRange, trigger: TextRange, marks: [Mark], rule: String, copies: [Copy] = []
    ) {
      self.copies = copies
      self.article = article
      self.articleKey = articleKey
      self.trigger = trigger
      self.articleName = articleName
      self.title = title
      self.published = published
      self.sentence = sentence
      self.marks = marks
      self.rule = rule
    }
  }

  /// An article that prints a sentence as a copy.
  public struct Copy: Sendable, Equatable {
    /// What names the article's text outside of the program.
    public var articleKey: ContentHash
    /// The file, and which of its articles it is.
    public var article: ArticleKey
    /// "" where it is not known.
    public var outlet: String
    /// The article's title; "" where it has none.
    public var title: String
    /// The outlet, or the article's name where that is not known.
    public var name: String
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

  /// Who or what fills a role.
  public struct Filler: Sendable, Equatable {
    /// "participant".
    public var role: String
    /// The entity's fullest name.
    public var name: String
  }

  /// Where it happened.
  public struct Place: Sendable, Equatable {
    /// In the words of the article.
    public var text: String
    /// Nil where it is not known, or lies in none.
    public var country: CountryCode?
    /// Degrees; nil where it is not known.
    public var point: Coordinate?
    /// How it came to the fact.
    public var via: Via
  }

  /// A number that an article gives.
  public struct SaidFigure: Sendable, Equatable {
    /// What is counted, the number, its bound and currency.
    public var figure: Figure
    /// The article that says so.
    public var article: ContentHash
  }

  /// A field that a person has changed.
  public struct CorrectedField: Sendable, Equatable {
    /// "date", a role's name.
    public var name: String
    /// What it says now, as text; "" where nothing is known.
    public var value: String
    /// What the articles say, as text; "" where they say nothing.
    public var read: String
  }

  /// What the parts of `summary` and `origins` stand for.
  public struct Record: Sendable {
    /// What names the fact outside of the program.
    public var key: FactKey
    /// "meeting".
    public var kind: String
    /// Whether it took place.
    public var status: Status
    /// When; nil where nothing says.
    public var time: FactTime?
    /// Where; nil where nothing says.
    public var place: Place?
    /// In the order of the text.
    public var fillers: [Filler]
    /// Who says so; nil where only the outlet does.
    public var source: String?
    /// What was said, or what it is about; nil for neither.
    public var content: String?
    /// By article, then in the order of the text.
    public var figures: [SaidFigure]
    /// Whether an article is about it.
    public var isMain: Bool
  }

  /// "meeting · happened · 2023-01-17 · Warsaw".
  public var summary: String
  /// The same and more, part by part.
  public var record: Record
  /// 0–1.
  public var confidence: Float
  /// How place and date came to it, who says so, and the numbers of each article: "place: clause", "killed: 15 (a)".
  public var origins: [String]
  /// What speaks for it, in words: "told 3 times in 2 articles".
  public var pro: [String]
  /// What speaks against it: "its sentence does not say when".
  public var contra: [String]
  /// The fields that are not as the articles have them.
  public var corrections: [CorrectedField]
  /// Remarks of persons, the oldest first.
  public var notes: [String]
  /// Where the articles do not say the same; nil where they do.
  public var disagreement: FactDisagreement?
  /// Sentences by article, in order.
  public var mentions: [Mention]

  package init(
    summary: String, record: Record, confidence: Float, origins: [String], pro: [String] = [],
    contra: [String] = [], corrections: [CorrectedField] = [], notes: [String] = [],
    disagreement: FactDisagreement? = nil, mentions: [Mention]
  ) {
    self.disagreement = disagreement
    self.corrections = corrections
    self.notes = notes
    self.pro = pro
    self.contra = contra
    self.summary = summary
    self.record = record
    self.confidence = confidence
    self.origins = origins
    self.mentions = mentions
  }
}
