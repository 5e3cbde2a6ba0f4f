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

@Suite struct WordFormsTests {
  @Test(arguments: [
    ("meet", ["meet", "meeting", "meets", "met"]), ("met", ["meet", "meeting", "meets", "met"]),
    ("visit", ["visit", "visited", "visiting", "visits"]),
    ("visited", ["visit", "visited", "visiting", "visits"]),
    ("talks", ["talk", "talked", "talking", "talks"]), ("say", ["said", "say", "saying", "says"]),
  ])
  func theFormsOfAWord(_ word: String, _ expected: [String]) {
    #expect(WordForms.standard.forms(of: word) == expected)
  }

  @Test(arguments: [
    ("child", "children", "childed"), ("carry", "carried", "carryed"), ("big", "bigger", "bigly"),
    ("teach", "taught", "teacher"), ("agree", "agreed", "agre"), ("stop", "stopped", "stoped"),
    ("need", "needed", "nee"), ("leave", "left", "leafs"), ("left", "leave", "lefted"),
    ("bus", "buses", "bu"),
    ("resigned", "resign", "resigner"), ("warsaw", "warsaw", "warsawing"), ("zzqx", "zzqx", "zzq"),
  ])
  func someFormsAndWhatIsNone(_ word: String, _ form: String, _ other: String) {
    let forms = WordForms.standard.forms(of: word)
    #expect(forms.contains(form), "\(word): \(forms)")
    #expect(!forms.contains(other), "\(word): \(forms)")
  }
}
