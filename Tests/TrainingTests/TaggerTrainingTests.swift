internal import Articles
internal import English
import TestSupport
import Testing

@testable import Training

/// A tagger trained on a handful of sentences knows them, and is the same each time.
@Suite struct TaggerTrainingTests {
  /// Eight sentences of one pattern with other words.
  private static func treebank() throws -> [Treebank.Sentence] {
    let verbs = [("met", "meet"), ("saw", "see"), ("praised", "praise"), ("called", "call")]
    let names = ["Kern", "Holm", "Lind", "Berg"]
    var text = ""
    for (index, verb) in (verbs + verbs).enumerated() {
      let (first, second) = (names[index % 4], names[(index + 1 + index / 4) % 4])
      text += """
        # text = \(first) \(verb.0) \(second).
        1\t\(first)\t\(first)\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
        2\t\(verb.0)\t\(verb.1)\tVERB\tVBD\t_\t0\troot\t_\t_
        3\t\(second)\t\(second)\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No
        4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_


        """
    }
    return try TreebankTests.treebank(text).sentences
  }

  private static func trained(_ sentences: [Treebank.Sentence]) -> (file: [UInt8], shares: [Double]) {
    var training = TaggerTraining(bits: 12)
    var shares: [Double] = []
    training.train(sentences, rounds: 5) { _, share in shares.append(share) }
    return (training.file(), shares)
  }

  @Test func whatWasTaughtIsKnown() throws {
    let sentences = try Self.treebank()
    let (file, shares) = Self.trained(sentences)
    #expect(shares.count == 5 && shares.last == 1)
    let tagger = try Tagger(ModelBytes(model: "tagger", file))
    let score = TagScore(sentences, reader: Reader(tagger: tagger))
    #expect(score.upos == 100 && score.xpos == 100)
  }

  @Test func theSameSentencesGiveTheSameFile() throws {
    let sentences = try Self.treebank()
    #expect(Self.trained(sentences).file == Self.trained(sentences).file)
  }

  @Test func unknownTagsHaveNoClass() {
    var training = TaggerTraining(bits: 12)
    #expect(training.number("VERB", "VBD", adding: true) == 0)
    #expect(training.number("NOUN", "NN", adding: true) == 1)
    #expect(training.number("VERB", "VBD", adding: false) == 0)
    #expect(training.number("ADJ", "JJ", adding: false) == -1)
    #expect(training.number("VERB", "NOTATAG", adding: true) == -1)
  }
}
