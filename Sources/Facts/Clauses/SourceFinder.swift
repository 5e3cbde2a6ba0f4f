internal import Articles
internal import English

/// Who says that an event took place: the subject of the word of saying that embeds it, or "according to X".
struct SourceFinder {
  let article: ParsedArticle

  private var reading: Reading { article.reading }
  private var vocabulary: CueWords { article.vocabulary }
  private var speakers: SpeakerFinder { SpeakerFinder(article: article) }

  /// The head of the speaker's noun phrase and the cue's tokens, or nil where the outlet itself says so.
  func source(of token: Int) -> (speaker: Int, cue: Range<Int>)? {
    var at = token
    var steps = 0
    while at >= 0, steps < 12 {
      if let found = accordingTo(at) ?? interposed(at) { return found }
      let upper = article.head(at)
      guard upper >= 0 else { return nil }
      if isSaid(at, by: upper), let speaker = speakers.speaker(upper)?.head, !article.isBelow(token, speaker)
      {
        return (speaker, upper..<(upper + 1))
      }
      at = upper
      steps += 1
    }
    return nil
  }

  /// The clause or noun is what a word of saying says.
  private func isSaid(_ token: Int, by upper: Int) -> Bool {
    let lemma = article.lemma(upper)
    switch article.relation(token) {
    case .ccomp, .parataxis:
      return vocabulary.speech.contains(lemma, in: reading) || isShown(by: upper)
    case .conj:
      // "said that A and that B", where the arcs hang B on "said".
      return vocabulary.speech.contains(lemma, in: reading) && hasThat(token)
    case .advcl where article.upos(token) == .verb && Self.accusing.contains(lemma, in: reading):
      // "accused the bank of hiding losses"
      return !article.isPassive(upper) && [.vbd, .vbz, .vbp].contains(article.xpos(upper))
    case .obj:
      // "confirmed its first infections"
      return vocabulary.telling.contains(lemma, in: reading) && article.upos(token) != .verb
    case .obl:
      // "reported on a rescue"
      return vocabulary.telling.contains(lemma, in: reading)
        && article.preposition(token).map { Self.on.contains($0, in: reading) } ?? false
    case .xcomp:
      return vocabulary.telling.contains(lemma, in: reading)
        || vocabulary.speech.contains(lemma, in: reading) && article.upos(token) != .verb
    case .acl, .nmod:
      // "a statement that an inmate had been stabbed", "reports of a blast"
      guard article.upos(upper) == .noun, vocabulary.tales.contains(article.nounLemma(upper), in: reading)
      else { return false }
      return hasThat(token)
        || article.preposition(token).map { Self.of.contains($0, in: reading) } ?? false
    default: return false
    }
  }

  /// "the study found that", "footage shows": what has been put down shows it.
  private func isShown(by verb: Int) -> Bool {
    guard Self.showing.contains(article.lemma(verb), in: reading),
      let subject = article.child(verb, .nsubj)
    else { return false }
    let noun = article.nounLemma(subject)
    return vocabulary.voices.contains(noun, in: reading) || Self.findings.contains(noun, in: reading)
  }

  private static let accusing: WordSet = "accuse suspect"
  private static let showing: WordSet = "show find suggest indicate document read"
  private static let findings: WordSet =
    "video footage audit investigation research analysis census test image photo"

  private func hasThat(_ token: Int) -> Bool {
    article.children(token).contains {
      article.relation($0) == .mark && Self.that.contains(article.word($0), in: reading)
    }
  }

  private func hasAs(_ token: Int) -> Bool {
    article.children(token).contains {
      article.relation($0) == .mark && Self.asWord.contains(article.word($0), in: reading)
    }
  }

  private static let asWord: WordSet = "as"
  private static let that: WordSet = "that"
  private static let on: WordSet = "on"
  private static let of: WordSet = "of"

  /// ", Butler said," inside or behind the clause, "as Butler said".
  private func interposed(_ token: Int) -> (speaker: Int, cue: Range<Int>)? {
    for child in article.children(token)
    where article.relation(child) == .parataxis || article.relation(child) == .advcl && hasAs(child) {
      guard vocabulary.speech.contains(article.lemma(child), in: reading) || isShown(by: child),
        let speaker = article.child(child, .nsubj) ?? article.nameBefore(child)
      else { continue }
      return (speaker, child..<(child + 1))
    }
    return nil
  }

  /// "According to X", "by early reports".
  func accordingTo(_ token: Int) -> (speaker: Int, cue: Range<Int>)? {
    for child in article.children(token) {
      guard [.obl, .advmod, .nmod, .advcl, .oblAgent].contains(article.relation(child)),
        let marker = article.caseMarker(child)
      else { continue }
      if Self.according.contains(article.word(marker), in: reading) {
        return (child, marker..<min(marker + 2, article.count))
      }
      if Self.by.contains(article.word(marker), in: reading), article.isPlural(child),
        vocabulary.tales.contains(article.nounLemma(child), in: reading)
      {
        return (child, marker..<(marker + 1))
      }
    }
    return nil
  }

  private static let according: WordSet = "according"
  private static let by: WordSet = "by per"
}
