import Articles
import English
import Facts
import TestSupport
import Testing

/// When facts took place: the model over all times that an article tells.
@Suite struct DateChoiceTests {
  private static let march6 = CalendarDay(year: 2024, month: 3, day: 6)

  /// "kind first..last via" of each sure fact but statements; "kind -" of one without a time.
  private func times(_ text: String, published: CalendarDay? = march6) -> [String] {
    let extractor = Extractor.standard
    let article = Article(
      text: ContiguousArray(text.utf8), published: published.map { TimeInterval(day: $0) })
    return extractor.harvest(article).sureFacts
      .filter { !extractor.kinds[$0.kind].traits.contains(.speech) }
      .map { fact in
        let time = fact.time.map {
          "\($0.interval.firstDay.description)..\($0.interval.lastDay.description) \($0.via.name)"
        }
        return "\(extractor.kinds.name(fact.kind)) \(time ?? "-")"
      }
  }

  /// Who wrote an article and when it was published is no part of what it tells.
  @Test(arguments: [
    "Published March 6, 2024", "Updated 3:45 PM EDT, Wed March 6, 2024", "By Ann Lee, 6 March 2024",
  ])
  func whenItWasPublishedIsNoEvent(line: String) {
    let text = "Minister in Oslo\n\n\(line)\n\nAnna Lind met Karl Berg in Oslo on Monday.\n"
    #expect(times(text) == ["meeting 2024-03-04..2024-03-04 relative"])
  }

  @Test func weightsAreThoseOfThisProgram() throws {
    let weights = try DateWeights.loaded.get()
    #expect(weights.features.contains { $0 != 0 })
    #expect(weights.ofKind.keys.allSatisfy { KindTable.standard.kind(named: $0) != nil })
  }

  @Test(arguments: [
    // What a later sentence says of the same event is nearer than the article's day.
    (
      "Gunmen attacked a bus near Goma, killing six people, the army said on Wednesday. The attack took place on Sunday night.",
      "attack 2024-03-03..2024-03-04 relative"
    ),
    // Long ago is not when others agree.
    (
      "Anna Lind met Karl Berg in Oslo. In 2019 rebels attacked Goma. The two leaders agreed on a truce.",
      "agreement -"
    ),
    // The clause's own date, and the other clause's.
    (
      "A court in Oslo sentenced Karl Berg to four years in prison on Tuesday. He was arrested in May 2022 after a raid on his house.",
      "trial 2024-03-05..2024-03-05 relative"
    ),
    (
      "A court in Oslo sentenced Karl Berg to four years in prison on Tuesday. He was arrested in May 2022 after a raid on his house.",
      "arrest 2022-05-01..2022-05-31 clause"
    ),
    // A year that names a body is no date.
    (
      "Liz Truss resigned after she met the chairman of the 1922 Committee.",
      "departure 2024-03-03..2024-03-06 publication"
    ),
    // A plan has the day that it is told for, not that of the report.
    (
      "President Anna Lind will meet Prime Minister Karl Berg in Oslo. The meeting is to take place on March 12.",
      "meeting 2024-03-12..2024-03-12 relative"
    ),
  ])
  func timeOfFacts(_ text: String, _ expected: String) {
    #expect(times(text).contains(expected), "\(times(text))")
  }

  /// An article without a date gives no fact its days.
  @Test func undatedArticlesGiveNoDays() {
    #expect(times("Anna Lind met Karl Berg in Oslo.", published: nil) == ["meeting -"])
  }

  /// Each fact may have each time that is told once, the article's days where it has some, and none; without weights it keeps what
  /// rules gave it.
  @Test func optionsOfEveryFact() throws {
    let extractor = Extractor.standard
    let text = """
      Bridge collapses in Oslo

      A bridge collapsed in Oslo on Monday, police said. It was built in 1974. Anna Lind, the mayor, resigned on Tuesday; she will meet Karl \
      Berg on March 12. Rebels attacked Goma in 2019.
      """
    for published in [nil, TimeInterval(day: Self.march6)] {
      let article = Article(text: ContiguousArray(text.utf8), published: published)
      var seen = 0
      var setting = DateSetting()
      setting.weights = nil
      setting.observe = { fact, options in
        seen += 1
        #expect(options.count { $0.time == nil } == 1)
        #expect(options.count(where: \.isUnsaid) <= (published == nil ? 0 : 1))
        #expect(Set(options.map(\.time?.interval)).count == options.count || published != nil)
        #expect(options.allSatisfy { $0.features.count == DateFeature.allCases.count })
        #expect(options.allSatisfy { $0.features.allSatisfy { (0...1).contains($0) } })
        if let time = fact.time { #expect(options.contains { $0.time?.interval == time.interval }) }
      }
      let harvest = extractor.harvest(extractor.read(article), dates: setting)
      #expect(seen >= 3)
      #expect(
        harvest.facts.allSatisfy {
          $0.time?.via != .publication || extractor.kinds[$0.kind].traits.contains(.speech)
        })
    }
  }
}
