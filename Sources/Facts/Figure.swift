public import Articles

/// A number that an article gives for a fact: "at least 12 people were killed".
public struct Figure: Hashable, Sendable, BitwiseCopyable {
  /// What is counted.
  public enum Quantity: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case killed, injured, arrested, missing, amount, share, magnitude

    public var name: String { "\(self)" }
  }

  /// How the value is meant; the raw value is the sign that is shown before it.
  public enum Bound: String, Sendable, CaseIterable, BitwiseCopyable {
    case exactly = "="
    case about = "~"
    case moreThan = ">"
    case atLeast = ">="
    case lessThan = "<"
    case atMost = "<="

    /// What stands before the number in English: "at least "; "" where it is exact.
    public var words: String {
      switch self {
      case .exactly: ""
      case .about: "about "
      case .moreThan: "more than "
      case .atLeast: "at least "
      case .lessThan: "less than "
      case .atMost: "up to "
      }
    }
  }

  public var quantity: Quantity
  public var value: Double
  public var bound: Bound
  /// ISO 4217; 0 letters for other quantities.
  public var currency: Currency
  /// The number as the text has it.
  public var text: TextRange

  public init(
    quantity: Quantity, value: Double, bound: Bound = .exactly, currency: Currency = Currency(""),
    text: TextRange
  ) {
    self.quantity = quantity
    self.value = value
    self.bound = bound
    self.currency = currency
    self.text = text
  }
}

extension Figure {
  /// "at least 12", "2500000000 USD".
  public var phrase: String { bound.words + number + (currency.code.isEmpty ? "" : " " + currency.code) }

  /// The quantity, the sign of the bound, the value and the currency: "killed>=12".
  public var description: String {
    "\(quantity.name)\(bound.rawValue)\(number)\(currency.code.isEmpty ? "" : " " + currency.code)"
  }

  private var number: String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }
}

/// The three letters of a currency, packed.
public struct Currency: Hashable, Sendable, BitwiseCopyable {
  private var packed: UInt32

  /// The first three ASCII letters of `code`; none gives no currency.
  public init(_ code: String) { packed = code.utf8.prefix(3).reduce(0) { $0 << 8 | UInt32($1) } }

  public var code: String {
    String(
      decoding: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: packed >> $0) }.drop { $0 == 0 }, as: UTF8.self
    )
  }
}
