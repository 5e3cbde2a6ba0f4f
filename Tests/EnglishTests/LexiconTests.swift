import Articles
import English
import Testing

@Suite struct LexiconTests {
  @Test func findsEveryWordOfItsOwn() {
    let lexicon = Lexicon.standard
    #expect(lexicon.count > 90_000)
    let lost = (0..<lexicon.count).filter {
      let symbol = Symbol(rawValue: Int32($0))
      return lexicon.symbol(Array(lexicon.bytes(of: symbol))) != symbol
    }
    #expect(lost.isEmpty)
  }

  @Test func foldsCaseAndQuotes() {
    #expect(Lexicon.standard.symbol("MEETING") == Lexicon.standard.symbol("meeting"))
    #expect(WordFolding.folded(Array("ŁÓDŹ’S Éire Київ".utf8)) == Array("łódź's éire київ".utf8))
  }

  @Test func wordSetFindsLexiconAndOwnWords() {
    let set: WordSet = "meet Announce blorfing"
    let reading = read("They announce a Blorfing")
    #expect((0..<4).map { set.contains(reading.tokens.word[$0], in: reading) } == [false, true, false, true])
    #expect(set.contains(Lexicon.standard.symbol("meet") ?? Symbol(rawValue: -1)))
    #expect(set.wordsOutsideLexicon == [Array("blorfing".utf8)])
  }

  @Test func refusesDamagedFiles() {
    var builder = LexiconBuilder()
    for word in ["one", "two", "three"] { builder.add(Array(word.utf8)) }
    let good = builder.file()
    #expect(throws: Never.self) { try Lexicon(ModelBytes(model: "lexicon", good)) }
    #expect(throws: ModelError.missing(model: "lexicon")) { try Lexicon(ModelBytes(model: "lexicon", [])) }
    for length in 1..<good.count {
      #expect(throws: ModelError.self) { try Lexicon(ModelBytes(model: "lexicon", Array(good[..<length]))) }
    }
    for place in 0..<good.count {
      var bad = good
      bad[place] ^= 0xff
      guard let lexicon = try? Lexicon(ModelBytes(model: "lexicon", bad)) else { continue }
      _ = lexicon.symbol("one")
      for index in -1...lexicon.count { _ = lexicon.bytes(of: Symbol(rawValue: Int32(index))) }
    }
  }
}
