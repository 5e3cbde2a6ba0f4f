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

  @Test func embeddedModelsAreSound() throws {
    _ = try Reader()
    _ = try Tagger.standard()
  }

  @Test func refusesDamagedFiles() {
    #expect(throws: ModelError.missing(model: "tagger")) { try Tagger(ModelBytes(model: "tagger", [])) }
    #expect(throws: ModelError.foreign(model: "tagger")) {
      try Tagger(ModelBytes(model: "tagger", Array("DLEX....".utf8)))
    }
    #expect(throws: ModelError.version(model: "tagger", found: 9, expected: 1)) {
      try Tagger(ModelBytes(model: "tagger", Array("DTAG".utf8) + [9, 0, 0, 0, 1, 1, 1, 1]))
    }
    #expect(throws: ModelError.self) {
      try Tagger(ModelBytes(model: "tagger", Array("DTAG".utf8) + [1, 0, 0, 0, 20, 0, 0, 0, 90, 0, 0, 0, 0]))
    }
  }
}
