import Atlas
import Facts
import Indexing
import Querying
import TestSupport
import Testing

/// The help on `near`, `in` and `within` says what they do: its examples over facts in known places.
@Suite("Help on places") struct PlaceHelpTests {
  static let examples = [LanguageHelp.near, LanguageHelp.inside, LanguageHelp.within].flatMap { entry in
    [entry.example] + entry.more.map(\.query)
  }

  /// One attack in each of these places, numbered in this order.
  private static let places = [
    "Warsaw, Poland", "Lviv, Ukraine", "Kharkiv, Ukraine", "Paris, France", "Paris, Texas", "Moscow, Russia",
    "Sofia, Bulgaria", "Odesa, Ukraine", "Drohobych, Ukraine",
  ]

  private static let index: FactIndex = {
    let gazetteer = Gazetteer.standard
    var index = FactIndex(places: PlaceKnowledge(gazetteer))
    for (number, name) in places.enumerated() {
      var builder = HarvestBuilder(path: "\(number).txt", published: "2023-01-1\(number)", source: "Wire")
      builder.places = PlaceKnowledge(gazetteer)
      builder.fact("meeting", [("participant", NewsWeek.biden)], place: gazetteer.places(named: name).first)
      builder.fact("attack", [("attacker", NewsWeek.biden)], place: gazetteer.places(named: name).first)
      index.insert(builder.harvest())
    }
    index.finish()
    return index
  }()

  @Test("Every example runs", arguments: examples)
  func runs(example: String) throws {
    _ = try Engine(index: Self.index).run(try Query.parse(example))
  }

  @Test(
    "Near counts from the outline, in by containment",
    arguments: [
      (#"meetings near "Poland""#, 3), (#"meetings near "Poland" within 1 km"#, 1),
      (#"meetings in "Poland""#, 1), (#"meetings near "Poland" except meetings in "Poland""#, 2),
      (#"meetings in "Lviv region""#, 2), (#"meetings near "Lviv" within 1 km"#, 1),
      (#"meetings near "Paris, Texas""#, 1), (#"meetings near "Paris""#, 1),
      (#"meetings within 5 mi of "Kremlin""#, 1), (#"meetings in "Balkans""#, 1),
      (#"meetings near "Black Sea" within 20 mi"#, 1), (#"meetings in "Europe""#, 8),
    ])
  func counts(query: String, rows: Int) throws {
    let answer = try Engine(index: Self.index).run(try Query.parse(query)).answer
    #expect(answer.rowCount == rows)
  }

  @Test("Namesakes are told apart, and the note says how to choose")
  func namesakes() throws {
    let answer = try Engine(index: Self.index).run(try Query.parse(#"meetings near "Georgia""#)).answer
    #expect(answer.notes.contains { $0.contains("Georgia (country)") && $0.contains("United States") })
  }
}
