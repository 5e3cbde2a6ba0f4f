import Articles
import English
import Testing

@testable import Facts

/// Who says so, between a subject and its verb.
@Suite struct InsertedReportTests {
  private func parsed(_ text: String) -> ParsedArticle {
    let article = Article(text: ContiguousArray(text.utf8))
    return ParsedArticle(Extractor.standard.read(article, allArcs: true), .standard)
  }

  /// The subject of a verb; nil where it has none.
  private func subject(of verb: String, _ article: ParsedArticle) -> String? {
    let token = (0..<article.count).first {
      String(decoding: article.reading.word($0), as: UTF8.self) == verb
    }
    let subject = token.flatMap { verb in
      article.child(verb) { [.nsubj, .nsubjPass].contains(article.relation($0)) }
    }
    return subject.map { String(decoding: article.reading.word($0), as: UTF8.self) }
  }

  @Test(arguments: [
    ("The army, Minister Ana Ruiz said, did not shell the hospital.", "shell", "army", "said", "ana"),
    (
      "The rebels, the governor said on Friday, killed three soldiers in Tarin.", "killed", "rebels", "said",
      "governor"
    ),
    ("Police, Mayor Lee told reporters, arrested two men on Monday.", "arrested", "police", "told", "mayor"),
    ("\"The army,\" Karl Weber said, \"did not attack the village.\"", "attack", "army", "said", "karl"),
    ("Two men, police say, attacked the shop.", "attacked", "men", "say", "police"),
    ("The minister, officials said, will visit Oslo on Monday.", "visit", "minister", "said", "officials"),
    ("Three men, the ministry said on Monday, were arrested in Bonn.", "arrested", "men", "said", "ministry"),
  ])
  func theSubjectIsBeforeIt(text: String, verb: String, subject: String, cue: String, speaker: String) {
    let article = parsed(text)
    #expect(self.subject(of: verb, article) == subject)
    #expect(self.subject(of: cue, article) == speaker)
    // It is a tree, and one that ends.
    let roots = (0..<article.count).filter { article.head($0) < 0 }
    #expect(roots.count == 1)
    for token in 0..<article.count {
      var at = token
      for _ in 0..<article.count where at >= 0 { at = article.head(at) }
      #expect(at < 0)
    }
  }

  /// Nothing is changed where the words are in another order.
  @Test(arguments: [
    "Karl Weber, the governor of Tarin, said on Friday, when the talks ended, that he would resign.",
    "In Paris, the governor said on Friday, three men were killed.",
    "The governor said on Friday, after the talks, that three men had died.",
    "The army, the governor said, and the police, he added, left.",
    "Ana Ruiz met Karl Weber, the mayor said, in Bonn.",
    "However, the minister said, talks go on.",
    "The mayor, who said nothing, left.",
    "\"We won,\" the mayor said, and left.",
  ])
  func otherSentencesStay(text: String) {
    let article = Article(text: ContiguousArray(text.utf8))
    let reading = Extractor.standard.read(article, allArcs: true)
    var mended = reading
    InsertedReports(.standard).mend(&mended)
    #expect(mended.tokens.head == reading.tokens.head && mended.tokens.relation == reading.tokens.relation)
  }
}
