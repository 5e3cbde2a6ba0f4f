import English
import Testing

@Suite struct SentenceTests {
  @Test(arguments: [
    ("He met Gen. Ivan Petrov. They talked.", ["He met Gen. Ivan Petrov.", "They talked."]),
    ("“I agree,” she said. “We must act.” He left.", ["“I agree,” she said.", "“We must act.”", "He left."]),
    ("\"Is it over?\" he asked. It was not.", ["\"Is it over?\" he asked.", "It was not."]),
    ("“Go!” Novak said. He went.", ["“Go!” Novak said.", "He went."]),
    (
      "It cost $3.5 million. He paid at 9 a.m. on Monday.",
      ["It cost $3.5 million.", "He paid at 9 a.m. on Monday."]
    ),
    (
      "He left the U.S. Army. He left the U.S. He stayed.",
      ["He left the U.S. Army.", "He left the U.S.", "He stayed."]
    ),
    // A quotation woven into a sentence does not end it; one after a comma or colon does.
    (
      "He wrote that “we were late. We saw nothing.” Nobody answered.",
      ["He wrote that “we were late. We saw nothing.”", "Nobody answered."]
    ),
    (
      "He said, “We were late. We saw nothing.” Nobody answered.",
      ["He said, “We were late.", "We saw nothing.”", "Nobody answered."]
    ),
    ("The \"end. He left. She stayed.", ["The \"end.", "He left.", "She stayed."]),
    ("One line\n\nTwo lines", ["One line", "Two lines"]),
  ])
  func splits(_ text: String, _ expected: [String]) {
    #expect(sentences(text) == expected)
  }

  @Test(arguments: [
    ("OSLO, Jan 17 (Example) - Talks opened on Monday.", [SentenceKind.dateline, .body]),
    ("OSLO — Talks opened on Monday.", [.dateline, .body]),
    (
      "Talks to open in Oslo: Polish PM\n\nTalks opened on Monday.\n\nsee more\n\nThey end today.",
      [.headline, .body, .aside, .body]
    ),
    ("By Anna Novak\n\nTalks opened on Monday.", [.byline, .body]),
  ])
  func kinds(_ text: String, _ expected: [SentenceKind]) {
    #expect(read(text).sentences.map(\.kind) == expected)
  }
}
