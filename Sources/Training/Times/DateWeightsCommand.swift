internal import ArgumentParser
internal import Articles
internal import Facts
internal import Foundation

/// Fits the model that chooses when facts took place.
struct DateWeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "date-weights",
    abstract: "Fits the weights that choose a fact's date, from articles with annotated facts.",
    discussion: """
      A set is a folder with text/*.txt and gold.jsonl as `report` reads it, each fact with its date ("2018-12-31", "2018-12", "2018", \
      a range with "/") or null; of a fact without one, "recent" may say whether it was of the article's days. What the program and an annotator found is an example. Prints the figures of a \
      cross-validation over articles, then writes the weights fitted on all of them.
      """)

  @Argument(help: "Folders of sets.") var sets: [String]
  @Option(help: "Parts of the cross-validation; 0 for none.") var folds = 5
  @Option(help: "Folders of sets that are only scored, with the weights of all the others.") var score:
    [String] = []
  @Option(help: "File to write.") var output = "Sources/CFactsData/data/dates.txt"

  func run() throws {
    let examples = try sets.flatMap { try DateExample.load($0) }
    guard examples.contains(where: \.hasDate) else {
      throw ValidationError("no fact that the program finds in \(sets.joined(separator: ", ")) has a date")
    }
    print("\(examples.count) facts")
    if folds > 1 {
      var tally = DateTally()
      for fold in 0..<folds {
        let weights = DateTrainer(examples.filter { $0.article % folds != fold }).fit()
        for example in examples where example.article % folds == fold { tally.add(example, weights) }
      }
      print("left out of training: \(tally)")
    }
    let weights = DateTrainer(examples).fit()
    for set in score {
      var tally = DateTally()
      for example in try DateExample.load(set) { tally.add(example, weights) }
      print("\(set): \(tally)")
    }
    try Data(text(weights).utf8).write(to: URL(fileURLWithPath: output))
  }

  private func text(_ weights: ChoiceWeights) -> String {
    let comment = [
      "# Weights of the model that chooses the dates of facts, made by `dateline-train date-weights`;",
      "# \"unsaid\": of the article's days, where no words tell of them, for each kind.",
    ]
    return (comment + weights.lines(DateWeights.form)).joined(separator: "\n") + "\n"
  }
}

/// A fact with the times that it may have.
struct DateExample {
  var article: Int
  var kind: String
  var options: [DateOption]
  /// Of each option: whether the annotator would take it, and of some whether it is the very one that they wrote down.
  var isNear: [Bool]
  var isExact: [Bool]
  /// The annotator gave a date, or said that it was of the article's days.
  var hasDate: Bool
  /// The annotator said that it was not of the article's days, and the article does not say of which.
  var isOld: Bool
  /// What rules alone give is right.
  var isNearByRule: Bool

  /// A stretch that holds the date is less right than the date itself, where that is told.
  var rightness: [Float] {
    let isTold = hasDate && isExact.contains(true)
    return zip(isNear, isExact).map { !$0 ? 0 : isTold && !$1 ? 0.4 : 1 }
  }

  static func load(_ folder: String) throws -> [DateExample] {
    struct Key: Hashable {
      var kind: Kind
      var trigger: TextRange
    }
    let extractor = Extractor.standard
    var examples: [DateExample] = []
    for (number, document) in try FactSet(folder, extractor: extractor).documents.enumerated() {
      var options: [Key: (Fact, [DateOption])] = [:]
      var setting = DateSetting()
      setting.observe = { options[Key(kind: $0.kind, trigger: $0.mentions[0].trigger)] = ($0, $1) }
      _ = extractor.harvest(extractor.read(document.harvest.article), dates: setting)
      for (gold, fact) in FactComparison.pairs(document, kinds: extractor.kinds) where !gold.isDoubtful {
        guard let (raw, options) = options[Key(kind: fact.kind, trigger: fact.mentions[0].trigger)] else {
          continue
        }
        let days = options.first(where: \.isUnsaid)?.time?.interval
        let told: AnnotatedDate
        if let date = gold.date {
          guard let known = AnnotatedDate(date) else {
            throw Files.Failure(path: "\(folder)/gold.jsonl", reason: "\(document.name): \(date) is no date")
          }
          told = known
        } else if gold.recent == true, let days {
          told = AnnotatedDate(interval: days)
        } else {
          let isRight = options.map {
            $0.time == nil || gold.recent == nil && $0.isUnsaid && raw.status.isReal
          }
          examples.append(
            DateExample(
              article: number, kind: gold.kind, options: options, isNear: isRight, isExact: isRight,
              hasDate: false, isOld: gold.recent == false, isNearByRule: raw.time == nil))
          continue
        }
        func isNear(_ time: FactTime?) -> Bool { time.map { told.isNear($0.interval) } ?? false }
        examples.append(
          DateExample(
            article: number, kind: gold.kind, options: options, isNear: options.map { isNear($0.time) },
            isExact: options.map { $0.time?.interval == told.interval }, hasDate: true, isOld: false,
            isNearByRule: isNear(raw.time)))
      }
    }
    return examples
  }
}

