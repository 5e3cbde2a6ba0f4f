internal import CKernels

/// The weights of the reader of events: on the states of the dependency parser one more BiLSTM layer, which also sees what
/// each word means and what the article begins with, and heads for the kind of event at each word, its status, the
/// words that fill its roles (biaffine, Dozat and Manning 2017) and whether two mentions are one event.
///
/// `Sources/Training/Python/reader` trains it.
public struct EventModel: Sendable {
  static let version: UInt32 = 2

  public let labels: EventLabels
  /// Instructions that the kernels use; results do not depend on it.
  var level = dl_kernel_level()
  /// Owns the bytes of the tables.
  let file: ModelBytes
  /// `ParserModel.stamp` of the parser on whose states it was trained.
  let parser: UInt32
  /// Units of one direction, a multiple of 8.
  let hidden: Int
  /// Vectors of what words mean, by a hash of the form in lower case.
  let lexical: KeyedTable
  /// Vectors of words that training saw, by a hash of the normal form; the first row is that of others.
  let learned: KeyedTable
  let lead: Dense
  /// To the gates, forward and then backward: from the parser's states, from the vectors of the word, from the lead.
  let states: ParserModel.Affine<Int8>
  let words: ParserModel.Affine<Int16>
  let leadGates: Dense
  /// Forward, backward.
  let recurrent: [ParserModel.Recurrent]
  /// Kinds, none first, padded to whole tiles.
  let kind: ParserModel.Affine<Int8>
  let filler: ParserModel.Affine<Int8>
  let status: Dense
  let trigger: Dense
  let mention: Dense
  /// [role, none first][`mapWidth` + 1 of the trigger][`mapWidth` + 1 of the filler].
  let role: [Float]
  /// [kind, none first][role, none first].
  let roleKind: [Float]
  /// [filler − trigger + `reach`][role, none first].
  let roleDistance: [Float]
  /// For each kind the roles that it has, as bits.
  let rolesOfKind: [UInt32]
  let pairHidden: Dense
  let pair: Dense
  let mapWidth: Int
  let reach: Int

  var wordWidth: Int { lexical.table.width + learned.table.width }
  var roleCount: Int { labels.roles.count + 1 }

  /// A linear map in Float, for what few words need.
  struct Dense: Sendable {
    let inputs: Int
    let outputs: Int
    /// [output][input].
    let weights: [Float]
    let bias: [Float]

    /// bias + weights · `input`, whose first number is at `start`. O(inputs · outputs).
    func callAsFunction(_ input: [Float], from start: Int = 0) -> [Float] {
      var result = bias
      weights.withUnsafeBufferPointer { weights in
        input.withUnsafeBufferPointer { input in
          for output in 0..<outputs {
            var sums = SIMD8<Float>()
            var column = 0
            while column + 8 <= inputs {
              let place = output * inputs + column
              sums += Self.eight(weights, place) * Self.eight(input, start + column)
              column += 8
            }
            var sum = sums.sum()
            while column < inputs {
              sum += weights[output * inputs + column] * input[start + column]
              column += 1
            }
            result[output] += sum
          }
        }
      }
      return result
    }

    @inline(__always)
    private static func eight(_ numbers: UnsafeBufferPointer<Float>, _ place: Int) -> SIMD8<Float> {
      UnsafeRawBufferPointer(numbers).loadUnaligned(fromByteOffset: 4 * place, as: SIMD8<Float>.self)
    }
  }

  /// The model embedded in the program, read at first use.
  public static let loaded: Result<EventModel, ModelError> = Result {
    () throws(ModelError) in try embedded()
  }

  /// The embedded model; nil where it is missing or damaged (`loaded` says how).
  public static var standard: EventModel? { try? loaded.get() }

  /// Probability that two mentions of one kind are one event; `first` stands before `second`. `sameStem`: the first five
  /// letters of their words are the same.
  public func sameEvent(_ first: EventScore, _ second: EventScore, sameStem: Bool) -> Float {
    var inputs: [Float] = []
    inputs.reserveCapacity(2 * first.mention.count + 3)
    for (x, y) in zip(first.mention, second.mention) { inputs.append(x * y) }
    for (x, y) in zip(first.mention, second.mention) { inputs.append((x - y).magnitude) }
    inputs.append(sameStem ? 1 : 0)
    inputs.append(min(1, Float(second.token - first.token) / 200))
    inputs.append(first.token < 20 ? 1 : 0)
    let score = pair(pairHidden(inputs).map { max(0, $0) })[0]
    return score > 0 ? 1 / (1 + exponential(-score)) : 1 - 1 / (1 + exponential(score))
  }
}

extension EventModel {
  /// The same model, restricted to kernels of at most this level (0 plain, 1 AVX2, 2 AVX-512 VNNI).
  func limited(to level: Int32) -> EventModel {
    var limited = self
    limited.level = min(level, self.level)
    return limited
  }
}
