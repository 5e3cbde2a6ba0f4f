public import Articles
public import Atlas
public import English
internal import Synchronization

/// Turns articles into harvests. Made once, used from many threads.
///
/// Extraction never throws: any bytes give some harvest, and doubt is a fact's `confidence`.
public struct Extractor: Sendable {
  public let kinds: KindTable
  private let reader: Reader
  public let gazetteer: Gazetteer
  private let vocabulary: CueWords
  private let frames: FrameTable
  /// One for each thread that reads at a time.
  private let workspaces = Workspaces()

  public init(
    kinds: KindTable = .standard, reader: Reader = .standard, gazetteer: Gazetteer = .standard,
    vocabulary: CueWords = .standard
  ) {
    self.kinds = kinds
    self.reader = reader
    self.gazetteer = gazetteer
    self.vocabulary = vocabulary
    frames = FrameTable(kinds)
  }

  public static let standard = Extractor()

  /// Reads one article and finds its names, places, times, quotes and facts. O(bytes), bounded for any input.
  public func harvest(_ article: Article) -> Harvest { harvest(read(article)) }

  /// Tokens, tags and the arcs of every sentence that a fact, a role or a quotation could need.
  /// `allArcs` parses the others as well.
  public func read(_ article: Article, allArcs: Bool = false) -> Reading {
    var workspace = workspaces.take()
    defer { workspaces.giveBack(workspace) }
    var reading = reader.read(article, using: &workspace)
    let wanted = reading.sentences.indices.filter { allArcs || needsArcs(reading, reading.sentences[$0]) }
    ArcParser.standard?.parse(&reading, sentences: wanted, using: &workspace.parser)
    return reading
  }

  public func harvest(_ reading: Reading) -> Harvest {
    let names = NameFinder.standard.find(in: reading)
    let times = TimeFinder.standard.find(in: reading)
    // "in March" is a month, though there is a town of that name.
    let dated = Set(times.flatMap { Array($0.tokens) }.map { reading.tokens.start[$0] })
    let mentioned = PlaceFinder(gazetteer: gazetteer).find(in: reading, names: names)
      .filter { !dated.contains($0.text.start) }
    // Facts take place where the gazetteer knows a place, and not in the name of an organisation.
    let places = mentioned.filter { $0.place != nil && !$0.isPartOfName }
    let parsed = ParsedArticle(reading, vocabulary)
    let linked = EntityLinker.link(names, places: places, reading: reading, gazetteer: gazetteer)
    var roles = RoleFinder(article: parsed, register: linked)
    roles.run()
    var coreference = Coreference(parsed, roles.register)
    coreference.resolvePronouns()
    let found = QuoteFinder(article: parsed).run()
    var fillers = FillerFinder(article: parsed, coreference: coreference, register: roles.register)
    var quotes: [(quote: Quote, found: FoundQuote)] = []
    for quote in found {
      let speaker = quote.speaker.flatMap { fillers.speaker($0.head) }
      if let speaker { for marked in quote.marked { coreference.quoted.append((marked, speaker.entity)) } }
      quotes.append(
        (
          Quote(
            content: reading.tokens.range(quote.tokens), isDirect: quote.isDirect, speaker: speaker?.entity,
            speakerText: quote.speaker.map { fillers.shown($0, speaker) },
            cue: quote.cue.map { reading.tokens.range($0) }), quote
        ))
    }
    coreference.resolvePronouns()
    fillers.coreference = coreference
    let teasers = Teasers.find(in: reading)
    let setting = SettingFinder(parsed, gazetteer: gazetteer, places: places, times: times)
    var finder = EventFinder(
      article: parsed, kinds: kinds, frames: frames, setting: setting, teasers: teasers,
      fillers: fillers)
    var events = finder.run()
    fillers = finder.fillers
    ReportedSources(article: parsed, quotes: quotes).fill(&events, &fillers)
    let merger = EventMerger(gazetteer: gazetteer, kinds: kinds, register: fillers.register)
    var facts = merger.merge(events)
    FigureAttacher(article: parsed, kinds: kinds).run(FigureFinder(article: parsed).run(), &facts)
    var statements = StatementFinder(article: parsed, kinds: kinds, fillers: fillers)
    facts += statements.run(quotes)
    fillers = statements.fillers
    FactFinisher(
      article: parsed, kinds: kinds, gazetteer: gazetteer, places: places,
      entities: fillers.register.entities, backgrounds: FactFinisher.backgrounds(times, in: parsed),
      teasers: teasers
    ).finish(&facts)
    facts.sort { ($0.mentions[0].trigger.start, $0.kind) < ($1.mentions[0].trigger.start, $1.kind) }
    return Harvest(
      article: reading.article, entities: fillers.register.entities,
      names: mentions(fillers.register, reading),
      places: mentioned, times: times, quotes: quotes.map(\.quote), facts: facts,
      sentences: reading.sentences.map { reading.tokens.range($0.tokens) })
  }

  private func mentions(_ register: EntityRegister, _ reading: Reading) -> [EntityMention] {
    register.names.compactMap { name in
      guard let entity = name.entity else { return nil }
      return EntityMention(
        text: reading.tokens.range(name.tokens), kind: name.kind, entity: entity, confidence: name.confidence)
    }
  }

  /// A sentence needs arcs if it has a trigger, a word of saying, a quotation mark, a role noun, or a name and a verb.
  private func needsArcs(_ reading: Reading, _ sentence: Sentence) -> Bool {
    var hasCopula = false
    var hasRole = false
    var hasName = false
    var hasMark = false
    var hasVerb = false
    for token in sentence.tokens {
      let lemma = reading.tokens.lemma[token]
      // "Lind is the Swedish defence minister."
      if Self.be.contains(lemma, in: reading) { hasCopula = true }
      if !hasRole, vocabulary.titles[lemma, in: reading] != nil { hasRole = true }
      if hasCopula, hasRole { return true }
      if reading.tokens.upos[token] == .propn, !vocabulary.timeNouns.contains(lemma, in: reading) {
        hasName = true
      }
      if reading.tokens.upos[token] == .verb { hasVerb = true }
      // Marks alone say nothing: a quotation that the arcs help with has a verb.
      if Self.marks.contains(reading.tokens.word[token], in: reading) { hasMark = true }
      if hasVerb, hasName || hasMark { return true }
      if frames.isTrigger(lemma, in: reading) || vocabulary.directSpeech.contains(lemma, in: reading)
        || Self.according.contains(reading.tokens.word[token], in: reading)
        || NumberWords.standard.isCue(lemma, in: reading)
      {
        return true
      }
    }
    return false
  }

  private static let be: WordSet = "be"
  private static let marks: WordSet = "\" “ ” ''"
  private static let according: WordSet = "according"
}

/// The rooms of the threads between articles.
private final class Workspaces: Sendable {
  private let rooms = Mutex<[Reader.Workspace]>([])

  func take() -> Reader.Workspace { rooms.withLock { $0.popLast() } ?? Reader.Workspace() }
  func giveBack(_ room: Reader.Workspace) { rooms.withLock { $0.append(room) } }
}
