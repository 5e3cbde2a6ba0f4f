import Articles
import CEnglishData
import Testing

@testable import English

@Suite struct LemmaTests {
  static let lines = DataLine.lines(dl_lemmas)

  @Test func everyExceptionGivesItsLemma() {
    let lemmatiser = Lemmatiser(lexicon: .standard)
    #expect(Self.lines.count > 300)
    for line in Self.lines {
      guard let tag = UPOS.allCases.first(where: { $0.name == line.kind }) else {
        Issue.record("no tag \(line.kind)")
        continue
      }
      #expect(lemmatiser.lemma(line.word, tag, .xx) == line.rest)
    }
  }

  @Test(arguments: [
    ("making", XPOS.vbg, "make"), ("running", .vbg, "run"), ("visited", .vbd, "visit"),
    ("agreed", .vbd, "agree"),
    ("telling", .vbg, "tell"), ("carries", .vbz, "carry"), ("watches", .vbz, "watch"),
    ("hoped", .vbd, "hope"),
    ("admitted", .vbd, "admit"), ("opened", .vbd, "open"), ("struggled", .vbd, "struggle"),
    ("met", .vbd, "meet"),
    ("convened", .vbd, "convene"), ("announces", .vbz, "announce"),
  ])
  func verbs(_ form: String, _ tag: XPOS, _ lemma: String) {
    #expect(Lemmatiser(lexicon: .standard).lemma(Array(form.utf8), .verb, tag) == Array(lemma.utf8))
  }

  @Test func lemmaOutsideTheLexiconIsTheArticlesOwn() {
    let reading = read("They saw two zorbliks near the river.")
    #expect(
      (0..<reading.tokens.count).map { String(decoding: reading.lemmaBytes($0), as: UTF8.self) } == [
        "they", "see", "two", "zorblik", "near", "the", "river", ".",
      ])
  }
}
