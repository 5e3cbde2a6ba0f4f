internal import Articles
internal import CEnglishData

/// Base forms of inflected words: a table of exceptions, then endings, the lexicon deciding between possible stems.
struct Lemmatiser: Sendable {
  private let lexicon: Lexicon
  /// Lemmas under the hash of word and tag.
  private let exceptions: HashTable<[UInt8]>

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
    exceptions = Self.table
  }

  private static let table: HashTable<[UInt8]> = {
    var table = HashTable<[UInt8]>()
    for line in DataLine.lines(dl_lemmas) {
      guard let tag = UPOS.allCases.first(where: { $0.name == line.kind }) else { continue }
      table.add(key(line.word, tag), line.rest)
    }
    return table
  }()

  private static func key(_ word: some Sequence<UInt8>, _ tag: UPOS) -> UInt64 {
    var hash = WordHash(word)
    hash.add(tag.rawValue)
    return hash.value
  }

  /// Sets the lemmas of all tokens. A lemma that the lexicon lacks becomes one of the article's own words.
  func lemmatise(_ reading: inout Reading) {
    var lemmas = reading.tokens.word
    for token in lemmas.indices {
      let upos = reading.tokens.upos[token]
      let xpos = reading.tokens.xpos[token]
      guard inflects(upos, xpos) else { continue }
      let symbol = reading.tokens.word[token]
      if let own = reading.ownWord(symbol) {
        let word = Array(own)
        let lemma = lemma(word, upos, xpos)
        if lemma != word { lemmas[token] = self.symbol(lemma, &reading) }
      } else {
        let word = Array(lexicon.bytes(of: symbol))
        let lemma = lemma(word, upos, xpos)
        if lemma != word { lemmas[token] = self.symbol(lemma, &reading) }
      }
    }
    reading.tokens.lemma = lemmas
  }

  private func symbol(_ word: [UInt8], _ reading: inout Reading) -> Symbol {
    let hash = WordHash(word).value
    return lexicon.symbol(word, hash: hash) ?? reading.ownWords.intern(word, hash: hash)
  }

  /// Whether the lemma of a word with these tags can differ from the word.
  private func inflects(_ upos: UPOS, _ xpos: XPOS) -> Bool {
    switch upos {
    case .aux, .pron, .det, .part, .adv: true
    case .noun: xpos == .nns
    case .verb: xpos != .vb
    case .adj: xpos == .jjr || xpos == .jjs
    default: false
    }
  }

  /// The lemma of a folded word.
  func lemma(_ word: [UInt8], _ upos: UPOS, _ xpos: XPOS) -> [UInt8] {
    exceptions[Self.key(word, upos)] ?? regular(word, upos, xpos)
  }

  /// Whether some tags give a folded word this lemma.
  func mayHave(_ word: [UInt8], _ lemma: [UInt8]) -> Bool {
    if word == lemma { return true }
    if Self.endings.contains(where: { regular(word, $0.0, $0.1) == lemma }) { return true }
    return UPOS.allCases.contains { exceptions[Self.key(word, $0)] == lemma }
  }

  /// Tags that between them call for every ending.
  private static let endings: [(UPOS, XPOS)] = [
    (.noun, .nns), (.verb, .vbz), (.verb, .vbg), (.verb, .vbd), (.adj, .jjr), (.adj, .jjs),
  ]

  /// The lemma of a folded word that is no exception.
  private func regular(_ word: [UInt8], _ upos: UPOS, _ xpos: XPOS) -> [UInt8] {
    switch (upos, xpos) {
    case (.noun, _): return singular(word)
    case (.verb, .vbz), (.aux, .vbz): return third(word)
    case (.verb, .vbg), (.aux, .vbg): return stem(word, dropping: "ing")
    case (.verb, .vbd), (.verb, .vbn), (.aux, .vbd), (.aux, .vbn):
      return word.ends("ied") && word.count > 4 ? word.dropLast(3) + [0x79] : stem(word, dropping: "ed")
    case (_, .jjr), (_, .rbr):
      return word.ends("ier") && word.count > 4 ? word.dropLast(3) + [0x79] : stem(word, dropping: "er")
    case (_, .jjs), (_, .rbs):
      return word.ends("iest") && word.count > 5 ? word.dropLast(4) + [0x79] : stem(word, dropping: "est")
    default: return word
    }
  }

  private func singular(_ word: [UInt8]) -> [UInt8] {
    if word.contains(where: \.isASCIIDigit) { return word }
    if word.ends("men"), word.count > 4 { return word.dropLast(2) + [0x61, 0x6e] }
    guard word.ends("s"), !word.ends("ss"), word.count > 2 else { return word }
    if word.ends("'s") { return Array(word.dropLast(2)) }
    return third(word)
  }

  /// The stem of a form in -s.
  private func third(_ word: [UInt8]) -> [UInt8] {
    guard word.ends("s"), !word.ends("ss"), word.count > 2 else { return word }
    if word.ends("ies"), word.count > 4 { return word.dropLast(3) + [0x79] }
    let plain = Array(word.dropLast())
    guard word.ends("es") else { return plain }
    let short = Array(word.dropLast(2))
    if short.ends("ch") || short.ends("sh") || short.ends("x") || short.ends("ss") || short.ends("zz") {
      return commoner(short, plain, bias: 4)
    }
    if short.ends("o") || short.ends("us") { return commoner(short, plain, bias: 2) }
    return plain
  }

  /// The stem of a form in -ing, -ed, -er or -est: as it is, with e, or with its double consonant undone,
  /// whichever the lexicon has more often.
  private func stem(_ word: [UInt8], dropping ending: StaticString) -> [UInt8] {
    let length = ending.utf8CodeUnitCount
    guard word.ends(ending), word.count > length + 1 else { return word }
    let stem = Array(word.dropLast(length))
    guard stem.contains(where: Self.isVowel) else { return word }
    let last = stem[stem.count - 1]
    let before = stem[stem.count - 2]
    let withE = stem + [0x65]
    // agreed, seeing: e belongs to the stem; hoping, used: it was dropped.
    if last == 0x65 || last == 0x79 || last == 0x77 && stem.count > 3 {
      return commoner(stem, withE, bias: 50)
    }
    if last == before, !Self.isVowel(last) {
      let single = Array(stem.dropLast())
      if last == 0x6c || last == 0x73 || last == 0x66 || last == 0x7a {
        return commoner(stem, single, bias: 3)
      }
      return single.count > 2 ? commoner(single, stem, bias: 3) : commoner(single, stem, bias: 1)
    }
    if last == 0x76 || last == 0x63 || last == 0x75 || (last == 0x73 && Self.isVowel(before)) || last == 0x7a
    {
      return commoner(withE, stem, bias: 20)
    }
    if last == 0x67, before != 0x6e, Self.isVowel(before) || before == 0x72 || before == 0x64 {
      return commoner(withE, stem, bias: 20)
    }
    if last == 0x6c, !Self.isVowel(before), before != 0x72, before != 0x6c, before != 0x77 {
      return commoner(withE, stem, bias: 20)
    }
    // Two vowels or two consonants before the ending: mostly no e.
    let twoVowels = stem.count > 2 && Self.isVowel(before) && Self.isVowel(stem[stem.count - 3])
    if twoVowels || !Self.isVowel(before) { return commoner(stem, withE, bias: 6) }
    // visited, opened: a long stem in a short vowel.
    return commoner(withE, stem, bias: 1)
  }

  /// `first`, unless the lexicon ranks `second` more than `bias` times higher.
  private func commoner(_ first: [UInt8], _ second: [UInt8], bias: Int) -> [UInt8] {
    guard let other = lexicon.symbol(second) else { return first }
    guard let mine = lexicon.symbol(first) else { return second }
    return Int(other.rawValue + 1) * bias < Int(mine.rawValue + 1) ? second : first
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61, 0x65, 0x69, 0x6f, 0x75, 0x79: true
    default: false
    }
  }
}

extension [UInt8] {
  /// Whether the bytes end in `ending`.
  func ends(_ ending: StaticString) -> Bool {
    let length = ending.utf8CodeUnitCount
    guard count >= length else { return false }
    return ending.withUTF8Buffer { bytes in
      for index in 0..<length where self[count - length + index] != bytes[index] { return false }
      return true
    }
  }
}
