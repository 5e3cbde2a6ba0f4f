internal import CFactsData
internal import English

/// The words of `data/numbers.txt`: values, multipliers, bounds, currencies and what is counted.
public struct NumberWords: Sendable {
  /// A line's example and the figures that it must give.
  public struct Example: Sendable {
    public var text: String
    public var figures: String
    public var line: Int
  }

  enum Count: Int { case active, passive, noun, toll }

  let values: WordMap<Double>
  let multipliers: WordMap<Double>
  let vague: WordMap<Double>
  let money: WordMap<Currency>
  let skipped: WordSet
  let share: WordSet
  let scale: WordSet
  /// Phrases with their bounds, the longest first.
  let bounds: [(words: [WordSet], bound: Figure.Bound)]
  let counted: [WordMap<Figure.Quantity>]
  public let examples: [Example]

  /// Reads the file's form; lines that do not follow it are left out.
  public init(_ text: UnsafeBufferPointer<UInt8>) {
    var numbers: [String: [(word: String, value: Double)]] = [:]
    var money: [(word: String, value: Currency)] = []
    var lists: [String: [String]] = [:]
    var bounds: [(words: [WordSet], bound: Figure.Bound)] = []
    var counted: [[(word: String, value: Figure.Quantity)]] = [[], [], [], []]
    var examples: [Example] = []
    for (index, line) in text.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let parts = String(decoding: line, as: UTF8.self).split(separator: " : ").map(String.init)
      guard parts.count == 3 else { continue }
      let head = parts[0].split(separator: " ").map(String.init)
      let words = parts[1].split(separator: " ").map(String.init)
      let example = parts[2].split(separator: " => ").map(String.init)
      if example.count == 2 {
        examples.append(Example(text: example[0], figures: example[1], line: index + 1))
      }
      switch head[0] {
      case "number", "times", "vague":
        for word in words {
          let pair = word.split(separator: "=")
          if pair.count == 2, let value = Double(pair[1]) {
            numbers[head[0], default: []].append((String(pair[0]), value))
          }
        }
      case "money" where head.count > 1: for word in words { money.append((word, Currency(head[1]))) }
      case "bound" where head.count > 1:
        guard let bound = Figure.Bound(rawValue: head[1]) else { continue }
        for word in words {
          bounds.append((word.split(separator: "_").map { WordSet(String($0)) }, bound))
        }
      case "count" where head.count > 2:
        let names = ["active", "passive", "noun", "toll"]
        guard let form = names.firstIndex(of: head[2]),
          let quantity = Figure.Quantity.allCases.first(where: { $0.name == head[1] })
        else { continue }
        for word in words { counted[form].append((word, quantity)) }
      default: lists[head[0], default: []] += words
      }
    }
    values = WordMap(numbers["number"] ?? [])
    multipliers = WordMap(numbers["times"] ?? [])
    vague = WordMap(numbers["vague"] ?? [])
    self.money = WordMap(money)
    skipped = WordSet((lists["skip"] ?? []).joined(separator: " "))
    share = WordSet((lists["share"] ?? []).joined(separator: " "))
    scale = WordSet((lists["scale"] ?? []).joined(separator: " "))
    self.bounds = bounds.enumerated().sorted {
      ($1.element.words.count, $0.offset) < ($0.element.words.count, $1.offset)
    }.map(\.element)
    self.counted = counted.map { WordMap($0) }
    self.examples = examples
  }

  /// The embedded file.
  public static let standard: NumberWords = {
    var size = 0
    let start = dl_numbers(&size)
    return NumberWords(UnsafeBufferPointer(start: start, count: size))
  }()

  /// Whether a lemma tells of people killed, injured, arrested or missing.
  func isCue(_ lemma: Symbol, in reading: Reading) -> Bool {
    counted.contains { $0[lemma, in: reading] != nil } || scale.contains(lemma, in: reading)
  }

  /// What a word of the text says of those counted; by its lemma or, for "missing" and "injured", as it stands.
  func quantity(_ token: Int, _ form: Count, _ article: ParsedArticle) -> Figure.Quantity? {
    counted[form.rawValue][article.lemma(token), in: article.reading]
      ?? (form == .passive ? counted[form.rawValue][article.word(token), in: article.reading] : nil)
  }
}
