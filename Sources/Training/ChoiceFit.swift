internal import Facts
internal import Foundation

/// One choice among some rows.
struct ChoiceExample {
  /// The features of each row that are not 0, by their numbers.
  var rows: [[(feature: Int, value: Float)]]
  /// How right each row is, 0 to 1; of one at least more than 0.
  var rightness: [Float]
  var weight: Float = 1

  init(_ rows: [[Float]], rightness: [Float], weight: Float = 1) {
    self.rows = rows.map { row in row.indices.filter { row[$0] != 0 }.map { ($0, row[$0]) } }
    self.rightness = rightness
    self.weight = weight
  }
}

/// Multinomial logistic regression: the weights under which right rows are likeliest, whichever of them.
enum ChoiceFit {
  /// By gradient descent from `start`, a weight for each feature; `penalty` is half the weight of their squares.
  static func run(_ examples: [ChoiceExample], from start: [Float], penalty: Float) -> [Float] {
    Descent.run(from: start, penalty: penalty / Float(max(1, examples.count))) { weights, gradient in
      for example in examples {
        var scores = example.rows.map { row in row.reduce(Float(0)) { $0 + $1.value * weights[$1.feature] } }
        let highest = scores.max() ?? 0
        for i in scores.indices { scores[i] = exp(scores[i] - highest) }
        let all = scores.reduce(0, +)
        let right = zip(scores, example.rightness).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        let scale = example.weight / Float(examples.count)
        for (row, score) in scores.enumerated() {
          let error = (score / all - score * example.rightness[row] / right) * scale
          for (feature, value) in example.rows[row] { gradient[feature] += error * value }
        }
      }
    }
  }

  /// The weights of a model that has an option which weighs by kinds; `ofKind` says of each row whether it is that option.
  static func weights(
    _ examples: [(kind: String, rows: [[Float]], ofKind: [Bool], rightness: [Float], weight: Float)],
    features: Int,
    penalty: Float
  ) -> ChoiceWeights {
    let kinds = Set(examples.map(\.kind)).sorted()
    let number = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) })
    let choices = examples.map { example in
      let rows = zip(example.rows, example.ofKind).map { row, isOfKind in
        var weighing = [Float](repeating: 0, count: kinds.count)
        if isOfKind { weighing[number[example.kind]!] = 1 }
        return row + weighing
      }
      return ChoiceExample(rows, rightness: example.rightness, weight: example.weight)
    }
    let fitted = run(choices, from: [Float](repeating: 0, count: features + kinds.count), penalty: penalty)
    var weights = ChoiceWeights(features: features)
    weights.features = Array(fitted.prefix(features))
    for kind in kinds { weights.ofKind[kind] = fitted[features + number[kind]!] }
    return weights
  }
}
