internal import Articles
internal import Facts
internal import Testing

/// Who says so: the speaker whom the words beside an event, or those before it, name.
@Suite struct SourceTests {
  /// The sources of the facts of a kind, "" where the outlet itself says so.
  private func sources(_ kind: String, _ text: String) -> [String] {
    let harvest = Extractor.standard.harvest(
      Article(text: ContiguousArray(text.utf8), published: nil, path: "a.txt"))
    return harvest.sureFacts.filter { KindTable.standard.name($0.kind) == kind }.map { fact in
      fact.source.map { harvest.entities[Int($0.entity.rawValue)].name } ?? ""
    }
  }

  @Test(arguments: [
    (
      "\"We lost two engines,\" Anna Bergstrom told reporters. The official said a ferry had sunk near Stavanger.",
      "disaster", "Anna Bergstrom"
    ),
    (
      """
      In a statement, Nordvik Shipping Corp said the harbour was closed. Workers stormed the yard on Thursday, the \
      statement said.
      """, "attack", "Nordvik Shipping Corp"
    ),
    (
      """
      Nordvik Shipping Corp said on Monday that it was looking for new partners. It said the police had arrested two \
      of its captains in Bergen.
      """, "arrest", "Nordvik Shipping Corp"
    ),
    (
      "Lindholm Airways published its timetable, and the airline said police had arrested two pilots in Bergen.",
      "arrest", "Lindholm Airways"
    ),
  ])
  func whatPointsBackToASpeakerIsWhoSpokeLast(_ text: String, _ kind: String, _ source: String) {
    #expect(sources(kind, text).contains(source), "\(sources(kind, text))")
  }

  @Test(arguments: [
    // Another one is not who spoke.
    "\"We lost two engines,\" Anna Bergstrom told reporters. Another official said a ferry had sunk near Stavanger.",
    // A mayor is no minister.
    "\"We lost two engines,\" Mayor Anna Bergstrom said. The minister said a ferry had sunk near Stavanger.",
  ])
  func othersAreNotWhoSpokeLast(_ text: String) {
    #expect(!sources("disaster", text).contains("Anna Bergstrom"))
  }

  @Test(arguments: [
    (
      "The tunnel under the bay collapsed on Sunday, Jonas Lindqvist, manager of the Bergen Tunnel Company, said.",
      "disaster", "Jonas Lindqvist"
    ),
    (
      "As the Bergen Gazette reported, a crane crashed into the quay on Friday.", "disaster", "Bergen Gazette"
    ),
    (
      "During their phone call on Tuesday, Anna Bergstrom and Jonas Lindqvist \"agreed to go on,\" the harbour office said.",
      "call", "harbour office"
    ),
    ("The study found that 40 people died in ferry accidents in 2022.", "disaster", "study"),
  ])
  func formsOfAttribution(_ text: String, _ kind: String, _ source: String) {
    #expect(sources(kind, text).contains(source), "\(sources(kind, text))")
  }

  @Test func heIsRatherWhoSpokeThanWhoWasSpokenOf() {
    let text = """
      Jonas Lindqvist said on Monday that the ship was old. Captain Erik Berg left the company in 2020, he said. Its crane \
      had crashed into the quay in Bergen, he added.
      """
    #expect(sources("disaster", text).contains("Jonas Lindqvist"), "\(sources("disaster", text))")
  }

  @Test func theSubjectOfTheSameSentenceSpeaks() {
    let text = """
      President Jonas Lindqvist announced the sale on Monday. Finance Minister Karin Berg met the heads of both banks in \
      Bergen, she said.
      """
    let found = sources("meeting", text)
    #expect(!found.contains("Jonas Lindqvist"), "\(found)")
  }

  @Test func whoIsAccusedIsNoSource() {
    let text = "Jonas Lindqvist, a Bergen banker accused of murdering his partner, was seen in Oslo."
    let found = sources("attack", text).filter { !$0.isEmpty }
    #expect(found == [])
  }

  @Test func theSourceOfTheLeadIsTheSourceOfTheHeadline() {
    let text = """
      Title: Nordvik to buy three ferries

      BERGEN, March 3 - Nordvik Shipping Corp said it will buy three ferries from Lindholm Bank.
      """
    let found = sources("deal", text)
    #expect(!found.isEmpty && found.allSatisfy { $0 == "Nordvik Shipping Corp" }, "\(found)")
  }
}
