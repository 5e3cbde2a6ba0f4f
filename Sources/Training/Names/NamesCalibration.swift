internal import Articles
internal import English
internal import Facts
internal import Glibc

/// Fits the probability that a name is right to its margin, on texts that the model has not seen.
enum NamesCalibration {
  typealias Outcome = (margin: Float, isRight: Bool)

  /// Every name that the model finds in the documents, with its margin in the model's unit.
  static func outcomes(
    of file: [UInt8], on documents: [NamesCorpus.Document], _ sources: NameSources = .all
  ) -> [Outcome] {
    guard let model = try? NameModel(ModelBytes(model: "name tagger", file)) else { return [] }
    let finder = NameFinder(model, sources)
    var result: [Outcome] = []
    for document in documents where !document.isPartial {
      let reading = NamesExamples.reading(of: document.text)
      for mention in finder.find(in: reading) {
        let range = reading.tokens.range(mention.tokens)
        let isRight = document.names.contains {
          $0.kind == mention.kind && $0.range == Int(range.start)..<Int(range.end)
        }
        let confidence = max(1e-7, min(1 - 1e-7, mention.confidence))
        result.append(((logf(confidence / (1 - confidence)) - model.offset) / model.slope, isRight))
      }
    }
    return result
  }

  /// How many names of people, organisations and places are found with both ends and kind right.
  static func counts(
    of file: [UInt8], on documents: [NamesCorpus.Document], _ sources: NameSources
  ) -> Counts {
    let kinds: Set<NameKind> = [.person, .organisation, .place]
    guard let model = try? NameModel(ModelBytes(model: "name tagger", file)) else { return Counts() }
    let finder = NameFinder(model, sources)
    var counts = Counts()
    for document in documents {
      let gold = document.names.filter { kinds.contains($0.kind) }
      let reading = NamesExamples.reading(of: document.text)
      let found = finder.find(in: reading).filter { kinds.contains($0.kind) }
      counts.expected += gold.count
      counts.found += found.count
      counts.right += found.count { mention in
        let range = reading.tokens.range(mention.tokens)
        return gold.contains { $0.kind == mention.kind && $0.range == Int(range.start)..<Int(range.end) }
      }
    }
    return counts
  }

  /// Logistic regression on one variable by Newton's method.
  static func fit(_ outcomes: [Outcome]) -> (slope: Float, offset: Float) {
    guard outcomes.count > 100 else { return (1, 0) }
    let largest = Double(outcomes.map(\.margin).max() ?? 1)
    var slope = 0.0
    var offset = 0.0
    for _ in 0..<50 {
      var (g0, g1, h00, h01, h11) = (0.0, 0.0, 1e-6, 0.0, 1e-6)
      for outcome in outcomes {
        let x = Double(outcome.margin) / largest
        let p = 1 / (1 + exp(-(slope * x + offset)))
        let error = (outcome.isRight ? 1 : 0) - p
        g0 += error
        g1 += error * x
        h00 += p * (1 - p)
        h01 += p * (1 - p) * x
        h11 += p * (1 - p) * x * x
      }
      let determinant = h00 * h11 - h01 * h01
      guard abs(determinant) > 1e-12 else { break }
      offset += (h11 * g0 - h01 * g1) / determinant
      slope += (h00 * g1 - h01 * g0) / determinant
    }
    return (Float(slope / largest), Float(offset))
  }

  /// Said and true shares by tenths.
  static func table(_ outcomes: [Outcome], _ fit: (slope: Float, offset: Float)) -> String {
    var sums = [(said: Double, right: Int, count: Int)](repeating: (0, 0, 0), count: 10)
    for outcome in outcomes {
      let p = 1 / (1 + exp(-Double(fit.slope * outcome.margin + fit.offset)))
      let tenth = min(9, Int(p * 10))
      sums[tenth].said += p
      sums[tenth].right += outcome.isRight ? 1 : 0
      sums[tenth].count += 1
    }
    return sums.filter { $0.count > 0 }.map {
      let said = ($0.said / Double($0.count) * 1000).rounded() / 10
      let right = (Double($0.right) / Double($0.count) * 1000).rounded() / 10
      return "said \(said) %, right \(right) % of \($0.count)"
    }.joined(separator: "\n")
  }
}
