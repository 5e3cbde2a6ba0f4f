internal import Articles
internal import CEnglishData

/// Which tokens the words of a text may hold, told without reading it: what a search for tokens asks of an index of words.
///
/// A word here is a run of letters, marks and digits, folded; a token is what the reader makes of a text. Most words are a
/// token, but "cannot" is two, "don" of "don't" holds "do", and "5pm" a number and its unit.
public struct TokenForms: Sendable {
  /// By the embedded lists and lexicon.
  public static let standard = TokenForms(rules: .standard, lemmatiser: Lemmatiser(lexicon: .standard))

  private let rules: TokenRules
  private let lemmatiser: Lemmatiser
  /// Words that the table of lemmas has for a lemma.
  private let irregular: [[UInt8]: Set<[UInt8]>]

  init(rules: TokenRules, lemmatiser: Lemmatiser) {
    self.rules = rules
    self.lemmatiser = lemmatiser
    var irregular: [[UInt8]: Set<[UInt8]>] = [:]
    for line in DataLine.lines(dl_lemmas) where !line.rest.isEmpty {
      irregular[line.rest, default: []].insert(line.word)
    }
    self.irregular = irregular
  }

  /// Bytes from which on a word may be cut anywhere.
  private static let long = 1000

  /// The tokens of nothing but Latin letters that a folded word may hold; nil where it may hold any part of itself.
  /// O(length).
  public func tokens(in word: [UInt8]) -> [[UInt8]]? {
    if word.count > Self.long || word.contains(where: { $0 >= 0x80 }) { return nil }
    var found: [[UInt8]] = []
    func add(_ token: [UInt8]) {
      guard !token.isEmpty else { return }
      found.append(token)
      // n't takes the n along.
      if token.count > 1, token.last == UInt8(ascii: "n") { found.append(Array(token.dropLast())) }
    }
    add(word)
    if word[0].isASCIIDigit { add(Array(word.drop(while: \.isASCIIDigit))) }
    if word.count <= 12, let gap = rules.joined[word] {
      add(Array(word[..<Int(gap)]))
      add(Array(word[Int(gap)...]))
    }
    return found
  }

  /// Whether tokens of this word, or of this lemma, stand only where `mayHold` says so: words of small Latin letters, and no
  /// lemma of parts of words, such as the "be" of "it's". O(length).
  public func isTold(_ word: [UInt8], isLemma: Bool) -> Bool {
    let isPlain = { (word: [UInt8]) in
      !word.isEmpty && word.count < Self.long && word.allSatisfy { (97...122).contains($0) }
    }
    return isPlain(word) && (!isLemma || (irregular[word] ?? []).allSatisfy(isPlain))
  }

  /// Whether a folded word may hold a token of a word, or of a lemma, that `isTold`. O(length).
  public func mayHold(_ word: [UInt8], _ wanted: [UInt8], isLemma: Bool) -> Bool {
    guard let tokens = tokens(in: word) else { return true }
    if !isLemma { return tokens.contains(wanted) }
    let forms = irregular[wanted] ?? []
    // Endings leave all of the lemma but its last letter as it is, and "women" all but two.
    let stem = wanted.dropLast(wanted.count > 4 ? 2 : wanted.count > 1 ? 1 : 0)
    return tokens.contains { token in
      forms.contains(token) || token.starts(with: stem) && lemmatiser.mayHave(token, wanted)
    }
  }
}
