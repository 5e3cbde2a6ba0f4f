internal import English
internal import Indexing

extension TextQuery {
  /// What is wrong with a search, in words.
  struct Failure: Error {
    var message: String
  }

  /// Reads a search in the form of FTS5, Lucene and the search engines of the web; nil where it has no word. O(length).
  ///
  /// - Throws: a bracket or quotation mark that is never closed, an operator without a word, a form that other languages
  ///   have and this one does not.
  static func read(_ text: String) throws(Failure) -> Node? {
    var reader = SearchReader(parts: try SearchReader.parts(of: text))
    let node = try reader.alternatives()
    if reader.place < reader.parts.count { throw Failure(message: "a `)` closes nothing") }
    return node
  }

  /// - Throws: what is wrong with a search, at its place in the statement.
  static func check(_ text: String, at range: SourceRange) throws(QueryError) {
    let fault: String
    do throws(Failure) {
      if try read(text) != nil { return }
      fault = "there is no word in it"
    } catch {
      fault = error.message
    }
    throw QueryError(
      .badSearch(text, fault), at: range.bytes,
      help: #"a search is words, "phrases", beginnings*, ~forms, a OR b, -not, (a b) OR c, a NEAR/5 b"#)
  }

  /// How a search was understood where `OR` stands beside words that must both be met, and people may mean either: with
  /// its brackets written. Nil elsewhere.
  static func reading(_ text: String) -> String? {
    guard case .or(let parts)? = try? read(text), parts.contains(where: \.isConjunction) else { return nil }
    return parts.map { $0.isConjunction ? "(\($0.text))" : $0.text }.joined(separator: " OR ")
  }
}

extension TextQuery.Node {
  fileprivate var isConjunction: Bool { if case .and = self { true } else { false } }

  /// As it is written.
  var text: String {
    switch self {
    case .phrase(let terms): return Self.text(terms)
    case .near(let phrases, let distance):
      return phrases.map(Self.text).joined(separator: " NEAR/\(distance) ")
    case .and(let parts): return parts.map(\.bracketed).joined(separator: " ")
    case .or(let parts): return parts.map(\.bracketed).joined(separator: " OR ")
    case .not(let inner): return "-" + inner.bracketed
    }
  }

  private var bracketed: String {
    switch self {
    case .and, .or: "(\(text))"
    default: text
    }
  }

  private static func text(_ terms: [Term]) -> String {
    let words = terms.map { term in
      switch term {
      case .word(let word): word
      case .beginning(let start): start + "*"
      case .anyOf(let forms): "~" + (forms.min { $0.utf8.count < $1.utf8.count } ?? "")
      }
    }
    return words.count == 1 ? words[0] : "\"\(words.joined(separator: " "))\""
  }
}

private struct SearchReader {
  typealias Node = TextQuery.Node
  typealias Failure = TextQuery.Failure

  enum Part: Equatable {
    /// Words side by side.
    case phrase([TextQuery.Term])
    case open, close, comma
    case and, or, not
    /// `NEAR/3`; nil: no number is written.
    case near(Int?)
  }

  var parts: [Part]
  var place = 0
  var depth = 0
  /// Brackets and `NOT`s within each other.
  static let depthLimit = 100
  /// Words that may lie between, at most.
  static let distanceLimit = 1000
  static let standardDistance = 10

  init(parts: [Part]) { self.parts = parts }

  private var current: Part? { place < parts.count ? parts[place] : nil }

  private mutating func take(_ part: Part) -> Bool {
    guard current == part else { return false }
    place += 1
    return true
  }

  /// `a b OR c`
  mutating func alternatives() throws(Failure) -> Node? {
    var found: [Node] = []
    var isMissing = current == .or
    while true {
      if let node = try conjunction() { found.append(node) } else { isMissing = isMissing || current == .or }
      guard take(.or) else { break }
      if isMissing || current == nil || current == .close {
        throw Failure(message: "`OR` stands between two things to look for")
      }
    }
    return found.count < 2 ? found.first : .or(found.flatMap(\.alternatives))
  }

