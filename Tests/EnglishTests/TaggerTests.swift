import Articles
import English
import Testing

@Suite struct TaggerTests {
  @Test func tagsAPlainSentence() {
    let reading = read("The minister quickly met two Polish generals in Warsaw.")
    #expect(
      reading.tokens.upos == [.det, .noun, .adv, .verb, .num, .adj, .noun, .adp, .propn, .punct])
    #expect(reading.tokens.xpos == [.dt, .nn, .rb, .vbd, .cd, .jj, .nns, .in, .nnp, .period])
  }

  /// Plural-looking verbs of headlines; in running text the same words stay what they are.
  @Test(arguments: [
    ("Market blast kills 12 in Kabul", "kills"), ("Warehouse fire injures dozens in Lyon", "injures"),
    ("Notre Dame in Paris catches fire", "catches"),
  ])
  func aHeadlineHasAVerb(headline: String, verb: String) {
    let reading = read(headline + "\n\nIt was on Monday. Such kills and catches are rare.")
    #expect(reading.sentences.first?.kind == .headline)
    for token in 0..<reading.tokens.count where reading.text(token) == verb {
      #expect((reading.tokens.upos[token] == .verb) == (token < reading.sentences[0].tokens.upperBound))
    }
  }

  @Test func embeddedModelsAreSound() throws {
    _ = try Reader()
    _ = try Tagger.standard()
  }

  @Test func refusesDamagedFiles() {
    #expect(throws: ModelError.missing(model: "tagger")) { try Tagger(ModelBytes(model: "tagger", [])) }
    #expect(throws: ModelError.foreign(model: "tagger")) {
      try Tagger(ModelBytes(model: "tagger", Array("DLEX....".utf8)))
    }
    let strange = Tagger.file(bits: 10, classes: [(.noun, .nn)], table: [])
    #expect(throws: ModelError.damaged(model: "tagger", part: "its length")) {
      try Tagger(ModelBytes(model: "tagger", strange + [0]))
    }
  }
}