/// A date as annotators write it: a day, a month, a year, or two of these with "/" between.
struct AnnotatedDate {
  var interval: Articles.TimeInterval

  init(interval: Articles.TimeInterval) { self.interval = interval }

  init?(_ text: String) {
    let ends = text.split(separator: "/").map { Self.stretch($0) }
    guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2, first.start < last.end
    else {
      return nil
    }
    interval = Articles.TimeInterval(start: first.start, end: last.end)
  }

  private static func stretch(_ text: Substring) -> Articles.TimeInterval? {
    let fields = text.split(separator: "-").map { Int($0) ?? 0 }
    switch fields.count {
    case 1 where (1...9999).contains(fields[0]): return Articles.TimeInterval(year: fields[0])
    case 2 where (1...12).contains(fields[1]): return Articles.TimeInterval(year: fields[0], month: fields[1])
    case 3:
      return CalendarDay(checkedYear: fields[0], month: fields[1], day: fields[2]).map {
        Articles.TimeInterval(day: $0)
      }
    default: return nil
    }
  }

  /// They share a day, and `other` is no more than a month or twice as long.
  func isNear(_ other: Articles.TimeInterval) -> Bool {
    let day = Articles.TimeInterval.minutesPerDay
    return other.start < interval.end && interval.start < other.end
      && other.width <= max(32 * day, 2 * interval.width)
  }
}

/// How often the likeliest time is right.
struct DateTally: CustomStringConvertible {
  private var (right, byRule, dated) = (0, 0, 0)
  private var (none, noneByRule, dateless) = (0, 0, 0)
  private var (unsaid, old) = (0, 0)

  mutating func add(_ example: DateExample, _ weights: ChoiceWeights) {
    let best = weights.likeliest(of: example.options, kind: example.kind)
    if example.hasDate {
      dated += 1
      right += example.isNear[best] ? 1 : 0
      byRule += example.isNearByRule ? 1 : 0
    } else if example.isOld {
      old += 1
      unsaid += example.options[best].isUnsaid ? 1 : 0
    } else {
      dateless += 1
      none += example.isNear[best] ? 1 : 0
      noneByRule += example.isNearByRule ? 1 : 0
    }
  }

  var description: String {
    "the date right of \(right) of \(dated) facts that have one (\(byRule) by rules but for the article's days), none of words "
      + "given to \(none) of \(dateless) that have none (\(noneByRule)), the article's days to \(unsaid) of \(old) of another time"
  }
}

struct DateTrainer {
  let examples: [DateExample]

  /// Weight of a fact whose date nobody told beside one that has one.
  static let dateless: Float = 0.3
  /// The same of one that was not of the article's days: a day that is wrong is worse than none, but one that is missing is missed.
  static let old: Float = 0.8
  private static let penalty: Float = 2

  init(_ examples: [DateExample]) { self.examples = examples.filter { $0.isNear.contains(true) } }

  func fit() -> ChoiceWeights {
    ChoiceFit.weights(
      examples.map { example in
        (
          example.kind, example.options.map(\.features), example.options.map(\.isUnsaid), example.rightness,
          example.hasDate ? 1 : example.isOld ? Self.old : Self.dateless
        )
      }, features: DateFeature.allCases.count, penalty: Self.penalty)
  }
}
