extension Highlight {
  /// Bytes of a text up to which it is read by the parser; of a longer one only its tokens are told apart.
  private static let longestParsed = 1 << 13

  /// What the stretches of a text are, in order; what is nothing in particular is in none. `cursor`, a byte of `text`, says
  /// which word is being typed: that one is no fault while it can become something. Never fails. O(length).
  ///
  /// The text may hold several statements, and commands, whose arguments are not looked into.
  public static func all(in text: String, cursor: Int, vocabulary: Vocabulary) -> [Highlight] {
    var reading = Reading(Array(text.utf8), cursor, vocabulary)
    for piece in Script.statements(in: text) {
      if text.utf8.count > longestParsed {
        reading.addTokens(Lexer.tokens(of: reading.bytes, in: piece.range))
      } else {
        reading.add(piece.range)
      }
    }
    return reading.finished()
  }

  /// One text on its way.
  private struct Reading {
    let bytes: [UInt8]
    let cursor: Int
    var vocabulary: Vocabulary
    private var found: [Highlight] = []
    private var faults: [Range<Int>] = []
    /// Where tokens end, and so comments may stand, before the one that follows.
    private var gaps: [Range<Int>] = []
    private var end = 0
    /// Names that `as` gives in the statements above, and whether they yield a last result.
    private var named: Set<String> = []
    private var hasResult = false

    init(_ bytes: [UInt8], _ cursor: Int, _ vocabulary: Vocabulary) {
      self.bytes = bytes
      self.cursor = cursor
      self.vocabulary = vocabulary
    }

    mutating func add(_ range: Range<Int>) {
      guard bytes[range.lowerBound] != UInt8(ascii: ".") else { return addCommand(range) }
      let tokens = Lexer.tokens(of: bytes, in: range)
      var parser = Parser(tokens: tokens, vocabulary: vocabulary)
      parser.trail = []
      do throws(QueryError) {
        remember(try parser.statement())
      } catch {
        note(Parser.quoteOverLines(before: error, tokens, bytes) ?? error, in: range, tokens)
      }
      var roles: [Int: Role] = [:]
      for (start, role) in parser.trail ?? [] { roles[start] = role }
      for token in tokens where token.kind != .end {
        gap(before: token.range)
        if let role = roles[token.range.lowerBound] ?? token.role {
          found.append(Highlight(token.range, role))
        }
      }
      addBrackets(tokens)
    }

    private mutating func remember(_ statement: Statement) {
      switch statement.form {
      case .definition(let definition): vocabulary.definitions[definition.name] = definition
      case .parameter(let name, _): vocabulary.parameters.append(name)
      case .command: break
      case .query(let query):
        hasResult = true
        for case .name(let name) in query.stages.map(\.form) { named.insert(name) }
      }
    }

    mutating func addTokens(_ tokens: [Token]) {
      for token in tokens where token.kind != .end {
        gap(before: token.range)
        if let role = token.role { found.append(Highlight(token.range, role)) }
      }
      addBrackets(tokens)
    }

    private mutating func addCommand(_ range: Range<Int>) {
      let name = bytes[range].firstIndex { $0 <= 32 } ?? range.upperBound
      gap(before: range.lowerBound..<name)
      found.append(Highlight(range.lowerBound..<name, .command))
      for token in Lexer.tokens(of: bytes, in: name..<range.upperBound) {
        switch token.kind {
        case .string: found.append(Highlight(token.range, .string))
        case .unclosedString:
          found.append(Highlight(token.range, .string))
          faults.append(mark(at: token.range.lowerBound))
        default: break
        }
      }
      end = range.upperBound
    }

    /// The bytes of the sign that begins at one.
    private func mark(at start: Int) -> Range<Int> {
      var stop = start + 1
      while stop < bytes.count, bytes[stop] & 0xC0 == 0x80 { stop += 1 }
      return start..<stop
    }

    /// Marks and brackets that nothing closes, brackets that close nothing.
    private mutating func addBrackets(_ tokens: [Token]) {
      var open: [Range<Int>] = []
      for token in tokens {
        if token.kind == .unclosedString || token.kind == .unclosedRegex {
          faults.append(mark(at: token.range.lowerBound))
        } else if token.opening > 0 {
          open.append(token.range)
        } else if token.opening < 0, open.popLast() == nil {
          faults.append(token.range)
        }
      }
      faults += open
    }

    private mutating func note(_ error: QueryError, in statement: Range<Int>, _ tokens: [Token]) {
      let range = error.range.clamped(to: statement)
      guard !range.isEmpty else { return }
      let isBelow = hasResult && [UInt8(ascii: "|"), UInt8(ascii: "_")].contains(bytes[statement.lowerBound])
      switch error.reason {
      // The brackets tell.
      case .unclosedQuote, .unclosedRegex, .unclosedBracket, .strayBracket, .tooLong, .tooDeep: return
      case .unknownSource(let name) where named.contains(name.lowercased()): return
      case _ where isBelow: return
      case _ where range.upperBound == cursor: if mayBecome(range, error.reason) { return }
      default: break
      }
      faults.append(range)
    }

    /// Whether a word that is being typed can go on to something that fits.
    private func mayBecome(_ range: Range<Int>, _ reason: QueryError.Reason) -> Bool {
      switch reason {
      case .unknownField, .unknownNestedField, .unknownSource, .unknownStage, .unknownKindOrField,
        .unknownAttribute, .unknownFormat:
        let before = String(decoding: bytes[..<cursor], as: UTF8.self)
        let completion = Completion.at(text: before, cursor: cursor, vocabulary: vocabulary, limit: 1)
        return !completion.candidates.isEmpty
      default: return true
      }
    }

    private mutating func gap(before range: Range<Int>) {
      if end < range.lowerBound { gaps.append(end..<range.lowerBound) }
      end = max(end, range.upperBound)
    }

    private mutating func addComments() {
      gap(before: bytes.count..<bytes.count)
      for gap in gaps {
        var at = gap.lowerBound
        while at + 1 < gap.upperBound {
          guard bytes[at] == UInt8(ascii: "-"), bytes[at + 1] == UInt8(ascii: "-") else {
            at += 1
            continue
          }
          let stop = bytes[at..<gap.upperBound].firstIndex(of: 10) ?? gap.upperBound
          found.append(Highlight(at..<stop, .comment))
          at = stop
        }
      }
    }

    /// All of them in order, each byte in one at most: a fault takes the place of what it covers.
    mutating func finished() -> [Highlight] {
      addComments()
      faults.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
      var result: [Highlight] = []
      func add(_ range: Range<Int>, _ role: Role) {
        if !range.isEmpty { result.append(Highlight(range, role)) }
      }
      var last = 0
      for fault in faults where fault.upperBound > last {
        add(max(fault.lowerBound, last)..<fault.upperBound, .fault)
        last = fault.upperBound
      }
      let marked = result
      for highlight in found {
        var start = highlight.range.lowerBound
        for fault in marked where fault.range.overlaps(highlight.range) {
          add(start..<max(start, fault.range.lowerBound), highlight.role)
          start = min(highlight.range.upperBound, fault.range.upperBound)
        }
        add(start..<highlight.range.upperBound, highlight.role)
      }
      return result.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
  }
}
