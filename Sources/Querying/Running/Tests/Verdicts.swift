/// Outcomes of a test, each found when it is first asked for.
final class Verdicts {
  enum Verdict: UInt8 {
    /// There is nothing to test.
    case missing
    case failed, passed
  }

  private var known: [Verdict?]
  private let find: (Int) -> Verdict

  init(_ count: Int, _ find: @escaping (Int) -> Verdict) {
    known = [Verdict?](repeating: nil, count: count)
    self.find = find
  }

  subscript(number: Int) -> Verdict {
    if let verdict = known[number] { return verdict }
    let verdict = find(number)
    known[number] = verdict
    return verdict
  }
}