  /// `a AND b c -d`
  private mutating func conjunction() throws(Failure) -> Node? {
    var found: [Node] = []
    while let part = current, part != .or, part != .close, part != .comma {
      if take(.and) {
        if found.isEmpty || current == nil || current == .or || current == .close {
          throw Failure(message: "`AND` stands between two things to look for")
        }
        continue
      }
      if let node = try negation() { found.append(node) }
    }
    return found.count < 2 ? found.first : .and(found.flatMap(\.conjuncts))
  }

  private mutating func negation() throws(Failure) -> Node? {
    guard take(.not) else { return try nearness() }
    return try deeper { reader throws(Failure) in
      guard let inner = try reader.negation() else {
        throw Failure(message: "`NOT` stands before what is not wanted")
      }
      if case .not(let twice) = inner { return twice }
      return .not(inner)
    }
  }

  private mutating func deeper(_ body: (inout SearchReader) throws(Failure) -> Node?) throws(Failure) -> Node?
  {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      throw Failure(message: "more than \(Self.depthLimit) brackets within each other")
    }
    return try body(&self)
  }

  /// `a NEAR/3 b`
  private mutating func nearness() throws(Failure) -> Node? {
    guard var node = try single() else { return nil }
    var nears: [Node] = []
    while case .near(let distance)? = current {
      place += 1
      let written = "NEAR" + (distance.map { "/\($0)" } ?? "")
      guard case .phrase(let left) = node, case .phrase(let right)? = current, !right.isEmpty else {
        throw Failure(message: "`\(written)` stands between two words or phrases")
      }
      place += 1
      nears.append(.near([left, right], distance: distance ?? Self.standardDistance))
      node = .phrase(right)
    }
    return nears.isEmpty ? node : nears.count == 1 ? nears[0] : .and(nears)
  }

  private mutating func single() throws(Failure) -> Node? {
    guard let part = current else { return nil }
    place += 1
    switch part {
    case .phrase(let terms): return terms.isEmpty ? nil : .phrase(terms)
    case .open:
      return try deeper { reader throws(Failure) in
        let node = try reader.alternatives()
        guard reader.take(.close) else { throw Failure(message: "a `)` is missing") }
        return node
      }
    case .near(let distance): return try nearList(distance)
    case .comma: return nil
    case .close, .and, .or, .not: throw Failure(message: "there is no word where one is needed")
    }
  }

  /// `NEAR(a b "c d", 5)` of FTS5.
  private mutating func nearList(_ distance: Int?) throws(Failure) -> Node? {
    guard distance == nil, take(.open) else {
      let written = "NEAR" + (distance.map { "/\($0)" } ?? "")
      throw Failure(message: "`\(written)` stands between two words or phrases")
    }
    var phrases: [[TextQuery.Term]] = []
    while case .phrase(let terms)? = current {
      if !terms.isEmpty { phrases.append(terms) }
      place += 1
    }
    var reach = Self.standardDistance
    if take(.comma) {
      guard case .phrase(let terms)? = current, terms.count == 1, case .word(let word) = terms[0],
        let number = Int(word)
      else { throw Failure(message: "write NEAR(a b, 5)") }
      reach = min(number, Self.distanceLimit)
      place += 1
    }
    guard take(.close), phrases.count > 1 else { throw Failure(message: "write NEAR(a b, 5)") }
    return .near(phrases, distance: reach)
  }
}

extension TextQuery.Node {
  fileprivate var alternatives: [TextQuery.Node] { if case .or(let parts) = self { parts } else { [self] } }
  fileprivate var conjuncts: [TextQuery.Node] { if case .and(let parts) = self { parts } else { [self] } }
}

