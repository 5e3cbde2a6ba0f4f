public import Articles
internal import Atlas
public import Facts

extension FactIndex {
  /// A fact, decoded, with ids of the collection.
  ///
  /// Its mentions and fillers are those of every report, by article. The ranges of `place`, `time`, `source`
  /// and `content` belong to the articles that `placeText`, `dateText`, `sourceCue` and `content` read.
  /// O(its mentions).
  public func fact(_ id: FactID) -> Fact {
    let row = Int(id.rawValue)
    let members = facts.reports(row)
    var fact = Fact(
      kind: Kind(rawValue: facts.kind[row]), status: Status(rawValue: facts.status[row]) ?? .happened,
      roles: facts.fillers(row).map {
        RoleFiller(
          role: Role(rawValue: facts.fillerRole[$0]), entity: EntityID(rawValue: facts.fillerEntity[$0]))
      }, place: place(of: row), time: time(of: row), source: source(of: row), mentions: [])
    if corrected[id.rawValue]?.content == nil, let report = contentReport(row) {
      fact.content = reports.contents[Int(reports.content[Int(report)])]
    }
    let said = quantities(of: id)
    fact.killed = said.killed
    fact.injured = said.injured
    fact.amount = said.amount
    fact.currency = said.currency
    fact.figures = figures(of: id).map(\.figure)
    fact.confidence = confidence(of: id)
    fact.isMain = isMain(id)
    for report in members { appendMentions(of: Int(report), to: &fact) }
    return fact
  }

  private func appendMentions(of report: Int, to fact: inout Fact) {
    let article = ArticleID(rawValue: articleRank[Int(reports.article[report])])
    for mention in reports.mentions(report) {
      let sentence = reports.mentionSentence[mention]
      let number = Int32(fact.mentions.count)
      fact.mentions.append(
        FactMention(
          article: article, sentence: sentence, trigger: reports.mentionTrigger[mention].range(in: sentence),
          place: reports.mentionPlace[mention].range(in: sentence),
          date: reports.mentionDate[mention].range(in: sentence), rule: reports.mentionRule[mention]))
      let fillers = reports.fillers(report)
      for mark in reports.marks(mention) {
        let filler = fillers.lowerBound + Int(reports.markFiller[mark])
        guard filler < fillers.upperBound, reports.fillings.fillerForm[filler] >= 0 else { continue }
        fact.fillers.append(
          FillerMention(
            mention: number, text: reports.markText[mark].range(in: sentence),
            role: Role(rawValue: reports.fillings.fillerRole[filler]),
            entity: EntityID(rawValue: entityOfForm[Int(reports.fillings.fillerForm[filler])])))
      }
    }
  }

  private func place(of row: Int) -> FactPlace? {
    let spot = Int(facts.spot[row])
    guard spot >= 0 else { return nil }
    let report = Int(facts.placeReport(row))
    let isCorrected = corrected[Int32(row)]?.place != nil
    let spots = reports.spots
    return FactPlace(
      text: isCorrected ? TextRange(start: 0, end: 0) : reports.placeText[report],
      place: spots.place[spot] >= 0 ? PlaceID(rawValue: spots.place[spot]) : nil, point: spots.point(spot),
      radius: spots.radius[spot],
      country: spots.country[spot] == 0 ? nil : CountryCode(rawValue: spots.country[spot]),
      via: isCorrected ? .corrected : reports.placeVia(report))
  }

  private func time(of row: Int) -> FactTime? {
    if let time = corrected[Int32(row)]?.time {
      return time.value.map { FactTime(text: TextRange(start: 0, end: 0), interval: $0, via: .corrected) }
    }
    let report = Int(facts.timeReport(row))
    guard report >= 0 else { return nil }
    return FactTime(
      text: reports.timeText[report], interval: reports.time[copies.twins.dating(report)],
      via: reports.timeVia(report))
  }

  private func source(of row: Int) -> FactSource? {
    if let source = corrected[Int32(row)]?.source {
      return source.value.map {
        FactSource(entity: EntityID(rawValue: $0), cue: TextRange(start: 0, end: 0), isDirect: false)
      }
    }
    return readSource(of: row)
  }

