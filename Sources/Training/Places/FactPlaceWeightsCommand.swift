internal import ArgumentParser
internal import Articles
internal import Atlas
internal import Facts
internal import Foundation

/// Fits the model that chooses where facts took place.
struct FactPlaceWeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fact-place-weights",
    abstract: "Fits the weights that choose a fact's place, from articles with annotated facts.",
    discussion: """
      A set is a folder with text/*.txt and gold.jsonl as `report` reads it, each fact with its place (a name) and its country ("PL"), \
      or null. What the program and an annotator found is an example. Prints the figures of a cross-validation over articles, \
      then writes the weights fitted on all of them.
      """)

  @Argument(help: "Folders of sets.") var sets: [String]
  @Option(help: "Parts of the cross-validation; 0 for none.") var folds = 5
  @Option(help: "Folders of sets that are only scored, with the weights of all the others.") var score:
    [String] = []
  @Option(help: "Weight of a fact whose place nobody told beside one that has one.") var placeless: Float =
    0.35
  @Option(help: "Half the weight of the squares of the weights.") var penalty: Float = 2
  @Option(help: "File to write.") var output = "Sources/CFactsData/data/places/facts.txt"

  func run() throws {
    let examples = try sets.flatMap { try FactPlaceExample.load($0) }
    guard examples.contains(where: \.hasPlace) else {
      throw ValidationError("no fact that the program finds in \(sets.joined(separator: ", ")) has a place")
    }
    print("\(examples.count) facts")
    if folds > 1 {
      var tally = FactPlaceTally()
      for fold in 0..<folds {
        let weights = fit(examples.filter { $0.article % folds != fold })
        for example in examples where example.article % folds == fold { tally.add(example, weights) }
      }
      print("left out of training: \(tally)")
    }
    let weights = fit(examples)
    for set in score {
      var tally = FactPlaceTally()
      for example in try FactPlaceExample.load(set) { tally.add(example, weights) }
      print("\(set): \(tally)")
    }
    try Data(text(weights).utf8).write(to: URL(fileURLWithPath: output))
  }

  /// The likelihood of the right choice is made highest.
  private func fit(_ examples: [FactPlaceExample]) -> ChoiceWeights {
    ChoiceFit.weights(
      examples.filter { $0.rightness.contains { $0 > 0 } }.map { example in
        (
          example.kind, example.options.map(\.features), example.options.map(\.isCountry),
          example.rightness,
          example.hasPlace ? 1 : placeless
        )
      }, features: FactPlaceFeature.allCases.count, penalty: penalty)
  }

  private func text(_ weights: ChoiceWeights) -> String {
    let comment = [
      "# Weights of the model that chooses the places of facts, made by `dateline-train fact-place-weights`;",
      "# \"country\": of a country and nothing that lies in it, for each kind.",
    ]
    return (comment + weights.lines(FactPlaceWeights.form)).joined(separator: "\n") + "\n"
  }
}

/// A fact with the places that it may have.
struct FactPlaceExample {
  var article: Int
  var kind: String
  var options: [PlaceOption]
  /// Of each option, 0 to 1.
  var rightness: [Float]
  /// Of each option: it is in the country that the annotator gave, or in none where he gave none.
  var isInCountry: [Bool]
  /// The annotator gave a place, and a country.
  var hasPlace: Bool
  var hasCountry: Bool

  /// How right another place in the right country is, and a place in it where the annotator gave none: a higher one names more
  /// places that nobody told.
  private static let nearlyRight: Float = 0.1
  private static let unsupported: Float = 0.4

  static func load(_ folder: String) throws -> [FactPlaceExample] {
    struct Key: Hashable {
      var kind: Kind
      var trigger: TextRange
    }
    let extractor = Extractor.standard
    var examples: [FactPlaceExample] = []
    for (number, document) in try FactSet(folder, extractor: extractor).documents.enumerated() {
      var options: [Key: [PlaceOption]] = [:]
      var setting = FactPlaceSetting()
      // Without weights nothing would be chosen from.
      setting.weights = setting.weights ?? ChoiceWeights(features: FactPlaceFeature.allCases.count)
      setting.observe = { options[Key(kind: $0.kind, trigger: $0.mentions[0].trigger)] = $1 }
      let article = document.harvest.article
      _ = extractor.harvest(extractor.read(article), places: setting)
      func name(_ option: PlaceOption) -> String {
        guard let place = option.place else { return "" }
        if let site = place.site { return words(site) }
        return place.place.map { extractor.gazetteer.name($0) } ?? words(place.text)
      }
      func words(_ text: TextRange) -> String {
        String(decoding: article.text[Int(text.start)..<Int(text.end)], as: UTF8.self)
      }
      for (gold, fact) in FactComparison.pairs(document, kinds: extractor.kinds) where !gold.isDoubtful {
        guard let options = options[Key(kind: fact.kind, trigger: fact.mentions[0].trigger)], !options.isEmpty
        else { continue }
        let isInCountry = options.map { $0.place?.country?.description == gold.country }
        let rightness = zip(options, isInCountry).map { option, isInCountry -> Float in
          if let told = gold.place {
            return FactComparison.isSameName(told, name(option)) ? 1 : isInCountry ? Self.nearlyRight : 0
          }
          return !isInCountry ? 0 : option.isCountry ? 1 : Self.unsupported
        }
        examples.append(
          FactPlaceExample(
            article: number, kind: gold.kind, options: options, rightness: rightness,
            isInCountry: isInCountry,
            hasPlace: gold.place != nil, hasCountry: gold.country != nil))
      }
    }
    return examples
  }
}

/// How often the likeliest place is right.
struct FactPlaceTally: CustomStringConvertible {
  private var (right, possible, placed) = (0, 0, 0)
  private var (inCountry, ofCountry) = (0, 0)
  private var (exact, placeless) = (0, 0)

  mutating func add(_ example: FactPlaceExample, _ weights: ChoiceWeights) {
    let best = weights.likeliest(of: example.options, kind: example.kind)
    if example.hasCountry {
      ofCountry += 1
      inCountry += example.isInCountry[best] ? 1 : 0
    }
    if example.hasPlace {
      placed += 1
      right += example.rightness[best] == 1 ? 1 : 0
      possible += example.rightness.contains(1) ? 1 : 0
    } else {
      placeless += 1
      exact += example.options[best].isCountry ? 0 : 1
    }
  }

  var description: String {
    "the place right of \(right) of \(placed) facts that have one (told for \(possible)), the country of \(inCountry) of \(ofCountry), "
      + "a place in a country given to \(exact) of \(placeless) that have none"
  }
}
