internal import Articles
import Facts
import TestSupport
import Testing

/// Runs the example behind every trigger line of the kind file, and the sentences in which it must find nothing.
@Suite struct FrameExamplesTests {
  static let rules = Array(KindTable.standard.frames.indices)
  static let folder = RepositoryFile.root + "/Tests/FactsTests/Examples/"

  /// Counterexamples that are taken for facts, a line each in `known-failures.txt`. The number may only fall.
  static let mostKnownFailures = 50

  private func harvest(_ sentence: String) -> Harvest {
    let day = TimeInterval(day: CalendarDay(year: 2023, month: 1, day: 18))
    return Extractor.standard.harvest(
      Article(text: ContiguousArray(sentence.utf8), published: day, path: "example.txt"))
  }

  @Test(arguments: rules) func exampleYieldsItsFact(rule: Int) {
    let kinds = KindTable.standard
    let frame = kinds.frames[rule]
    let harvest = harvest(frame.example)
    // Whether the rest of the program believes it is another question.
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

  /// Everything that is found in the examples and counterexamples of a kind, so that a change shows all that it adds.
  @Test(arguments: KindTable.standard.rows.map(\.name)) func examplesAreAsRecorded(name: String) throws {
    let kind = try #require(KindTable.standard.kind(named: name))
    var lines: [String] = []
    for frame in KindTable.standard.frames where frame.kind == kind {
      for (sentence, mark) in [(frame.example, "")] + frame.counterexamples.map({ ($0, "but ") }) {
        lines.append(mark + sentence)
        lines += HarvestText(harvest(sentence)).lines.map { "  " + $0 }
      }
    }
    guard !lines.isEmpty else { return }
    let difference = RecordedText.difference(
      lines.joined(separator: "\n") + "\n", at: Self.folder + name + ".txt")
    if let difference { Issue.record("\(difference)") }
  }

  /// No counterexample yields a fact of its frame's kind, but for those that are known to.
  @Test func counterexamplesYieldNothing() {
    let kinds = KindTable.standard
    var failures: [String] = []
    for frame in kinds.frames {
      for sentence in frame.counterexamples
      where harvest(sentence).sureFacts.contains(where: { $0.kind == frame.kind }) {
        failures.append("\(kinds.name(frame.kind)): \(sentence)")
      }
    }
    let difference = RecordedText.difference(
      failures.map { $0 + "\n" }.joined(), at: Self.folder + "known-failures.txt")
    if let difference { Issue.record("\(difference)") }
    #expect(failures.count <= Self.mostKnownFailures, "a counterexample more is taken for a fact")
  }
}
