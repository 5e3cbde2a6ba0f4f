import Articles
import English
import Facts
import Indexing
import TestSupport
import Testing

@testable import Querying

/// Sequences of tokens looked for in articles.
@Suite("Sequences of tokens: the search") struct TokenSearchTests {
  /// Articles with their sentences, and a fact in each sentence with "met".
  static let engine: Engine = {
    var index = FactIndex(places: SmallWorld.knowledge)
    for (number, lines) in texts.enumerated() {
      let text = ContiguousArray(lines.joined(separator: " ").utf8)
      let article = Article(text: text, path: "\(number).txt")
      var harvest = Harvest(article: article)
      harvest.sentences = TaggedTextCache().text(of: article).sentences
      index.insert(harvest)
    }
    index.finish()
    return Engine(index: index)
  }()

  static let texts = [
    ["Ann Lee met Bob Ray in Oslo on Monday.", "They don't meet often.", "He met nobody."],
    ["The generals will meet Carl Moe.", "The meeting ended.", "Talks cannot go on, said Ann Lee."],
    ["The long talks ended at 5pm.", "Women leave.", "The woman left."],
  ]

  static func count(_ query: String, _ settings: Settings = Settings()) throws -> Int {
    try engine.run(try Query.parse(query), settings: settings).answer.rowCount
  }

