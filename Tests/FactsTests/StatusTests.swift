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
  ])
  func words(sentence: String, kind: String, status: Status) throws {
    let found = facts(sentence).filter { $0.kind == kind || kind == "negotiation" && $0.kind == "meeting" }
    #expect(!found.isEmpty && found.allSatisfy { $0.status == status }, "\(facts(sentence))")
  }

  @Test func negationReachesOneConjunct() {
    let found = facts("Otto Lang met the king but not the queen in Rabat on Tuesday.").filter {
      $0.kind == "meeting"
    }
    #expect(found.contains { $0.names.contains("Otto Lang") && $0.names.contains("king") }, "\(found)")
    #expect(!found.contains { $0.names.contains("queen") }, "\(found)")
  }
}
