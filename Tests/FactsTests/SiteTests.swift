internal import Articles
internal import Atlas
internal import Facts
internal import Testing

/// Buildings and sites that no gazetteer has, and places that no preposition brings in.
@Suite struct SiteTests {
  private func facts(_ kind: String, _ text: String) -> (facts: [Fact], article: Article) {
    let harvest = Extractor.standard.harvest(
      Article(text: ContiguousArray(text.utf8), published: nil, path: "a.txt"))
    return (harvest.sureFacts.filter { KindTable.standard.name($0.kind) == kind }, harvest.article)
  }

  @Test(arguments: [
    (
      "Three men were arrested at Lindholm Stadium in Bergen on Friday.", "arrest", "Lindholm Stadium",
      "Bergen"
    ),
    (
      "The minister visited the Lindholm Airbase near Bergen on Friday.", "visit", "Lindholm Airbase",
      "Bergen"
    ),
  ])
  func aSiteStandsInTheTownThatIsNamedBesideIt(_ text: String, _ kind: String, _ site: String, _ town: String)
    throws
  {
    let (found, article) = facts(kind, text)
    let place = try #require(found.first?.place)
    #expect(place.site.map(article.string)?.hasSuffix(site) == true)
    #expect(place.place.map(Gazetteer.standard.name) == town)
    #expect(place.country?.description == "NO")
    #expect(place.via == .clause)
  }

  @Test func aSiteKeepsItsTextWhereItsTownIsSaidElsewhere() throws {
    let (found, article) = facts(
      "arrest",
      """
      Hundreds of people met in Bergen on Friday. Bergen has a new bridge.

      Three men were arrested at Lindholm Stadium, police said.
      """)
    let place = try #require(found.first?.place)
    #expect(article.string(place.text) == "Lindholm Stadium")
    #expect(place.country?.description == "NO")
    #expect(place.point != nil)
  }

  @Test(arguments: [
    ("Nevada held its caucuses on February 22.", "election", "Nevada"),
    ("Carla Weston won the Ohio primary on Tuesday.", "election", "Ohio"),
    ("The Bergen bombing injured six people.", "attack", "Bergen"),
    ("The six nations signed the Geneva accord on Friday.", "agreement", "Geneva"),
  ])
  func aPlaceInFrontOfItsNounIsWhereItWas(_ text: String, _ kind: String, _ name: String) throws {
    let place = try #require(facts(kind, text).facts.first?.place)
    #expect(place.place.map(Gazetteer.standard.name) == name)
    #expect(place.via == .clause)
  }

  @Test func whoAttackedIsNotWhereItWas() {
    let found = facts("attack", "The Norway strikes on rebels in Mali killed six people.").facts
    #expect(!found.contains { $0.place?.country?.description == "NO" })
  }
}
