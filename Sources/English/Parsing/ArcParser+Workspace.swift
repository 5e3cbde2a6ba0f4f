internal import CKernels

extension ArcParser {
  /// Room for the numbers of one sentence, kept between sentences; one for each thread. Rows are the root and the
  /// sentence's tokens.
  public struct Workspace: Sendable {
    /// The first layer's sums of words seen lately.
    var kept = KeptWords<Int32>(places: 8192)
    /// Inputs (scale 2^12) and sums of the words of this batch that were not kept.
    var newInputs: [Int16] = []
    var newSums: [Int32] = []
    /// Of each row of the batch: the row of its word among the kept ones, or −1 − its number among the new ones; its tag.
    var words: [Int32] = []
    var tags: [Int32] = []
    /// The rows of the batch's parts, the longest first.
    var sequences: [dl_sequence] = []
    /// [row][forward, backward][gates], of the layer under way.
    var gates: [Float] = []
    /// [row][unit forward and backward], scale 2^7, of each layer.
    var lower: [Int8] = []
    var upper: [Int8] = []
    var cell: [Float] = []
    /// [row of the batch][head, dependent, label of head, label of dependent].
    var maps: [Float] = []
    /// From here on for one part at a time, whose rows are the root and the tokens.
    var dependents: [Float] = []
    /// [map][row], padded.
    var heads2: [Float] = []
    var bias: [Float] = []
    /// [dependent][head], padded to `scoreWidth`: after `decode` log probabilities.
    var scores: [Float] = []
    var scoreWidth = 0
    var labelInputs: [Float] = []
    var labelScores: [Float] = []
    /// Of each row; 0 is the root.
    var heads: [Int32] = []
    var labels: [UInt8] = []
    var relations: [Relation] = []
    var eisner = Eisner()

    public init() {}
  }
}

extension ArcParser.Workspace {
  /// Room for the layers of a batch.
  mutating func prepare(rows: Int, model: ParserModel) {
    let hidden = model.hidden
    gates.reserve(rows * 8 * hidden)
    lower.reserve(rows * 2 * hidden)
    upper.reserve(rows * 2 * hidden)
    cell.reserve(4 * hidden)
    maps.reserve(rows * 4 * ParserModel.mapWidth)
  }

  /// Room for the scores of a part.
  mutating func prepare(part rows: Int) {
    scoreWidth = (rows + 7) / 8 * 8
    dependents.reserve(rows * ParserModel.mapWidth)
    heads2.reserve(scoreWidth * ParserModel.mapWidth)
    bias.reserve(scoreWidth)
    scores.reserve(rows * scoreWidth)
    labelInputs.reserve(rows * ParserModel.mapWidth)
    labelScores.reserve(rows * ParserModel.labelWidth)
    if heads.count < rows {
      heads = [Int32](repeating: 0, count: 2 * rows)
      labels = [UInt8](repeating: 0, count: 2 * rows)
      relations = [Relation](repeating: .none, count: 2 * rows)
    }
  }

  /// How likely `head` is a row's head, after `decode`.
  func probability(of head: Int, for row: Int) -> Float {
    exponential(scores[row * scoreWidth + head])
  }

  /// The probability of a row's arc, 0–255.
  func confidence(_ row: Int) -> UInt8 {
    UInt8(max(0, min(255, (255 * probability(of: Int(heads[row]), for: row)).rounded())))
  }
}

/// e^x for x ≤ 0, with a relative error under 0.0001: 2^n by the exponent's bits, the rest by a polynomial.
@inline(__always)
func exponential(_ x: Float) -> Float {
  let power = max(x, -80) * 1.442_695
  let whole = power.rounded(.down)
  let rest = power - whole
  let fraction =
    1 + rest * (0.693_147 + rest * (0.240_227 + rest * (0.055_504 + rest * (0.009_618 + rest * 0.001_333))))
  return Float(bitPattern: UInt32(bitPattern: Int32(whole) + 127) << 23) * fraction
}
