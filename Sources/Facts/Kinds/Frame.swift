/// What may fill a role.
public enum Filler: UInt8, Sendable, BitwiseCopyable {
  /// People, bodies, governments: names of persons, organisations and places, and nouns for people.
  case actor
  case person
  case place
  /// Any noun phrase.
  case thing
  /// Any noun phrase but people.
  case object
  /// A stretch of text, no entity.
  case text

  static let named: [String: Filler] = [
    "actor": .actor, "person": .person, "place": .place, "thing": .thing, "object": .object, "text": .text,
  ]
}

/// An argument of a frame: in which slot, for which role, under which conditions.
public struct SlotRule: Sendable {
  public var slots: [Slot]
  /// The prepositions of `.prep`, in lower case.
  public var prepositions: [String]
  /// Nil: the argument only constrains.
  public var role: Role?
  public var filler: Filler
  /// The line names the filler: a subject that is no such thing does not fill it.
  public var isStrict: Bool
  public var isRequired: Bool
  /// If not empty, the argument's head must be one of these.
  public var words: [String]
}

/// A pitfall: with one of these words in that slot the trigger means something else.
public struct Pitfall: Sendable {
  public var slots: [Slot]
  public var prepositions: [String]
  public var words: [String]
}

/// A trigger line of the kind file: words, their arguments, pitfalls and the example that proves it.
public struct Frame: Sendable {
  public var kind: Kind
  public var isNoun: Bool
  /// Lemmas; several words where a second one must stand beside the first ("sit", "down").
  public var triggers: [(lemma: String, particle: String?)]
  public var slots: [SlotRule]
  public var pitfalls: [Pitfall]
  /// What the trigger alone says of the event: a bill that is proposed is planned.
  public var status: Status?
  public var example: String
  /// Role and text that the example must yield.
  public var expected: [(role: Role, text: String)]
  /// Sentences in which the frame must find nothing.
  public var counterexamples: [String]
  /// The line of the kind file, from 1.
  public var line: Int

  /// "verb meet …", what `.why` calls the rule.
  public var title: String {
    guard let first = triggers.first else { return isNoun ? "noun" : "verb" }
    let word = first.particle.map { "\(first.lemma) \($0)" } ?? first.lemma
    return (isNoun ? "noun " : "verb ") + word + (triggers.count > 1 ? " …" : "")
  }
}
