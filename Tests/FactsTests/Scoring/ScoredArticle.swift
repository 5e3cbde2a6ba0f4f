import Articles

/// An article of `Scored`, with the facts that a careful reader takes from it. `Scored/README.md` explains the form.
struct ScoredArticle {
  /// A name in a role, as expected or as found.
  struct Filler: Hashable {
    var role: String
    var name: String
  }

  /// A field that is told, told to be absent, or not judged.
  enum Field: Equatable {
    case told(String)
    case absent
    case unjudged

    init(_ text: String) {
      switch text {
      case "-": self = .absent
      case "?": self = .unjudged
      default: self = .told(text)
      }
    }
  }

  struct Expected {
    var kind: String
    var status: String
    /// Bytes of the words that name the event.
    var triggers: [TextRange]
    var place: Field
    var date: Field
    var fillers: [Filler]
    /// Neither rewarded nor punished.
    var isDoubtful: Bool
  }

  struct Problem: Error, CustomStringConvertible {
    var description: String
  }

  var article: Article
  var expected: [Expected]

  init(_ file: String, name: String) throws {
    let lines = file.split(separator: "\n", omittingEmptySubsequences: false)
    guard let blank = lines.firstIndex(of: ""), let rule = lines.firstIndex(of: "----") else {
      throw Problem(description: "\(name): no blank line behind the header or no line ----")
    }
    func header(_ field: String) throws -> String {
      guard let line = lines[..<blank].first(where: { $0.hasPrefix(field + ": ") }) else {
        throw Problem(description: "\(name): no \(field)")
      }
      return String(line.dropFirst(field.utf8.count + 2))
    }
    let title = try header("Title")
    guard let day = CalendarDay(iso: Array(try header("Date").utf8)) else {
      throw Problem(description: "\(name): the date is written YYYY-MM-DD")
    }
    let text = title + "\n\n" + lines[(blank + 1)..<rule].joined(separator: "\n") + "\n"
    article = Article(
      text: ContiguousArray(text.utf8), title: TextRange(0..<title.utf8.count),
      published: TimeInterval(day: day), path: name)
    expected = []
    for line in lines[(rule + 1)...] where !line.isEmpty {
      expected.append(try Self.fact(String(line), in: text, name))
    }
  }

  /// Reads `kind status | triggers | place | date | role=name; …`.
  private static func fact(_ line: String, in text: String, _ name: String) throws -> Expected {
    let fields = line.split(separator: "|").map(trimmed)
    var head = fields[0]
    let isDoubtful = head.hasPrefix("?")
    if isDoubtful { head.removeFirst() }
    let words = head.split(separator: " ").map(String.init)
    guard fields.count == 5, words.count == 2 else {
      throw Problem(description: "\(name): write kind status | triggers | place | date | roles: \(line)")
    }
    let triggers = try fields[1].split(separator: ",").map(trimmed).filter { $0 != "?" }.map { trigger in
      guard let range = occurrence(trigger, in: text) else {
        throw Problem(description: "\(name): “\(trigger)” is not in the text: \(line)")
      }
      return range
    }
    let fillers = fields[4] == "-" ? [] : fields[4].split(separator: ";").map(trimmed)
    return Expected(
      kind: words[0], status: words[1], triggers: triggers, place: Field(fields[2]), date: Field(fields[3]),
      fillers: try fillers.map { filler in
        let parts = filler.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw Problem(description: "\(name): write role=name: \(line)") }
        return Filler(role: parts[0], name: parts[1])
      },
      isDoubtful: isDoubtful)
  }

  /// The bytes of a whole word; `met/2` is the second.
  private static func occurrence(_ trigger: String, in text: String) -> TextRange? {
    let parts = trigger.split(separator: "/").map(String.init)
    let word = Array(parts[0].utf8)
    let bytes = Array(text.utf8)
    var left = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
    func isLetter(_ at: Int) -> Bool {
      guard bytes.indices.contains(at) else { return false }
      return bytes[at] >= 128 || (bytes[at] | 32) >= 97 && (bytes[at] | 32) <= 122
    }
    for start in 0..<max(0, bytes.count - word.count) where bytes[start...].starts(with: word) {
      guard !isLetter(start - 1), !isLetter(start + word.count) else { continue }
      left -= 1
      if left == 0 { return TextRange(start..<start + word.count) }
    }
    return nil
  }

  static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
