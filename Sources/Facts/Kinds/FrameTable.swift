internal import English

/// The frames of a kind table with their words as symbols: a look-up from a token's lemma to the frames it may
/// trigger, and the tests of slots and pitfalls.
struct FrameTable: Sendable {
  /// A class, so that to look at one copies nothing.
  private final class Compiled: Sendable {
    let frame: Frame
    let prepositions: [WordSet]
    let words: [WordSet]
    let pitfallPrepositions: [WordSet]
    let pitfallWords: [WordSet]
    /// The pitfall is any word in its slot: "*".
    let pitfallIsAny: [Bool]
    /// Second words by trigger lemma.
    let particles: [(lemma: WordSet, particle: WordSet)]
    /// Words before the last one of a hyphenated trigger, which the tokeniser splits.
    let compounds: [(last: WordSet, before: [WordSet])]

    init(_ frame: Frame) {
      self.frame = frame
      prepositions = frame.slots.map { FrameTable.set($0.prepositions) }
      words = frame.slots.map { FrameTable.set($0.words) }
      pitfallPrepositions = frame.pitfalls.map { FrameTable.set($0.prepositions) }
      pitfallWords = frame.pitfalls.map { FrameTable.set($0.words) }
      pitfallIsAny = frame.pitfalls.map { $0.words == ["*"] }
      particles = frame.triggers.compactMap { trigger in
        trigger.particle.map { (FrameTable.set([trigger.lemma]), FrameTable.set([$0])) }
      }
      compounds = frame.triggers.compactMap { trigger in
        let parts = FrameTable.parts(trigger.lemma)
        return parts.count < 2
          ? nil
          : (FrameTable.set([parts[parts.count - 1]]), parts.dropLast().map { FrameTable.set([$0]) })
      }
    }
  }

  private var compiled: [Compiled] = []
  private var verbs: WordMap<[Int]>
  private var nouns: WordMap<[Int]>
  /// Frames from here on are the user's: they are tried beside the program's, not after them.
  let firstOwn: Int
  /// The role whose filler says where an event took place.
  let destination: Role?

  init(_ kinds: KindTable) {
    // By folded words: a user's `Meet` is the program's `meet`.
    var verbRules: [[UInt8]: [Int]] = [:]
    var nounRules: [[UInt8]: [Int]] = [:]
    for (rule, frame) in kinds.frames.enumerated() {
      for trigger in frame.triggers {
        let last = Self.parts(trigger.lemma).last ?? trigger.lemma
        // The tokeniser splits some hyphens and keeps others.
        for lemma in (last == trigger.lemma ? [last] : [last, trigger.lemma]).map({
          WordFolding.folded(Array($0.utf8))
        }) {
          if frame.isNoun {
            nounRules[lemma, default: []].append(rule)
          } else {
            verbRules[lemma, default: []].append(rule)
          }
        }
      }
      compiled.append(Compiled(frame))
    }
    verbs = WordMap(verbRules.map { (word: String(decoding: $0.key, as: UTF8.self), value: $0.value) })
    nouns = WordMap(nounRules.map { (word: String(decoding: $0.key, as: UTF8.self), value: $0.value) })
    let standard = KindTable.standard.frames.count
    firstOwn = kinds.frames.count > standard ? standard : Int.max
    destination = kinds.role(named: "destination")
  }

  private static func parts(_ lemma: String) -> [String] {
    lemma.utf8.split(separator: UInt8(ascii: "-")).map { String(Substring($0)) }
  }

  private static func set(_ words: [String]) -> WordSet {
    words.isEmpty ? noWords : WordSet(words.map { Array($0.utf8) })
  }

  /// Most slots take any word.
  private static let noWords = WordSet([[UInt8]]())

  subscript(rule: Int) -> Frame { compiled[rule].frame }

  /// The frames that a token may trigger, in the order of the file.
  func rules(for token: Int, in reading: Reading) -> [Int] {
    let lemma = reading.tokens.lemma[token]
    switch reading.tokens.upos[token] {
    case .verb, .aux, .adj: return verbs[lemma, in: reading] ?? []
    case .noun, .propn:
      return nouns[lemma, in: reading] ?? nouns[reading.tokens.word[token], in: reading] ?? []
    default: return []
    }
  }

  /// Whether some frame may be triggered by this lemma: which sentences need arcs.
  func isTrigger(_ lemma: Symbol, in reading: Reading) -> Bool {
    verbs[lemma, in: reading] != nil || nouns[lemma, in: reading] != nil
  }

  /// What a token that a rule's trigger is governs, as verb or noun; nil where it stands otherwise ("the strike committee"), lacks
  /// the trigger's second word, or means something else there.
  func predicate(_ rule: Int, _ token: Int, _ article: ParsedArticle) -> Predicate? {
    let isNoun = self[rule].isNoun
    if isNoun {
      guard article.upos(token) == .noun || article.upos(token) == .propn else { return nil }
      if article.relation(token) == .compound || article.relation(token) == .amod { return nil }
    } else {
      guard article.upos(token) == .verb || (article.upos(token) == .adj && article.xpos(token) == .vbn)
      else { return nil }
    }
    guard hasParticle(rule, token, article) else { return nil }
    let predicate = isNoun ? article.nounPredicate(token) : article.verbPredicate(token)
    return isPitfall(rule, ofWholeOf: predicate, article) ? nil : predicate
  }

