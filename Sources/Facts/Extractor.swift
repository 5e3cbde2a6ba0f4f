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
  let vocabulary: CueWords
  let frames: FrameTable
  let learned: LearnedKinds?
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
    learned = reader.events.map { LearnedKinds($0, in: kinds) }
  }

  public static let standard = Extractor()

  /// What `standard` makes when it reads its first article (models widened, tables laid out), in parts that several threads may
  /// make at a time, the longest first. Each is made once, whoever comes first.
  package static let preparations: [@Sendable () -> Void] = [
    {
      _ = standard
      _ = CueWords.standard
    },
    { _ = TimeFinder.standard },
    {
      _ = ArcParser.standard
      _ = (
        NumberWords.standard, PlaceVocabulary.standard, QuoteModel.standard, DateWeights.standard,
        FactPlaceWeights.standard
      )
    },
  ]

  /// What the probabilities of `Reading.events` are of; nil without a reader of events.
  public var eventLabels: EventLabels? { reader.events?.labels }

  /// Reads one article and finds its names, places, times, quotes and facts. O(bytes), bounded for any input.
  /// Of one that is not in English, its sentences only.
  public func harvest(_ article: Article) -> Harvest {
    article.isForeign ? withoutFacts(article) : harvest(read(article))
  }

  private func withoutFacts(_ article: Article) -> Harvest {
    var workspace = workspaces.take()
    defer { workspaces.giveBack(workspace) }
    let reading = reader.read(article, using: &workspace) { _, _ in false }
    return Harvest(
      article: reading.article, sentences: reading.sentences.map { reading.tokens.range($0.tokens) })
  }

  /// Tokens, tags and the arcs of every sentence that a fact, a role or a quotation could need.
  /// `allArcs` parses the others as well.
  public func read(_ article: Article, allArcs: Bool = false) -> Reading {
    var workspace = workspaces.take()
    defer { workspaces.giveBack(workspace) }
    let choice = ArcChoice(vocabulary: vocabulary, frames: frames)
    return reader.read(article, using: &workspace) { reading, sentence in
      allArcs || choice.needsArcs(sentence, in: reading)
    }
  }

  /// What an article's reading yields: what it names, who appears in it, what takes place, as facts.
  public func harvest(_ reading: Reading) -> Harvest { harvest(reading, dates: DateSetting()) }

  /// As `harvest`, with other models of dates and places.
  package func harvest(
    _ reading: Reading, dates: DateSetting = DateSetting(), places: FactPlaceSetting = FactPlaceSetting()
  ) -> Harvest {
    let mentions = Mentions(in: reading, gazetteer: gazetteer)
    let article = ParsedArticle(reading, vocabulary)
    var cast = Cast(article, mentions, gazetteer: gazetteer)
    let teasers = Teasers.find(in: reading)
    let learned = learned.map { LearnedEvents(reading, $0) }
    let setting = SettingFinder(
      article, gazetteer: gazetteer, places: mentions.settings, times: mentions.times, names: mentions.names)
    let events = EventFinder(
      article: article, kinds: kinds, frames: frames, learned: learned, setting: setting, teasers: teasers
    ).run(&cast)
    let facts = FactMaker(
      article: article, kinds: kinds, gazetteer: gazetteer, mentions: mentions, setting: setting,
      dates: dates, places: places,
      teasers: teasers, learned: learned
    ).facts(of: events, &cast)
    return Harvest(mentions, cast, facts)
  }
}

extension Extractor {
  /// What chooses a country for the facts of an article, as `harvest` uses it.
  package func countryChoice(_ article: Article) -> CountryChoice {
    let reading = read(article)
    return Mentions(in: reading, gazetteer: gazetteer).countryChoice(in: reading, gazetteer: gazetteer)
  }
}

/// The rooms of the threads between articles.
private final class Workspaces: Sendable {
  private let rooms = Mutex<[Reader.Workspace]>([])

  func take() -> Reader.Workspace { rooms.withLock { $0.popLast() } ?? Reader.Workspace() }
  func giveBack(_ room: Reader.Workspace) { rooms.withLock { $0.append(room) } }
}
