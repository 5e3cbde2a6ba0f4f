/// Passes over the names of a whole article: one form, one kind; surnames of people named in full elsewhere;
/// forms that were found in one sentence and missed in another. O(names + tokens) on average.
extension NameArticle {
  mutating func reconcile() {
    partPlaces()
    joinParticles()
    nameAgencies()
    vote()
    nameDemonyms()
    nameTowns()
    nameDatelines()
    addMissed()
  }

  /// A hash of the lower-cased words of a name.
  func form(_ tokens: Range<Int>) -> UInt32 {
    tokens.reduce(NameWord.hashStart) { NameWord.hash($0, text.attributes($1).folded) }
  }

  /// The most that one mention can say for or against a kind.
  var limit: Int32 { Int32(min(1e6, 4 / max(model.slope, 1e-4))) }

  /// Gives mentions of the same form the kind for which all of them lose least. A form that is also the last
  /// word of a person's full name leans towards person.
  private mutating func vote() {
    let limit = limit
    var sums: [UInt32: [Int32]] = [:]
    var surnames: [UInt32: Int32] = [:]
    for name in found {
      let scores = name.scores.map { max($0, -limit) }
      sums[form(name.tokens), default: [Int32](repeating: 0, count: scores.count)].add(scores)
      if name.kind == .person, name.tokens.count > 1 {
        let last = (name.tokens.upperBound - 1)..<name.tokens.upperBound
        surnames[form(last), default: 0] = max(surnames[form(last), default: 0], min(name.margin, limit))
      }
    }
    for (surname, support) in surnames where sums[surname] != nil {
      for kind in NameKind.allCases where kind != .person { sums[surname]?[Int(kind.rawValue)] -= support }
    }
    for index in found.indices {
      guard let sum = sums[form(found[index].tokens)] else { continue }
      let own = Int(found[index].kind.rawValue)
      var best = own
      for kind in sum.indices where sum[kind] > sum[best] { best = kind }
      guard best != own, let kind = NameKind(rawValue: UInt8(best)) else { continue }
      found[index].kind = kind
      found[index].margin = min(found[index].margin, (sum[best] - sum[own]) / 2)
    }
  }

  /// "the Swedish minister": a lone adjective of a country is a nationality, whatever was made of it with doubt.
  private mutating func nameDemonyms() {
    for index in found.indices
    where found[index].tokens.count == 1 && found[index].kind != .person && found[index].margin < limit
      && text.isDemonym(found[index].tokens.lowerBound)
    {
      found[index].kind = .nationality
    }
  }

  /// Adds capitalised words outside every name that elsewhere are a name, or the surname of a person.
  private mutating func addMissed() {
    var known: [UInt32: (kind: NameKind, margin: Int32)] = [:]
    func learn(_ form: UInt32, _ kind: NameKind, _ margin: Int32) {
      if margin > known[form]?.margin ?? 0 { known[form] = (kind, margin) }
    }
    let isTaken = tokens { _ in true }
    for name in found where name.kind != .other {
      if name.tokens.count == 1 {
        learn(text.attributes(name.tokens.lowerBound).folded, name.kind, name.margin)
      } else if name.kind == .person {
        learn(text.attributes(name.tokens.upperBound - 1).folded, .person, name.margin)
      }
    }
    guard !known.isEmpty else { return }
    let threshold = limit / 2
    var added: [FoundName] = []
    for sentence in text.sentences.indices where text.styles[sentence] == NameText.Style.normal {
      for token in text.sentences[sentence] where !isTaken[token] {
        let word = text.attributes(token)
        guard word.isCapitalised, let (kind, margin) = known[word.folded], margin >= threshold,
          !text.forms[Int(word.form)].occursLowered
        else { continue }
        let run = text.runs[Int(text.run[token])]
        guard run.first == run.last else { continue }
        added.append(
          FoundName(tokens: token..<(token + 1), kind: kind, margin: margin / 4, scores: []))
      }
    }
    add(added)
  }

  /// Which tokens are part of a name of some sort. O(tokens).
  func tokens(where isWanted: (FoundName) -> Bool) -> [Bool] {
    var isPart = [Bool](repeating: false, count: text.word.count)
    for name in found where isWanted(name) { for token in name.tokens { isPart[token] = true } }
    return isPart
  }

  /// Adds names where no others are.
  mutating func add(_ names: [FoundName]) {
    guard !names.isEmpty else { return }
    found = (found + names).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }
}

extension [Int32] {
  fileprivate mutating func add(_ other: [Int32]) {
    for index in indices { self[index] += other[index] }
  }
}