  /// A trigger of two words has the second beside it: a particle, an adverb, the next word.
  func hasParticle(_ rule: Int, _ token: Int, _ article: ParsedArticle) -> Bool {
    let reading = article.reading
    for (lemma, particle) in compiled[rule].particles where lemma.contains(article.lemma(token), in: reading)
    {
      if token + 1 < article.count, particle.contains(article.word(token + 1), in: reading) { return true }
      return article.children(token).contains { particle.contains(article.word($0), in: reading) }
    }
    for (last, before) in compiled[rule].compounds where last.contains(article.lemma(token), in: reading) {
      // "touch", "-" before "base"
      guard token >= before.count * 2 else { return false }
      for (index, word) in before.reversed().enumerated()
      where !word.contains(article.word(token - 2 * (index + 1)), in: reading) {
        return false
      }
      return true
    }
    return true
  }

  /// Whether an argument stands in a slot of the frame.
  func accepts(_ rule: Int, _ slot: Int, _ argument: Argument, _ reading: Reading) -> Bool {
    let rule = compiled[rule]
    return Self.stands(argument, rule.frame.slots[slot].slots, rule.prepositions[slot], reading)
  }

  private static func stands(
    _ argument: Argument, _ slots: [Slot], _ prepositions: WordSet, _ reading: Reading
  ) -> Bool {
    guard slots.contains(argument.slot) else { return false }
    guard argument.slot == .prep else { return true }
    return argument.preposition.map { prepositions.contains($0, in: reading) } ?? false
  }

  /// Whether a slot takes a word, or the first word of a name: "Hurricane Otto" is a hurricane.
  func allows(_ rule: Int, _ slot: Int, _ token: Int, _ article: ParsedArticle) -> Bool {
    let words = compiled[rule].words[slot]
    if words.contains(article.lemma(token), in: article.reading) { return true }
    guard article.upos(token) == .propn, let first = article.children(token).first(where: { _ in true })
    else { return false }
    return (article.relation(first) == .compound || article.relation(first) == .flat)
      && words.contains(article.lemma(first), in: article.reading)
  }

  /// Whether an argument makes the trigger mean something else ("met the deadline"), or one of the noun that the trigger
  /// carries ("launched an attack on the press").
  func isPitfall(_ rule: Int, ofWholeOf predicate: Predicate, _ article: ParsedArticle) -> Bool {
    // What a rule says with its noun ("caught fire") is no pitfall of that noun.
    isPitfall(rule, predicate, article)
      || carriesPitfall(predicate, of: self[rule].kind, article, governed: false)
  }

  /// The same of every rule of a kind, for what no rule has found.
  func isPitfall(of kind: Kind, _ predicate: Predicate, _ article: ParsedArticle) -> Bool {
    anyPitfall(predicate, of: kind, article, governed: true)
      || carriesPitfall(predicate, of: kind, article, governed: true)
  }

  private func carriesPitfall(
    _ predicate: Predicate, of kind: Kind, _ article: ParsedArticle, governed: Bool
  ) -> Bool {
    let verb = predicate.trigger
    return !predicate.isNoun
      && article.children(verb).contains { noun in
        article.upos(noun) == .noun && abs(noun - verb) <= 3
          && anyPitfall(article.nounPredicate(noun), of: kind, article, governed: governed)
      }
  }

  private func anyPitfall(
    _ predicate: Predicate, of kind: Kind, _ article: ParsedArticle, governed: Bool
  ) -> Bool {
    rules(for: predicate.trigger, in: article.reading).contains {
      self[$0].kind == kind && isPitfall($0, predicate, article, governed: governed)
    }
  }

  /// `governed`: what is said of the verb that carries a noun counts.
  private func isPitfall(
    _ rule: Int, _ predicate: Predicate, _ article: ParsedArticle, governed: Bool = true
  ) -> Bool {
    let rule = compiled[rule]
    for (index, pitfall) in rule.frame.pitfalls.enumerated() {
      if !governed, pitfall.slots.contains(.governor) { continue }
      if pitfall.slots.contains(.marker), let marker = article.caseMarker(predicate.trigger),
        rule.pitfallWords[index].contains(article.word(marker), in: article.reading)
      {
        return true
      }
      for argument in predicate.arguments
      where Self.stands(argument, pitfall.slots, rule.pitfallPrepositions[index], article.reading) {
        if rule.pitfallIsAny[index] {
          // "for two days" says how long.
          if article.vocabulary.timeNouns.contains(article.lemma(argument.token), in: article.reading) {
            continue
          }
          return true
        }
        let words = rule.pitfallWords[index]
        for token in article.conjuncts(argument.token)
        where words.contains(article.lemma(token), in: article.reading)
          || isPlural(token, of: words, article)
          || words.contains(article.word(token), in: article.reading)
        {
          return true
        }
      }
    }
    return false
  }

  /// "Shares", at a sentence's start taken for a name.
  private func isPlural(_ token: Int, of words: WordSet, _ article: ParsedArticle) -> Bool {
    let word = article.reading.word(token)
    guard article.upos(token) == .propn, word.count > 3, word.last == UInt8(ascii: "s"),
      let singular = Lexicon.standard.symbol(word.dropLast())
    else { return false }
    return words.contains(singular, in: article.reading)
  }
}
