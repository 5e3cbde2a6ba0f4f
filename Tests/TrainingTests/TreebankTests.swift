internal import Articles
internal import English
import TestSupport
import Testing

@testable import Training

/// Treebank files, what is made of them, and the scores over them.
@Suite struct TreebankTests {
  /// Two documents; a joined word, a comment, a token without a space behind it.
  static let text = """
    # newdoc id = news-1
    # newpar
    # sent_id = news-1-1
    # text = Kern doesn't sleep.
    1\tKern\tKern\tPROPN\tNNP\t_\t4\tnsubj\t_\t_
    2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_
    2\tdoes\tdo\tAUX\tVBZ\t_\t4\taux\t_\t_
    3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
    4\tsleep\tsleep\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
    5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

    # newdoc id = news-2
    # sent_id = news-2-1
    # text = Holm met Lind.
    1\tHolm\tHolm\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
    2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_
    3\tLind\tLind\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No
    4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

    """

  static func treebank(_ text: String = text) throws -> Treebank {
    let folder = TemporaryFolder()
    return try Treebank([folder.write("a.conllu", text)])
  }

  @Test func sentencesAreRead() throws {
    let sentences = try Self.treebank().sentences
    #expect(sentences.map(\.id) == ["news-1-1", "news-2-1"])
    #expect(sentences.map(\.document) == ["news-1", "news-2"])
    #expect(sentences.map(\.startsDocument) == [true, true])
    #expect(sentences.map(\.startsParagraph) == [true, false])
    #expect(sentences[0].tokens.map { String(decoding: $0.form, as: UTF8.self) }[1...2] == ["does", "n't"])
    #expect(sentences[0].tokens.map(\.head) == [4, 4, 4, 0, 4])
    #expect(sentences[0].tokens.map(\.spaceAfter) == [true, true, true, false, true])
    #expect(sentences[0].joined.map(\.tokens) == [1..<3])
  }

  @Test func tokensHaveTheirBytesInTheText() throws {
    let sentences = try Self.treebank().sentences
    #expect(sentences[0].ranges == [0..<4, 5..<9, 9..<12, 13..<18, 18..<19])
    var broken = sentences[1]
    broken.text = Array("Holm saw Lind.".utf8)
    #expect(broken.ranges == nil)
  }

  @Test func theLastSentenceNeedsNoBlankLine() throws {
    var text = Self.text
    while text.hasSuffix("\n") { text.removeLast() }
    #expect(try Self.treebank(text).sentences.count == 2)
  }

  /// Lines with too few columns and empty nodes are no tokens.
  @Test func strangeLinesAreLeftOut() throws {
    let text = "1\tHi\thi\n1.1\tx\tx\tX\tX\t_\t0\troot\t_\t_\n1\tHi\thi\tINTJ\tUH\t_\t0\troot\t_\t_\n\n"
    #expect(try Self.treebank(text).sentences.map(\.tokens.count) == [1])
    #expect(throws: Files.Failure.self) { try Treebank(["/nowhere.conllu"]) }
  }

  @Test func blocksOfAPageAreCounted() {
    let lengths = Treebank.blockLengths(Array("p (6 s) | hi (2 s) | figure (1 s) | caption (1 s)".utf8)[...])
    #expect(lengths == [6, 1, 1])
  }

  @Test func goldTextHasTheTreebanksTokens() throws {
    let gold = GoldText(try Self.treebank().sentences)
    #expect(gold.article.string(gold.article.body) == "Kern does n't sleep. \nHolm met Lind. \n")
    #expect(gold.ranges.map { $0.map(gold.article.string) }[1] == ["Holm", "met", "Lind", "."])
  }

  /// The treebank's own arcs score a hundred; each wrong one costs its share.
  @Test func arcsAreScored() throws {
    let sentences = try Self.treebank().sentences
    let gold = GoldText(sentences)
    var reading = Reader.standard.read(gold.article, sentences: gold.ranges)
    var place = 0
    for sentence in sentences {
      let first = place
      for token in sentence.tokens {
        reading.tokens.head[place] = token.head == 0 ? -1 : Int32(first + token.head - 1)
        reading.tokens.relation[place] = try #require(
          Relation.allCases.first { $0.name == ParserScore.reduced(token.relation) })
        place += 1
      }
    }
    let perfect = ParserScore(sentences, reading)
    #expect(perfect.all.tokens == 9 && perfect.all.uas == 100 && perfect.all.las == 100)
    #expect(perfect.withoutPunctuation.tokens == 7)
    #expect(perfect.factArcs.f1 == 100 && perfect.negation.expected == 1)
    reading.tokens.head[7] = 5
    reading.tokens.relation[5] = .obj
    let wrong = ParserScore(sentences, reading)
    #expect(wrong.all.heads == 8 && wrong.all.labelled == 7)
    #expect(wrong.factArcs.f1 < 100)
  }

  /// The program's own tagger does well on two plain sentences, and the score says so in per cent.
  @Test func tagsAreScored() throws {
    let score = TagScore(try Self.treebank().sentences, reader: .standard)
    #expect(score.upos > 80 && score.upos <= 100)
    #expect(score.lines.count == 2)
    #expect(String(decoding: score.lines[1], as: UTF8.self).contains("Gold=VERB/VBD"))
  }

  @Test func countsAddUp() {
    var counts = Counts(right: 3, found: 4, expected: 6)
    #expect(counts.f1 == 60)
    counts.add(Counts(right: 1, found: 1, expected: 1))
    #expect(counts.right == 4 && counts.found == 5 && counts.expected == 7)
    #expect(Counts().f1 == 0)
    #expect(decimals(86.2049) == "86.20" && decimals(7.5) == "7.50")
  }
}
