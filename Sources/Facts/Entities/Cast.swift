internal import Articles
internal import Atlas
internal import English

/// Those who appear in an article: its register of entities, whom its pronouns and role nouns mean, and who speaks its
/// quotations.
///
/// The one owner of the register: what follows asks the cast for the entities that a noun phrase stands for
/// (`fillers`, `speaker`), which adds the groups that the article only describes.
struct Cast {
  let article: ParsedArticle
  var register: EntityRegister
  /// The article's quotations with their speakers, in the order of the text.
  private(set) var quotes: [SpokenQuote] = []
  /// Heads of the names of people, ascending, with their entities.
  let people: [(token: Int, entity: EntityID)]
  let organisations: [(token: Int, entity: EntityID)]
  /// Words of saying whose subject is named, ascending.
  private(set) var sayings: [(cue: Int, speaker: EntityID)] = []
  /// Stretches of direct speech with their speakers, ascending, for "I".
  private(set) var speech: [(tokens: Range<Int>, speaker: EntityID)] = []
  /// Whom each pronoun means; found when first asked for.
  private var pronouns: PronounLinks?

  var reading: Reading { article.reading }
  var vocabulary: CueWords { article.vocabulary }

  /// Links the names of an article, reads what its people are and gives its quotations their speakers.
  init(_ article: ParsedArticle, _ mentions: Mentions, gazetteer: Gazetteer) {
    let linked = NameLinker.link(
      mentions.names, places: mentions.settings, reading: article.reading, gazetteer: gazetteer)
    var roles = RoleFinder(article: article, register: linked)
    roles.run()
    self.init(article, roles.register)
    sayings = namedSayings()
    addSpeakers(QuoteFinder(article: article).run())
  }

  private init(_ article: ParsedArticle, _ register: EntityRegister) {
    self.article = article
    self.register = register
    func heads(_ kind: NameKind) -> [(token: Int, entity: EntityID)] {
      register.names.compactMap { name in
        guard name.kind == kind, let entity = name.entity else { return nil }
        return (article.nameHead(name.tokens), entity)
      }
    }
    people = heads(.person)
    organisations = heads(.organisation)
  }

  /// The first index of `people` at or behind a token. O(log people).
  func firstPerson(from token: Int) -> Int {
    (0..<people.count).partitionPoint { people[$0].token < token }
  }

  /// Who speaks each quotation. Until all are known no pronoun is inside of speech; those asked for meanwhile ("he
  /// said") are found anew when they are.
  private mutating func addSpeakers(_ found: [FoundQuote]) {
    var speech: [(tokens: Range<Int>, speaker: EntityID)] = []
    for quote in found {
      let speaker = quote.speaker.flatMap { self.speaker($0.head) }
      if let speaker { for marked in quote.marked { speech.append((marked, speaker.entity)) } }
      quotes.append(
        SpokenQuote(
          quote: Quote(
            content: reading.tokens.range(quote.tokens), isDirect: quote.isDirect, speaker: speaker?.entity,
            speakerText: quote.speaker.map { shown($0, speaker) },
            cue: quote.cue.map { reading.tokens.range($0) }),
          found: quote))
    }
    self.speech = speech
    pronouns = nil
  }

  /// The person that "he", "her", "his" … means, or nobody.
  mutating func person(ofPronoun token: Int) -> EntityID? {
    if vocabulary.firstPronouns.contains(article.word(token), in: reading) { return quoter(of: token) }
    guard gender(ofPronoun: token) != nil else { return nil }
    let links = pronouns ?? linkedPronouns()
    pronouns = links
    return links[token]
  }
}

/// A quotation with the entity that speaks it.
struct SpokenQuote {
  var quote: Quote
  /// The same by tokens.
  var found: FoundQuote
}

/// Pronouns with whom they mean, ascending: "he … his … he" is one person.
struct PronounLinks {
  private(set) var links: [(token: Int, entity: EntityID)] = []

  mutating func append(_ token: Int, _ entity: EntityID) { links.append((token, entity)) }

  /// Whom a pronoun means, or nobody. O(log pronouns).
  subscript(token: Int) -> EntityID? {
    let link = (0..<links.count).partitionPoint { links[$0].token < token }
    return link < links.count && links[link].token == token ? links[link].entity : nil
  }
}
