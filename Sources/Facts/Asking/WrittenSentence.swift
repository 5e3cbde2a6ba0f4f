public import Articles
public import Atlas
public import English

/// A sentence that somebody wrote to ask for facts, read as the sentences of articles are: its words with tags and arcs,
/// its times and places, and what it tells, by the frames of the kind table.
public struct WrittenSentence: Sendable {
  /// A token.
  public struct Word: Sendable, Hashable {
    /// As it is written.
    public var text: String
    /// Its base form in lower case.
    public var lemma: String
    /// Bytes of the sentence.
    public var bytes: Range<Int>
    /// Its part of speech.
    public var category: UPOS
    /// Its Penn tag.
    public var tag: XPOS
    /// The word that governs it; −1 for none.
    public var head: Int
    /// How it hangs on that word.
    public var relation: Relation
    /// A noun for a person or a body of people, a title too.
    public var isPersonNoun: Bool
    /// It stands in a name.
    public var isName: Bool
  }

  /// A noun with what belongs to it.
  public struct Phrase: Sendable, Hashable {
    /// The noun.
    public var head: Int
    /// All of it, without the preposition before it.
    public var tokens: Range<Int>
    /// The preposition before it.
    public var preposition: Int?

    /// A noun with what stands beside it.
    public init(head: Int, tokens: Range<Int>, preposition: Int?) {
      self.head = head
      self.tokens = tokens
      self.preposition = preposition
    }
  }

  /// Somebody or something in a role.
  public struct Part: Sendable, Hashable {
    /// Its role in the kind; nil where the word that tells the event gives it none.
    public var role: Role?
    /// It acts: the subject of an active verb, behind "by".
    public var isSubject: Bool
    /// What is said of it.
    public var phrase: Phrase
  }

  /// An event that the sentence tells of, whether or not it took place.
  public struct Event: Sendable, Hashable {
    /// What it is.
    public var kind: Kind
    /// The token that tells it.
    public var trigger: Int
    /// The words that tell it together with that token: "step" and "down", "held" and "talks".
    public var words: [Int]
    /// A noun tells it.
    public var isNoun: Bool
    /// A frame of the kind table knows it: else the learned reader does, or any verb is an event.
    public var isOfFrame: Bool
    /// Who takes part, and phrases beside them.
    public var parts: [Part]
  }

  /// A time or a place with the tokens that name it.
  public struct Setting: Sendable, Hashable {
    /// What names it.
    public var tokens: Range<Int>
    /// Of a time the stretch of the calendar, where it is one.
    public var interval: TimeInterval?
    /// Of a place its row of the gazetteer.
    public var place: PlaceID?
  }

  /// Its tokens, in order.
  public var words: [Word]
  /// What it tells, the likeliest first: what its main verb tells before what stands deeper.
  public var events: [Event]
  /// Expressions of time, in order.
  public var times: [Setting]
  /// Names of places, in order.
  public var places: [Setting]
  /// Adjectives of countries ("Polish"), with the country.
  public var nationalities: [Setting]
}

extension Extractor {
  /// Reads one sentence. `day` is what its relative times count from. O(length), bounded for any text.
  public func sentence(_ text: String, on day: CalendarDay? = nil) -> WrittenSentence {
    var article = Article(text: ContiguousArray(text.utf8))
    article.published = day.map { TimeInterval(day: $0) }
    let reading = read(article, allArcs: true)
    let mentions = Mentions(in: reading, gazetteer: gazetteer)
    let parsed = ParsedArticle(reading, vocabulary)
    func tokens(_ range: TextRange) -> Range<Int> {
      let first = reading.firstToken(at: range.start)
      return first..<max(first, reading.firstToken(at: range.end))
    }
    let settings = mentions.places.filter { !$0.isPartOfName }.map {
      (
        isAdjective: $0.isAdjective,
        setting: WrittenSentence.Setting(tokens: tokens($0.text), place: $0.place)
      )
    }
    let places = settings.filter { !$0.isAdjective }.map(\.setting)
    let names = mentions.names.map(\.tokens)
    /// "Credit Suisse", which the tagger takes for nouns: within a sentence capital letters are a name's.
    func isName(_ token: Int) -> Bool {
      let isNoun = reading.tokens.upos[token] == .noun
      return reading.tokens.upos[token] == .propn || names.contains { $0.contains(token) }
        || isNoun && token > 0 && reading.tokens.shape[token].contains(.capitalised)
    }
    var words: [WrittenSentence.Word] = []
    for token in 0..<reading.tokens.count {
      let range = reading.tokens.range(token)
      words.append(
        WrittenSentence.Word(
          text: reading.text(token),
          lemma: String(decoding: reading.lemmaBytes(token), as: UTF8.self).lowercased(),
          bytes: Int(range.start)..<Int(range.end), category: reading.tokens.upos[token],
          tag: reading.tokens.xpos[token], head: Int(reading.tokens.head[token]),
          relation: reading.tokens.relation[token], isPersonNoun: parsed.isPersonNoun(token),
          isName: isName(token)))
    }
    let finder = WrittenEvents(
      article: parsed, kinds: kinds, frames: frames, places: places.map(\.tokens),
      times: mentions.times.map(\.tokens), names: names,
      learned: learned.map { LearnedEvents(reading, $0) })
    return WrittenSentence(
      words: words, events: finder.events(),
      times: mentions.times.map { WrittenSentence.Setting(tokens: $0.tokens, interval: $0.interval) },
      places: places, nationalities: settings.filter(\.isAdjective).map(\.setting))
  }
}
