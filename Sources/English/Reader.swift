public import Articles

/// Reads articles: tokens, sentences, tags, lemmas. A value without mutable state: one reader serves all tasks.
public struct Reader: Sendable {
  public let lexicon: Lexicon
  let rules: TokenRules
  /// nil leaves every tag X.
  let tagger: Tagger?
  private let lemmatiser: Lemmatiser

  public init(lexicon: Lexicon = .standard, tagger: Tagger?) {
    self.lexicon = lexicon
    self.tagger = tagger
    rules = .standard
    lemmatiser = Lemmatiser(lexicon: lexicon)
  }

  /// A reader of the embedded models; throws where one of them is missing or damaged.
  public init() throws(ModelError) {
    self.init(tagger: try Tagger.standard())
  }

  /// The reader of the embedded models. A model that is missing or damaged is left out; `init()` says which.
  public static let standard = (try? Reader()) ?? Reader(tagger: nil)

  /// The reading of the article's body, in time linear in its length. Any bytes give a reading.
  public func read(_ article: Article) -> Reading {
    var reading = tokens(article)
    annotate(&reading)
    return reading
  }

  /// A reading with the given tokens and sentences, in order, such as a treebank's.
  public func read(_ article: Article, sentences: [[TextRange]]) -> Reading {
    var reading = tokens(article, sentences: sentences)
    annotate(&reading)
    return reading
  }

  /// The reading, with arcs by `parse` (given the indices of sentences) for the sentences that `needsArcs` picks.
  public func read(
    _ article: Article, needsArcs: (Reading, Sentence) -> Bool, parse: (inout Reading, [Int]) -> Void
  ) -> Reading {
    var reading = read(article)
    let wanted = reading.sentences.indices.filter { needsArcs(reading, reading.sentences[$0]) }
    parse(&reading, wanted)
    return reading
  }

  /// Tags, lemmas and empty arcs.
  private func annotate(_ reading: inout Reading) {
    let count = reading.tokens.count
    reading.tokens.head = Array(repeating: -1, count: count)
    reading.tokens.relation = Array(repeating: .none, count: count)
    reading.tokens.arcConfidence = Array(repeating: 0, count: count)
    if let tagger {
      tagger.tag(&reading, lexicon: lexicon)
    } else {
      reading.tokens.upos = Array(repeating: .x, count: count)
      reading.tokens.xpos = Array(repeating: .xx, count: count)
    }
    lemmatiser.lemmatise(&reading)
  }
}
