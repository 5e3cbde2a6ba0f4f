import Indexing
import Testing

@testable import Querying

/// The language of full-text searches.
@Suite("Searches") struct SearchTests {
  static let text = [
    "the", "generals", "met", "near", "the", "border", "and", "talked", "of", "air", "defence",
  ]

  @Test(
    "What is looked for",
    arguments: [
      ("border", true), ("BORDER", true), ("bord", false), ("bord*", true), ("border talked", true),
      ("border war", false), ("border OR war", true), ("war | border", true), ("war OR peace", false),
      ("or", false), ("border -talked", false), ("border -war", true), ("border NOT talked", false),
      ("border AND NOT war", true), ("-war", true), ("-border", false), ("!war", true),
      ("+border +air", true), (#"+"air defence" border"#, true), (#"+(war OR border) air"#, true),
      (#""air defence""#, true), (#""defence air""#, false), (#"-"air defence""#, false),
      (#"war OR "air defence""#, true), ("(war OR border) air", true), ("(war OR peace) air", false),
      ("war OR border air", true), ("border OR war peace", true), ("war border OR peace", false),
      ("-(war OR border)", false), ("-(war border)", true), ("air-defence", true), ("defence-air", false),
      ("~meet", true), ("~meeting", true), ("~general", true), ("~war", false), ("met NEAR/2 border", true),
      ("border NEAR/2 met", true), ("met NEAR/1 border", false), ("the NEAR/4 the", true),
      ("the NEAR/2 the", false),
      ("border NEAR/9 border", false), (#""air defence" NEAR/2 talked"#, true), ("~meet NEAR/2 border", true),
      ("NEAR(generals border defence, 8)", true), ("NEAR(generals border defence, 7)", false),
      ("NEAR(generals border)", true), ("met - border", true), ("a,border", false), ("border, air", true),
      ("NOT NOT border", true), ("()", true), ("(border)", true),
    ])
  func matching(_ search: String, _ expected: Bool) throws {
    let node = try TextQuery.read(search)
    #expect(TextQuery(node).matches(Self.text) == expected, "\(search)")
  }

  @Test(
    "What cannot be searched for says why",
    arguments: [
      ("(border", "a `)` is missing"), ("border)", "a `)` closes nothing"), (#""border"#, "a quotation mark"),
      ("border OR", "`OR` stands between"), ("OR border", "`OR` stands between"),
      ("AND border", "`AND` stands between"),
      ("border AND", "`AND` stands between"), ("border NOT", "`NOT` stands before"),
      ("NEAR border", "`NEAR` stands"),
      ("border NEAR/3", "`NEAR/3` stands between"), ("border NEAR ...", "`NEAR` stands between"),
      ("border~", "~word"), ("border~2", "~word"),
      ("border^2", "`^`"),
      ("title:border", "title matches"), ("~air-defence", "one word"), ("NEAR(border, 5)", "NEAR(a b, 5)"),
    ])
  func faults(_ search: String, _ message: String) {
    do throws(TextQuery.Failure) {
      _ = try TextQuery.read(search)
      Issue.record("\(search) is read")
    } catch {
      #expect(error.message.contains(message), "\(search): \(error.message)")
    }
  }

  @Test("A colon that names no field is no operator") func colons() throws {
    #expect(TextQuery(try TextQuery.read("10:30")).phrases == [[.word("10"), .word("30")]])
  }

  @Test("Only what is wanted has a score and is shown") func wanted() throws {
    let query = TextQuery(#"(air OR "patriot system") -drill ukraine NEAR/3 aid"#)
    #expect(query.phrases.map(\.count) == [1, 2, 1, 1])
    #expect(!query.terms.contains(.word("drill")))
  }

  @Test("What may be read in two ways says how it is read") func readings() {
    #expect(TextQuery.reading("trump OR biden ukraine") == "trump OR (biden ukraine)")
    #expect(TextQuery.reading("(trump OR biden) ukraine") == nil)
    #expect(TextQuery.reading("trump OR biden") == nil)
  }

  @Test("Deep and long searches end", .timeLimit(.minutes(1))) func hostile() {
    for text in [
      String(repeating: "(", count: 100_000), String(repeating: "-(", count: 50_000) + "a",
      String(repeating: "NOT ", count: 50_000) + "a", String(repeating: "a OR ", count: 50_000) + "b",
      String(repeating: "a NEAR/2 ", count: 20_000) + "b", String(repeating: "\"", count: 99_999),
    ] {
      _ = TextQuery(text).matches(["a", "b"])
    }
  }
}
