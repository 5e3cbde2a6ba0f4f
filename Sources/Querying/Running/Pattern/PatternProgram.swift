/// A regular expression compiled for a machine that runs all alternatives side by side (K. Thompson,
/// "Regular Expression Search Algorithm", 1968; R. Cox, "Regular Expression Matching: the Virtual Machine
/// Approach", 2009): time is at most text × program, whatever the pattern.
///
/// Syntax: literals, `.`, `[a-z]`, `[^…]`, `\d \w \s \b` and their capitals, `* + ? {n} {n,} {n,m}` (a `?` after
/// them changes nothing: only whether there is a match is asked), `|`, groups `(…)` and `(?:…)`, `^`, `$`.
struct PatternProgram: Sendable {
  enum Instruction: Sendable {
    case scalars(ScalarSet)
    case split(Int, Int)
    case jump(Int)
    case start, end, boundary, noBoundary
    case accept
  }

  /// A set of scalars as ranges.
  struct ScalarSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isInverted = false

    func contains(_ value: UInt32) -> Bool {
      for range in ranges where range.contains(value) { return !isInverted }
      return isInverted
    }
  }

  struct Failure: Error {
    var message: String
  }

  var instructions: [Instruction] = []
  let ignoresCase: Bool

  /// Instructions of a pattern at most, repetitions written out.
  static let limit = 4096

  init(_ pattern: String, ignoresCase: Bool) throws(Failure) {
    self.ignoresCase = ignoresCase
    var parser = PatternParser(pattern, ignoresCase: ignoresCase)
    let node = try parser.parse()
    try emit(node)
    instructions.append(.accept)
  }

  private mutating func emit(_ node: PatternNode) throws(Failure) {
    guard instructions.count < Self.limit else { throw Failure(message: "it is too long when written out") }
    switch node {
    case .empty: return
    case .scalars(let set): instructions.append(.scalars(set))
    case .assertion(let instruction): instructions.append(instruction)
    case .sequence(let parts):
      for part in parts { try emit(part) }
    case .choice(let parts):
      var exits: [Int] = []
      for (i, part) in parts.enumerated() {
        guard i < parts.count - 1 else {
          try emit(part)
          break
        }
        let split = instructions.count
        instructions.append(.split(split + 1, 0))
        try emit(part)
        exits.append(instructions.count)
        instructions.append(.jump(0))
        instructions[split] = .split(split + 1, instructions.count)
      }
      for exit in exits { instructions[exit] = .jump(instructions.count) }
    case .repeated(let part, let low, let high):
      for _ in 0..<low { try emit(part) }
      guard let high else {
        let split = instructions.count
        instructions.append(.split(split + 1, 0))
        try emit(part)
        instructions.append(.jump(split))
        instructions[split] = .split(split + 1, instructions.count)
        return
      }
      var splits: [Int] = []
      for _ in low..<max(low, high) {
        splits.append(instructions.count)
        instructions.append(.split(instructions.count + 1, 0))
        try emit(part)
      }
      for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }
  }
}

indirect enum PatternNode {
  case empty
  case scalars(PatternProgram.ScalarSet)
  case assertion(PatternProgram.Instruction)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repeated(PatternNode, Int, Int?)
}
