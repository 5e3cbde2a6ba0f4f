internal import CEnglishData

/// The forms of a word: what its lemma may look like in a text.
public struct WordForms: Sendable {
  /// By the embedded lexicon and table of exceptions.
  public static let standard = WordForms(lexicon: .standard)

  private let lexicon: Lexicon
  private let lemmatiser: Lemmatiser
  /// Irregular forms under the hash of their lemma, and lemmas under the hash of an irregular form.
  private let irregular: HashTable<[[UInt8]]>
  private let lemmas: HashTable<[[UInt8]]>

  init(lexicon: Lexicon) {
    self.lexicon = lexicon
    lemmatiser = Lemmatiser(lexicon: lexicon)
    var forms: [[UInt8]: [[UInt8]]] = [:]
    var lemmas: [[UInt8]: [[UInt8]]] = [:]
    for line in DataLine.lines(dl_lemmas) where ["NOUN", "VERB", "AUX", "ADJ", "ADV"].contains(line.kind) {
      if !(forms[line.rest]?.contains(line.word) ?? false) { forms[line.rest, default: []].append(line.word) }
      if !(lemmas[line.word]?.contains(line.rest) ?? false) {
        lemmas[line.word, default: []].append(line.rest)
      }
    }
    irregular = Self.table(forms)
    self.lemmas = Self.table(lemmas)
  }

  private static func table(_ entries: [[UInt8]: [[UInt8]]]) -> HashTable<[[UInt8]]> {
    var table = HashTable<[[UInt8]]>()
    for (word, values) in entries { table.add(WordHash(word).value, values) }
    return table
  }

  /// Every form of a folded word as noun, verb or adjective, and of the lemma whose form it is: of `meet` and of `met`
  /// meet, meets, met, meeting. Ascending, none twice, the word among them. O(1).
  public func forms(of word: String) -> [String] {
    let word = Array(word.utf8)
    var found: Set<[UInt8]> = []
    for base in bases(of: word) {
      found.insert(base)
      found.formUnion(irregular[WordHash(base).value] ?? [])
      found.formUnion(regular(base))
    }
    found.insert(word)
    return found.map { String(decoding: $0, as: UTF8.self) }.sorted()
  }

  /// The words whose form a word may be, itself among them unless it is an irregular form of others.
  private func bases(of word: [UInt8]) -> [[UInt8]] {
    // "left" is a form of "leave", and a word; "leaves" is one of "leaf", and of "leave".
    let known = lemmas[WordHash(word).value] ?? []
    var bases = known.isEmpty || lemmatiser.lemma(word, .verb, .vb) == word ? known + [word] : known
    for (upos, xpos) in Self.inflections {
      let base = lemmatiser.lemma(word, upos, xpos)
      guard base != word, base.count > 2, !bases.contains(base), isWord(base, beside: word) else { continue }
      bases.append(base)
    }
    return bases
  }

  private static let inflections: [(UPOS, XPOS)] = [
    (.verb, .vbz), (.verb, .vbd), (.verb, .vbg), (.noun, .nns),
  ]

  /// Whether a stem is a word of its own: not "nee" of "need", or "spee" of "speed".
  private func isWord(_ base: [UInt8], beside word: [UInt8]) -> Bool {
    guard let rank = lexicon.symbol(base)?.rawValue else { return false }
    return rank < 15_000 || rank < lexicon.symbol(word)?.rawValue ?? .max
  }

  /// What endings make of a base, where the lemmatiser leads back to it.
  private func regular(_ base: [UInt8]) -> [[UInt8]] {
    guard let last = base.last else { return [] }
    func with(_ ending: String, _ stem: some Sequence<UInt8>) -> [UInt8] { Array(stem) + Array(ending.utf8) }
    let short = base.dropLast()
    let double = base + [last]
    var found: [[UInt8]] = []
    func add(_ candidates: [[UInt8]], _ tags: [(UPOS, XPOS)]) {
      found += usual(
        candidates.filter { candidate in tags.contains { lemmatiser.lemma(candidate, $0, $1) == base } },
        of: base)
    }
    add([with("s", base), with("es", base), with("ies", short)], [(.verb, .vbz), (.noun, .nns)])
    // An irregular past has no regular one beside it: no "meeted".
    let pasts = (irregular[WordHash(base).value] ?? []).filter { lemmatiser.lemma($0, .verb, .vbd) == base }
    if pasts.isEmpty {
      add([with("ed", base), with("d", base), with("ied", short), with("ed", double)], [(.verb, .vbd)])
    }
    add([with("ing", base), with("ing", short), with("ing", double)], [(.verb, .vbg)])
    // Comparison only of what both degrees are known of: "teacher" is no degree of "teach".
    for stems in [
      (base, "er", "est"), (Array(short), "ier", "iest"), (base, "r", "st"), (double, "er", "est"),
    ] {
      let (comparative, superlative) = (with(stems.1, stems.0), with(stems.2, stems.0))
      guard lexicon.symbol(comparative) != nil, lexicon.symbol(superlative) != nil else { continue }
      add([comparative], [(.adj, .jjr)])
      add([superlative], [(.adj, .jjs)])
    }
    return found
  }

  /// Of the ways in which a form may be spelt those that are: by the lexicon, but for slips of the pen, which are rarer
  /// by far. Of a word that the lexicon lacks the first way.
  private func usual(_ candidates: [[UInt8]], of base: [UInt8]) -> [[UInt8]] {
    let known = candidates.compactMap { candidate in
      lexicon.symbol(candidate).map { (word: candidate, rank: Int($0.rawValue)) }
    }
    guard let best = known.map(\.rank).min() else {
      return lexicon.symbol(base) == nil ? Array(candidates.prefix(1)) : []
    }
    return known.filter { $0.rank <= max(1000, best) * Self.slip }.map(\.word)
  }

  private static let slip = 10
}
