internal import Articles
internal import English

/// Who says that an event took place: the subject of the speech verb that embeds it, or "according to X".
struct SourceFinder {
  let article: ParsedArticle

  private var reading: Reading { article.reading }
  private var vocabulary: CueWords { article.vocabulary }

  /// The head of the speaker's noun phrase and the cue's tokens, or nil where the outlet itself says so.
  func source(of token: Int) -> (speaker: Int, cue: Range<Int>)? {
    var at = token
    var steps = 0
    while at >= 0, steps < 12 {
      if let found = accordingTo(at) ?? interposed(at) { return found }
      let upper = article.head(at)
      guard upper >= 0 else { return nil }
      if article.relation(at) == .ccomp || article.relation(at) == .parataxis,
        vocabulary.speech.contains(article.lemma(upper), in: reading), let speaker = subject(of: upper)
      {
        return (speaker, upper..<(upper + 1))
      }
      at = upper
      steps += 1
    }
    return nil
  }

  /// Who acts in a clause of saying; the agent in the passive.
  func subject(of verb: Int) -> Int? {
    article.verbPredicate(verb).arguments.first { $0.slot == .subj }?.token
  }

  /// ", Butler said," inside or behind the clause.
  private func interposed(_ token: Int) -> (speaker: Int, cue: Range<Int>)? {
    for child in article.children(token) where article.relation(child) == .parataxis {
      guard vocabulary.speech.contains(article.lemma(child), in: reading),
        let speaker = article.child(child, .nsubj) ?? article.nameBefore(child)
      else { continue }
      return (speaker, child..<(child + 1))
    }
    return nil
  }

  /// "According to X".
  func accordingTo(_ token: Int) -> (speaker: Int, cue: Range<Int>)? {
    for child in article.children(token) {
      guard [.obl, .advmod, .nmod, .advcl].contains(article.relation(child)) else { continue }
      if let marker = article.caseMarker(child),
        Self.according.contains(article.word(marker), in: reading)
      {
        return (child, marker..<min(marker + 2, article.count))
      }
    }
    return nil
  }

  private static let according: WordSet = "according"
}

extension ParsedArticle {
  /// The name directly before an interposed verb of saying ("Milley, Butler said, will …"), which the arcs may have taken
  /// for an apposition.
  func nameBefore(_ verb: Int) -> Int? {
    let before = verb - 1
    guard before >= 0, sentenceOf[before] == sentenceOf[verb], upos(before) == .propn || upos(before) == .pron
    else {
      return nil
    }
    return before
  }
}
