/// A sequence of tokens compiled for a machine that goes all ways at once (K. Thompson, "Regular Expression Search
/// Algorithm", 1968), as `PatternProgram` does for letters.
struct TokenProgram: Sendable {
  enum Instruction: Sendable {
    /// Reads a token that meets a condition, by number; −1: any.
    case token(Int)
    case split(Int, Int)
    case jump(Int)
    case start, end
    case accept
  }

  private(set) var instructions: [Instruction] = []
  /// What tokens are asked, each once.
  private(set) var conditions: [TokenCondition] = []
  /// From where each instruction is reached without reading a token.
  private(set) var sources: [[Int]] = []

  /// Instructions of a sequence at most, repetitions written out.
  static let limit = 4096

  /// The program of a sequence of no more than `limit`.
  init(_ pattern: TokenPattern) {
    emit(pattern)
    instructions.append(.accept)
    sources = Array(repeating: [], count: instructions.count)
    for (at, instruction) in instructions.enumerated() {
      switch instruction {
      case .split(let first, let second):
        sources[first].append(at)
        sources[second].append(at)
      case .jump(let target): sources[target].append(at)
      case .start, .end: sources[at + 1].append(at)
      case .token, .accept: break
      }
    }
  }

  /// Instructions that a sequence takes; beyond the limit only that it does.
  static func size(_ pattern: TokenPattern) -> Int {
    func bounded(_ size: Int) -> Int { min(size, limit * 2) }
    switch pattern {
    case .token, .start, .end: return 1
    case .sequence(let parts): return parts.reduce(0) { bounded($0 + size($1)) }
    case .choice(let parts): return parts.reduce(-2) { bounded($0 + size($1) + 2) }
    case .repeated(let part, let least, let most):
      let one = size(part)
      guard let most else { return bounded(one * (least + 1) + 2) }
      // At least one, so that nothing repeated a thousand times a thousand times counts.
      return max(1, bounded(one * max(least, most) + max(0, most - least)))
    }
  }

  private mutating func emit(_ pattern: TokenPattern) {
    switch pattern {
    case .token(nil): instructions.append(.token(-1))
    case .token(.some(let condition)):
      let number = conditions.firstIndex(of: condition) ?? conditions.count
      if number == conditions.count { conditions.append(condition) }
      instructions.append(.token(number))
    case .start: instructions.append(.start)
    case .end: instructions.append(.end)
    case .sequence(let parts): for part in parts { emit(part) }
    case .choice(let parts):
      var exits: [Int] = []
      for part in parts.dropLast() {
        let split = instructions.count
        instructions.append(.split(split + 1, 0))
        emit(part)
        exits.append(instructions.count)
        instructions.append(.jump(0))
        instructions[split] = .split(split + 1, instructions.count)
      }
      if let last = parts.last { emit(last) }
      for exit in exits { instructions[exit] = .jump(instructions.count) }
    case .repeated(let part, let least, let most):
      for _ in 0..<least { emit(part) }
      guard let most else {
        let split = instructions.count
        instructions.append(.split(split + 1, 0))
        emit(part)
        instructions.append(.jump(split))
        instructions[split] = .split(split + 1, instructions.count)
        return
      }
      var splits: [Int] = []
      for _ in least..<max(least, most) {
        splits.append(instructions.count)
        instructions.append(.split(instructions.count + 1, 0))
        emit(part)
      }
      for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }
  }

  /// For each of `count` tokens where the longest match that begins there ends, −1 where none does. `holds` says whether a
  /// condition, by number, is met by a token, and is asked once for both at most.
  ///
  /// From the last token to the first: how far each instruction leads from here follows from how far those behind the
  /// token lead. O(tokens × instructions × log instructions), whatever the sequence.
  func longest(_ count: Int, holds: (_ condition: Int, _ token: Int) -> Bool) -> [Int] {
    var reach = [Int](repeating: -1, count: instructions.count)
    var found = [Int](repeating: -1, count: count)
    var answers = [Bool?](repeating: nil, count: conditions.count)
    var stack: [Int] = []
    for place in stride(from: count, through: 0, by: -1) {
      for number in answers.indices { answers[number] = nil }
      var seeds: [(end: Int, at: Int)] = []
      for (at, instruction) in instructions.enumerated() {
        switch instruction {
        case .token(let number):
          guard place < count, reach[at + 1] >= 0 else { continue }
          if number >= 0 {
            let answer = answers[number] ?? holds(number, place)
            answers[number] = answer
            if !answer { continue }
          }
          seeds.append((reach[at + 1], at))
        case .accept: seeds.append((place, at))
        case .split, .jump, .start, .end: continue
        }
      }
      for at in reach.indices { reach[at] = -1 }
      // Those that lead furthest first, so that each instruction is reached once, with the best.
      seeds.sort { $0.end > $1.end }
      for seed in seeds {
        stack.append(seed.at)
        while let at = stack.popLast() {
          if reach[at] >= 0 { continue }
          if case .start = instructions[at], place > 0 { continue }
          if case .end = instructions[at], place < count { continue }
          reach[at] = seed.end
          stack += sources[at]
        }
      }
      if place < count { found[place] = reach[0] }
    }
    return found
  }

  /// The matches of at least one token: the leftmost first, each as long as it can be, none across another.
  func matches(_ count: Int, holds: (_ condition: Int, _ token: Int) -> Bool) -> [Range<Int>] {
    let longest = longest(count, holds: holds)
    var found: [Range<Int>] = []
    var at = 0
    while at < count {
      if longest[at] > at {
        found.append(at..<longest[at])
        at = longest[at]
      } else {
        at += 1
      }
    }
    return found
  }
}
