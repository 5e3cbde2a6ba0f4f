import Articles
import Testing

@testable import English

/// A reading of hand-tagged sentences: `form/XPOS` items, a sentence a string.
func taggedReading(_ sentences: [String]) -> Reading {
  var text = ContiguousArray<UInt8>()
  var tokens = Tokens()
  var bounds: [Sentence] = []
  for sentence in sentences {
    let first = tokens.count
    for item in sentence.split(separator: " ") {
      let slash = item.lastIndex(of: "/") ?? item.endIndex
      let form = item[..<slash]
      let tag = item[slash...].dropFirst()
      tokens.start.append(Int32(text.count))
      tokens.length.append(Int32(form.utf8.count))
      text += form.utf8
      text.append(32)
      tokens.word.append(Symbol(rawValue: 0))
      tokens.lemma.append(Symbol(rawValue: 0))
      tokens.shape.append([])
      tokens.upos.append(.x)
      tokens.xpos.append(XPOS.allCases.first { $0.name == tag } ?? .xx)
      tokens.head.append(-1)
      tokens.relation.append(.none)
      tokens.arcConfidence.append(0)
    }
    bounds.append(Sentence(tokens: first..<tokens.count, paragraph: 0))
  }
  return Reading(article: Article(text: text), tokens: tokens, sentences: bounds, ownWords: OwnWords())
}

/// `dependent <relation head` of every token, the root's head being ROOT.
func arcs(_ reading: Reading) -> Set<String> {
  Set(
    (0..<reading.tokens.count).map { token in
      let head = Int(reading.tokens.head[token])
      return "\(reading.text(token)) <\(reading.tokens.relation[token].name) "
        + (head < 0 ? "ROOT" : reading.text(head))
    })
}

/// Whether every parsed sentence is one tree with one root, its arcs inside it.
func isForest(_ reading: Reading) -> Bool {
  reading.sentences.allSatisfy { sentence in
    let roots = sentence.tokens.filter { reading.tokens.head[$0] < 0 }
    guard roots.count == 1, sentence.isParsed else { return sentence.tokens.isEmpty }
    return sentence.tokens.allSatisfy { token in
      var steps = 0
      var place = token
      while reading.tokens.head[place] >= 0 {
        place = Int(reading.tokens.head[place])
        steps += 1
        if steps > sentence.tokens.count || !sentence.tokens.contains(place) { return false }
      }
      return (reading.tokens.relation[token] == .root) == (reading.tokens.head[token] < 0)
    }
  }
}

/// A linear congruential generator: the same sentences in every run.
struct Dice {
  var state: UInt64

  mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }

  mutating func sentence(length: Int) -> String {
    let tags = XPOS.allCases.map(\.name)
    return (0..<length).map { _ in
      let form = String(
        decoding: (0...roll(9)).map { _ in [97, 65, 48, 46, 110, 101, 115, 37, 0xC3][roll(9)] as UInt8 },
        as: UTF8.self)
      return "\(form)/\(tags[roll(tags.count)])"
    }.joined(separator: " ")
  }
}

@Suite struct ParsingTests {
  let parser: ArcParser

  init() throws { parser = try ArcParser.loaded.get() }

  @Test(
    "Plain sentences have the arcs anyone would draw",
    arguments: [
      (
        "The/DT mayor/NN opened/VBD a/DT bridge/NN on/IN Monday/NNP ./.",
        [
          "The <det mayor", "mayor <nsubj opened", "opened <root ROOT", "bridge <obj opened",
          "Monday <obl opened", ". <punct opened",
        ]
      ),
      (
        "Two/CD ministers/NNS were/VBD arrested/VBN by/IN police/NNS ./.",
        [
          "Two <nummod ministers", "ministers <nsubj:pass arrested", "were <aux:pass arrested",
          "police <obl:agent arrested", "arrested <root ROOT",
        ]
      ),
      (
        "They/PRP met/VBD the/DT woman/NN who/WP leads/VBZ the/DT party/NN ./.",
        [
          "woman <obj met", "who <nsubj leads", "leads <acl:relcl woman", "party <obj leads",
        ]
      ),
      (
        "The/DT woman/NN who/WP leads/VBZ the/DT party/NN met/VBD reporters/NNS ./.",
        ["woman <nsubj met", "who <nsubj leads", "leads <acl:relcl woman", "reporters <obj met"]
      ),
      (
        "Maria/NNP Kowal/NNP ,/, the/DT foreign/JJ minister/NN ,/, arrived/VBD in/IN Rome/NNP ./.",
        [
          "Maria <nsubj arrived", "Kowal <flat Maria", "minister <appos Maria", "Rome <obl arrived",
        ]
      ),
      (
        "She/PRP did/VBD not/RB say/VB that/IN the/DT talks/NNS had/VBD failed/VBN ./.",
        [
          "She <nsubj say", "did <aux say", "not <advmod say", "failed <ccomp say", "that <mark failed",
          "talks <nsubj failed",
        ]
      ),
      (
        "Farmers/NNS and/CC students/NNS marched/VBD through/IN the/DT capital/NN of/IN Ghana/NNP ./.",
        [
          "Farmers <nsubj marched", "students <conj Farmers", "and <cc students", "capital <obl marched",
          "Ghana <nmod capital",
        ]
      ),
    ])
  func plainArcs(sentence: String, expected: [String]) {
    var reading = taggedReading([sentence])
    parser.parse(&reading, sentence: 0)
    #expect(Set(expected).subtracting(arcs(reading)) == [])
    #expect(isForest(reading))
    #expect(reading.tokens.arcConfidence.allSatisfy { $0 > 0 })
  }

