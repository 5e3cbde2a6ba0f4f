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
  let teasers: Set<Int>
  /// nil: rules alone join mentions.
  let learned: LearnedEvents?

  /// The facts in the order of their first mention.
  func facts(of events: [FoundEvent], _ cast: inout Cast) -> [Fact] {
    var events = events
    ReportedSources(article: article, quotes: cast.quotes).fill(&events, &cast)
    var facts = EventMerger(
      gazetteer: gazetteer, kinds: kinds, register: cast.register, learned: learned
    ).merge(events)
    FigureAttacher(article: article, kinds: kinds).run(FigureFinder(article: article).run(), &facts)
    facts += StatementFinder(article: article, kinds: kinds).run(&cast)
    FactFinisher(
      article: article, kinds: kinds, gazetteer: gazetteer, places: mentions.settings,
      entities: cast.register.entities, backgrounds: FactFinisher.backgrounds(mentions.times, in: article),
      teasers: teasers
    ).finish(&facts)
    facts.sort { ($0.mentions[0].trigger.start, $0.kind) < ($1.mentions[0].trigger.start, $1.kind) }
    return facts
  }
}
