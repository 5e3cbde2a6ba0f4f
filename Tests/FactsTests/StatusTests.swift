import Articles
import Facts
import Testing

/// Whether what a sentence tells of took place.
@Suite struct StatusTests {
  private func facts(_ sentence: String) -> [(kind: String, status: Status, names: [String])] {
    let day = TimeInterval(day: CalendarDay(year: 2023, month: 1, day: 18))
    let harvest = Extractor.standard.harvest(
      Article(text: ContiguousArray(sentence.utf8), published: day, path: "status.txt"))
    return harvest.sureFacts.map { fact in
      (
        KindTable.standard.name(fact.kind), fact.status,
        fact.roles.map { harvest.entities[Int($0.entity.rawValue)].name }
      )
    }
  }

  @Test(arguments: [
    ("The general called off a meeting with the envoy Karl Weber on Monday.", "meeting", Status.cancelled),
    ("Norway put off talks with the fishing union of Tromsø on Friday.", "negotiation", .cancelled),
    ("Karl Weber met the mayor of Turin on Monday.", "meeting", .happened),
    ("Karl Weber will meet the mayor of Turin on Friday.", "meeting", .planned),
    ("The rebels not only attacked the village of Tarin but also burned the church.", "attack", .happened),
    (
      "Ana Ruiz was to meet Karl Weber in Turin on Monday, but the meeting did not take place.", "meeting",
      .cancelled
    ),
    ("Ana Ruiz left for Minsk on Wednesday for talks with Karl Weber.", "meeting", .planned),
  ])
  func words(sentence: String, kind: String, status: Status) throws {
    let found = facts(sentence).filter { $0.kind == kind || kind == "negotiation" && $0.kind == "meeting" }
    #expect(!found.isEmpty && found.allSatisfy { $0.status == status }, "\(facts(sentence))")
  }

  @Test(
    "What a work of fiction tells did not happen",
    arguments: [
      "In her new novel, a banker murders his wife in Vienna.",
      "In the film, rebels attack a train near Lima.",
    ])
  func fiction(text: String) { #expect(!facts(text).contains { $0.kind == "attack" }, "\(facts(text))") }

  @Test func negationReachesOneConjunct() {
    let found = facts("Otto Lang met the king but not the queen in Rabat on Tuesday.").filter {
      $0.kind == "meeting"
    }
    #expect(found.contains { $0.names.contains("Otto Lang") && $0.names.contains("king") }, "\(found)")
    #expect(!found.contains { $0.names.contains("queen") }, "\(found)")
  }
}
