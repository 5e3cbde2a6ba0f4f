/// Reads the syntax of `PatternProgram`.
struct PatternParser {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var depth = 0
  private let ignoresCase: Bool

  private typealias Failure = PatternProgram.Failure
  private typealias ScalarSet = PatternProgram.ScalarSet

  init(_ pattern: String, ignoresCase: Bool) {
    scalars = Array(pattern.unicodeScalars)
    self.ignoresCase = ignoresCase
  }

  mutating func parse() throws(PatternProgram.Failure) -> PatternNode {
    let node = try choice()
    guard position == scalars.count else { throw Failure(message: "unmatched )") }
    return node
  }

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func choice() throws(PatternProgram.Failure) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw Failure(message: "brackets are nested too deeply") }
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws(PatternProgram.Failure) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      parts.append(try repetition())
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func repetition() throws(PatternProgram.Failure) -> PatternNode {
    var node = try atom()
    while let scalar = next {
      switch scalar {
      case "*": node = .repeated(node, 0, nil)
      case "+": node = .repeated(node, 1, nil)
      case "?": node = .repeated(node, 0, 1)
      case "{":
        guard let (low, high) = try bounds() else { return node }
        node = .repeated(node, low, high)
        _ = take("?")
        continue
      default: return node
      }
      position += 1
      _ = take("?")
    }
    return node
  }

  /// `{n}`, `{n,}`, `{n,m}`; nil where the bracket is a literal.
  private mutating func bounds() throws(PatternProgram.Failure) -> (Int, Int?)? {
    let start = position
    position += 1
    guard let low = number() else {
      position = start
      return nil
    }
    var high: Int? = low
    if take(",") { high = number() }
    guard take("}") else { throw Failure(message: "a repetition lacks its }") }
    guard low <= 1000, (high ?? low) <= 1000 else {
      throw Failure(message: "more than 1000 repetitions")
    }
    if let high, high < low { throw Failure(message: "{\(low),\(high)} ends before it begins") }
    return (low, high)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = next, (48...57).contains(scalar.value) {
      value = min(1_000_000, (value ?? 0) * 10 + Int(scalar.value - 48))
      position += 1
    }
    return value
  }

  private mutating func atom() throws(PatternProgram.Failure) -> PatternNode {
    guard let scalar = next else { return .empty }
    position += 1
    switch scalar {
    case "(":
      if take("?") {
        guard take(":") else { throw Failure(message: "only (?:…) is known of the (?…) forms") }
      }
      let node = try choice()
      guard take(")") else { throw Failure(message: "a ( lacks its )") }
      return node
    case "[": return .scalars(try bracket())
    case ".": return .scalars(ScalarSet(ranges: [10...10], isInverted: true))
    case "^": return .assertion(.start)
    case "$": return .assertion(.end)
    case "*", "+", "?": throw Failure(message: "nothing stands before \(scalar)")
    case "\\": return try escape()
    default: return .scalars(literal(scalar))
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> ScalarSet {
    let value = ignoresCase ? PatternProgram.lower(scalar.value) : scalar.value
    return ScalarSet(ranges: [value...value])
  }

  private mutating func escape() throws(PatternProgram.Failure) -> PatternNode {
    guard let scalar = next else { throw Failure(message: "it ends with a backslash") }
    position += 1
    switch scalar {
    case "b": return .assertion(.boundary)
    case "B": return .assertion(.noBoundary)
    default: break
    }
    if let set = Self.named(scalar) { return .scalars(set) }
    try check(scalar)
    return .scalars(literal(Self.control(scalar)))
  }

  /// A backslash before a letter or digit without a meaning of its own: another language's class, most likely.
  private func check(_ escaped: Unicode.Scalar) throws(PatternProgram.Failure) {
    let isPlain =
      escaped.value > 127 || !escaped.properties.isAlphabetic && !(48...57).contains(escaped.value)
    if isPlain || ["n", "t", "r"].contains(escaped) { return }
    throw Failure(
      message: "\\\(escaped) is not known: there are \\d \\w \\s \\b, their capitals, \\n \\t \\r")
  }

  private static func control(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "n": "\n"
    case "t": "\t"
    case "r": "\r"
    default: scalar
    }
  }

  private static func named(_ scalar: Unicode.Scalar) -> ScalarSet? {
    switch scalar {
    case "d": ScalarSet(ranges: digits)
    case "D": ScalarSet(ranges: digits, isInverted: true)
    case "w": ScalarSet(ranges: wordParts)
    case "W": ScalarSet(ranges: wordParts, isInverted: true)
    case "s": ScalarSet(ranges: spaces)
    case "S": ScalarSet(ranges: spaces, isInverted: true)
    default: nil
    }
  }

  static let digits: [ClosedRange<UInt32>] = [48...57]
  /// ASCII letters, digits, `_`, and everything from U+00AA on but for punctuation and spaces.
  static let wordParts: [ClosedRange<UInt32>] = [
    48...57, 65...90, 95...95, 97...122, 0xAA...0xAA, 0xB5...0xB5, 0xBA...0xBA, 0xC0...0xD6, 0xD8...0xF6,
    0xF8...0x1FFF, 0x2C00...0x2DFF, 0x3005...0x3007, 0x3040...0xFEFE, 0xFF10...0xFF19, 0xFF21...0x10FFFF,
  ]
  static let spaces: [ClosedRange<UInt32>] = [
    9...13, 32...32, 0x85...0x85, 0xA0...0xA0, 0x2000...0x200A, 0x2028...0x2029, 0x3000...0x3000,
  ]

  private mutating func bracket() throws(PatternProgram.Failure) -> ScalarSet {
    var set = ScalarSet(ranges: [], isInverted: take("^"))
    var isFirst = true
    while let scalar = next {
      position += 1
      if scalar == "]", !isFirst { return set }
      isFirst = false
      var low = scalar
      if scalar == "\\", let escaped = next {
        position += 1
        if let named = Self.named(escaped) {
          guard !named.isInverted else { throw Failure(message: "\\\(escaped) can't stand in [ ]") }
          set.ranges += named.ranges
          continue
        }
        try check(escaped)
        low = Self.control(escaped)
      }
      var high = low
      if next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
        position += 1
        high = scalars[position]
        position += 1
        if high == "\\", let escaped = next {
          position += 1
          try check(escaped)
          high = Self.control(escaped)
        }
      }
      guard low.value <= high.value else { throw Failure(message: "[\(low)-\(high)] ends before it begins") }
      add(low.value...high.value, to: &set)
    }
    throw Failure(message: "a [ lacks its ]")
  }

  private func add(_ range: ClosedRange<UInt32>, to set: inout ScalarSet) {
    set.ranges.append(range)
    guard ignoresCase else { return }
    // The text is lowered: capitals in the range stand for their small letters.
    let low = max(range.lowerBound, 65)
    let high = min(range.upperBound, 90)
    if low <= high { set.ranges.append((low + 32)...(high + 32)) }
    if range.lowerBound >= 0x80, range.upperBound - range.lowerBound < 512 {
      for value in range {
        let lowered = PatternProgram.lower(value)
        if lowered != value { set.ranges.append(lowered...lowered) }
      }
    }
  }
}
