internal import Articles
internal import English

extension TimeContext {
  /// Which way the verb that governs an expression points: −1 past, 1 future, 0 where no verb stands near.
  ///
  /// The nearest verb to the left in the sentence, else the first to the right; an expression that opens its
  /// clause belongs to the verb on its right.
  func direction(of found: Range<Int>, action: TimeAction) -> Int {
    let sentence = sentence(of: found.lowerBound)
    if isPossessive(found.upperBound) {
      // "Wednesday's ruling" has been, unless the verb after it looks ahead.
      return right(from: found.upperBound, in: sentence) == 1 ? 1 : -1
    }
    if word(found.lowerBound - 1) == "by" || word(found.lowerBound - 1) == "until" {
      let isBy = word(found.lowerBound - 1) == "by"
      let left = left(from: found.lowerBound - 2, in: sentence)
      // "By Thursday ten sailors had died"
      if isBy, left == nil, right(from: found.upperBound, in: sentence) == -1 { return -1 }
      return left == -1 && isBy ? 0 : 1
    }
    if opensClause(found.lowerBound, sentence), let right = right(from: found.upperBound, in: sentence) {
      return right
    }
    if let left = left(from: found.lowerBound - 1, in: sentence) { return left }
    return right(from: found.upperBound, in: sentence) ?? 0
  }

  private func isPossessive(_ after: Int) -> Bool {
    after + 1 < atoms.count && atoms[after].kind == .sign && atoms[after].value == 39
      && atoms[after].space == 0 && atoms[after + 1].space == 0 && word(after + 1) == "s"
  }

  private func ends(_ atom: Int) -> Bool {
    let atom = atoms[atom]
    guard atom.kind == .sign else { return atom.space == 2 }
    return atom.space == 2 || atom.value == 63 || atom.value == 33 || atom.value == 59
  }

  /// A full stop with a capital after it, not that of an abbreviation (a short capitalised word).
  private func isStop(_ at: Int) -> Bool {
    guard atoms[at].kind == .sign, atoms[at].value == 46, atoms[at].space == 0, at + 1 < atoms.count else {
      return false
    }
    let next = atoms[at + 1]
    guard next.space > 0, next.isCapitalised || next.kind == .sign else { return false }
    guard at > 0 else { return true }
    return !(atoms[at - 1].isCapitalised && atoms[at - 1].end - atoms[at - 1].start <= 4)
  }

  private func opensClause(_ first: Int, _ sentence: TextRange) -> Bool {
    var at = first - 1
    while at >= 0, at > first - 3, ["on", "in", "by", "at", "the", "during", "of"].contains(word(at)) {
      at -= 1
    }
    guard at >= 0, atoms[at].start >= sentence.start else { return true }
    if atoms[at + 1].space == 2 || isStop(at) || ends(at) { return true }
    return atoms[at].kind == .word && ["that", "when", "and", "but"].contains(word(at)) && at < first - 1
      || atoms[at].kind == .sign && (atoms[at].value == 34 || atoms[at].value == 96)
  }

  /// The sense of one atom as a verb; nil for other words.
  private func sense(_ at: Int) -> Int? {
    let listed = vocabulary.value(of: atoms[at].word, in: .tense)
    if listed != TimeVocabulary.none { return Int(listed) }
    guard let tag = xpos(at), tag != .xx else { return looksPast(at) ? -1 : nil }
    switch tag {
    case .vbd: return -1
    case .md: return 1
    case .vbz, .vbp: return 0
    case .vbn: return 4
    case .vb: return 3
    case .jj: return looksPast(at) ? 4 : nil
    default: return nil
    }
  }

  /// Ends in "-ed": the guess for words without a tag.
  private func looksPast(_ at: Int) -> Bool {
    let atom = atoms[at]
    guard atom.kind == .word, !atom.isCapitalised, atom.end - atom.start > 4 else { return false }
    return text[Int(atom.end) - 1] == 100 && text[Int(atom.end) - 2] == 101
  }

  private func left(from start: Int, in sentence: TextRange) -> Int? {
    var at = start
    let limit = max(0, start - 24)
    var weak: Int?
    while at >= limit, at >= 0, atoms[at].start >= sentence.start {
      if sentences.isEmpty, isStop(at) || ends(at) && atoms[at].kind == .sign { return weak }
      if let sense = sense(at) {
        switch sense {
        case 3: return infinitive(at)
        case 2: return start - at <= 3 ? 1 : -1
        // Plural nouns are often tagged as verbs of the present: a surer verb before it goes first.
        case 0: weak = weak ?? (start - at <= 3 ? 1 : -1)
        case 4: return participle(at)
        default: return sense
        }
      }
      if atoms[at].space == 2 { return weak }
      at -= 1
    }
    return weak
  }

  /// A bare verb: with a modal or "to" before it, future; with "did", past.
  private func infinitive(_ at: Int) -> Int {
    for back in stride(from: at - 1, through: max(0, at - 5), by: -1) {
      let listed = vocabulary.value(of: atoms[back].word, in: .tense)
      if listed == 1 { return 1 }
      if listed == -1 { return -1 }
      let name = word(back)
      if name == "to" { return 1 }
      if name == "did" || name == "didn" { return -1 }
    }
    return 1
  }

  /// A participle: "will be held" is future, "was held" and "held" are past.
  private func participle(_ at: Int) -> Int {
    for back in stride(from: at - 1, through: max(0, at - 4), by: -1) {
      let listed = vocabulary.value(of: atoms[back].word, in: .tense)
      if listed == 1 || listed == 2 { return 1 }
      if listed == -1 { return -1 }
      if atoms[back].kind == .sign { break }
    }
    return -1
  }

  private func right(from start: Int, in sentence: TextRange) -> Int? {
    var at = start
    while at < min(atoms.count, start + 16), atoms[at].start < sentence.end {
      if at > start, atoms[at].space == 2 { return nil }
      if sentences.isEmpty, isStop(at) || ends(at) && atoms[at].kind == .sign { return nil }
      if let sense = sense(at) {
        switch sense {
        case 0, 2:
          return at + 1 < atoms.count && vocabulary.value(of: atoms[at + 1].word, in: .tense) == 1 ? 1 : 0
        case 3: return nil
        case 4: return -1
        default: return sense
        }
      }
      at += 1
    }
    return nil
  }
}
