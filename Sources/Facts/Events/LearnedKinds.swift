internal import Articles
internal import English

/// What the rows of the learned reader's labels are in a kind table. Kinds and roles that the table lacks are left out:
/// a reader may know more than a user's table.
struct LearnedKinds: Sendable {
  let model: EventModel
  /// By row of the reader's kinds.
  let kinds: [Kind?]
  /// By row of the reader's roles.
  let roles: [Role?]
  /// By row of the reader's statuses.
  let statuses: [Status?]
  /// Row of the reader's kinds by `Kind`, -1 where it does not know the kind.
  private let rows: [Int]

  init(_ model: EventModel, in table: KindTable) {
    self.model = model
    let labels = model.labels
    kinds = labels.kinds.map { table.kind(named: $0) }
    roles = labels.roles.map { table.role(named: $0) }
    statuses = labels.statuses.map { name in Status.allCases.first { $0.name == name } }
    var rows = [Int](repeating: -1, count: table.rows.count)
    for (row, kind) in kinds.enumerated() {
      if let kind { rows[Int(kind.rawValue)] = row }
    }
    self.rows = rows
  }

  /// Row of the reader's kinds; nil where it does not know the kind.
  func row(of kind: Kind) -> Int? {
    let row = rows[Int(kind.rawValue)]
    return row < 0 ? nil : row
  }
}

/// What the learned reader says of one article's words. A class, since all finders of events hold it.
final class LearnedEvents: Sendable {
  let kinds: LearnedKinds
  /// In order of their tokens.
  let scores: [EventScore]
  /// By place in `scores`: the first letters of the words.
  private let stems: [[UInt8]]

  init(_ reading: Reading, _ kinds: LearnedKinds) {
    self.kinds = kinds
    scores = reading.events
    stems = reading.events.map { score in
      Array(reading.word(Int(score.token)).prefix(Self.stemLength))
    }
  }

  /// Letters that words of one stem begin with.
  private static let stemLength = 5

  /// The probability that two tokens of one kind tell of the same event, the first of them standing first; nil where the
  /// reader knows nothing of one of them.
  func sameEvent(_ first: Int, _ second: Int) -> Float? {
    guard let a = place(of: min(first, second)), let b = place(of: max(first, second)) else { return nil }
    return kinds.model.sameEvent(scores[a], scores[b], sameStem: stems[a] == stems[b])
  }

  /// Where the scores of tokens from `token` on begin. O(log scores).
  private func start(_ token: Int) -> Int {
    (0..<scores.count).partitionPoint { Int(scores[$0].token) < token }
  }

  /// What is said of tokens in a range, in order.
  func scores(in tokens: Range<Int>) -> ArraySlice<EventScore> {
    scores[start(tokens.lowerBound)..<start(tokens.upperBound)]
  }

  private func place(of token: Int) -> Int? {
    let place = start(token)
    return place < scores.count && Int(scores[place].token) == token ? place : nil
  }

  /// What is said of a token, if it may tell of an event. O(log scores).
  func score(at token: Int) -> EventScore? { place(of: token).map { scores[$0] } }

  /// The probability that a token tells of an event of a kind, 0 where hardly any event is likely; nil where the reader
  /// does not know the kind.
  func probability(of kind: Kind, at token: Int) -> Float? {
    guard let row = kinds.row(of: kind) else { return nil }
    return score(at: token)?.kinds[row] ?? 0
  }
}
