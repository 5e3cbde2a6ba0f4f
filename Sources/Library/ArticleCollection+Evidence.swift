internal import Articles
internal import Atlas
public import Facts
internal import Indexing

extension ArticleCollection {
  /// The sentences behind a fact, and how it came to its place and date; nil where there is no such fact.
  /// O(its mentions).
  public func evidence(for id: FactID) -> FactEvidence? {
    guard (0..<index.factCount).contains(Int(id.rawValue)) else { return nil }
    let fact = index.fact(id)
    var summary = [index.kinds.name(fact.kind), fact.status.name]
    if let time = fact.time { summary.append(time.interval.description) }
    let place = index.placeText(of: id)
    if !place.isEmpty { summary.append(place) }
    var origins: [String] = []
    if let via = fact.place?.via, via != .corrected { origins.append("place: \(via.name)") }
    if let via = fact.time?.via, via != .corrected { origins.append("date: \(via.name)") }
    if let source = fact.source { origins.append("source: \(index.entity(source.entity).name)") }
    origins += figures(of: id)
    let corrections = index.correctedFields(of: id).map {
      FactEvidence.CorrectedField(
        name: $0, value: index.text(of: $0, in: id), read: index.text(of: $0, in: id, asRead: true))
    }
    let arguments = FactArguments(
      fact, isConfirmed: index.isConfirmed(id), isCorrected: !corrections.isEmpty,
      isNamed: { index.entity($0).isNamed })
    return FactEvidence(
      summary: summary.joined(separator: " · "), record: record(id, fact), confidence: fact.confidence,
      origins: origins,
      pro: arguments.pro, contra: arguments.contra, corrections: corrections, notes: index.notes(on: id),
      disagreement: FactDisagreement(index.tellings(of: id), in: index),
      mentions: zip(fact.mentions, index.copies(of: id)).enumerated().map { number, mention in
        self.mention(mention.0, Int32(number), of: fact, copies: mention.1)
      })
  }

  private func record(_ id: FactID, _ fact: Fact) -> FactEvidence.Record {
    let content = index.content(of: id)
    return FactEvidence.Record(
      key: index.key(of: id), kind: index.kinds.name(fact.kind), status: fact.status, time: fact.time,
      place: fact.place.map { place in
        // Of some only the row or the country is known.
        let row = [place.place, place.country.flatMap(index.places.country)].lazy.compactMap(\.self).first
        let said = index.placeText(of: id)
        return FactEvidence.Place(
          text: said.isEmpty ? row.flatMap { index.places.place($0)?.name } ?? "" : said,
          country: place.country, point: place.point, via: place.via)
      },
      fillers: fact.roles.map {
        FactEvidence.Filler(role: index.kinds.name($0.role), name: index.entity($0.entity).name)
      },
      source: fact.source.map { index.entity($0.entity).name }, content: content.isEmpty ? nil : content,
      figures: index.figures(of: id, asRead: true).map {
        FactEvidence.SaidFigure(figure: $0.figure, article: index.key(of: $0.article))
      }, isMain: fact.isMain)
  }

  /// "killed: 15 (b), at least 12 (a)": the latest first; different numbers stay side by side.
  private func figures(of id: FactID) -> [String] {
    let all = index.figures(of: id, asRead: true)
    return Figure.Quantity.allCases.compactMap { quantity in
      var said: [String] = []
      for (article, figure) in all.reversed() where figure.quantity == quantity {
        let phrase = "\(figure.phrase) (\(index.article(article).name))"
        if said.count < 6, !said.contains(phrase) { said.append(phrase) }
      }
      return said.isEmpty ? nil : "\(quantity.name): \(said.joined(separator: ", "))"
    }
  }

  private func copy(_ id: ArticleID) -> FactEvidence.Copy {
    let article = index.article(id)
    return FactEvidence.Copy(
      articleKey: index.key(of: id), article: article.key, outlet: article.source,
      title: article.title.map(article.string) ?? "",
      name: article.source.isEmpty ? article.name : article.source)
  }

  private func mention(_ mention: FactMention, _ number: Int32, of fact: Fact, copies: [ArticleID])
    -> FactEvidence.Mention
  {
    let article = index.article(mention.article)
    var marks = [FactEvidence.Mark(range: mention.trigger, label: "trigger", style: .trigger)]
    marks += fact.fillers.filter { $0.mention == number }.map {
      FactEvidence.Mark(range: $0.text, label: index.kinds.name($0.role), style: .participant)
    }
    marks.append(FactEvidence.Mark(range: mention.place, label: "place", style: .place))
    marks.append(FactEvidence.Mark(range: mention.date, label: "date", style: .date))
    return FactEvidence.Mention(
      article: mention.article, articleKey: index.key(of: mention.article), articleName: article.name,
      title: article.title.map(article.string) ?? "", published: article.published?.description ?? "",
      sentence: mention.sentence, trigger: mention.trigger,
      marks: marks.filter { !$0.range.isEmpty }, rule: pipeline.ruleName(mention.rule),
      copies: copies.map(copy))
  }
}