  /// Who says so by the articles.
  func readSource(of row: Int) -> FactSource? {
    guard let report = sourceReport(row) else { return nil }
    return FactSource(
      entity: EntityID(rawValue: entityOfForm[Int(reports.fillings.source[Int(report)])]),
      cue: reports.cues[Int(reports.cue[Int(report)])], isDirect: reports.flags[Int(report)] & 2 != 0)
  }

  func sourceReport(_ row: Int) -> Int32? {
    facts.reports(row).first { reports.fillings.source[Int($0)] >= 0 }
  }
  func contentReport(_ row: Int) -> Int32? { facts.reports(row).first { reports.content[Int($0)] >= 0 } }

  private func text(_ range: TextRange, report: Int) -> String {
    string(range, of: ArticleID(rawValue: articleRank[Int(reports.article[report])]))
  }

  /// Where it happened, in the words of the article; "" where no place is known.
  public func placeText(of id: FactID) -> String {
    if let place = corrected[id.rawValue]?.place { return place.value?.name ?? "" }
    return readPlaceText(of: id)
  }

  /// Where the articles say it happened.
  func readPlaceText(of id: FactID) -> String {
    let report = Int(facts.placeReport(Int(id.rawValue)))
    guard report >= 0 else { return "" }
    // A dateline is written in capitals; the town's name is not.
    if reports.placeVia(report) == .dateline,
      let place = places.place(PlaceID(rawValue: reports.place(report)))
    {
      return place.name
    }
    return text(reports.placeText[report], report: report)
  }

  /// When it happened, in the words of the article; "" where it has none.
  public func dateText(of id: FactID) -> String {
    if let time = corrected[id.rawValue]?.time { return time.value?.description ?? "" }
    let report = Int(facts.timeReport(Int(id.rawValue)))
    return report < 0 ? "" : text(reports.timeText[report], report: report)
  }

  /// The word that names the source ("said"); "" where the outlet itself says so.
  public func sourceCue(of id: FactID) -> String {
    if corrected[id.rawValue]?.source != nil { return "" }
    return sourceReport(Int(id.rawValue)).map {
      text(reports.cues[Int(reports.cue[Int($0)])], report: Int($0))
    }
      ?? ""
  }

  /// What was said, or what a meeting was about; "" if nothing.
  public func content(of id: FactID) -> String {
    if let content = corrected[id.rawValue]?.content { return content.value ?? "" }
    return readContent(of: id)
  }

  /// The article in whose words the content stands; nil where there is none, or a person has put it right. O(reports).
  public func contentArticle(of id: FactID) -> ArticleID? {
    if corrected[id.rawValue]?.content != nil { return nil }
    return contentReport(Int(id.rawValue)).map {
      ArticleID(rawValue: articleRank[Int(reports.article[Int($0)])])
    }
  }

  /// What the articles have of what was said.
  func readContent(of id: FactID) -> String {
    contentReport(Int(id.rawValue)).map {
      let range = reports.contents[Int(reports.content[Int($0)])]
      return inserted[Int(reports.article[Int($0)])].spoken(range)
    } ?? ""
  }

  /// Who says so, nil where only the outlet does.
  public func source(of id: FactID) -> EntityID? {
    if let source = corrected[id.rawValue]?.source { return source.value.map(EntityID.init) }
    return sourceReport(Int(id.rawValue)).map {
      EntityID(rawValue: entityOfForm[Int(reports.fillings.source[Int($0)])])
    }
  }

  /// Dead, injured (−1 where not said), amount (NaN), currency (""): of the latest article that says any.
  public func quantities(of id: FactID) -> (killed: Int32, injured: Int32, amount: Double, currency: String) {
    var found: (killed: Int32, injured: Int32, amount: Double, currency: String) = (-1, -1, .nan, "")
    for report in facts.reports(Int(id.rawValue)) where reports.quantity[Int(report)] >= 0 {
      let said = reports.quantities[Int(reports.quantity[Int(report)])]
      if said.killed >= 0 { found.killed = said.killed }
      if said.injured >= 0 { found.injured = said.injured }
      if !said.amount.isNaN {
        found.amount = said.amount
        found.currency = said.currency
      }
    }
    for (quantity, figure) in corrected[id.rawValue]?.figures ?? [] {
      switch quantity {
      case .killed: found.killed = figure.map { Int32(clamping: Int($0.value)) } ?? -1
      case .injured: found.injured = figure.map { Int32(clamping: Int($0.value)) } ?? -1
      case .amount: (found.amount, found.currency) = (figure?.value ?? .nan, figure?.currency.code ?? "")
      case .arrested, .missing, .share, .magnitude: break
      }
    }
    return found
  }

