internal import Articles

/// A step of a compiled pattern.
struct TimeStep: BitwiseCopyable {
  enum Operation: UInt8 {
    /// Go on at `target` as well as at the next step.
    case fork
    case jump
    /// The word `row`.
    case word
    /// A word or number of the class `row`.
    case wordClass
    /// The sign `row`.
    case sign
    /// The expression begins here: what was matched before is context.
    case begin
    /// The expression ends here: what follows is context.
    case end
    /// Nothing may stand between the last atom and the next.
    case tight
    case match
  }
  var operation: Operation
  var row: Int16 = 0
  var target: Int32 = 0
}

/// Turns the patterns of times.txt into steps.
///
/// A pattern is a row of elements: a word (`ago`), words of which one (`this|that`), a class (`<month>`), a
/// sign (`-` `,` `.` `'` `/` `:`), a named piece (`{approx}`), or a group `( a b | c )`; `?` after any of
/// them makes it optional. `-`, `/` and `:` join what they stand between, `.` and `'` what is before them, `~` stands for "no space".
/// What stands before `^` and after `$` is context, no part of the expression.
struct TimePatternCompiler {
  var vocabulary: TimeVocabulary
  var pieces: [String: String] = [:]
  var steps: [TimeStep] = []
  /// The first element that could not be read, for the test that every rule is sound.
  var problem: String?

  init(vocabulary: TimeVocabulary) { self.vocabulary = vocabulary }

  /// Adds the steps of `pattern`; the index of its first.
  mutating func compile(_ pattern: String) -> Int32 {
    let start = Int32(steps.count)
    let elements = expand(pattern, depth: 0)
    var at = 0
    alternatives(elements, &at)
    if at < elements.count { problem = problem ?? "unexpected ')' in: \(pattern)" }
    steps.append(TimeStep(operation: .match))
    return start
  }

  private mutating func expand(_ pattern: String, depth: Int) -> [Substring] {
    var elements: [Substring] = []
    for bytes in pattern.utf8.split(separator: 32) {
      let element = Substring(bytes)
      guard bytes.first == UInt8(ascii: "{"), let close = bytes.firstIndex(of: UInt8(ascii: "}")) else {
        elements.append(element)
        continue
      }
      let name = String(element[..<close].dropFirst())
      guard let piece = pieces[name], depth < 8 else {
        problem = problem ?? "no piece {\(name)}"
        continue
      }
      elements.append("(")
      elements.append(contentsOf: expand(piece, depth: depth + 1))
      elements.append(element.hasSuffix("?") ? ")?" : ")")
    }
    return elements
  }

  private mutating func alternatives(_ elements: [Substring], _ at: inout Int) {
    var jumps: [Int] = []
    while true {
      // A fork is put before the alternative once its end is known.
      let start = steps.count
      sequence(elements, &at)
      guard at < elements.count, elements[at] == "|" else { break }
      at += 1
      insertFork(at: start, to: steps.count + 2)
      jumps.append(steps.count)
      steps.append(TimeStep(operation: .jump))
    }
    for jump in jumps { steps[jump].target = Int32(steps.count) }
  }

  private mutating func sequence(_ elements: [Substring], _ at: inout Int) {
    while at < elements.count, elements[at] != "|", elements[at] != ")", elements[at] != ")?" {
      let start = steps.count
      var element = elements[at]
      at += 1
      var optional = false
      if element == "(" {
        alternatives(elements, &at)
        if at < elements.count {
          optional = elements[at] == ")?"
          at += 1
        } else {
          problem = problem ?? "missing ')'"
        }
      } else {
        if element.utf8.count > 1, element.hasSuffix("?") {
          optional = true
          element = element.dropLast()
        }
        single(element)
      }
      if optional { insertFork(at: start, to: steps.count + 1) }
    }
  }

  private mutating func single(_ element: Substring) {
    if element == "^" { return steps.append(TimeStep(operation: .begin)) }
    if element == "$" { return steps.append(TimeStep(operation: .end)) }
    if element == "~" { return steps.append(TimeStep(operation: .tight)) }
    if element.hasPrefix("<"), element.hasSuffix(">") {
      guard let wordClass = TimeClass.named(element.dropFirst().dropLast()) else {
        problem = problem ?? "no class \(element)"
        return
      }
      return steps.append(TimeStep(operation: .wordClass, row: Int16(wordClass.rawValue)))
    }
    if let sign = element.utf8.first, element.utf8.count == 1, !sign.isASCIILower {
      if sign == 44 { return steps.append(TimeStep(operation: .sign, row: Int16(sign))) }
      steps.append(TimeStep(operation: .tight))
      steps.append(TimeStep(operation: .sign, row: Int16(sign)))
      if sign != 46, sign != 39 { steps.append(TimeStep(operation: .tight)) }
      return
    }
    let words = element.utf8.split(separator: UInt8(ascii: "|")).map { Substring($0) }
    var jumps: [Int] = []
    for (index, word) in words.enumerated() {
      if index + 1 < words.count {
        steps.append(TimeStep(operation: .fork, target: Int32(steps.count + 3)))
      }
      steps.append(TimeStep(operation: .word, row: vocabulary.add(word)))
      if index + 1 < words.count {
        jumps.append(steps.count)
        steps.append(TimeStep(operation: .jump))
      }
    }
    for jump in jumps { steps[jump].target = Int32(steps.count) }
  }

  /// Puts a fork before step `start`, moving what follows; `target` is meant after the move.
  private mutating func insertFork(at start: Int, to target: Int) {
    steps.insert(TimeStep(operation: .fork, target: Int32(target)), at: start)
    for index in (start + 1)..<steps.count
    where (steps[index].operation == .fork || steps[index].operation == .jump) && steps[index].target >= start
    {
      steps[index].target += 1
    }
  }
}
