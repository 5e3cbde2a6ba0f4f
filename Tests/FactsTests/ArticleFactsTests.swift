internal import Articles
internal import Atlas
internal import Facts
import Testing

/// Whole articles, written for these tests, and the facts that a careful reader takes from them.
@Suite struct ArticleFactsTests {
  /// One line a fact: kind, status, named participants by role, place, country, date, mentions.
  struct Line: CustomStringConvertible {
    var kind: String
    var status: String
    var names: Set<String>
    var place: String
    var country: String
    var date: String
    var mentions: Int
    var source: String
    var description: String {
      "\(kind) \(status) \(names.sorted()) \(place)/\(country) \(date) ×\(mentions) by \(source)"
    }
  }

  private func facts(_ text: String, day: String = "2023-03-15") -> [Line] {
    let published = CalendarDay(iso: Array(day.utf8)).map { TimeInterval(day: $0) }
    let harvest = Extractor.standard.harvest(
      Article(text: ContiguousArray(text.utf8), published: published, path: "a.txt"))
    let kinds = KindTable.standard
    return harvest.sureFacts.map { fact in
      Line(
        kind: kinds.name(fact.kind), status: fact.status.name,
        names: Set(fact.roles.map { harvest.entities[Int($0.entity.rawValue)].name }),
        place: fact.place?.place.map(Gazetteer.standard.name) ?? "",
        country: fact.place?.country?.description ?? "",
        date: fact.time?.interval.description ?? "", mentions: fact.mentions.count,
        source: fact.source.map { harvest.entities[Int($0.entity.rawValue)].name } ?? "")
    }
  }

  @Test func severalMentionsOfOneMeetingAreOneFact() throws {
    let found = facts(
      """
      Norwegian Foreign Minister Kari Solberg met her Danish counterpart, Foreign Minister Lars Holm, on Tuesday. \
      The meeting took place in northern Denmark, close to the Danish-German border.

      Solberg and Holm last met in person a year ago, officials said.

      The fact that the meeting took place in Denmark shows how close the two countries are, Holm said.
      """)
    let meetings = found.filter { $0.kind == "meeting" && $0.date == "2023-03-14" }
    #expect(meetings.count == 1, "\(found)")
    let meeting = try #require(meetings.first)
    #expect(meeting.names == ["Kari Solberg", "Lars Holm"])
    #expect(meeting.country == "DK")
    #expect(meeting.status == "happened")
    #expect(meeting.mentions >= 2)
  }

  @Test func aHopedForTripIsNoVisitThatHappened() {
    let found = facts(
      """
      A spokesman for General Adam Berg said there had been some hope that Berg would travel to Brussels this week, but it \
      became clear on Monday that this would not be possible.
      """)
    let visits = found.filter { $0.kind == "visit" }
    #expect(!visits.isEmpty)
    #expect(visits.allSatisfy { $0.status != "happened" }, "\(visits)")
  }

  @Test func plannedMeetingsArePlanned() throws {
    let found = facts("The Polish president will meet Chancellor Olaf Kern in Berlin on Friday.")
    let meeting = try #require(found.first { $0.kind == "meeting" })
    #expect(meeting.status == "planned")
    #expect(meeting.date == "2023-03-17")
    #expect(meeting.country == "DE")
  }

  @Test(arguments: [
    ("Mr Kern did not meet Mr Holm in Oslo.", "denied"),
    ("A recent meeting of Mr Kern and Mr Holm in Oslo was praised.", "happened"),
    ("Mr Kern praised Mr Holm after meeting him in Oslo.", "happened"),
    ("There are rumours that Mr Kern met Mr Holm in Oslo.", "possible"),
    ("Mr Kern may meet Mr Holm in Oslo next month.", "possible"),
    ("Mr Kern refused to meet Mr Holm in Oslo.", "failed"),
    ("Mr Kern plans to meet Mr Holm in Oslo.", "planned"),
    ("Mr Kern agreed to meet Mr Holm in Oslo.", "planned"),
    ("Mr Kern cancelled a meeting with Mr Holm in Oslo.", "cancelled"),
    ("Mr Kern met Mr Holm in Oslo.", "happened"),
    ("Mr Kern is to meet Mr Holm in Oslo on Friday.", "planned"),
    ("Mr Kern said he had met Mr Holm in Oslo.", "happened"),
    ("No minister met Mr Holm in Oslo.", "denied"),
    ("Mr Kern had no plans to meet Mr Holm in Oslo.", "denied"),
    ("The ministers have met in Oslo since January.", "ongoing"),
    ("Prices rose on the eve of a meeting of ministers in Oslo.", "planned"),
    ("Mr Kern is hopeful that ministers will meet in Oslo.", "planned"),
    ("Mr Kern called for a meeting with Mr Holm in Oslo.", "requested"),
    ("The report stressed the need for the presidents to meet in Oslo.", "requested"),
    ("Kern regretted the failure of the presidents to meet in Oslo.", "failed"),
    ("Protesters will march when Mr Kern meets Mr Holm in Oslo.", "planned"),
    ("Talks between Mr Kern and Mr Holm began in Oslo on Monday.", "ongoing"),
    ("The meeting of Mr Kern and Mr Holm in Oslo failed to end the dispute.", "happened"),
    ("Mr Kern is to leave Bergen on Friday, with Mr Berg meeting Mr Holm in Oslo.", "planned"),
  ])
  func statusFollowsTheEmbeddingWords(sentence: String, status: String) throws {
    let found = facts(sentence)
    let meeting = try #require(found.first { $0.kind == "meeting" }, "\(found)")
    #expect(meeting.status == status, "\(sentence)")
  }

