/// A piece of a statement. `text` is what the parser compares: words in lower case, quoted text without its
/// quotes and escapes.
struct Token: Hashable, Sendable {
  enum Kind: UInt8, Sendable {
    case word
    /// `` `n` ``: always a field.
    case quotedWord
    case string, number, date, regex, parameter, symbol
    case unclosedString, unclosedRegex
    case end
  }

  var kind: Kind
  var text: String
  /// As written: only words keep their case here, others repeat `text`.
  var written: String
  var range: Range<Int>
  /// Follows its predecessor without a space.
  var isAttached: Bool
  /// A closed string with its escapes, for values in which a backslash has a meaning; nil where it has none.
  var escaped: String?

  func isWord(_ word: String) -> Bool { kind == .word && text == word }
  func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }

  /// How many brackets it opens; less than 0: closes.
  var opening: Int {
    guard kind == .symbol else { return 0 }
    return switch text {
    case "(", "[", "{": 1
    case ")", "]", "}": -1
    default: 0
    }
  }
}
