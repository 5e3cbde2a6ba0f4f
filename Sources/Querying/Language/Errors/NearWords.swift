internal import Articles

/// Words within a small edit distance of one that is not known, for "did you mean": at most three, nearest first,
/// ties in the order given; empty when nothing is close (within max(1, length / 3) edits, a swap of neighbours counted
/// as one) or the word is longer than 64. Where words may be left unfinished, as names of commands, `completing` adds
/// those that begin with it.
public func nearWords(
  to word: String, among candidates: some Sequence<String>, completing: Bool = false
) -> [String] {
  let scalars = Array(word.lowercased().unicodeScalars)
  guard !scalars.isEmpty, scalars.count <= 64 else { return [] }
  var distance = EditDistance(scalars)
  let limit = distance.tolerance
  var near: [(distance: Int, order: Int, text: String)] = []
  for (order, candidate) in candidates.enumerated() {
    let other = Array(candidate.lowercased().unicodeScalars)
    if completing, scalars.count > 1, other.starts(with: scalars) {
      near.append((min(limit + 1, other.count - scalars.count), order, candidate))
    } else if let edits = distance.to(other, atMost: min(limit, scalars.count - 1)) {
      // One letter turned into another is no misspelling of it: hence fewer edits than letters.
      near.append((edits, order, candidate))
    }
  }
  near.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
  var words: [String] = []
  for entry in near where words.count < 3 && !words.contains(entry.text) { words.append(entry.text) }
  return words
}

/// The `count` names that are most like one that is not known, the likest first, however far they are: what a word of
/// daily speech stands for, else by a common beginning and the pairs of letters that both have (Dice's coefficient),
/// ties in the order given. O(names × length).
func nearest(to word: String, among names: [String], count: Int = 4) -> [String] {
  let word = word.lowercased()
  let meant = (everydayNames[word] ?? []).filter(names.contains)
  if !meant.isEmpty { return meant }
  let pairs = letterPairs(word)
  func likeness(_ name: String) -> Double {
    let others = letterPairs(name)
    let shared = Double(pairs.intersection(others).count)
    let begins = zip(word, name).prefix { $0 == $1 }.count
    return (2 * shared + Double(begins)) / Double(max(1, pairs.count + others.count))
  }
  let scores = names.enumerated().map { (likeness($1), -$0, $1) }
  return scores.sorted { ($0.0, $0.1) > ($1.0, $1.1) }.prefix(count).map(\.2)
}

private func letterPairs(_ word: String) -> Set<String> {
  let letters = Array(word)
  return Set(zip(letters, letters.dropFirst()).map { String([$0, $1]) })
}

/// Fields by words that people use for them, the likeliest first.
private let everydayNames: [String: [String]] = [
  "area": ["location", "region"], "author": ["source", "outlet", "speaker"],
  "casualties": ["killed", "injured"],
  "city": ["location"], "country": ["location", "participant"], "dead": ["killed"], "deaths": ["killed"],
  "headline": ["title", "article"], "hurt": ["injured"], "money": ["amount"],
  "name": ["participant", "title"],
  "news": ["article", "text"], "newspaper": ["outlet"], "paper": ["outlet"], "people": ["participant"],
  "person": ["participant", "actor"], "publisher": ["outlet"], "quote": ["content", "text"],
  "region": ["location"],
  "said": ["content", "text"], "speaker": ["source"], "subject": ["topic"], "time": ["date"],
  "toll": ["killed"],
  "town": ["location"], "type": ["kind"], "verb": ["what"], "victims": ["killed", "injured"],
  "website": ["outlet"], "when": ["date"], "where": ["location"], "who": ["participant", "actor"],
  "why": ["topic"],
  "word": ["text", "what"], "words": ["text", "what"], "wounded": ["injured"],
]
