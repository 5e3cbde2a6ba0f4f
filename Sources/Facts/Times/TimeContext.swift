internal import Articles
internal import English

/// What stands around an expression: whether it is one of time, and the tense of its verb.
struct TimeContext {
  let atoms: ContiguousArray<TimeAtom>
  let text: ArticleText
  let tokens: Tokens
  let sentences: [Sentence]
  let vocabulary: TimeVocabulary

  init(
    atoms: ContiguousArray<TimeAtom>, text: ArticleText, reading: Reading,
    vocabulary: TimeVocabulary
  ) {
    self.atoms = atoms
    self.text = text
    tokens = reading.tokens
    sentences = reading.sentences
    self.vocabulary = vocabulary
  }

  /// The bytes of the sentence that holds an atom; all, where there are no sentences. O(log sentences).
  func sentence(of atom: Int) -> TextRange {
    let token = token(at: atoms[atom].start)
    let low = (0..<sentences.count).partitionPoint { Int(sentences[$0].lastToken) <= token }
    guard low < sentences.count else { return TextRange(0..<text.count) }
    return tokens.range(sentences[low].tokens)
  }

  /// The bytes of a match; with the point of "p.m." or "Nov." unless a sentence ends there.
  func textRange(_ found: Range<Int>) -> TextRange {
    let last = atoms[found.upperBound - 1]
    var end = last.end
    if last.hasPoint, found.upperBound < atoms.count {
      let next = atoms[found.upperBound]
      if next.space < 2, !next.isCapitalised { end += 1 }
    }
    return TextRange(start: atoms[found.lowerBound].start, end: end)
  }

  /// The tokens that overlap a range. O(log tokens).
  func tokens(_ range: TextRange) -> Range<Int> {
    let first = token(at: range.start)
    var last = first
    while last < tokens.count, tokens.start[last] < range.end { last += 1 }
    return first..<last
  }

  /// The first token that ends after a byte.
  func token(at byte: Int32) -> Int {
    (0..<tokens.count).partitionPoint { tokens.start[$0] + tokens.length[$0] <= byte }
  }

  func xpos(_ atom: Int) -> XPOS? {
    let token = token(at: atoms[atom].start)
    return token < tokens.count && tokens.start[token] <= atoms[atom].start ? tokens.xpos[token] : nil
  }

  func isWord(_ atom: Int, _ words: Set<Int16>) -> Bool {
    atoms.indices.contains(atom) && words.contains(atoms[atom].word)
  }

  func word(_ atom: Int) -> String {
    guard atoms.indices.contains(atom) else { return "" }
    return String(decoding: text[Int(atoms[atom].start)..<Int(atoms[atom].end)], as: UTF8.self).lowercased()
  }

  private func isSign(_ atom: Int, _ signs: String) -> Bool {
    guard atoms.indices.contains(atom), atoms[atom].kind == .sign,
      let byte = UInt8(exactly: atoms[atom].value)
    else { return false }
    return signs.utf8.contains(byte)
  }

  static let timePrepositions: Set<String> = [
    "in", "of", "since", "by", "from", "until", "till", "after", "before", "between", "during", "through",
    "to",
    "for", "and", "or", "early", "late", "mid", "on", "around", "about", "circa", "than", "as",
  ]

  /// Whether a match is an expression of time and no name, verb or count.
  func accepts(_ rule: TimeRule, _ slots: TimeSlots, _ found: Range<Int>) -> Bool {
    let first = atoms[found.lowerBound]
    let before = found.lowerBound - 1
    let isSingle = found.count == 1
    switch rule.action {
    case .year where isSingle:
      if isSign(before, "$#/-+:.") && atoms[found.lowerBound].space == 0 { return false }
      if isSign(before, "$£#") || isSign(found.upperBound, "%/") { return false }
      if found.upperBound < atoms.count, atoms[found.upperBound].space == 0,
        atoms[found.upperBound].kind == .word
      {
        return false
      }
      if isSign(found.upperBound, "-:"), atoms[found.upperBound].space == 0,
        found.upperBound + 1 < atoms.count, atoms[found.upperBound + 1].kind == .number
      {
        return false
      }
      if atoms.indices.contains(before), atoms[before].kind == .number { return false }
      if (1900...2100).contains(slots.year) {
        return found.upperBound >= atoms.count || xpos(found.upperBound) != .nns
          || Self.timePrepositions.contains(word(before))
      }
      let introduced = ["in", "of", "since", "by", "from", "until", "before", "after", "early", "late"]
      return introduced.contains(word(before)) && slots.year < 1900 && slots.year >= 1400
        && Self.timePrepositions.contains(word(before))
        && (found.upperBound >= atoms.count || xpos(found.upperBound) != .nns)
    case .date where isSingle:
      let name = word(found.lowerBound)
      guard name == "may" || name == "march" || name.utf8.count <= 4 && name != "june" && name != "july"
      else {
        return !isNamePart(found)
      }
      if name != "may", name != "march" { return isSign(found.upperBound, ".") }
      if let tag = xpos(found.lowerBound), tag == .md || tag == .vb || tag == .vbd || tag == .vbp {
        return false
      }
      return Self.timePrepositions.contains(word(before)) && !isNamePart(found)
    case .weekday where isSingle:
      let length = first.end - first.start
      if length <= 5 { return length > 3 || false ? isSign(found.upperBound, ".") : false }
      return true
    case .holiday:
      return found.contains {
        atoms[$0].isCapitalised && vocabulary.value(of: atoms[$0].word, in: .shift) == TimeVocabulary.none
      }
    case .period where rule.word == "season":
      return true
    case .hourclock:
      return found.count >= 3 && !isSign(found.upperBound, ":")
    case .daypart where isSingle:
      return slots.daypart >= DayPart.noon.rawValue && slots.daypart != DayPart.dawn.rawValue
    case .set where isSingle && slots.daily >= 0 && first.isCapitalised:
      return before < 0 || isSign(before, ".\"") || first.space == 2
    case .decade where first.kind == .number && first.digits == 2: return false
    case .offset:
      // "ten days before the murder" is not counted from the last date.
      return word(found.upperBound - 1) != "before"
        || found.upperBound >= atoms.count || atoms[found.upperBound].kind == .sign
    case .duration:
      let last = atoms[found.upperBound - 1]
      return !last.isCapitalised || last.end - last.start < 2 || isSingle && first.space == 2
    default: return true
    }
  }

  /// A capitalised word directly after or before makes a single word part of a name ("April Smith").
  private func isNamePart(_ found: Range<Int>) -> Bool {
    let after = found.upperBound
    if after < atoms.count, atoms[after].isCapitalised, atoms[after].kind == .word, atoms[after].space == 1,
      xpos(after) ?? .nnp == .nnp, !Self.timePrepositions.contains(word(found.lowerBound - 1))
    {
      return true
    }
    return false
  }
}
