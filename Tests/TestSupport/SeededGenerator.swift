/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed on every machine.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0 ..< bound.
  public mutating func below(_ bound: Int) -> Int { bound <= 1 ? 0 : Int(next() % UInt64(bound)) }

  public mutating func chance(_ probability: Double) -> Bool {
    Double(next() >> 11) / Double(1 << 53) < probability
  }

  public mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }

  /// 0 ..< bound, low numbers far more often (density falls with 1/rank).
  public mutating func zipf(_ bound: Int) -> Int {
    let uniform = Double(next() >> 11) / Double(1 << 53)
    var value = 1.0
    // bound^uniform by repeated square roots would cost more than this series of halvings.
    var exponent = uniform
    var power = Double(bound)
    for _ in 0..<24 {
      power = power.squareRoot()
      exponent *= 2
      if exponent >= 1 {
        value *= power
        exponent -= 1
      }
    }
    return max(0, min(bound - 1, Int(value) - 1))
  }
}
