extension PatternProgram {
  /// The lower-case scalar, where it is a single one.
  static func lower(_ value: UInt32) -> UInt32 {
    if value < 0x80 { return (65...90).contains(value) ? value + 32 : value }
    guard let scalar = Unicode.Scalar(value) else { return value }
    let mapping = scalar.properties.lowercaseMapping.unicodeScalars
    return mapping.count == 1 ? mapping.first?.value ?? value : value
  }

  /// Whether the pattern matches somewhere in the text; false, too, once `isCancelled` says so, which is asked
  /// every 4,096 scalars. O(scalars × instructions).
  func matches(_ text: String, isCancelled: () -> Bool = { false }) -> Bool {
    var threads = Threads(instructions.count)
    /// Instructions to go on from at the present place.
    var waiting: [Int] = []
    var previous: UInt32?
    var place = 0
    for scalar in text.unicodeScalars {
      place += 1
      if place & 4095 == 0, isCancelled() { return false }
      let value = ignoresCase ? Self.lower(scalar.value) : scalar.value
      waiting.append(0)
      if expand(waiting, into: &threads, before: previous, after: value) { return true }
      waiting.removeAll(keepingCapacity: true)
      for thread in threads.waiting {
        if case .scalars(let set) = instructions[thread], set.contains(value) { waiting.append(thread + 1) }
      }
      threads.clear()
      previous = value
    }
    waiting.append(0)
    return expand(waiting, into: &threads, before: previous, after: nil)
  }

  /// Instructions reached without reading a scalar, each once.
  private struct Threads {
    /// Those that wait for a scalar.
    var waiting: [Int] = []
    var visited: [Int] = []
    var isVisited: [Bool]

    init(_ count: Int) { isVisited = [Bool](repeating: false, count: count) }

    mutating func clear() {
      for thread in visited { isVisited[thread] = false }
      visited.removeAll(keepingCapacity: true)
      waiting.removeAll(keepingCapacity: true)
    }
  }

  /// Follows jumps, splits and assertions; true when a match is reached.
  private func expand(_ starts: [Int], into threads: inout Threads, before: UInt32?, after: UInt32?) -> Bool {
    var stack = starts
    while let at = stack.popLast() {
      if threads.isVisited[at] { continue }
      threads.isVisited[at] = true
      threads.visited.append(at)
      switch instructions[at] {
      case .scalars: threads.waiting.append(at)
      case .accept: return true
      default: follow(at, between: before, after, onto: &stack)
      }
    }
    return false
  }

  /// Pushes where an instruction that reads no scalar leads between two of them, the preferred way last.
  func follow(_ at: Int, between before: UInt32?, _ after: UInt32?, onto stack: inout [Int]) {
    switch instructions[at] {
    case .split(let first, let second):
      stack.append(second)
      stack.append(first)
    case .jump(let target): stack.append(target)
    case .start: if before == nil { stack.append(at + 1) }
    case .end: if after == nil { stack.append(at + 1) }
    case .boundary: if Self.isBoundary(before, after) { stack.append(at + 1) }
    case .noBoundary: if !Self.isBoundary(before, after) { stack.append(at + 1) }
    case .scalars, .accept: break
    }
  }

  static func isBoundary(_ before: UInt32?, _ after: UInt32?) -> Bool {
    isWordPart(before) != isWordPart(after)
  }

  private static func isWordPart(_ value: UInt32?) -> Bool {
    guard let value else { return false }
    return PatternParser.wordParts.contains { $0.contains(value) }
  }
}
