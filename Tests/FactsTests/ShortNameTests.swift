internal import Articles
internal import Facts
internal import Testing

/// Longer and shorter names of one body.
@Suite struct ShortNameTests {
  /// The entities that the names of an article with these texts stand for.
  private func entities(_ texts: [String], in text: String) -> [String: Set<String>] {
    let harvest = Extractor.standard.harvest(
      Article(text: ContiguousArray(text.utf8), published: nil, path: "a.txt"))
    var found: [String: Set<String>] = [:]
    for name in harvest.names {
      let written = harvest.article.string(name.text)
      if texts.contains(written) {
        found[written, default: []].insert(harvest.entities[Int(name.entity.rawValue)].name)
      }
    }
    return found
  }

  @Test func aNameInBracketsMeansTheBodyBeforeIt() {
    let text = """
      The Norwegian Chamber of Builders (Nobyg) rejected the offer on Monday. On Tuesday Nobyg met the mayor of Bergen.
      """
    #expect(entities(["Nobyg"], in: text)["Nobyg"] == ["Norwegian Chamber of Builders"])
  }

  @Test func aPlaceInBracketsIsNoNameOfTheBodyBeforeIt() {
    let text =
      "The Norwegian Chamber of Builders (Norway) met on Monday. On Tuesday Norway closed its border."
    #expect(entities(["Norway"], in: text)["Norway"] == ["Norway"])
  }

  @Test(arguments: [
    ("Nordvik Shipping Corp bought three ferries on Monday. Nordvik bought two more on Friday.", "Nordvik"),
    ("Nordvik bought two ferries on Monday. Nordvik Shipping Corp bought three more on Friday.", "Nordvik"),
  ])
  func aNameWithoutItsLegalFormIsTheSameCompany(_ text: String, _ short: String) {
    let found = entities([short], in: text)
    #expect(found[short] == ["Nordvik Shipping Corp"], "\(found)")
  }

  @Test func aSubsidiaryIsAnotherCompany() {
    let text = """
      Nordvik Group bought three ferries on Monday. Nordvik Finance Asia, its bank in Singapore, was sold on Friday.
      """
    let found = entities(["Nordvik Group", "Nordvik Finance Asia"], in: text)
    #expect(found["Nordvik Group"] != found["Nordvik Finance Asia"], "\(found)")
  }
}
