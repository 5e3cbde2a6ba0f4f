internal import English

/// Chooses the sentences in which facts, roles or quotations could need arcs; the others are not parsed.
struct ArcChoice {
  let vocabulary: CueWords
  let frames: FrameTable

  /// A sentence needs arcs if it has a trigger, a word of saying, a quotation mark, a role noun, or a name and a verb; when an
  /// article was published is no part of what it tells.
  func needsArcs(_ sentence: Sentence, in reading: Reading) -> Bool {
    guard sentence.kind != .stamp else { return false }
    var hasCopula = false
    var hasRole = false
    var hasName = false
    var hasMark = false
    var hasVerb = false
    for token in sentence.tokens {
      let lemma = reading.tokens.lemma[token]
      // "Lind is the Swedish defence minister."
      if Self.be.contains(lemma, in: reading) { hasCopula = true }
      if !hasRole, vocabulary.titles[lemma, in: reading] != nil { hasRole = true }
      if hasCopula, hasRole { return true }
      if reading.tokens.upos[token] == .propn, !vocabulary.timeNouns.contains(lemma, in: reading) {
        hasName = true
      }
      if reading.tokens.upos[token] == .verb { hasVerb = true }
      // Marks alone say nothing: a quotation that the arcs help with has a verb.
      if Self.marks.contains(reading.tokens.word[token], in: reading) { hasMark = true }
      if hasVerb, hasName || hasMark { return true }
      if frames.isTrigger(lemma, in: reading) || vocabulary.directSpeech.contains(lemma, in: reading)
        || Self.according.contains(reading.tokens.word[token], in: reading)
        || NumberWords.standard.isCue(lemma, in: reading)
      {
        return true
      }
    }
    return false
  }

  private static let be: WordSet = "be"
  private static let marks: WordSet = "\" “ ” ''"
  private static let according: WordSet = "according"
}
