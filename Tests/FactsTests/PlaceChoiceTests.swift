import Articles
import Atlas
import English
import Facts
import Testing

/// Which of the places that an article tells a fact has.
@Suite struct PlaceChoiceTests {
  /// "kind place/CC" of each fact but statements: site and place as far as they are known.
  private func places(_ text: String) -> [String] {
    let extractor = Extractor.standard
    let article = Article(text: ContiguousArray(text.utf8))
    return extractor.harvest(article).sureFacts
      .filter { !extractor.kinds[$0.kind].traits.contains(.speech) }
      .map { fact in
        let site = fact.place?.site.map {
          String(decoding: article.text[Int($0.start)..<Int($0.end)], as: UTF8.self) + ", "
        }
        let name = fact.place?.place.map { extractor.gazetteer.name($0) }
        return
          "\(extractor.kinds.name(fact.kind)) \(site ?? "")\(name ?? "-")/\(fact.place?.country?.description ?? "")"
      }
  }

  @Test func weightsAreThoseOfThisProgram() throws {
    let weights = try FactPlaceWeights.loaded.get()
    #expect(weights.features.contains { $0 != 0 })
    #expect(weights.ofKind.keys.allSatisfy { KindTable.standard.kind(named: $0) != nil })
  }

  @Test(arguments: [
    // What the headline's fact was given for is told in the lead, where it was given before.
    (
      "Swedish Academy gives prize\n\nThe prize was handed over in Stockholm. Anna Lind received the Berg Prize on Monday.",
      "award Stockholm/SE"
    ),
    // Where the facts around it took place.
    (
      "Workers met managers in Moa on Monday. In Moa they protested again. Police in Moa arrested Ramiro Lind. He resigned.",
      "departure Moa/CU"
    ),
    // The most exact place that lies in what its own words tell.
    (
      "Bomb in Mosul\n\nA bomb killed six people in Iraq on Monday. The blast in Mosul hit a market in Mosul.",
      "attack Mosul/IQ"
    ),
    // A name that no gazetteer has lies where the text says.
    (
      "Blast at Lindholm Tower\n\nNine people were killed in a blast on Monday. Police arrested a man near Lindholm Tower in Oslo.",
      "attack Lindholm Tower, Oslo/NO"
    ),
  ])
  func placeOfTheArticle(_ text: String, _ expected: String) {
    #expect(places(text).contains(expected), "\(places(text))")
  }

  /// What a fact's own words say is never overruled, only made more exact.
  @Test(arguments: [
    (
      "Paris, Paris, Paris\n\nMinisters of France met in Kyiv. Paris praised it. In Paris they rested.",
      "meeting Kyiv/UA"
    ),
    (
      "Rebels attacked a convoy near Goma. The capital of the country is Kinshasa. Kinshasa was calm.",
      "attack Goma/CD"
    ),
  ])
  func ownPlacesStay(_ text: String, _ expected: String) {
    #expect(places(text).contains(expected), "\(places(text))")
  }

  /// Whatever is chosen lies in the country that is told with it, and an article without places gives none.
  @Test func placesAgreeWithTheirCountries() {
    let extractor = Extractor.standard
    let texts = [
      "Police arrested two men in Lima. Chile objected. He resigned. Peru and Chile signed a deal in Santiago.",
      "The chairman met the director on Monday. He resigned.",
      "A fire broke out at Weber Hospital in Oslo on Monday. Two patients were killed. Police arrested a nurse.",
    ]
    for text in texts {
      let harvest = extractor.harvest(Article(text: ContiguousArray(text.utf8)))
      for fact in harvest.sureFacts {
        guard let place = fact.place, let row = place.place else { continue }
        #expect(extractor.gazetteer.country(row) == place.country, "\(text)")
      }
    }
  }

  /// Without weights facts keep what rules give them.
  @Test func withoutWeights() {
    let extractor = Extractor.standard
    var setting = FactPlaceSetting()
    setting.weights = nil
    var told = 0
    setting.observe = { _, _ in told += 1 }
    let text = "Police arrested two men in Lima. They resigned. Police in Lima arrested a third."
    let reading = extractor.read(Article(text: ContiguousArray(text.utf8)))
    let harvest = extractor.harvest(reading, places: setting)
    #expect(told == 0)
    #expect(harvest.sureFacts.contains { $0.place?.via == .clause })
  }
}