  @Test("Curly quotes read like straight ones")
  func curlyQuotes() {
    var curly = taggedReading(["“/`` He/PRP ’s/VBZ late/JJ ,/, ”/'' she/PRP said/VBD ./."])
    var straight = taggedReading([#""/`` He/PRP 's/VBZ late/JJ ,/, "/'' she/PRP said/VBD ./."#])
    parser.parse(&curly, sentence: 0)
    parser.parse(&straight, sentence: 0)
    #expect(curly.tokens.head == straight.tokens.head)
    #expect(curly.tokens.arcConfidence == straight.tokens.arcConfidence)
  }

  @Test("Random tokens of any number form one tree", arguments: [1, 2, 3, 5, 8, 30, 159, 160, 161, 500])
  func treeLaw(length: Int) {
    var dice = Dice(state: UInt64(length))
    let rounds = length < 100 ? 20 : 1
    var reading = taggedReading((0..<rounds).map { _ in dice.sentence(length: length) })
    parser.addArcs(to: &reading)
    #expect(isForest(reading))
  }

  @Test("A workspace carries nothing from one sentence to the next")
  func determinism() {
    var dice = Dice(state: 7)
    let sentences = (0..<30).map { dice.sentence(length: 1 + $0 * 5 % 37) }
    var together = taggedReading(sentences)
    parser.addArcs(to: &together)
    var place = 0
    for sentence in sentences {
      var alone = taggedReading([sentence])
      parser.parse(&alone, sentence: 0)
      let range = place..<place + alone.tokens.count
      #expect(alone.tokens.head == together.tokens.head[range].map { $0 < 0 ? -1 : $0 - Int32(place) })
      #expect(alone.tokens.relation == Array(together.tokens.relation[range]))
      #expect(alone.tokens.arcConfidence == Array(together.tokens.arcConfidence[range]))
      place += alone.tokens.count
    }
  }

  @Test("Only needed sentences get arcs, and only once")
  func onDemand() {
    var reading = taggedReading(["He/PRP left/VBD ./.", "Rain/NN fell/VBD ./.", "They/PRP met/VBD ./."])
    parser.addArcs(to: &reading) { $0 == 1 }
    #expect(reading.sentences.map(\.isParsed) == [false, true, false])
    #expect(reading.tokens.head == [-1, -1, -1, 4, -1, 4, -1, -1, -1])
    #expect(reading.tokens.relation[0] == .none)
    var asked: [Int] = []
    parser.addArcs(to: &reading) { sentence in
      asked.append(sentence)
      return true
    }
    #expect(asked == [0, 2])
  }

  @Test("Candidate heads are probabilities, the chosen one among them")
  func candidates() throws {
    var reading = taggedReading([
      "They/PRP left/VBD ./.", "She/PRP saw/VBD the/DT man/NN with/IN the/DT telescope/NN ./.",
    ])
    parser.addArcs(to: &reading)
    let token = 9
    #expect(reading.text(token) == "telescope")
    let heads = parser.candidateHeads(of: token, in: reading, atLeast: 0)
    #expect(abs(heads.reduce(0) { $0 + $1.probability } - 1) < 0.001)
    #expect(heads.count == 9)
    let chosen = try #require(heads.first)
    #expect(chosen.head == reading.tokens.head[token])
    #expect(reading.tokens.arcConfidence[token] == UInt8((255 * chosen.probability).rounded()))
    #expect(Set(heads.prefix(2).map(\.head)) == [4, 6])
  }

  @Test("Every set of instructions gives the same arcs", arguments: [0, 1, 2] as [Int32])
  func levels(_ level: Int32) {
    let text =
      "Anna Novak, who leads the ministry, told reporters in Oslo on Monday that she had met the Swedish "
      + "prime minister twice. They agreed to speak again. “We will,” Lind said."
    var best = read(text)
    var limited = best
    parser.addArcs(to: &best)
    parser.limited(to: level).addArcs(to: &limited)
    #expect(best.tokens.head == limited.tokens.head)
    #expect(best.tokens.relation == limited.tokens.relation)
    #expect(best.tokens.arcConfidence == limited.tokens.arcConfidence)
  }

  @Test("An endless sentence takes linear time and stays one tree")
  func endless() {
    var reading = taggedReading([String(repeating: "(/-LRB- word/NN ,/, ", count: 3_000)])
    parser.parse(&reading, sentence: 0)
    #expect(isForest(reading))
    #expect(ArcParser.parts(of: 0..<9_000, in: reading.tokens).allSatisfy { $0.count <= ArcParser.longest })
  }
}
