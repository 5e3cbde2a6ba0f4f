/// Where an argument stands towards the word that names an event.
public enum Slot: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  /// The one who acts: subject of an active verb, agent of a passive one.
  case subj
  /// What is acted on: object of an active verb, subject of a passive one.
  case obj
  case iobj
  /// X's meeting, their meeting.
  case poss
  /// Polish-German talks, the NATO summit.
  case mod
  /// The subject of a light verb: X held talks.
  case light
  /// The subject of the clause in which the event noun stands behind "at", "after", "during" …
  case standing
  case ccomp
  case xcomp
  /// The event noun itself: the blaze that is its own cause.
  case itself
  /// What the event noun, as subject, killed or injured.
  case harmed
  /// The verb whose subject or object the event noun is.
  case governor
  /// Behind a preposition.
  case prep
  /// The preposition before the event noun, in pitfalls only: "under fire".
  case marker

  static let named: [String: Slot] = [
    "subj": .subj, "obj": .obj, "iobj": .iobj, "poss": .poss, "mod": .mod, "light": .light,
    "by-standing": .standing, "ccomp": .ccomp, "xcomp": .xcomp, "itself": .itself, "harmed": .harmed,
    "governor": .governor, "case": .marker,
  ]
}
