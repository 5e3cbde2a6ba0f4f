/// Articles that are not in English, as a person is told of them.
public struct ForeignArticles: Sendable {
  private var counts: [String: Int] = [:]

  /// None.
  public init() {}

  /// Adds one by the code of its language.
  public mutating func add(_ language: String) { counts[Language.name(of: language), default: 0] += 1 }

  /// How many.
  public var count: Int { counts.values.reduce(0, +) }

  /// "5 articles are not in English (3 German, 2 French)"; nil where there are none.
  public var subject: String? {
    guard count > 0 else { return nil }
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var parts = order.prefix(6).map { "\($0.value) \($0.key)" }
    let rest = order.dropFirst(6).reduce(0) { $0 + $1.value }
    if rest > 0 { parts.append("\(rest) in other languages") }
    let isOne = count == 1
    return isOne
      ? "1 article is not in English (\(order[0].key))"
      : "\(count) articles are not in English (\(parts.joined(separator: ", ")))"
  }
}
