internal import ArgumentParser
internal import Articles
internal import Atlas
internal import Facts
internal import Foundation

/// Fits the model that chooses the country of facts whose own words give no place.
struct CountryWeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "country-weights",
    abstract: "Fits the weights that choose a fact's country, from articles with annotated facts.",
    discussion: """
      A set is a folder with text/*.txt and gold.jsonl as `report` reads it, each fact with its country ("PL") or null. What \
      the program finds without a place in a fact's own words, and an annotator found, too, is an example. Prints the \
      figures of a cross-validation over articles, then writes the weights fitted on all of them.
      """)

  @Argument(help: "Folders of sets.") var sets: [String]
  @Option(help: "Parts of the cross-validation; 0 for none.") var folds = 5
  @Option(help: "File to write.") var output = "Sources/CFactsData/data/places/countries.txt"

  func run() throws {
    var examples: [CountryExample] = []
    for set in sets { examples += try CountryExample.load(set) }
    guard examples.contains(where: \.hasCountry) else {
      throw ValidationError("no fact that the program finds in \(sets.joined(separator: ", ")) has a country")
    }
    print("\(examples.count) facts without a place of their own")
    if folds > 1 {
      var tally = CountryTally()
      for fold in 0..<folds {
        let weights = CountryTrainer(examples.filter { $0.article % folds != fold }).fit()
        for example in examples where example.article % folds == fold { tally.add(example, weights) }
      }
      print("left out of training: \(tally)")
    }
    let weights = CountryTrainer(examples).fit()
    try Data(text(weights).utf8).write(to: URL(fileURLWithPath: output))
  }

  private func text(_ weights: ChoiceWeights) -> String {
    let comment = [
      "# Weights of the model that chooses a country for facts whose own words give no place, made by",
      "# `dateline-train country-weights`; \"none\": of no country, for each kind.",
    ]
    return (comment + weights.lines(CountryWeights.form)).joined(separator: "\n") + "\n"
  }
}

/// A fact with the countries that it may have happened in.
struct CountryExample {
  var article: Int
  var kind: String
  var choices: [(country: CountryCode?, features: [Float])]
  /// Of `choices`; nil: the country that the annotator gave is not among them.
  var right: Int?
  /// The annotator gave a country.
  var hasCountry: Bool

  static func load(_ folder: String) throws -> [CountryExample] {
    let (extractor, kinds) = (Extractor.standard, KindTable.standard)
    var examples: [CountryExample] = []
    // What rules alone find: the places of facts are chosen by these countries.
    var setting = FactPlaceSetting()
    setting.weights = nil
    for (number, document) in try FactSet(folder, extractor: extractor, places: setting).documents
      .enumerated()
    {
      let choice = extractor.countryChoice(document.harvest.article)
      for (gold, fact) in FactComparison.pairs(document, kinds: kinds) where !gold.isDoubtful {
        guard fact.place.map({ $0.via == .inherited }) ?? true else { continue }
        let query = CountryChoice.Query(fact, kinds: kinds, entities: document.harvest.entities)
        let choices = choice.choices(of: query)
        let country = gold.country.flatMap { CountryCode($0) }
        guard country != nil || gold.country == nil else {
          throw Files.Failure(
            path: "\(folder)/gold.jsonl",
            reason: "\(document.name): no country has the code \(gold.country ?? "")")
        }
        examples.append(
          CountryExample(
            article: number, kind: gold.kind, choices: choices,
            right: choices.firstIndex { $0.country == country }, hasCountry: country != nil))
      }
    }
    return examples
  }
}

/// How often the likeliest choice is right.
struct CountryTally: CustomStringConvertible {
  private var right = 0
  private var placed = 0
  private var none = 0
  private var placeless = 0

  mutating func add(_ example: CountryExample, _ weights: ChoiceWeights) {
    let scores = example.choices.map {
      weights.score($0.features, kind: $0.country == nil ? example.kind : nil)
    }
    let isRight = scores.indices.max { scores[$0] < scores[$1] } == example.right
    if example.hasCountry {
      placed += 1
      if isRight { right += 1 }
    } else {
      placeless += 1
      if isRight { none += 1 }
    }
  }

  var description: String {
    "the country right of \(right) of \(placed) facts that have one, none given to \(none) of \(placeless) that have none"
  }
}

/// The likelihood of the right choice among an article's countries and none is made highest.
struct CountryTrainer {
  let examples: [CountryExample]

  init(_ examples: [CountryExample]) { self.examples = examples.filter { $0.right != nil } }

  func fit() -> ChoiceWeights {
    ChoiceFit.weights(
      examples.map { example in
        (
          example.kind, example.choices.map(\.features), example.choices.map { $0.country == nil },
          example.choices.indices.map { $0 == example.right ? 1 : 0 }, 1
        )
      }, features: CountryFeature.allCases.count, penalty: 2)
  }
}