extension SearchReader {
  /// The words and signs of a search.
  static func parts(of text: String) throws(Failure) -> [Part] {
    var parts: [Part] = []
    var chunk = ""
    var rest = Substring(text)
    // Within the brackets of `NEAR(a b, 5)`, where a comma is a sign.
    var isInNearList = false
    while let character = rest.first {
      rest.removeFirst()
      switch character {
      case "\"":
        let isAttached = try end(&chunk, &parts, isAttached: true)
        guard let close = rest.firstIndex(of: "\"") else {
          throw Failure(message: "a quotation mark is never closed")
        }
        if isAttached { parts.append(.not) }
        parts.append(.phrase(terms(String(rest[..<close]))))
        rest = rest[rest.index(after: close)...]
      case "(", ")", "|", ",":
        if try end(&chunk, &parts, isAttached: true) { parts.append(.not) }
        switch character {
        case "(":
          if case .near(nil)? = parts.last { isInNearList = true }
          parts.append(.open)
        case ")":
          isInNearList = false
          parts.append(.close)
        case ",": if isInNearList { parts.append(.comma) }
        default: if parts.last != .or { parts.append(.or) }
        }
      default:
        if character.isWhitespace {
          // A dash that stands alone is a dash.
          _ = try end(&chunk, &parts)
        } else {
          chunk.append(character)
        }
      }
    }
    _ = try end(&chunk, &parts)
    return parts
  }

  /// Adds what a run of characters without space, bracket or quotation mark stands for. True where it was the `-` of
  /// `-"a b"` or `-(a b)`.
  private static func end(_ chunk: inout String, _ parts: inout [Part], isAttached: Bool = false)
    throws(Failure) -> Bool
  {
    let text = chunk
    chunk = ""
    switch text {
    case "": return false
    // `+"a b"`: wanted, as everything is.
    case "+" where isAttached: return false
    case "OR", "||": parts.append(.or)
    case "AND", "&&", "&", "+": parts.append(.and)
    case "NOT", "!": parts.append(.not)
    case "-": return true
    case "NEAR": parts.append(.near(nil))
    default:
      if text.hasPrefix("NEAR/"), let distance = Int(text.dropFirst(5)), distance >= 0 {
        parts.append(.near(min(distance, distanceLimit)))
      } else {
        try add(text, &parts)
      }
    }
    return false
  }

  /// A word with its signs.
  private static func add(_ text: String, _ parts: inout [Part]) throws(Failure) {
    var word = Substring(text)
    if let first = word.first, "-!+".contains(first), word.count > 1 {
      word.removeFirst()
      if first != "+" { parts.append(.not) }
    }
    if word.first == "~" {
      word.removeFirst()
      let words = Folding.words(String(word))
      guard words.count == 1 else {
        throw Failure(message: "`~` stands before one word, whose forms are looked for")
      }
      return parts.append(.phrase([.anyOf(WordForms.standard.forms(of: words[0]))]))
    }
    if let sign = word.firstIndex(where: { $0 == "~" || $0 == "^" }), sign > word.startIndex {
      let help = word[sign] == "~" ? ": forms of a word are ~word, its beginning word*" : ""
      throw Failure(message: "`\(word[sign])` after a word is not known here\(help)")
    }
    if let colon = word.firstIndex(of: ":"), fields.contains(word[..<colon].lowercased()) {
      let field = word[..<colon].lowercased()
      throw Failure(
        message: "a search is about one field: write \(field) matches \"…\" and text matches \"…\"")
    }
    // "well-known" is the phrase of its words.
    parts.append(.phrase(terms(String(word))))
  }

  /// What other languages write before a colon to search it alone.
  private static let fields: Set<String> = [
    "title", "headline", "text", "body", "outlet", "source", "sentence", "article", "intitle", "inurl",
    "site",
  ]

  private static func terms(_ text: String) -> [TextQuery.Term] {
    var terms = Folding.words(text).map { TextQuery.Term.word($0) }
    if text.last == "*", case .word(let start)? = terms.last { terms[terms.count - 1] = .beginning(start) }
    return terms
  }
}