  /// Every number that its articles give, by article in load order and then in the order of the text. `asRead`: whatever a
  /// person says.
  ///
  /// Of a quantity that a person has corrected there is that one number, as if the latest article gave it.
  public func figures(of id: FactID, asRead: Bool = false) -> [(article: ArticleID, figure: Figure)] {
    let read = readFigures(of: id)
    guard !asRead, let said = corrected[id.rawValue]?.figures, let article = articles(of: id).last else {
      return read
    }
    return read.filter { known in !said.contains { $0.quantity == known.figure.quantity } }
      + said.compactMap { _, figure in figure.map { (article, $0) } }
  }

  private func readFigures(of id: FactID) -> [(article: ArticleID, figure: Figure)] {
    facts.reports(Int(id.rawValue)).flatMap { report -> [(article: ArticleID, figure: Figure)] in
      guard reports.quantity[Int(report)] >= 0 else { return [] }
      let article = ArticleID(rawValue: articleRank[Int(reports.article[Int(report)])])
      return reports.quantities[Int(reports.quantity[Int(report)])].figures.map { (article, $0) }
    }
  }

  /// The number of a quantity that stands for a fact: the largest of the latest article that gives any; nil if none does.
  public func figure(_ quantity: Figure.Quantity, of id: FactID) -> Double? {
    let all = figures(of: id).filter { $0.figure.quantity == quantity }
    return all.filter { $0.article == all.last?.article }.map(\.figure.value).max()
  }

  /// 0–1: the highest of its reports.
  public func confidence(of id: FactID) -> Float {
    Float(facts.confidence[Int(id.rawValue)]) / 255
  }

  /// In hundredths, as it is shown and compared.
  public func percent(of id: FactID) -> Int { Self.percent(facts.confidence[Int(id.rawValue)]) }

  static func percent(_ confidence: UInt8) -> Int { (Int(confidence) * 200 + 255) / 510 }

  /// The least value of `MergedFacts.confidence` that is at least so sure.
  public static func least(percent: Int) -> UInt8 {
    (UInt8.min...UInt8.max).first { Self.percent($0) >= percent } ?? .max
  }

  /// Whether it is taken for true where nobody asks for more or less: `Fact.leastSure`.
  public func isSure(_ id: FactID) -> Bool { facts.confidence[Int(id.rawValue)] >= Self.leastSure }

  static let leastSure = least(percent: Int(Fact.leastSure * 100))

  /// Facts that are sure.
  public var sureFactCount: Int { postings.sureByKind.reduce(0) { $0 + Int($1) } }

  /// Whether some article is about it.
  public func isMain(_ id: FactID) -> Bool {
    facts.reports(Int(id.rawValue)).contains { reports.isMain(Int($0)) }
  }

  /// The distinct articles that report it, copies among them, ascending. O(its reports).
  public func articles(of id: FactID) -> [ArticleID] {
    articleRanks(of: Int(id.rawValue)).map(ArticleID.init)
  }

  /// The article that tells it first, and the how manieth of what that article tells: what puts facts of one date and kind in
  /// order.
  public func firstReport(of id: FactID) -> (article: ArticleID, ordinal: Int) {
    let report = Int(facts.members[Int(facts.memberStart[Int(id.rawValue)])])
    let article = Int(reports.article[report])
    return (ArticleID(rawValue: articleRank[article]), report - Int(reportStart[article]))
  }

  /// How often the articles report it, copies left out.
  public func mentionCount(of id: FactID) -> Int {
    facts.reports(Int(id.rawValue)).reduce(0) { $0 + reports.mentions(Int($1)).count }
  }

  /// Its sentences, by article, each once; those of copies are left out.
  public func sentences(of id: FactID) -> [(article: ArticleID, text: TextRange)] {
    var found: [(article: ArticleID, text: TextRange)] = []
    for report in facts.reports(Int(id.rawValue)) {
      let article = ArticleID(rawValue: articleRank[Int(reports.article[Int(report)])])
      for mention in reports.mentions(Int(report)) {
        let range = reports.mentionSentence[mention]
        if !found.contains(where: { $0.article == article && $0.text == range }) {
          found.append((article, range))
        }
      }
    }
    return found
  }
}
