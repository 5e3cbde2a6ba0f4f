/// Scalars by what a pattern tells apart: those of one class lead from each of its instructions to the same.
struct PatternClasses {
  /// How many there are.
  let count: Int
  /// The class of each ASCII scalar.
  let ascii: [UInt16]
  /// A scalar of each class.
  let examples: [UInt32]
  /// Whether a class is of parts of words; where the pattern does not ask, none is.
  let isWordPart: [Bool]
  /// Where stretches of scalars of one class begin, ascending from 0, and their classes.
  private let starts: [UInt32]
  private let classOfStretch: [UInt16]
  private let ignoresCase: Bool

  /// O(ranges · sets).
  init(_ program: PatternProgram) {
    var sets: [PatternProgram.ScalarSet] = []
    var seen: Set<PatternProgram.ScalarSet> = []
    var asksForWords = false
    for instruction in program.instructions {
      switch instruction {
      case .scalars(let set): if seen.insert(set).inserted { sets.append(set) }
      case .boundary, .noBoundary: asksForWords = true
      default: break
      }
    }
    let words = PatternProgram.ScalarSet(ranges: PatternParser.wordParts)
    var edges: Set<UInt32> = [0]
    for set in sets + (asksForWords ? [words] : []) {
      for range in set.ranges { edges.formUnion([range.lowerBound, range.upperBound + 1]) }
    }
    starts = edges.sorted()
    var numbers: [[Bool]: UInt16] = [:]
    var (examples, isWordPart, classOfStretch): ([UInt32], [Bool], [UInt16]) = ([], [], [])
    for start in starts {
      let isPart = asksForWords && words.contains(start)
      let signature = sets.map { $0.contains(start) } + [isPart]
      let number = numbers[signature] ?? UInt16(examples.count)
      if Int(number) == examples.count {
        numbers[signature] = number
        examples.append(start)
        isWordPart.append(isPart)
      }
      classOfStretch.append(number)
    }
    (self.examples, self.isWordPart, self.classOfStretch) = (examples, isWordPart, classOfStretch)
    count = examples.count
    ignoresCase = program.ignoresCase
    var ascii: [UInt16] = []
    var stretch = 0
    for value in 0..<UInt32(128) {
      while stretch + 1 < starts.count, starts[stretch + 1] <= value { stretch += 1 }
      ascii.append(classOfStretch[stretch])
    }
    if ignoresCase { for value in 65..<91 { ascii[value] = ascii[value + 32] } }
    self.ascii = ascii
  }

  /// The class of a scalar, as the text has it. O(log ranges).
  func number(of scalar: UInt32) -> Int {
    let value = ignoresCase ? PatternProgram.lower(scalar) : scalar
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= value { low = middle } else { high = middle }
    }
    return Int(classOfStretch[low])
  }
}
