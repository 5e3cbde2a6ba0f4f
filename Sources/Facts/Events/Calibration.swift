/// What a score is worth: the part of facts with such a score that annotated articles tell, which the reader was not
/// trained on. Piecewise linear between knots that were read off an isotonic regression over the three development sets
/// (Zadrozny and Elkan 2002; 1,055 facts); `dateline-train report` shows how well it holds.
enum Calibration {
  private static let knots: [(score: Float, probability: Float)] = [
    (0, 0), (0.3, 0.3), (0.38, 0.36), (0.42, 0.5), (0.65, 0.54), (0.72, 0.71), (0.8, 0.82), (1, 1),
  ]

  /// The probability behind a score, both from 0 to 1; the higher score never has the lower one. O(1)
  static func probability(of score: Float) -> Float {
    guard let upper = knots.firstIndex(where: { score < $0.score }), upper > 0 else {
      return min(1, max(0, score))
    }
    let (low, high) = (knots[upper - 1], knots[upper])
    return low.probability + (high.probability - low.probability) * (score - low.score)
      / (high.score - low.score)
  }
}