  @Test(
    "Rows that have it",
    arguments: [
      (#"sentences where text matches [lemma="meet"]"#, 4), (#"sentences where text matches "met""#, 2),
      (#"sentences where text matches [lemma="meet" & tag="V.*"] [tag="NNP"]+"#, 2),
      (#"articles where text matches [lemma="meet" & tag="V.*"] [tag="NNP"]+"#, 2),
      (#"articles where not text matches [lemma="meet"]"#, 1),
      (#"sentences where text matches "do" "n't""#, 1),
      (#"sentences where text matches "can" "not""#, 1), (#"sentences where text matches "pm"{1}"#, 1),
      (#"sentences where text matches [lemma="woman"]"#, 2),
      (#"sentences where text matches [lemma="leave"]"#, 2),
      (#"sentences where text matches [tag="NNP"]{2}"#, 3),
      (#"sentences where text matches [tag="NNP"]{2} | where text matches [lemma="meet"]"#, 2),
      (#"sentences where text matches [lemma="meet"] or text matches [lemma="talk"]"#, 6),
      (#"sentences where text matches [lemma="meet"] and text matches "oslo""#, 1),
      (#"articles where title matches []"#, 3), (#"sentences where text matches [lemma="meet"] </s>"#, 0),
      (#"sentences where text matches "Monday" "." "They""#, 0),
      (#"articles where text matches "Monday" "\." "They""#, 0),
    ])
  func rows(_ query: String, _ expected: Int) throws {
    #expect(try Self.count(query) == expected)
    #expect(try Self.count(query, Settings(disabled: Set(Optimisation.allCases))) == expected)
  }

  @Test("The match is what is centred, in its own letters")
  func context() throws {
    func lines(_ query: String) throws -> [String] {
      let table = try Self.engine.run(try Query.parse(query)).result.table
      return (table.columns.first ?? []).indices.map { row in
        table.columns[..<3].map { if case .text(let text) = $0[row] { text } else { "" } }.joined(
          separator: "|")
      }
    }
    #expect(
      try lines(#"sentences where text matches [lemma="meet" & tag="V.*"] [tag="NNP"]+ | context 2"#)
        == ["Ann Lee|met Bob Ray|in Oslo", "generals will|meet Carl Moe|. The meeting"])
    #expect(try lines(#"articles where text matches "do" "n't" | context 1"#) == ["They|don't|meet"])
    #expect(try lines(#"articles where text matches [word="do"] | context 1"#) == ["They|do|n't"])
    #expect(try lines(#"articles where text matches [word=","] | context 1"#) == ["on|,|said"])
    #expect(
      try lines(#"sentences where text matches [word=","] and text matches "talks" | context 1"#)
        == ["ended.|Talks|cannot", "on|,|said"])
  }

  @Test(
    "A tag that no token has is remarked on",
    arguments: [
      (#"[tag="VERB"]"#, #"no Penn tag is `VERB`: a universal tag is asked for by upos="VERB""#),
      (#"[upos="NN.*"]"#, #"no universal tag is `NN.*`: a Penn tag is asked for by tag="NN.*""#),
      (#"[tag="VBX"]"#, "no Penn tag is `VBX`: did you mean VB, VBD or VBG?"),
      (#"[tag="QQQQQ"]"#, "no Penn tag is `QQQQQ`"),
    ])
  func remarks(_ sequence: String, _ remark: String) throws {
    let answer = try Self.engine.run(try Query.parse("sentences where text matches \(sequence)")).answer
    #expect(answer.notes.contains(remark), "\(answer.notes)")
  }

  @Test("The plan says which words are looked up, and that tokens are read")
  func plan() throws {
    func steps(_ query: String) throws -> [String] {
      try Self.engine.plan(try Query.parse(query)).steps.map { "\($0.name): \($0.method)" }
    }
    #expect(
      try steps(#"sentences where text matches [lemma="meet"]{1}"#)
        == ["sentences: word postings", #"text matches [lemma="meet"]{1}: filter, tokens read"#])
    #expect(
      try steps(#"sentences where text matches [tag="NNP"]"#)
        == ["sentences: scan", #"text matches [tag="NNP"]: filter, tokens read"#])
  }

  @Test("A search is given up when it is cancelled")
  func cancelled() {
    #expect(throws: QueryError(.cancelled, at: 0..<0)) {
      try Self.engine.run(try Query.parse("sentences where text matches []{30}"), isCancelled: { true })
    }
  }

  @Test("What is kept of articles has a bound and changes no match")
  func bound() {
    let (small, large) = (TaggedTextCache(limit: 1000), TaggedTextCache())
    for round in 0..<3 {
      for id in [0, 1, 2, 2, round, 0].map({ ArticleID(rawValue: Int32($0)) }) {
        let (first, second) = (small.text(id, of: Self.engine.index), large.text(id, of: Self.engine.index))
        #expect(
          first.starts == second.starts && first.tags == second.tags && first.sentences == second.sentences)
        #expect(small.byteCount <= 1000 || small.byteCount == first.byteCount)
      }
    }
    #expect(large.byteCount > 1000)
  }

  @Test("A title above the body is searched as a sentence of its own")
  func title() throws {
    let text = "Lee meets Ray\n\nThey met on Monday."
    var harvest = Harvest(article: Article(text: ContiguousArray(text.utf8), body: TextRange(15..<34)))
    harvest.sentences = [TextRange(0..<13), TextRange(15..<34)]
    var index = FactIndex(places: SmallWorld.knowledge)
    index.insert(harvest)
    index.finish()
    let engine = Engine(index: index)
    func rows(_ query: String) throws -> Int { try engine.run(try Query.parse(query)).answer.rowCount }
    #expect(try rows(#"sentences where text matches [lemma="meet"]"#) == 2)
    #expect(try rows(#"sentences where text matches <s> "Lee" []"#) == 1)
    #expect(try rows(#"articles where text matches [word="Lee"]"#) == 0)
  }

  @Test("Without rows the note names the condition that needs no reading first")
  func nothing() throws {
    let answer = try Self.engine.run(
      try Query.parse(#"sentences where text matches [lemma="meet"] and date during 2031"#)
    ).answer
    #expect(answer.rowCount == 0)
    #expect(
      answer.notes.contains { $0.hasPrefix("0 rows: 9 sentences, none during 2031") }, "\(answer.notes)")
  }

  static let hostile = [
    "They cannot, can't, don't and gonna wanna. It's 5pm, 10km, $3bn or 1,000kg; 90s and 1990s.",
    "Nai\u{308}ve cafés e-mailed; women, men and wolves left. He's been; they'd've gone. O'Neill's d'être Aℕve ½met 3met.",
    "The U.S. met a.m. th- the s/he #met @met met@met.com www.met.com/met met_met met-met met/met :Dmet :-P met",
    String(repeating: "m", count: 2050) + "met. " + String(repeating: "a.", count: 300) + "met",
  ]

  @Test("The index says of every token's word and lemma that it may stand where it stands")
  func held() {
    let files = RepositoryFile.names(RepositoryFile.root + "/examples/articles", ending: ".txt")
    let articles =
      files.map { RepositoryFile.text(RepositoryFile.root + "/examples/articles/" + $0) } + Self.hostile
    var asked = 0
    for text in articles {
      let tagged = TaggedTextCache().text(of: Article(text: ContiguousArray(text.utf8)))
      let words = WordSpan.spans(in: tagged.text, 0..<tagged.text.count)
      for token in tagged.starts.indices {
        let range = tagged.bytes(of: token)
        guard let run = KeywordFinder.run(range, words), run.count == 1 else { continue }
        let word = Array(words[run.lowerBound].folded.utf8)
        for (wanted, isLemma) in [
          (tagged.text[range].map(\.asciiLowered), false), (tagged.lemma(of: token), true),
        ] where TokenForms.standard.isTold(wanted, isLemma: isLemma) {
          let name = String(decoding: wanted, as: UTF8.self)
          #expect(
            TokenForms.standard.mayHold(word, wanted, isLemma: isLemma),
            "\(name) in \(words[run.lowerBound].folded)")
          asked += 1
        }
      }
    }
    #expect(asked > 3000)
  }

  @Test(
    "What words are needed",
    arguments: [
      (#"[lemma="meet"] [tag="NNP"]"#, true), (#"[lemma="meet"]?"#, false), (#"[lemma="meet"]{2,}"#, true),
      (#"[lemma="meet"] | [tag="NNP"]"#, false), (#"[lemma="meet"] | "talks""#, true),
      (#"[lemma="m.*"]"#, false),
      (#"[lemma!="meet"]"#, false), (#"[!lemma="meet"]"#, false), (#"[lemma="meet" | tag="VB"]"#, false),
      (#"[lemma="meet" & tag="VB"]"#, true), (#"[lemma="be"]"#, false), (#"[word="be"]"#, true),
      (#"[word="U\.S\."]"#, false),
      (#"[word="sign(ed|ing)?"]"#, true), (#"[word="café"]"#, false), ("[]", false), ("<s>", false),
    ])
  func needs(_ sequence: String, _ isSome: Bool) throws {
    #expect((TokenNeeds(try TokenProgramTests.pattern(sequence)) != nil) == isSome)
  }
}
