internal import Facts

/// What the program's kinds are called by the two code books of political events: CAMEO (Schrodt 2012), of which the root
/// codes are given, and PLOVER, which followed it (Open Event Data Alliance).
struct EventCode: Hashable, Sendable {
  /// A root code of CAMEO: "04" consult.
  var cameo: String
  /// A type of PLOVER: "CONSULT"; "" where it has none.
  var plover: String
  /// A mode of PLOVER's type; "" where a kind holds several.
  var mode = ""

  /// What is asked for: appeal.
  static let appeal = EventCode(cameo: "02", plover: "REQUEST")
  /// What is meant to be done together: express intent to cooperate. PLOVER codes such acts in the future tense as AGREE.
  static let intent = EventCode(cameo: "03", plover: "AGREE")
  /// What is announced against somebody.
  static let threat = EventCode(cameo: "13", plover: "THREATEN")
}

/// A kind's row: its code, and the roles of those who act and of those acted upon.
struct CodedKind: Sendable {
  /// What the kind is to those who take part: decides how what is only planned or asked for is coded.
  enum Quality: Sendable { case word, cooperation, conflict }

  var kind: String
  var code: EventCode
  var quality: Quality
  var sources: [String]
  var targets: [String]

  /// The code of a fact; nil where the code books have none: what did not take place is no event to them.
  func code(_ status: Status?) -> EventCode? {
    switch (status, quality) {
    case (.happened, _), (.ongoing, _), (nil, _): code
    case (.planned, .cooperation): .intent
    case (.planned, .conflict): .threat
    case (.requested, .cooperation): .appeal
    default: nil
    }
  }

  /// All kinds that have a counterpart, in the order of the codes.
  ///
  /// Those that have none: appointment, departure, election and law are no acts of one actor towards another; death and
  /// disaster are what came of acts, or nobody's; deal, launch and award are business and culture, which both books leave
  /// out; event is anything. Where a kind holds both an act and its end (an arrest and a release, a sanction and its
  /// lifting, troops that come and go), its code is that of the act, which most of its facts are.
  static let table: [CodedKind] = [
    // PLOVER has left out statements that change nothing.
    CodedKind(
      kind: "statement", code: EventCode(cameo: "01", plover: ""), quality: .word, sources: ["speaker"],
      targets: ["addressee"]),
    // What is demanded has a root of its own in CAMEO (10), which PLOVER has joined to this one.
    CodedKind(
      kind: "request", code: .appeal, quality: .word, sources: ["requester"], targets: ["addressee"]),
    CodedKind(
      kind: "meeting", code: EventCode(cameo: "04", plover: "CONSULT"), quality: .cooperation,
      sources: ["participant"], targets: ["host"]),
    CodedKind(
      kind: "visit", code: EventCode(cameo: "04", plover: "CONSULT", mode: "visit"), quality: .cooperation,
      sources: ["visitor"], targets: ["host", "destination"]),
    // By telephone, but letters are calls, too: no mode.
    CodedKind(
      kind: "call", code: EventCode(cameo: "04", plover: "CONSULT"), quality: .cooperation,
      sources: ["participant"], targets: []),
    CodedKind(
      kind: "negotiation", code: EventCode(cameo: "04", plover: "CONSULT"), quality: .cooperation,
      sources: ["participant"], targets: []),
    // Praise and endorsement are diplomatic cooperation in CAMEO, as is a signature.
    CodedKind(
      kind: "support", code: EventCode(cameo: "05", plover: "SUPPORT"), quality: .cooperation,
      sources: ["supporter"],
      targets: ["supported"]),
    CodedKind(
      kind: "agreement", code: EventCode(cameo: "05", plover: "AGREE"), quality: .cooperation,
      sources: ["participant"], targets: []),
    CodedKind(
      kind: "aid", code: EventCode(cameo: "07", plover: "AID"), quality: .cooperation, sources: ["giver"],
      targets: ["recipient"]),
    CodedKind(
      kind: "accusation", code: EventCode(cameo: "11", plover: "ACCUSE"), quality: .word,
      sources: ["accuser"], targets: ["accused"]),
    // A lawsuit is disapproval in CAMEO (115); an investigation is ACCUSE in PLOVER, as is a charge.
    CodedKind(
      kind: "trial", code: EventCode(cameo: "11", plover: "ACCUSE"), quality: .word,
      sources: ["plaintiff", "authority"], targets: ["defendant"]),
    CodedKind(
      kind: "rejection", code: EventCode(cameo: "12", plover: "REJECT"), quality: .word, sources: ["agent"],
      targets: ["target"]),
    CodedKind(
      kind: "threat", code: .threat, quality: .word, sources: ["threatener"], targets: ["target"]),
    CodedKind(
      kind: "protest", code: EventCode(cameo: "14", plover: "PROTEST"), quality: .conflict,
      sources: ["protester"], targets: ["target"]),
    CodedKind(
      kind: "deployment", code: EventCode(cameo: "15", plover: "MOBILIZE"), quality: .conflict,
      sources: ["agent"], targets: ["target"]),
    CodedKind(
      kind: "sanction", code: EventCode(cameo: "16", plover: "SANCTION"), quality: .conflict,
      sources: ["agent"], targets: ["target"]),
    CodedKind(
      kind: "arrest", code: EventCode(cameo: "17", plover: "COERCE"), quality: .conflict,
      sources: ["authority"], targets: ["person"]),
    // A murder and a battle are one kind: not the root of fighting (19), which is for armies.
    CodedKind(
      kind: "attack", code: EventCode(cameo: "18", plover: "ASSAULT"), quality: .conflict,
      sources: ["attacker"], targets: ["target"]),
  ]

  static func named(_ kind: String) -> CodedKind? { table.first { $0.kind == kind } }
}
