internal import Articles
import Facts
import Testing

/// Runs the example behind every trigger line of the kind file.
@Suite struct FrameExamplesTests {
  static let rules = Array(KindTable.standard.frames.indices)

  private func harvest(_ sentence: String) -> Harvest {
    let day = TimeInterval(day: CalendarDay(year: 2023, month: 1, day: 18))
    return Extractor.standard.harvest(
      Article(text: ContiguousArray(sentence.utf8), published: day, path: "example.txt"))
  }

  @Test(arguments: rules) func exampleYieldsItsFact(rule: Int) {
    let kinds = KindTable.standard
    let frame = kinds.frames[rule]
    let harvest = harvest(frame.example)
    let facts = harvest.facts.filter { $0.kind == frame.kind }
    for expected in frame.expected {
      let found = facts.contains { fact in
        fact.fillers.contains { filler in
          filler.role == expected.role
            && (harvest.article.string(filler.text).lowercased().contains(expected.text.lowercased())
              || harvest.entities[Int(filler.entity.rawValue)].name.lowercased().contains(
                expected.text.lowercased()))
        }
      }
      #expect(
        found,
        "line \(frame.line): no \(kinds.name(frame.kind)) with \(kinds.name(expected.role)) “\(expected.text)” in: \(frame.example)"
      )
    }
  }

  @Test(arguments: rules) func counterexampleYieldsNothing(rule: Int) {
    let frame = KindTable.standard.frames[rule]
    for sentence in frame.counterexamples {
      let found = harvest(sentence).facts.filter { $0.kind == frame.kind }
      #expect(found.isEmpty, "line \(frame.line): \(sentence)")
    }
  }
}
