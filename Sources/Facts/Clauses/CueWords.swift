public import English

/// The word lists that the finders of events, people and quotes test tokens against, made once. A class, since they all hold it.
public final class CueWords: Sendable {
  public let titles: WordMap<String>
  public let persons: WordSet
  public let speech: WordSet
  public let directSpeech: WordSet
  public let light: WordSet
  /// Verbs whose object is told as well, nouns for what is told, and nouns that may speak.
  let telling: WordSet
  let tales: WordSet
  let voices: WordSet
  public let planned: WordSet
  public let requested: WordSet
  public let possible: WordSet
  public let denied: WordSet
  public let cancelled: WordSet
  public let failed: WordSet
  public let negation: WordSet
  public let alleged: WordSet
  public let female: WordSet
  public let male: WordSet
  let timeNouns: WordSet
  let suspects: WordSet
  /// Nouns for kinds of organisations.
  let bodies: WordSet
  /// The same as raw symbols.
  let suspectSymbols: [Int32]
  let femininePronouns: WordSet = "she her hers herself"
  let masculinePronouns: WordSet = "he him his himself"
  let pluralPronouns: WordSet = "they them their theirs themselves"
  let firstPronouns: WordSet = "i me my mine myself"
  let standing: WordSet = "at in on during after following before ahead amid via"
  let past: WordSet = "after following since despite notwithstanding"
  let demonstratives: WordSet = "this that these those"
  let definites: WordSet = "the this that these those both"

  public init(_ lists: WordLists = .standard) {
    titles = lists.map("titles")
    persons = WordSet(
      (lists.words("persons") + lists.map(valuesOf: "titles")).joined(separator: " "))
    speech = lists.set("speech")
    directSpeech = WordSet((lists.words("speech") + lists.words("speech-direct")).joined(separator: " "))
    light = lists.set("light")
    telling = lists.set("telling")
    tales = lists.set("tales")
    voices = lists.set("voices")
    planned = lists.set("planned")
    requested = lists.set("requested")
    possible = lists.set("possible")
    denied = lists.set("denied")
    cancelled = lists.set("cancelled")
    failed = lists.set("failed")
    negation = lists.set("negation")
    alleged = lists.set("alleged")
    female = lists.set("female")
    male = lists.set("male")
    timeNouns = lists.set("time-nouns")
    suspects = lists.set("suspects")
    bodies = lists.set("bodies")
    suspectSymbols = lists.words("suspects").compactMap { Lexicon.standard.symbol($0)?.rawValue }
  }

  public static let standard = CueWords()
}

extension WordLists {
  /// The values of a section's words, without those that are no words of their own.
  func map(valuesOf section: String) -> [String] {
    pairs(section).map(\.value).filter { !["mr", "mrs", "ms", "sir", "dr"].contains($0) }
  }
}
