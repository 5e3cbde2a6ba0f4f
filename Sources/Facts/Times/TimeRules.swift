internal import CFactsData
internal import Glibc

/// What a matched pattern means: which function of the resolver makes a value of the slots.
enum TimeAction: String, Sendable {
  case date, iso, weekday, today, tonight, period, latest, weekend, yearago, quarterEnd, yearQuarter, year,
    decade, century, ago,
    offset,
    next, same, span, spanone, duration, half, halfonly, unitlong, set, setper, reference, clock, hourclock,
    daypart, holiday, range, nthday, nthweek, none
}

/// A row of times.txt: a pattern, its meaning and an example.
struct TimeRule: Sendable {
  var action: TimeAction
  /// A number or word that the action takes.
  var number: Int = 0
  var word = ""
  var firstStep: Int32
  var pattern: String
  /// A sentence with the expression in square brackets.
  var example: String
  /// "DATE 2023-01-17".
  var expected: String
  var line: Int
}

/// The knowledge of times.txt: words, patterns compiled to steps, and for every first word the rules that can
/// begin with it.
struct TimeRules: Sendable {
  private(set) var vocabulary = TimeVocabulary()
  private(set) var steps: ContiguousArray<TimeStep> = []
  private(set) var rules: [TimeRule] = []
  private(set) var starts = TimeStarts()
  /// What could not be read, by line; empty for the embedded file.
  private(set) var problems: [String] = []

  static let standard = TimeRules(embedded())

  private static func embedded() -> String {
    var size = 0
    guard let bytes = dl_times(&size) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: size), as: UTF8.self)
  }

  /// Reads the text of times.txt. O(its length).
  init(_ text: String) {
    var pieces: [String: String] = [:]
    var rows: [(line: Int, action: TimeAction, argument: String, pattern: String, example: String)] = []
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      let fields = Self.fields(line)
      let head = Self.words(fields[0].utf8[...])
      guard let first = head.first else { continue }
      if first == "class", head.count >= 2, let wordClass = TimeClass.named(head[1]) {
        for entry in head.dropFirst(2) {
          let parts = entry.utf8.split(separator: UInt8(ascii: "=")).map { Substring($0) }
          guard parts.count == 2, let value = Int16(parts[1]) else {
            problems.append("\(index + 1): \(entry)")
            continue
          }
          vocabulary.set(vocabulary.add(parts[0]), wordClass, value)
        }
      } else if first == "piece", fields.count == 2, head.count == 2 {
        pieces[String(head[1])] = fields[1]
      } else if let action = TimeAction(rawValue: String(first)), fields.count == 3 {
        rows.append((index + 1, action, head.dropFirst().joined(separator: " "), fields[1], fields[2]))
      } else {
        problems.append("\(index + 1): \(Substring(line))")
      }
    }
    var compiler = TimePatternCompiler(vocabulary: vocabulary)
    compiler.pieces = pieces
    let holidays = Holiday.allCases.map { "\($0)" }
    for row in rows {
      let example = Self.parts(row.example)
      var rule = TimeRule(
        action: row.action, firstStep: compiler.compile(row.pattern), pattern: row.pattern,
        example: example.sentence, expected: example.expected, line: row.line)
      rule.number = Int(row.argument) ?? 0
      if row.action == .holiday {
        rule.number = holidays.firstIndex(of: row.argument) ?? -1
        if rule.number < 0 { problems.append("\(row.line): no holiday \(row.argument)") }
      }
      rule.word = row.argument
      rules.append(rule)
      if let problem = compiler.problem { problems.append("\(row.line): \(problem)") }
      compiler.problem = nil
    }
    vocabulary = compiler.vocabulary
    steps = ContiguousArray(compiler.steps)
    starts = TimeStarts(vocabulary, steps, firstSteps: rules.map(\.firstStep))
    for rule in starts.empty { problems.append("\(rules[rule].line): matches nothing") }
  }

  /// By bytes: to find the ends of characters takes most of the time of a start.
  private static func words(_ text: Substring.UTF8View) -> [Substring] {
    text.split(separator: 32).map { Substring($0) }
  }

  /// Splits a line at " :: ".
  private static func fields(_ line: Substring.UTF8View) -> [String] {
    var fields: [String] = []
    var words: [Substring] = []
    for word in Self.words(line) {
      if word == "::" {
        fields.append(words.joined(separator: " "))
        words = []
      } else {
        words.append(word)
      }
    }
    fields.append(words.joined(separator: " "))
    return fields
  }

  private static func parts(_ example: String) -> (sentence: String, expected: String) {
    var sentence: [Substring] = []
    var expected: [Substring] = []
    var after = false
    for word in Self.words(example.utf8[...]) {
      if word == "=>" { after = true } else if after { expected.append(word) } else { sentence.append(word) }
    }
    return (sentence.joined(separator: " "), expected.joined(separator: " "))
  }
}
