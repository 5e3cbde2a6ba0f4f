internal import Glibc

extension NameArticle {
  /// Labels every stretch; other words are outside without being scored.
  mutating func label() {
    let templates = NameTemplates(bits: model.bits)
    var kept = WordScores(text, templates, model)
    var chain = NameChain(model)
    var scores: [Int32] = []
    for stretch in text.stretches {
      let range = text.sentences[stretch.sentence]
      scores.removeAll(keepingCapacity: true)
      for token in stretch.first..<stretch.last {
        let sum = kept.sum(token, in: range, sentence: stretch.sentence)
        for label in 0..<NameLabel.count { scores.append(sum[label]) }
      }
      chain.decode(scores, opens: stretch.opens, closes: stretch.closes)
      collect(chain, from: stretch.first)
    }
  }

  /// Adds the names of a decoded stretch that starts at `first`.
  private mutating func collect(_ chain: NameChain, from first: Int) {
    var token = 0
    while token < chain.labels.count {
      let start = token
      guard let kind = NameLabel.kind(of: chain.labels[token]) else {
        token += 1
        continue
      }
      while token + 1 < chain.labels.count, NameLabel.isOpen(chain.labels[token]) { token += 1 }
      token += 1
      var margin = Int32.max
      var scores = [Int32](repeating: 0, count: NameKind.allCases.count)
      for member in start..<token {
        margin = min(margin, chain.margin(member))
        for other in NameKind.allCases {
          scores[Int(other.rawValue)] = min(scores[Int(other.rawValue)], chain.score(member, of: other))
        }
      }
      found.append(
        FoundName(tokens: (first + start)..<(first + token), kind: kind, margin: margin, scores: scores))
    }
  }
}

extension NameModel {
  /// The probability that a name with this margin is right.
  func confidence(_ margin: Int32) -> Float { 1 / (1 + expf(-(slope * Float(margin) + offset))) }
}

/// The sums of single-word features, kept for each distinct word and place.
private struct WordScores {
  let text: NameText
  let templates: NameTemplates
  let model: NameModel
  private var kept: [NameScores]
  private var isKept: [Bool]
  private let edges: [NameScores]

  init(_ text: NameText, _ templates: NameTemplates, _ model: NameModel) {
    self.text = text
    self.templates = templates
    self.model = model
    let places = NameTemplates.Place.allCases
    kept = [NameScores](repeating: NameScores(), count: text.words.count * places.count)
    isKept = [Bool](repeating: false, count: kept.count)
    edges = places.map { place in
      var scores = NameScores()
      templates.forEachRow(of: .edge, at: place) { scores.add($0, of: model) }
      return scores
    }
  }

  @inline(__always)
  private mutating func word(_ token: Int, _ place: NameTemplates.Place, in sentence: Range<Int>)
    -> NameScores
  {
    guard sentence.contains(token) else { return edges[Int(place.rawValue)] }
    let word = Int(text.word[token])
    let slot = word * 5 + Int(place.rawValue)
    if isKept[slot] { return kept[slot] }
    var scores = NameScores()
    templates.forEachRow(of: text.words[word], at: place) { scores.add($0, of: model) }
    kept[slot] = scores
    isKept[slot] = true
    return scores
  }

  mutating func sum(_ token: Int, in range: Range<Int>, sentence: Int) -> NameScores {
    var scores = word(token, .here, in: range)
    scores.add(word(token - 1, .before, in: range))
    scores.add(word(token + 1, .after, in: range))
    scores.add(word(token - 2, .secondBefore, in: range))
    scores.add(word(token + 2, .secondAfter, in: range))
    let model = model
    templates.forEachRow(in: text, token: token, sentence: sentence) { scores.add($0, of: model) }
    return scores
  }
}
