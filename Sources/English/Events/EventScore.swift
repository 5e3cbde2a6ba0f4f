/// A word that may tell of an event, by what the reader of events makes of its sentence.
public struct EventScore: Sendable {
  /// The token.
  public var token: Int32
  /// Probability of each of `EventLabels.kinds`, which with that of no event add up to 1.
  public var kinds: [Float]
  /// Probability of each of `EventLabels.statuses`; they add up to 1.
  public var statuses: [Float]
  /// The words of the sentence that may take part, in order.
  public var fillers: [Filler]
  /// What tells this mention from others, for `EventModel.sameEvent`.
  public var mention: [Float]

  /// A word that may fill a role of the event's likeliest kind.
  public struct Filler: Sendable, BitwiseCopyable {
    public var token: Int32
    /// Row of `EventLabels.roles`.
    public var role: UInt8
    /// Of this role, 0 to 1.
    public var probability: Float
  }

  /// The likeliest kind, a row of `EventLabels.kinds`.
  public var kind: Int { kinds.indices.max { (kinds[$0], $1) < (kinds[$1], $0) } ?? 0 }
  /// That any event is told.
  public var probability: Float { kinds.reduce(0, +) }
}

/// What the rows of a reader's probabilities stand for, in the order of its weights.
public struct EventLabels: Sendable, Equatable {
  public var kinds: [String]
  public var statuses: [String]
  public var roles: [String]
}
