internal import Articles
internal import Atlas
internal import Facts
internal import Foundation

/// Gradient descent (Adam) on the two linear models' log-likelihoods, in rounds: the features of company rest
/// on the weights themselves.
struct PlaceTrainer {
  private struct MentionExample {
    var features: [Float]
    var isPlace: Bool
  }

  let documents: [PlaceDocument]
  /// The weight of a name whose country annotated facts say, where that of a name marked with its place is 1: there are fewer of
  /// the first, and they are of all the world's news, the second of towns that papers nearby write of.
  private static let weightOfFacts: Float = 3

  init(_ documents: [PlaceDocument]) { self.documents = documents }

  func fit() -> PlaceWeights {
    var weights = PlaceWeights()
    // A start from which the company's probabilities are not far off.
    weights.sense[SenseFeature.prominence.rawValue] = 3
    weights.sense[SenseFeature.container.rawValue] = 3
    weights.sense[SenseFeature.regionShare.rawValue] = 2
    weights.sense[SenseFeature.near161.rawValue] = 2
    for _ in 0..<4 {
      var examples: [ChoiceExample] = []
      for document in documents { addSenses(document, weights, &examples) }
      weights.sense = ChoiceFit.run(examples, from: weights.sense, penalty: 0.3)
    }
    var examples: [MentionExample] = []
    for document in documents where !document.isOfFacts { addMentions(document, weights, &examples) }
    weights.mention = fitMentions(examples, weights.mention)
    return weights
  }

  private func addSenses(
    _ document: PlaceDocument, _ weights: PlaceWeights, _ examples: inout [ChoiceExample]
  ) {
    let gazetteer = Gazetteer.standard
    let resolution = PlaceFinder.standard.resolution(
      document.reading, names: document.names, weights: weights)
    for (index, group) in resolution.groups.enumerated() where group.senses.count > 1 {
      let spans = resolution.spans(of: group)
      if let country = spans.first.flatMap({ document.country(resolution.spans[$0].tokens) }) {
        // Facts say nothing of areas of several countries.
        let senses = group.senses.filter { !resolution.senses[$0].isOfSeveralCountries }
        let isRight = senses.map { resolution.senses[$0].country == country }
        guard isRight.contains(true) else { continue }
        examples.append(
          ChoiceExample(
            senses.map { resolution.features(group: index, sense: $0) },
            rightness: isRight.map { $0 ? 1 : 0 }, weight: Self.weightOfFacts))
        continue
      }
      let toponyms = spans.compactMap { document.toponym(resolution.spans[$0].tokens) }
      guard let gold = toponyms.first(where: { $0.point != nil }), let point = gold.point else { continue }
      let places = group.senses.map { resolution.senses[$0].place }
      var isRight = places.map { String(gazetteer[$0].geonames) == gold.geonameid }
      if !isRight.contains(true) {
        isRight = places.map { Geometry.distance(gazetteer.point($0), point) <= 161 }
      }
      guard isRight.contains(true) else { continue }
      examples.append(
        ChoiceExample(
          group.senses.map { resolution.features(group: index, sense: $0) },
          rightness: isRight.map { $0 ? 1 : 0 },
          weight: Float(min(4, toponyms.count)).squareRoot()))
    }
  }

  private func addMentions(
    _ document: PlaceDocument, _ weights: PlaceWeights, _ examples: inout [MentionExample]
  ) {
    let resolution = PlaceFinder.standard.resolution(
      document.reading, names: document.names, weights: weights)
    for (index, span) in resolution.spans.enumerated() {
      examples.append(
        MentionExample(
          features: resolution.features(span: index), isPlace: document.toponym(span.tokens) != nil))
    }
  }

  private func fitMentions(_ examples: [MentionExample], _ start: [Float]) -> [Float] {
    Descent.run(from: start, penalty: 0.3 / Float(max(1, examples.count))) { weights, gradient in
      for example in examples {
        let score = zip(weights, example.features).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        let error = (1 / (1 + exp(-score)) - (example.isPlace ? 1 : 0)) / Float(examples.count)
        for (i, feature) in example.features.enumerated() where feature != 0 {
          gradient[i] += error * feature
        }
      }
    }
  }
}

/// Gradient descent by moments (Adam, Kingma and Ba 2015) over all examples at once, 300 steps.
enum Descent {
  /// `gradient` adds the slope at some weights; `penalty` is half the weight of their squares.
  static func run(
    from start: [Float], penalty: Float, _ gradient: ([Float], inout [Float]) -> Void
  ) -> [Float] {
    var weights = start
    var mean = [Float](repeating: 0, count: start.count)
    var square = mean
    for step in 1...300 {
      var slope = weights.map { $0 * penalty }
      gradient(weights, &slope)
      let rate: Float = step < 200 ? 0.1 : 0.03
      for i in weights.indices {
        mean[i] = 0.9 * mean[i] + 0.1 * slope[i]
        square[i] = 0.999 * square[i] + 0.001 * slope[i] * slope[i]
        let corrected = mean[i] / (1 - pow(0.9, Float(step)))
        weights[i] -= rate * corrected / ((square[i] / (1 - pow(0.999, Float(step)))).squareRoot() + 1e-6)
      }
    }
    return weights
  }
}
