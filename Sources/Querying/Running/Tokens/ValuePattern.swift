internal import Articles

/// A regular expression that has to match the whole of a token's word, lemma or tag.
struct ValuePattern: Sendable {
  private let program: PatternProgram
  /// The values that it matches, where they are few; in small letters where case is ignored.
  let literals: [[UInt8]]?
  private let ignoresCase: Bool

  /// Values that are listed at most.
  private static let literalLimit = 64

  /// `(?i)` at the beginning ignores case, as in Sketch Engine.
  init(_ written: String, ignoresCase: Bool) throws(PatternProgram.Failure) {
    let isMarked = written.hasPrefix("(?i)")
    let body = isMarked ? String(written.dropFirst(4)) : written
    self.ignoresCase = ignoresCase || isMarked
    if body.isEmpty { throw PatternProgram.Failure(message: "it is empty") }
    // Read on its own first: what brackets are put around must have none open.
    var parser = PatternParser(body, ignoresCase: self.ignoresCase)
    let node = try parser.parse()
    literals = node.texts(limit: Self.literalLimit)?.map { Array($0.utf8) }
    program = try PatternProgram("^(?:\(body))$", ignoresCase: self.ignoresCase)
  }

  /// - Throws: `badPattern`, with what is wrong with it.
  static func check(_ written: String, at range: SourceRange) throws(QueryError) {
    do throws(PatternProgram.Failure) {
      _ = try ValuePattern(written, ignoresCase: false)
    } catch {
      throw QueryError(.badPattern(written, error.message), at: range.bytes)
    }
  }

  /// Whether it matches all of some bytes of UTF-8. O(length × pattern).
  func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let literals else { return program.matches(String(decoding: bytes, as: UTF8.self)) }
    guard ignoresCase else { return literals.contains { $0.elementsEqual(bytes) } }
    if bytes.contains(where: { $0 >= 0x80 }) {
      return program.matches(String(decoding: bytes, as: UTF8.self))
    }
    return literals.contains { $0.elementsEqual(bytes.lazy.map(\.asciiLowered)) }
  }

  func matches(_ text: String) -> Bool { matches(Array(text.utf8)[...]) }
}

extension PatternNode {
  /// Every text that it matches, where they are at most so many and it asks for nothing but their letters; else nil.
  fileprivate func texts(limit: Int) -> [String]? {
    switch self {
    case .empty: return [""]
    case .assertion: return nil
    case .scalars(let set):
      guard !set.isInverted, set.ranges.count == 1, set.ranges[0].count == 1,
        let scalar = Unicode.Scalar(set.ranges[0].lowerBound)
      else { return nil }
      return [String(Character(scalar))]
    case .sequence(let parts):
      var texts = [""]
      for part in parts {
        guard let next = part.texts(limit: limit), texts.count * next.count <= limit else { return nil }
        texts = texts.flatMap { text in next.map { text + $0 } }
      }
      return texts
    case .choice(let parts):
      var texts: [String] = []
      for part in parts {
        guard let next = part.texts(limit: limit), texts.count + next.count <= limit else { return nil }
        texts += next
      }
      return texts
    case .repeated(let part, 0, 1): return part.texts(limit: limit - 1).map { [""] + $0 }
    case .repeated: return nil
    }
  }
}
