internal import English

/// The weights of a model that chooses one of several for a fact, a country or a time: of its features, and of one of the options
/// ("none") for each kind.
package struct ChoiceWeights: Sendable {
  package var features: [Float]
  /// By the name of a kind; kinds that are not here weigh 0.
  package var ofKind: [String: Float] = [:]

  /// All 0.
  package init(features count: Int) { features = [Float](repeating: 0, count: count) }

  /// How much speaks for an option; `kind` where it is the one that weighs by kinds.
  package func score(_ option: [Float], kind: String?) -> Float {
    var score = kind.flatMap { ofKind[$0] } ?? 0
    for (feature, value) in option.enumerated() where value != 0 { score += features[feature] * value }
    return score
  }

  /// What such a file is made of.
  package struct Form: Sendable {
    /// What errors call the model.
    var model: String
    /// The first line that is no comment: what it is, the version of its form, a fingerprint of the features.
    package var heading: String
    /// The first word of the lines of features, and of those of kinds.
    var feature: String
    var ofKind: String
    /// Of the features, in their order.
    var names: [String]
  }

  /// The lines of a file without its comments.
  package func lines(_ form: Form) -> [String] {
    func rounded(_ value: Float) -> Double { (Double(value) * 1000).rounded() / 1000 }
    return [form.heading] + zip(form.names, features).map { "\(form.feature) \($0) \(rounded($1))" }
      + ofKind.sorted { $0.key < $1.key }.map { "\(form.ofKind) \($0.key) \(rounded($0.value))" }
  }

  /// The weights of an embedded file, if they are those of this program's features.
  init(_ form: Form, _ file: (UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8>?) throws(ModelError) {
    self.init(features: form.names.count)
    var size = 0
    let start = file(&size)
    let lines = try PlaceWeights.lines(
      UnsafeBufferPointer(start: start, count: size), of: form.model, heading: form.heading)
    let numbers = Dictionary(uniqueKeysWithValues: form.names.enumerated().map { ($1, $0) })
    var seen: Set<Int> = []
    for fields in lines {
      guard fields.count == 3, let value = Float(fields[2]) else {
        throw .damaged(model: form.model, part: "a line of its weights")
      }
      if fields[0] == form.ofKind {
        ofKind[fields[1]] = value
      } else if let feature = numbers[fields[1]] {
        features[feature] = value
        seen.insert(feature)
      }
    }
    guard seen.count == form.names.count else { throw .damaged(model: form.model, part: "its features") }
  }
}
