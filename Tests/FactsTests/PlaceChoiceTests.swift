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
      "A fire broke out at Weber Hospital in Oslo on Monday. Two patients were killed. Police arrested a nurse.",
    ]
    for text in texts {
      var placed = 0
      for fact in extractor.harvest(Article(text: ContiguousArray(text.utf8))).sureFacts {
        guard let place = fact.place, let row = place.place else { continue }
        placed += 1
        #expect(extractor.gazetteer.country(row) == place.country, "\(text)")
      }
      #expect(placed > 1, "\(text)")
    }
    let nowhere = places("The chairman met the director on Monday. He resigned.")
    #expect(!nowhere.isEmpty && nowhere.allSatisfy { $0.hasSuffix("-/") }, "\(nowhere)")
  }

  /// Two sites of one name are each where its own words say.
  @Test func sitesOfOneName() {
    let found = places(
      """
      Fires at two hotels

      A fire broke out at Grand Hotel in Oslo on Monday.

      In Sweden, things were different. Police held a man at Grand Hotel in Stockholm. He was arrested at noon.
      """)
    #expect(found.contains { $0.hasPrefix("disaster") && $0.hasSuffix("/NO") }, "\(found)")
    #expect(!found.contains { $0.hasPrefix("arrest") && $0.hasSuffix("/NO") }, "\(found)")
  }

  /// What is taken from elsewhere is marked as inherited, whatever the fact's own words say of the country.
  @Test(arguments: [
    "Bomb in Mosul\n\nA bomb killed six people in Iraq on Monday. The blast in Mosul hit a market in Mosul.",
    "Lindholmsk summit\n\nLindholmsk, Russia, hosted the summit. In Lindholmsk, streets were closed.\n\nThe ministers met in Russia"
      + " on Monday, and Lindholmsk cheered. In Lindholmsk it rained.",
  ])
  func elsewhereIsInherited(_ text: String) {
    let extractor = Extractor.standard
    for fact in extractor.harvest(Article(text: ContiguousArray(text.utf8))).sureFacts {
      guard let place = fact.place, place.via == .clause, !place.text.isEmpty else { continue }
      let isOwn = fact.mentions.contains {
        $0.sentence.start <= place.text.start && place.text.end <= $0.sentence.end
      }
      #expect(isOwn)
      if let site = place.site {
        #expect(fact.mentions.contains { $0.sentence.start <= site.start && site.end <= $0.sentence.end })
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
    let vias = harvest.sureFacts.compactMap { $0.place?.via }
    #expect(vias.contains(.clause))
    // The country alone.
    let placeless = harvest.sureFacts.filter { $0.place?.via == .inherited }
    #expect(!placeless.isEmpty && placeless.allSatisfy { $0.place?.text.isEmpty ?? false })
  }
}
