internal import CEnglishData

/// The word lists of the tokeniser and the sentence splitter, read once from the embedded text files.
///
/// A line is: word, its kind, "|", an example; "#" starts a comment.
struct TokenRules: Sendable {
  /// How an abbreviation that ends in a stop behaves.
  enum Abbreviation: UInt8, Sendable {
    /// Not an abbreviation.
    case none
    /// Stands before a name: never ends a sentence.
    case title
    /// Stands inside a clause: never ends a sentence.
    case inner
    /// Ends a sentence if what follows starts one.
    case end
    /// A month: ends a sentence unless a number follows.
    case month
    /// An abbreviation only before a number or a capital; otherwise a word and a full stop.
    case number
    /// An abbreviation where the sentence goes on; at its end a word and a full stop.
    case final
  }

  private(set) var abbreviations = HashTable<Abbreviation>()
  /// Prefixes that stay with their word at a hyphen.
  private(set) var prefixes = HashTable<Bool>()
  /// Words that stay whole in spite of a hyphen, slash, stop or ampersand.
  private(set) var wholes = HashTable<Bool>()
  /// Words written together: the length of the first part.
  private(set) var joined = HashTable<UInt8>()
  /// Endings of web addresses and files.
  private(set) var domains = HashTable<Bool>()
  /// Words that end a line of the page's own, or start it.
  private(set) var asides: [(words: [UInt8], isWhole: Bool)] = []
  /// Verbs of saying that follow a quotation.
  private(set) var sayings = HashTable<Bool>()
  /// Words that start a sentence when capitalised after an abbreviation.
  private(set) var starters = HashTable<Bool>()

  static let standard = TokenRules(
    DataLine.lines(dl_abbreviations) + DataLine.lines(dl_tokens) + DataLine.lines(dl_lines))

  init(_ lines: [DataLine]) {
    for line in lines {
      let key = WordHash(line.word).value
      switch line.kind {
      case "title": abbreviations.add(key, .title)
      case "inner": abbreviations.add(key, .inner)
      case "end": abbreviations.add(key, .end)
      case "month": abbreviations.add(key, .month)
      case "final": abbreviations.add(key, .final)
      case "number": abbreviations.add(key, .number)
      case "prefix": prefixes.add(key, true)
      case "whole": wholes.add(key, true)
      case "domain": domains.add(key, true)
      case "say": sayings.add(key, true)
      case "start": starters.add(key, true)
      case "line": asides.append((line.word, true))
      case "opening": asides.append((line.word, false))
      case "joined":
        if let gap = line.word.firstIndex(of: UInt8(ascii: "+")) {
          joined.add(WordHash(line.word.filter { $0 != UInt8(ascii: "+") }).value, UInt8(gap))
        }
      default: break
      }
    }
  }
}
