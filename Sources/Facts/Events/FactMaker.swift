internal import Articles
internal import Atlas
internal import English

/// Makes the facts of an article of its events and quotations: sources, one fact for each event however often it is
/// told, figures, statements, and what the article says elsewhere of their place and time.
struct FactMaker {
  let article: ParsedArticle
  let kinds: KindTable
  let gazetteer: Gazetteer
  let mentions: Mentions
  let setting: SettingFinder
  let dates: DateSetting
  let places: FactPlaceSetting
  let teasers: Set<Int>
  /// nil: rules alone join mentions.
  let learned: LearnedEvents?

  /// The facts in the order of their first mention, with those that are hardly sure.
  func facts(of events: [FoundEvent], _ cast: inout Cast) -> [Fact] {
    var events = events
    ReportedSources(article: article, quotes: cast.quotes).fill(&events, &cast)
    let merger = EventMerger(gazetteer: gazetteer, kinds: kinds, register: cast.register, learned: learned)
    let told = merger.merge(events.filter { !$0.isDoubtful })
    let doubtful = merger.candidates(events.filter(\.isDoubtful), beside: told)
    var (facts, candidates) = (told.map(\.calibratedFact), doubtful.map(\.calibratedFact))
    let attacher = FigureAttacher(article: article, kinds: kinds)
    let homeless = attacher.run(FigureFinder(article: article).run(), &facts)
    attacher.run(homeless, &candidates)
    facts += StatementFinder(article: article, kinds: kinds).run(&cast)
    let finisher = FactFinisher(
      article: article, kinds: kinds, gazetteer: gazetteer, mentions: mentions, setting: setting,
      dates: dates, places: places,
      entities: cast.register.entities, backgrounds: FactFinisher.backgrounds(mentions.times, in: article),
      teasers: teasers)
    finisher.finish(&facts, candidates: &candidates)
    facts += candidates
    facts.sort { ($0.mentions[0].trigger.start, $0.kind) < ($1.mentions[0].trigger.start, $1.kind) }
    return facts
  }
}
