import Articles
import Facts
import Testing

@Suite struct FigureTests {
  private func found(_ text: String) -> [String] {
    Figures.found(in: text) {
      Extractor.standard.read(Article(text: ContiguousArray($0.utf8)), allArcs: true)
    }
  }

  @Test("Each line of the numbers file finds its example", arguments: NumberWords.standard.examples.indices)
  func examples(_ index: Int) {
    let example = NumberWords.standard.examples[index]
    let found = found(example.text).joined(separator: ", ")
    #expect(found == example.figures, "line \(example.line): \(example.text)")
  }

  @Test("What is counted, and what is not")
  func pitfalls() {
    #expect(found("Three men killed a guard.").contains("killed=3") == false)
    #expect(found("He was killed in 2010.") == [])
    #expect(found("The blast killed 12 people, including two children.") == ["killed=12"])
    #expect(found("Since 2019 gunmen have killed 51 people in Cali.") == ["killed=51"])
    #expect(found("One of the 30 hostages was killed in Aden.") == ["killed=1"])
    #expect(found("A man of 45 was killed by rebels. A woman aged 33 was wounded.") == [])
    #expect(found("Karl Weber, 45, was shot dead in Kano.") == [])
    #expect(found("Karl Weber (45) was shot dead in Kano.") == [])
    #expect(found("Quake in Herat: 2000 dead and 300 injured.") == ["killed=2000", "injured=300"])
    #expect(found("2000 dead in quake") == ["killed=2000"])
    #expect(found("A bomb exploded in Kano, but no one was killed.") == ["killed=0"])
    #expect(found("The blast killed five of the 12 guards.") == ["killed=5"])
    #expect(found("The team was killed off after 30 minutes.") == [])
  }

  @Test("The last toll wins and the earlier stay")
  func latest() throws {
    let text = """
      A bomb exploded in Oslo on Monday, killing 12 people and wounding 30.

      The attack was condemned. The death toll later rose to 15.
      """
    let harvest = Extractor.standard.harvest(
      Article(
        text: ContiguousArray(text.utf8),
        published: TimeInterval(day: CalendarDay(year: 2023, month: 3, day: 15))))
    let fact = try #require(harvest.facts.first { $0.killed >= 0 })
    #expect(fact.killed == 15)
    #expect(fact.injured == 30)
    #expect(fact.figures.map(\.value) == [12, 30, 15])
  }
}