  @Test func aMonthIsNoTown() throws {
    let found = facts("Mr Kern met Mr Holm in March in Oslo.")
    let meeting = try #require(found.first { $0.kind == "meeting" }, "\(found)")
    #expect(meeting.place == "Oslo")
  }

  @Test func anAnniversaryIsOfItsYear() throws {
    let found = facts(
      "Villagers on Sunday marked the anniversary of the 1968 massacre at Lam, in which soldiers killed 90 people."
    )
    let attack = try #require(found.first { $0.kind == "attack" }, "\(found)")
    #expect(attack.date.hasPrefix("1968"))
  }

  @Test func twoMeetingsInTwoTownsAreTwoFacts() {
    let found = facts(
      "Mr Kern met Mr Holm in Oslo on Monday. Mr Kern met Mr Holm in Lisbon on Tuesday.")
    #expect(found.filter { $0.kind == "meeting" }.count == 2, "\(found)")
  }

  @Test func teasersOfOtherArticlesStandAlone() throws {
    let found = facts(
      """
      Mr Kern met Mr Holm in Oslo on Tuesday.

      King receives envoys at the palace: court

      Following their meeting in Madrid, the presidents of Chile and Peru spoke of trade. They said they…

      see more

      The meeting in Oslo lasted two hours.
      """)
    let oslo = try #require(found.first { $0.kind == "meeting" && $0.place == "Oslo" }, "\(found)")
    #expect(oslo.mentions == 2)
    let madrid = try #require(found.first { $0.kind == "meeting" && $0.place == "Madrid" }, "\(found)")
    #expect(madrid.date == "")
  }

  /// Words of saying that embed an event in other ways than "X said that".
  @Test(arguments: [
    ("The ministry confirmed that Kern met Holm in Oslo and that Berg visited Lima.", "visit", "ministry"),
    ("The army issued a statement that rebels had attacked Tripoli.", "attack", "army"),
    ("Norway confirmed the arrest of Adam Berg in Bergen.", "arrest", "Norway"),
    ("Reports citing two officials said Kern had met Holm in Oslo.", "meeting", "two officials"),
    ("Local media reported that Kern had met Holm in Oslo.", "meeting", "Local media"),
    ("By early reports, Adam Kern met Paul Holm in Oslo.", "meeting", "early reports"),
    ("Nine people died and Kern visited Lima, according to officials.", "visit", "officials"),
    ("Berg was in trouble, including arrests near Oslo, police said on Monday.", "arrest", "police"),
    ("Adam Berg claimed to have met Kern in Oslo.", "meeting", "Adam Berg"),
  ])
  func embeddedEventsHaveTheirSpeaker(_ example: (text: String, kind: String, source: String)) throws {
    let found = facts(example.text)
    let fact = try #require(found.first { $0.kind == example.kind }, "\(found)")
    #expect(fact.source == example.source, "\(found)")
  }

  /// Acts that are announced, planned or merely beside a quotation are nobody's word.
  @Test(arguments: [
    ("Norway announced new sanctions against Iran.", "sanction"),
    ("Kern arrested Holm in Oslo after he said he would not go.", "arrest"),
  ])
  func actsOfTheirOwnHaveNoSource(_ example: (text: String, kind: String)) throws {
    let found = facts(example.text)
    let fact = try #require(found.first { $0.kind == example.kind }, "\(found)")
    #expect(fact.source == "", "\(found)")
  }

  /// The day that the words beside an event give, published on Wednesday 2023-03-15.
  @Test(arguments: [
    ("Two people were killed in a bombing that happened on March 2.", "attack", "2023-03-02"),
    ("Berg said he is to leave office next month on April 2.", "departure", "2023-04-02"),
    (
      "Maria Lopez was sworn in last week following the March 2 resignation of Adam Berg.", "departure",
      "2023-03-02"
    ),
    ("Parliament voted in a 2016 referendum to leave the union.", "election", "2016"),
  ])
  func datesStandBesideTheirEvents(_ example: (text: String, kind: String, date: String)) throws {
    let found = facts(example.text)
    let fact = try #require(found.first { $0.kind == example.kind }, "\(found)")
    #expect(fact.date == example.date, "\(found)")
  }

  @Test func aPlaceBehindAnAppositionIsTheEvents() throws {
    let found = facts("Adam Berg met on Monday with Lars Holm, a Danish envoy, in Qatar.")
    #expect(try #require(found.first { $0.kind == "meeting" }).country == "QA", "\(found)")
  }

