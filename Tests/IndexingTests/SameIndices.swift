import Articles
import Facts
import Testing

@testable import Indexing

/// Whether two indices say the same of everything that is read. `numbersSpots`: and number their spots alike, as those do into which
/// articles came in one order.
func expectSame(_ one: FactIndex, _ other: FactIndex, numbersSpots: Bool = true) {
  #expect(one.articleCount == other.articleCount && one.sentenceCount == other.sentenceCount)
  #expect(one.entities == other.entities && one.entityCountry == other.entityCountry)
  #expect(one.factCount == other.factCount)
  guard one.factCount == other.factCount, one.articleCount == other.articleCount else { return }
  for article in 0..<Int32(one.articleCount) {
    let id = ArticleID(rawValue: article)
    #expect(one.article(id).key == other.article(id).key && one.article(id).text == other.article(id).text)
    #expect(one.facts(of: id) == other.facts(of: id))
    #expect(one.entities(of: id) == other.entities(of: id))
    let all = TextRange(0..<one.article(id).text.count)
    #expect(one.names(in: all, of: id).map(\.entity) == other.names(in: all, of: id).map(\.entity))
  }
  for fact in 0..<Int32(one.factCount) {
    let id = FactID(rawValue: fact)
    expectSame(one.fact(id), other.fact(id))
    #expect(
      one.content(of: id) == other.content(of: id) && one.placeText(of: id) == other.placeText(of: id))
  }
  if numbersSpots {
    #expect(one.facts.spot == other.facts.spot && one.spots.place == other.spots.place)
    #expect(one.postings.spotsByCell.items == other.postings.spotsByCell.items)
  }
  #expect(one.postings.byEntity.items == other.postings.byEntity.items)
  #expect(one.postings.articlesByEntity.items == other.postings.articlesByEntity.items)
  #expect(one.postings.byKind.items == other.postings.byKind.items)
  #expect(one.placeCounts() == other.placeCounts() && one.outletCounts() == other.outletCounts())
}

func expectSame(_ one: Fact, _ other: Fact) {
  #expect(one.kind == other.kind && one.status == other.status && one.roles == other.roles)
  #expect(one.place == other.place && one.time == other.time && one.source == other.source)
  #expect(one.mentions == other.mentions && one.fillers == other.fillers && one.content == other.content)
  #expect(one.killed == other.killed && one.figures == other.figures)
  #expect(one.confidence == other.confidence && one.isMain == other.isMain)
}
