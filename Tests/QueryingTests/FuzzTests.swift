import Facts
import Glibc
import Indexing
import Querying
import TestSupport
import Testing

/// Statements made from valid ones by small damage, read, completed, printed and run over a small index: always the
/// same ones, and more of them for as many seconds as `DATELINE_FUZZ_SECONDS` says. Nothing may crash, hang or read
/// back otherwise.
@Suite("Fuzzing") struct FuzzTests {
  static let seconds: Int = getenv("DATELINE_FUZZ_SECONDS").flatMap { Int(String(cString: $0)) } ?? 0
  /// How many are tried on every machine, however fast it is.
  static let least = 400

  static let corpus: [String] =
    LanguageHelp.sections.flatMap { $0.entries.map(\.example) } + ParserTests.forms.map(\.query)
    + errorCatalogue.map(\.example) + [
      #"let a($x, y) = (meetings near $x | articles) except articles where has no meeting with "A" and "B""#,
      ".mode csv; meetings -- done\n| count by pair(participant), month(date)\n| where n > 1; _ | sort by n desc",
      #"articles where text matches "a \"b c\" d* e NEAR/3 f" and text matches /^(a|b)*[^c-e]{2,3}\b$/i"#,
      "facts where 1e3 <= killed < 5 and 2023-Q1 < date <= 2023-W05 | average killed by year, country(location)",
    ]

  private var engine: Engine {
    var facts = RandomFacts(seed: 11)
    return Engine(index: facts.index(articles: 12))
  }

  @Test(arguments: [1, 2] as [UInt64])
  func damage(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let engine = engine
    let words = Self.corpus.flatMap { $0.split(separator: " ").map { Array($0.utf8) } }
    let end = time(nil) + Self.seconds
    var count = 0
    while time(nil) < end || count < Self.least {
      var bytes = Array(random.pick(Self.corpus).utf8)
      for _ in 0..<random.below(5) where !bytes.isEmpty {
        let at = random.below(bytes.count)
        switch random.below(6) {
        case 0: bytes.remove(at: at)
        case 1: bytes[at] = UInt8(truncatingIfNeeded: random.next())
        case 2: bytes.insert(contentsOf: bytes[..<at].suffix(random.below(40)), at: at)
        case 3: bytes.insert(contentsOf: [0x20] + random.pick(words) + [0x20], at: at)
        case 4: bytes.removeSubrange(at..<min(bytes.count, at + random.below(20)))
        default: bytes.insert(random.pick(Array("\"()|,;./`$-'\\\n<>=&\u{201C}é".utf8)), at: at)
        }
      }
      exercise(String(decoding: bytes, as: UTF8.self), engine, at: random.below(bytes.count + 1))
      count += 1
    }
  }

  private func exercise(_ text: String, _ engine: Engine, at cursor: Int) {
    var bindings = Bindings()
    bindings.vocabulary.last = .facts(nil, in: .standard)
    _ = Completion.at(text: text, cursor: cursor, vocabulary: bindings.vocabulary)
    _ = Completeness(of: text, with: bindings.vocabulary)
    for piece in Script.statements(in: text) {
      #expect(!piece.text.isEmpty)
      do throws(QueryError) {
        let statement = try Statement.parse(piece.text, with: bindings.vocabulary)
        switch statement.form {
        case .query(let query):
          let printed = query.text(bindings.vocabulary)
          #expect(
            (try? Query.parse(printed, with: bindings.vocabulary)) == query, "\(text) prints as \(printed)")
          bindings.last = try engine.run(try Query.parse("facts")).result
          _ = try engine.run(query, bindings: bindings)
        case .definition(let definition):
          bindings.vocabulary.definitions[definition.name] = definition
        case .parameter(let name, _): #expect(!name.isEmpty)
        case .command(let command): #expect(!command.name.contains(";"))
        }
      } catch {
        #expect(!ErrorRenderer { $0.unicodeScalars.count }.text(error, in: piece.text).isEmpty)
      }
    }
  }
}
