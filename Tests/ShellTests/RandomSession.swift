import Facts
import Querying
import TestSupport

/// The lines of a session by chance: queries, most of them sound, commands, most of them too, and what writes files into
/// one folder. Nothing in it runs a program or writes anywhere else.
struct RandomSession {
  /// Where answers go from a line on.
  enum Target: Equatable {
    case screen
    /// A file of this name, for the next answer or for all further ones.
    case file(String, isOnce: Bool)
    /// A device that is always full.
    case full(isOnce: Bool)
  }

  struct Line {
    var text: String
    /// What the line does to where answers go; nil: nothing.
    var target: Target?
  }

  var random: SeededGenerator
  private let folder: String
  private var queries: RandomQueries
  private var files = 0

  init(seed: UInt64, folder: String) {
    random = SeededGenerator(seed: seed)
    self.folder = folder
    queries = RandomQueries(seed: seed &+ 1, vocabulary: Vocabulary(kinds: .standard))
    queries.onlyRunnable = true
    queries.names = ["Ann", "Bob", "Carl", "Dan", "Nobody"]
    queries.places = ["Poland", "Oslo", "Kyiv", "Nowhere"]
    queries.years = 2022...2024
  }

  /// So many lines; `writes`: among them are such that change where answers go.
  mutating func lines(_ count: Int, writes: Bool) -> [Line] {
    (0..<count).map { _ in line(writes: writes) }
  }

  /// As many of whatever a session may hold: what goes to files by `to`, too, and articles, kinds and aliases that come
  /// later. `news` and `more` are folders of articles in the session's folder, `names.txt` a file of aliases.
  mutating func wholeLines(_ count: Int) -> [Line] {
    (0..<count).map { _ in
      switch random.below(12) {
      case 0: export()
      case 1: Line(text: addition())
      default: line(writes: true)
      }
    }
  }

  private mutating func addition() -> String {
    random.pick([
      ".load \(folder)/more", ".load \"\(folder)/news\" \(folder)/more/0.txt", ".load \(folder)/news",
      ".load -",
      ".alias \"Lechia\" = \"Poland\"", ".alias \(folder)/names.txt",
      ".define rescue rescues : verb rescue save, noun rescue", "let m = meetings near $x", "let x = 2",
      "meetings\n| limit 2", ".timing", ".set missing \"a -- ; b\"",
    ])
  }

  /// A query whose answer goes to a file of its own, to one that is there, or nowhere.
  private mutating func export() -> Line {
    files += 1
    let name = random.pick(["answers-\(files).csv", "answers-\(files).out", "answers-1.csv", "no/such.csv"])
    let manner = random.pick(["", "as json ", "force ", ">> "])
    return Line(text: random.pick([query(), "_", "meetings"]) + " | to \(manner)\"\(folder)/\(name)\"")
  }

  private mutating func line(writes: Bool) -> Line {
    switch random.below(20) {
    case 0..<10: Line(text: query())
    case 10: Line(text: damaged(query()))
    case 11..<16: Line(text: command())
    case 16: Line(text: damaged(command()))
    case 17:
      Line(
        text: random.pick([
          "| limit 2", "| count", "_", "let a = \(query())", "a", "meetings | as kept", "kept",
        ]))
    default: writes ? redirect() : Line(text: query())
    }
  }

  private mutating func query() -> String { queries.query().text(queries.vocabulary) }

  private mutating func correction() -> String {
    let number = random.below(4)
    func name() -> String { random.pick(["Ann", "Bob", "Carl", "Dan", "Nobody"]) }
    return random.pick([
      ".wrong \(number)", ".wrong \(number) \(number + 1)", ".right \(number)",
      ".note \(number) \"seen; by | me\"",
      ".set-field \(number) date 2023-01-0\(1 + number)", ".set-field \(number) date none",
      ".set-field \(number) location \"Oslo\"", ".set-field \(number) status planned",
      ".set-field \(number) participant + \"\(name())\"",
      ".set-field \(number) participant \"\(name())\", \"Eve\"",
      ".set-field \(number) killed \(number)", ".set-field \(number) kind call",
      ".same \"\(name())\" \"\(name())\"",
      ".different \"\(name())\" \"\(name())\"", ".undo", ".undo \(number)", ".corrections",
      "meetings where has note or has corrected | show *",
    ])
  }

  private mutating func command() -> String {
    let number = random.below(5)
    if random.chance(0.25) { return correction() }
    return random.pick([
      ".mode \(random.pick(["table", "line", "csv", "tsv", "json", "ndjson", "markdown"]))", ".sources",
      ".schema",
      ".describe meetings", ".describe", ".place \"Poland\"", ".parse \"Ann met Bob.\"", ".why \(number)",
      ".open \(number)",
      ".tokens \(number)", ".help", ".help queries", ".show", ".set near \(1 + number * 30)",
      ".set confidence 0.\(number)",
      ".set $x \(number)", ".explain \(query())", ".history", ".alias", ".nonsense", ".set nonsense 1",
      ".read \(folder)/none",
      ".load \(folder)/none", ".check \(folder)/none", ".define strike strikes : verb strike", ".timing off",
    ])
  }

  private mutating func redirect() -> Line {
    files += 1
    let name = "answers-\(files).out"
    return switch random.below(5) {
    case 0: Line(text: ".once \(folder)/\(name)", target: .file(name, isOnce: true))
    case 1: Line(text: ".output \(folder)/\(name)", target: .file(name, isOnce: false))
    case 2: Line(text: ".output", target: .screen)
    case 3: Line(text: ".once /dev/full", target: .full(isOnce: true))
    default: Line(text: ".output /dev/full", target: .full(isOnce: false))
    }
  }

  /// Some bytes of a statement are lost, repeated or others. Nothing that could name a file or a program is left in it.
  private mutating func damaged(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for _ in 0..<1 + random.below(4) where !bytes.isEmpty {
      let at = random.below(bytes.count)
      switch random.below(5) {
      case 0: bytes.remove(at: at)
      case 1: bytes[at] = UInt8(32 + random.below(95))
      case 2: bytes.insert(contentsOf: bytes[..<at].suffix(random.below(20)), at: at)
      case 3: bytes.removeSubrange(at..<min(bytes.count, at + random.below(12)))
      default: bytes.insert(random.pick(Array("\"()|,;./`$-'\\<>=&\u{201C}é".utf8)), at: at)
      }
    }
    let damaged = String(decoding: bytes, as: UTF8.self)
    let words = damaged.lowercased().split { !$0.isLetter }
    let isHarmless = !words.contains {
      ["to", "output", "once", "save", "edit", "read", "load", "check", "quit"].contains($0)
    }
    return isHarmless && !damaged.hasPrefix(".") ? damaged : "nonsense"
  }
}
