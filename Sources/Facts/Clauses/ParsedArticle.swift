internal import Articles
internal import English

/// One article's reading with its arcs: what the finders of events walk over. A class, since they all hold it: to copy it must
/// cost nothing.
final class ParsedArticle: Sendable {
  let reading: Reading
  let arcs: Arcs
  /// The sentence of each token.
  let sentenceOf: [Int32]
  let vocabulary: CueWords

  init(_ reading: Reading, _ vocabulary: CueWords) {
    var reading = reading
    InsertedReports(vocabulary).mend(&reading)
    self.vocabulary = vocabulary
    self.reading = reading
    arcs = Arcs(reading.tokens)
    var sentences = [Int32](repeating: 0, count: reading.tokens.count)
    for (index, sentence) in reading.sentences.enumerated() {
      for token in sentence.tokens { sentences[token] = Int32(index) }
    }
    sentenceOf = sentences
  }

  var count: Int { reading.tokens.count }
  func relation(_ token: Int) -> Relation { reading.tokens.relation[token] }
  func head(_ token: Int) -> Int { Int(reading.tokens.head[token]) }
  func upos(_ token: Int) -> UPOS { reading.tokens.upos[token] }
  func xpos(_ token: Int) -> XPOS { reading.tokens.xpos[token] }
  func word(_ token: Int) -> Symbol { reading.tokens.word[token] }
  func lemma(_ token: Int) -> Symbol { reading.tokens.lemma[token] }
  /// The lemma as a common noun's: "Presidents", tagged as a name, is "president".
  func nounLemma(_ token: Int) -> Symbol {
    guard xpos(token) == .nnps else { return lemma(token) }
    let word = reading.word(token)
    guard word.last == UInt8(ascii: "s") else { return lemma(token) }
    return Lexicon.standard.symbol(word.dropLast()) ?? lemma(token)
  }

  /// A noun for people or a body of people, a title included.
  func isPersonNoun(_ token: Int) -> Bool {
    vocabulary.persons.contains(nounLemma(token), in: reading)
      || vocabulary.titles[word(token), in: reading] != nil
  }

  func isPlural(_ token: Int) -> Bool { xpos(token) == .nns || xpos(token) == .nnps }

  func children(_ token: Int) -> Arcs.Children { arcs.children(token) }

  func child(_ token: Int, _ relation: Relation) -> Int? {
    children(token).first { self.relation($0) == relation }
  }

  func child(_ token: Int, where test: (Int) -> Bool) -> Int? { children(token).first(where: test) }

  /// The token and what is coordinated with it, in order.
  func conjuncts(_ token: Int) -> [Int] {
    var all = [token]
    var next = 0
    while next < all.count, all.count < 64 {
      for child in children(all[next]) where relation(child) == .conj { all.append(child) }
      next += 1
    }
    return all
  }

  /// The first of a coordination that `token` is in, and otherwise itself.
  func firstConjunct(_ token: Int) -> Int {
    var at = token
    var steps = 0
    while relation(at) == .conj, head(at) >= 0, steps < 64 {
      at = head(at)
      steps += 1
    }
    return at
  }

  /// The tokens below `token`, itself included, as the smallest range of the text that holds them, leaving out
  /// branches for which `skip` is true. O(size of the subtree).
  func span(_ token: Int, skip: (Int) -> Bool = { _ in false }) -> Range<Int> {
    var low = token
    var high = token
    var stack = [token]
    while let at = stack.popLast() {
      low = min(low, at)
      high = max(high, at)
      for child in children(at) where !skip(child) { stack.append(child) }
    }
    return low..<(high + 1)
  }

  /// The token of a phrase on which its others hang: the last whose own head stands outside. O(tokens)
  func phraseHead(_ tokens: Range<Int>) -> Int {
    tokens.last { !tokens.contains(head($0)) } ?? tokens.lowerBound
  }

  /// Whether `token` lies below `ancestor` (or is it).
  func isBelow(_ token: Int, _ ancestor: Int) -> Bool {
    var at = token
    var steps = 0
    while at >= 0, steps < 256 {
      if at == ancestor { return true }
      at = head(at)
      steps += 1
    }
    return false
  }
}
