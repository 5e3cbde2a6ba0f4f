internal import Articles
internal import Indexing

/// What a text has to have within its words for a regular expression to match in it, or for a piece of text to stand
/// in it, as far as that says: known from an index of words before a byte of the text is looked at (R. Cox, "Regular
/// Expression Matching with a Trigram Index", 2012, where words stand for trigrams).
indirect enum PatternNeeds: Hashable {
  /// A word of the text, folded, holds these letters and digits.
  case part(WordPart)
  /// Two parts or more.
  case all([PatternNeeds]), any([PatternNeeds])

  /// Nil where nothing is needed that words could tell.
  init?(_ node: PatternNode) {
    guard let needs = Reading(node).needs else { return nil }
    self = needs
  }

  /// Of a text that stands in another, letters compared as `Folding` does.
  init?(text: String) {
    guard let needs = Self.parts(of: Folding.name(text).unicodeScalars.map(Self.folded)) else { return nil }
    self = needs
  }

  /// Parts of one need: all words are looked through for each, which is to take less than the texts do.
  private static let most = 64

  /// All of some, those that are known.
  init?(all parts: [PatternNeeds?]) {
    var known: [PatternNeeds] = []
    for case .some(let part) in parts where known.count < Self.most && !known.contains(part) {
      known.append(part)
    }
    guard let first = known.first else { return nil }
    self = known.count == 1 ? first : .all(known)
  }

  /// Any of some; nil where one of them needs nothing.
  init?(any parts: [PatternNeeds?]) {
    var known: [PatternNeeds] = []
    for part in parts {
      guard let part, known.count < Self.most else { return nil }
      if !known.contains(part) { known.append(part) }
    }
    guard let first = known.first else { return nil }
    self = known.count == 1 ? first : .any(known)
  }

  /// A letter or digit of ASCII in small letters, a space for the rest of ASCII, 0 for a scalar that may be part of a word and is
  /// folded to whatever.
  private static func folded(_ scalar: Unicode.Scalar) -> UInt8 {
    guard scalar.value < 0x80 else { return 0 }
    let byte = UInt8(truncatingIfNeeded: scalar.value)
    return byte.isASCIILetter || byte.isASCIIDigit ? byte.asciiLowered : 0x20
  }

  /// The runs of letters and digits in a literal: `folded` scalars.
  private static func parts(of literal: [UInt8]) -> PatternNeeds? {
    var parts: [PatternNeeds?] = []
    var start = 0
    while start < literal.count {
      var end = start
      while end < literal.count, literal[end] > 0x20 { end += 1 }
      if end > start {
        parts.append(
          .part(
            WordPart(
              bytes: Array(literal[start..<end]), beginsWord: start > 0 && literal[start - 1] == 0x20,
              endsWord: end < literal.count && literal[end] == 0x20)))
      }
      start = end + 1
    }
    return PatternNeeds(all: parts)
  }

  /// What is known of a part of a pattern: the few literals that it matches, as `folded` scalars, or what those need.
  private struct Reading {
    var literals: Set<[UInt8]>?
    private var needed: PatternNeeds?

    /// Literals of one part at most, and their length.
    private static let limit = 32
    private static let lengthLimit = 64

    var needs: PatternNeeds? {
      guard let literals else { return needed }
      return PatternNeeds(
        any: literals.sorted { $0.lexicographicallyPrecedes($1) }.map(PatternNeeds.parts))
    }

    init(_ node: PatternNode) {
      switch node {
      case .empty: literals = [[]]
      // A place in the text, no part of it; but `\b` tells a word from what is around it.
      case .assertion(.boundary): literals = [[Self.boundary]]
      case .assertion: literals = [[]]
      case .scalars(let set): literals = Self.literals(of: set)
      case .sequence(let parts): readSequence(parts)
      case .choice(let parts): readChoice(parts.map { Reading($0) })
      case .repeated(let part, 0, 1):
        let reading = Reading(part)
        if var found = reading.literals, found.count < Self.limit {
          found.insert([])
          literals = found
        }
      case .repeated(_, 0, _): break
      case .repeated(let part, _, _): needed = Reading(part).needs
      }
    }

    private mutating func readSequence(_ parts: [PatternNode]) {
      var all: [PatternNeeds?] = []
      var run: Set<[UInt8]> = [[]]
      var isWhole = true
      func end() {
        all.append(
          PatternNeeds(any: run.sorted { $0.lexicographicallyPrecedes($1) }.map(PatternNeeds.parts)))
        run = [[]]
      }
      for part in parts {
        let reading = Reading(part)
        if let next = reading.literals, next.count * run.count <= Self.limit,
          (run.map(\.count).max() ?? 0) + (next.map(\.count).max() ?? 0) <= Self.lengthLimit
        {
          run = Set(run.flatMap { left in next.map { left + $0 } })
          continue
        }
        isWhole = false
        end()
        if let next = reading.literals { run = next } else { all.append(reading.needs) }
      }
      if isWhole {
        literals = run
      } else {
        end()
        needed = PatternNeeds(all: all)
      }
    }

    private mutating func readChoice(_ parts: [Reading]) {
      let found = parts.map(\.literals)
      if !found.contains(nil), found.reduce(0, { $0 + ($1?.count ?? 0) }) <= Self.limit {
        literals = found.reduce(into: []) { $0.formUnion($1 ?? []) }
      } else {
        needed = PatternNeeds(any: parts.map(\.needs))
      }
    }

    /// Stands for `\b` in a literal.
    private static let boundary: UInt8 = 0x20

    private static func literals(of set: PatternProgram.ScalarSet) -> Set<[UInt8]>? {
      guard !set.isInverted, set.ranges.reduce(0, { $0 + $1.count }) <= limit else { return nil }
      var found: Set<[UInt8]> = []
      for range in set.ranges {
        for value in range {
          guard let scalar = Unicode.Scalar(value) else { continue }
          found.insert([PatternNeeds.folded(scalar)])
        }
      }
      return found
    }
  }
}
