public import Articles
internal import CEnglishData

/// Reads articles: tokens, sentences, tags, lemmas, and the arcs and events of the sentences that are asked for. A value
/// without mutable state: one reader serves all tasks.
public struct Reader: Sendable {
  public let lexicon: Lexicon
  let rules: TokenRules
  /// nil leaves every tag X.
  let tagger: Tagger?
  /// nil: nobody looks for words that tell of events.
  public let events: EventModel?
  private let lemmatiser: Lemmatiser

  public init(lexicon: Lexicon = .standard, tagger: Tagger?, events: EventModel? = .standard) {
    self.lexicon = lexicon
    self.tagger = tagger
    self.events = events
    rules = .standard
    lemmatiser = Lemmatiser(lexicon: lexicon)
  }

  /// A reader of the embedded models; throws where the tagger is missing or damaged.
  public init() throws(ModelError) {
    self.init(tagger: try Tagger.standard())
  }

  /// The reader of the embedded models. A model that is missing or damaged is left out; `init()` says which.
  public static let standard = (try? Reader()) ?? Reader(tagger: nil)

  /// Whether the embedded lists of words that reading needs are there: abbreviations, words of the tokeniser and of
  /// lines, lemmas. O(1).
  public static var hasWordLists: Bool {
    [dl_abbreviations, dl_tokens, dl_lines, dl_lemmas].allSatisfy { file in
      var size = 0
      return file(&size) != nil && size > 0
    }
  }

  /// Room for the work of one thread, which keeps what it knows of words from one article to the next. It never
  /// changes a result.
  public struct Workspace: Sendable {
    var tagger: Tagger.Workspace
    public var parser = ArcParser.Workspace()
    var events = EventModel.Workspace()

    /// A workspace for many articles.
    public init() { tagger = Tagger.Workspace(words: 2048) }

    /// One for a single article.
    init(words: Int) { tagger = Tagger.Workspace(words: words) }
  }

  /// The reading of the article's body, in time linear in its length. Any bytes give a reading.
  public func read(_ article: Article) -> Reading {
    var workspace = Workspace(words: 256)
    return read(article, using: &workspace)
  }

  /// The same with a workspace that serves many articles.
  public func read(_ article: Article, using workspace: inout Workspace) -> Reading {
    var reading = tokens(article)
    annotate(&reading, using: &workspace)
    return reading
  }

  /// The same with arcs, by the embedded parser, and words that may tell of events in the sentences that `needsArcs`
  /// chooses when tags and lemmas are known: parsing costs more than all else, and most questions are about some sentences
  /// only.
  public func read(
    _ article: Article, using workspace: inout Workspace, needsArcs: (Reading, Sentence) -> Bool
  ) -> Reading {
    var reading = read(article, using: &workspace)
    let chosen = reading.sentences.indices.filter { needsArcs(reading, reading.sentences[$0]) }
    let lead = events?.leadGates(of: reading) ?? []
    // Moved out and back: a copy would be written anew for every article.
    var room = EventModel.Workspace()
    swap(&room, &workspace.events)
    ArcParser.standard?.parse(&reading, sentences: chosen, using: &workspace.parser) {
      parts, states, reading in
      events?.read(parts, states: states, lead: lead, in: &room, of: &reading)
    }
    swap(&room, &workspace.events)
    return reading
  }

  /// A reading with the given tokens and sentences, in order, such as a treebank's.
  public func read(_ article: Article, sentences: [[TextRange]]) -> Reading {
    var reading = tokens(article, sentences: sentences)
    var workspace = Workspace(words: 256)
    annotate(&reading, using: &workspace)
    return reading
  }

  /// Tags, lemmas and empty arcs.
  private func annotate(_ reading: inout Reading, using workspace: inout Workspace) {
    let count = reading.tokens.count
    reading.tokens.head = Array(repeating: -1, count: count)
    reading.tokens.relation = Array(repeating: .none, count: count)
    reading.tokens.arcConfidence = Array(repeating: 0, count: count)
    if let tagger {
      tagger.tag(&reading, lexicon: lexicon, using: &workspace.tagger)
    } else {
      reading.tokens.upos = Array(repeating: .x, count: count)
      reading.tokens.xpos = Array(repeating: .xx, count: count)
    }
    lemmatiser.lemmatise(&reading)
  }
}
