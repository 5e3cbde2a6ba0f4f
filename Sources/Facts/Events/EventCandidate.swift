internal import Articles
internal import English

/// A word that may tell of an event, with what a frame makes of the clause around it, before anybody has decided
/// whether it does.
struct EventCandidate {
  /// The word with its arguments.
  var predicate: Predicate
  var sentence: Int
  var kind: Kind
  /// The frame that it matches; `KindTable.clauseRule` where none does.
  var rule: UInt16
  /// Who or what fills the kind's roles.
  var roles: [(role: Role, filler: FoundFiller)]
  var status: Status
  var place: FactPlace?
  var time: FactTime?
  /// Refers to an event told before ("the meeting", "the talks took place"), naming nobody.
  var isAnaphoric: Bool
  /// How likely it tells of an event of its kind, 0 to 1; 0 rejects it.
  var score: Float = 0

  /// The token that names the event.
  var trigger: Int { predicate.trigger }

  /// The fillers of the roles of which the kind needs one.
  func principals(_ kinds: KindTable) -> [FoundFiller] {
    roles.filter { kinds.isPrincipal($0.role, in: kind) }.map(\.filler)
  }
}
