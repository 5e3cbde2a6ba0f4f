internal import Indexing

/// A full-text search: `(talks OR ~negotiate) "air defence" patriot* -drill ukraine NEAR/3 aid`.
///
/// Words are folded and stand for themselves; a phrase's words stand side by side; `word*` is any word that begins so,
/// `~word` any of its forms; `a NEAR/n b` has at most n words between them, in either order (`NEAR` alone: 10). What
/// stands side by side must all be met; `OR` (or `|`) binds less than that, `NOT` and `-` more.
struct TextQuery: Hashable, Sendable {
  typealias Term = WantedWord

  indirect enum Node: Hashable, Sendable {
    /// Words side by side; a single word is a phrase of one.
    case phrase([Term])
    /// Two phrases or more, with at most so many words between the end of the first of them and the start of the last.
    case near([[Term]], distance: Int)
    /// Two parts or more.
    case and([Node]), or([Node])
    case not(Node)
  }

  /// Nil where there is no word in the search.
  private(set) var root: Node?

  init(_ root: Node?) { self.root = root }

  /// Reads a search; one that is faulty looks for nothing.
  init(_ text: String) { root = try? Self.read(text) }

  /// Phrases that are looked for, each once: those of `NOT` are not.
  var phrases: [[Term]] {
    var found: [[Term]] = []
    root?.forEachPhrase { if !found.contains($0) { found.append($0) } }
    return found
  }

  /// Every word that is looked for, each once, for postings and scores.
  var terms: [Term] { Self.terms(of: phrases) }

  /// The words of some phrases, each once.
  static func terms(of phrases: [[Term]]) -> [Term] {
    var unique: [Term] = []
    for term in phrases.flatMap(\.self) where !unique.contains(term) { unique.append(term) }
    return unique
  }

  /// The words of a search for nothing but single words, all of which must be met; nil for any other search.
  var plainWords: [String]? {
    let parts: [Node] =
      switch root {
      case .and(let parts): parts
      case .some(let only): [only]
      case nil: []
      }
    var words: [String] = []
    for part in parts {
      guard case .phrase(let terms) = part, terms.count == 1, case .word(let word) = terms[0] else {
        return nil
      }
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  /// Whether a text's folded words meet it; every text meets a search without words. O(words × terms).
  func matches(_ words: [String]) -> Bool { root?.matches(words) ?? true }

  /// How often each of `terms` occurs.
  static func counts(_ terms: [Term], in words: [String]) -> [Int] {
    terms.map { term in words.reduce(0) { $0 + (term.matches($1) ? 1 : 0) } }
  }
}

extension TextQuery.Node {
  typealias Term = TextQuery.Term

  /// Phrases but those of `NOT`, in written order.
  func forEachPhrase(_ body: ([Term]) -> Void) {
    switch self {
    case .phrase(let terms): body(terms)
    case .near(let phrases, _): for phrase in phrases { body(phrase) }
    case .and(let parts), .or(let parts): for part in parts { part.forEachPhrase(body) }
    case .not: return
    }
  }

  func matches(_ words: [String]) -> Bool {
    switch self {
    case .phrase(let terms): return !Self.starts(of: terms, words).isEmpty
    case .near(let phrases, let distance):
      let starts = phrases.map { terms in Self.starts(of: terms, words)[...] }
      return Self.areNear(starts, lengths: phrases.map(\.count), phrases, distance)
    case .and(let parts): return parts.allSatisfy { $0.matches(words) }
    case .or(let parts): return parts.contains { $0.matches(words) }
    case .not(let inner): return !inner.matches(words)
    }
  }

  private static func starts(of terms: [Term], _ words: [String]) -> [Int32] {
    guard !terms.isEmpty, words.count >= terms.count else { return [] }
    return (0...(words.count - terms.count)).filter { start in
      terms.indices.allSatisfy { terms[$0].matches(words[start + $0]) }
    }.map(Int32.init)
  }

  /// Whether some occurrence of each phrase stands so that no more than `distance` words lie between the end of the
  /// first and the start of the last of them. `starts`: ascending, of each phrase. Phrases that are equal need
  /// occurrences of their own. O(occurrences · phrases).
  static func areNear(_ starts: [ArraySlice<Int32>], lengths: [Int], _ phrases: [[Term]], _ distance: Int)
    -> Bool
  {
    var needed: [Int] = []
    var group: [Int] = []
    var kinds: [[Term]] = []
    for phrase in phrases {
      let kind = kinds.firstIndex(of: phrase) ?? kinds.count
      if kind == kinds.count {
        kinds.append(phrase)
        needed.append(0)
      }
      needed[kind] += 1
      group.append(kind)
    }
    var places: [(start: Int32, end: Int32, kind: Int)] = []
    for kind in kinds.indices {
      guard let phrase = group.firstIndex(of: kind) else { continue }
      for start in starts[phrase] { places.append((start, start + Int32(lengths[phrase]), kind)) }
    }
    places.sort { ($0.start, $0.kind) < ($1.start, $1.kind) }
    // From each place on the nearest that are still needed, where they do not stand too far behind its end.
    for (first, place) in places.enumerated() {
      var open = needed
      var count = phrases.count
      var end = place.start
      for other in places[first...] {
        if Int(other.start - place.end) > distance { break }
        // A word stands for one of the phrases only.
        if open[other.kind] == 0 || other.start < end { continue }
        open[other.kind] -= 1
        count -= 1
        end = other.end
        if count == 0 { return true }
      }
    }
    return false
  }
}
