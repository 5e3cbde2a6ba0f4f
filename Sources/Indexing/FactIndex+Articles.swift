public import Articles
public import Facts

/// A sentence of the collection: its article and its position there.
public struct SentenceID: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The article it stands in.
  public var article: ArticleID
  /// 0 for the article's first.
  public var position: Int32

  /// The sentence at a position of an article.
  public init(article: ArticleID, position: Int32) {
    self.article = article
    self.position = position
  }

  /// By article, then position.
  public static func < (a: Self, b: Self) -> Bool {
    a.article != b.article ? a.article < b.article : a.position < b.position
  }
}

extension FactIndex {
  /// Sentences of all articles inserted.
  public var sentenceCount: Int { sentenceText.count }

  /// Sentences of an article. O(1).
  public func sentenceCount(of id: ArticleID) -> Int {
    let article = Int(articleOrder[Int(id.rawValue)])
    return Int(sentenceStart[article + 1] - sentenceStart[article])
  }

  /// Sentences numbered through all articles, by article id.
  public func number(of sentence: SentenceID) -> Int32 {
    sentenceNumber[Int(sentence.article.rawValue)] + sentence.position
  }

  /// The sentence of a number. O(log articles).
  public func sentence(number: Int32) -> SentenceID {
    var low = 0
    var high = sentenceNumber.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if sentenceNumber[middle] <= number { low = middle } else { high = middle }
    }
    return SentenceID(article: ArticleID(rawValue: Int32(low)), position: number - sentenceNumber[low])
  }

  /// The bytes of a sentence in its article.
  public func range(of sentence: SentenceID) -> TextRange {
    let article = Int(articleOrder[Int(sentence.article.rawValue)])
    return sentenceText[Int(sentenceStart[article]) + Int(sentence.position)]
  }

  /// The facts that an article reports, ascending. O(1).
  public func facts(of id: ArticleID) -> [FactID] { postings.byArticle[Int(id.rawValue)].map(FactID.init) }

  /// The facts in which an entity fills a role, ascending. O(1).
  public func facts(of id: EntityID) -> [FactID] { postings.byEntity[Int(id.rawValue)].map(FactID.init) }

  /// The articles that name an entity, ascending.
  public func articles(of id: EntityID) -> [ArticleID] {
    postings.articlesByEntity[Int(id.rawValue)].map(ArticleID.init)
  }

  /// The entities that an article names, each once, in order of first naming.
  public func entities(of id: ArticleID) -> [EntityID] {
    let article = Int(articleOrder[Int(id.rawValue)])
    var seen: Set<Int32> = []
    var found: [EntityID] = []
    for use in Int(naming.usesStart[article])..<Int(naming.usesStart[article + 1]) {
      let entity = entityOfForm[Int(naming.usesForm[use])]
      if seen.insert(entity).inserted { found.append(EntityID(rawValue: entity)) }
    }
    return found
  }

  /// The names in a stretch of an article's text, in order.
  public func names(in range: TextRange, of id: ArticleID) -> [(text: TextRange, entity: EntityID)] {
    let article = Int(articleOrder[Int(id.rawValue)])
    var found: [(text: TextRange, entity: EntityID)] = []
    for name in Int(naming.nameStart[article])..<Int(naming.nameStart[article + 1])
    where range.contains(naming.nameText[name]) {
      found.append((naming.nameText[name], EntityID(rawValue: entityOfForm[Int(naming.nameForm[name])])))
    }
    return found
  }

  /// An article's text. O(1), and nothing else of the article is copied.
  public func text(of id: ArticleID) -> ArticleText { inserted[Int(articleOrder[Int(id.rawValue)])].text }

  /// A stretch of an article's text, cut at its edges. O(length).
  public func string(_ range: TextRange, of id: ArticleID) -> String {
    let text = text(of: id)
    let low = max(0, min(Int(range.start), text.count))
    return String(decoding: text[low..<max(low, min(Int(range.end), text.count))], as: UTF8.self)
  }

  /// Where an article's body stands in its text. O(1).
  public func body(of id: ArticleID) -> TextRange { inserted[Int(articleOrder[Int(id.rawValue)])].body }

  /// Bytes of an article's body. O(1), and nothing of the article is copied.
  public func bodyLength(_ id: ArticleID) -> Int { inserted[Int(articleOrder[Int(id.rawValue)])].body.count }

  /// Bytes of all articles' bodies. O(articles).
  public var bodyByteCount: Int { inserted.reduce(0) { $0 + $1.body.count } }

  /// Bytes of all sentences. O(sentences).
  public var sentenceByteCount: Int { sentenceText.reduce(0) { $0 + $1.count } }
}