  /// A bare surname and a pronoun go on with whom the article is about.
  @Test func namesakesAndPronounsGoOnWithTheMainPerson() throws {
    let found = facts(
      """
      Former president Adam Berg dies at 84

      On Monday, Adam Berg died in Oslo. He was 84. His death was announced by his son Karl Berg. \
      He visited Lima in 2012.

      Berg resigned as premier in 1999.
      """)
    let visit = try #require(found.first { $0.kind == "visit" }, "\(found)")
    #expect(visit.names.contains("Adam Berg"), "\(found)")
    let departure = try #require(found.first { $0.kind == "departure" }, "\(found)")
    #expect(departure.names.contains("Adam Berg"), "\(found)")
  }

  @Test(arguments: [
    (
      "In February, bishops attended a summit in Rome. During the summit, Pope Leo spoke of trade.", "meeting"
    ),
    ("Norway imposed restrictions on Danish ships.", "sanction"),
    (
      "Gunman opens fire in Lima bar\n\nA gunman opened fire in a bar in Lima on Monday and hurt Adam Berg.",
      "attack"
    ),
    ("Prime Minister signs law on veils\n\nOn Friday Adam Berg signed a law on veils.", "law"),
  ])
  func oneEventToldTwiceIsOneFact(_ example: (text: String, kind: String)) {
    let found = facts(example.text).filter { $0.kind == example.kind }
    #expect(found.count == 1 && found[0].mentions >= 2, "\(found)")
  }

  @Test func whoSaysSoIsTheSource() throws {
    let found = facts("Mr Kern met Mr Holm in Oslo on Monday, spokeswoman Eva Lind said.")
    let meeting = try #require(found.first { $0.kind == "meeting" }, "\(found)")
    #expect(meeting.source == "Eva Lind")
    let statement = try #require(found.first { $0.kind == "statement" })
    #expect(statement.names.contains("Eva Lind"))
  }

  @Test func quotationsAndReportedSpeechHaveTheirSpeakers() {
    let harvest = Extractor.standard.harvest(
      Article(
        text: ContiguousArray(
          "“We will rebuild the bridge,” Mayor Anna Nowak said. She told reporters that work would begin in May."
            .utf8),
        published: TimeInterval(day: CalendarDay(year: 2023, month: 3, day: 15))))
    let speakers = harvest.quotes.map { quote in
      quote.speaker.map { harvest.entities[Int($0.rawValue)].name } ?? ""
    }
    #expect(speakers == ["Anna Nowak", "Anna Nowak"])
    #expect(harvest.quotes.map(\.isDirect) == [true, false])
    #expect(harvest.article.string(harvest.quotes[0].content).contains("rebuild the bridge"))
  }

  @Test func peopleHaveTitlesRolesAndCountries() throws {
    let harvest = Extractor.standard.harvest(
      Article(
        text: ContiguousArray(
          "U.S. Army Gen. Paul Warren, the chairman of the Joint Staff, met Eva Lind. Lind is the Swedish defence minister."
            .utf8)))
    let warren = try #require(harvest.entities.first { $0.name == "Paul Warren" })
    #expect(warren.title.contains("Gen."))
    #expect(warren.role.contains("chairman"))
    let lind = try #require(harvest.entities.first { $0.name == "Eva Lind" })
    #expect(lind.role.contains("minister"))
    #expect(lind.country == CountryCode("SE"))
  }

  @Test func extractionIsDeterministic() {
    let text =
      "Mr Kern met Mr Holm in Oslo on Monday. “It went well,” Holm said. Lind will visit Rome on Friday."
    let first = facts(text).map(\.description)
    for _ in 0..<3 { #expect(facts(text).map(\.description) == first) }
  }

  @Test func aDistanceInADirectionIsAPlace() {
    let found = facts("Gunmen attacked a convoy 20 km north of Kharkiv on Monday.").filter {
      $0.kind == "attack"
    }
    #expect(found.map(\.place) == ["Kharkiv"])
    #expect(found.map(\.country) == ["UA"])
  }

  @Test func othersWhoActAreAnotherEvent() {
    let found = facts(
      """
      Anna Lind praised Karl Weber on Monday. Otto Braun praised Karl Weber, too.
      """
    ).filter { $0.kind == "support" }
    #expect(
      found.map(\.names).sorted { $0.sorted()[0] < $1.sorted()[0] } == [
        ["Anna Lind", "Karl Weber"], ["Karl Weber", "Otto Braun"],
      ])
  }

  @Test func deathsBelongToWhatCausedThem() {
    let found = facts(
      "An explosion shook a market in Kano on Monday. Nine people died in the explosion, police said."
    )
    .filter { $0.kind != "statement" }
    // Nobody is said to have set it off.
    #expect(found.count == 1 && ["attack", "disaster"].contains(found[0].kind), "\(found.map(\.kind))")
    // "shook", too.
    #expect((found.first?.mentions ?? 0) >= 2)
  }

  @Test func theSuspectIsWhoWasArrested() {
    let found = facts(
      "Police arrested Karl Weber in Graz on Monday. The gunman appeared in court on Tuesday."
    ).filter { $0.kind == "trial" }
    #expect(found.first?.names == ["Karl Weber"])
  }
}
