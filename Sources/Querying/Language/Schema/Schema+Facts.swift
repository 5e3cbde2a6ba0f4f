public import Facts

extension Schema {
  /// The fields of facts, of one kind or (nil) of all.
  ///
  /// The roles of a kind are its fields. `participant` is whoever takes part, `actor` who acts (the kind's
  /// principal role), `topic` what it is about, under the same names for every kind.
  public static func facts(_ kind: Kind?, in kinds: KindTable) -> Schema {
    let rows = kind.map { [kinds.rows[Int($0.rawValue)]] } ?? kinds.rows
    var roles: [Role] = []
    for role in rows.flatMap(\.roles) where !roles.contains(role) { roles.append(role) }
    func ids(_ isWanted: (String) -> Bool) -> [Role] { roles.filter { isWanted(kinds.name($0)) } }
    func filler(_ role: Role) -> Filler {
      rows.first { $0.roles.contains(role) }.map { kinds.filler(of: role, in: $0.kind) } ?? .actor
    }
    func isText(_ role: Role) -> Bool { filler(role) == .text || isTextRole(kinds.name(role)) }
    let taking = roles.filter { role in
      let name = kinds.name(role)
      return !isText(role) && filler(role) != .place && !thingRoles.contains(name)
        && !valueRoles.contains(name)
    }
    let contents = roles.filter(isText)
    var acting: [Role] = []
    for role in rows.compactMap(\.roles.first) where !acting.contains(role) { acting.append(role) }

    var fields: [Field] = []
    for role in roles {
      let name = kinds.name(role)
      guard !valueRoles.contains(name), name != "participant" else { continue }
      fields.append(roleField(name, role, isText(role) ? .text : filler(role)))
    }
    let hasParticipants = roles.contains { kinds.name($0) == "participant" }
    let participants = hasParticipants && kind != nil ? ids { $0 == "participant" || $0 == "host" } : taking
    let participant = Field(
      "participant", .entity, .roles(participants), isMultiple: true, help: "who takes part, in any role",
      example: #"participant = "NATO""#, isAlias: kind != nil && !hasParticipants)
    if hasParticipants && kind != nil {
      fields.insert(participant, at: 0)
    } else {
      fields.append(participant)
    }
    let kindField = Field(
      "kind", .word, .kind, help: "what happened", example: "kind = \(rows.first?.name ?? "event")",
      isAlias: kind != nil, words: kinds.rows.map(\.name))
    if kind == nil { fields.insert(kindField, at: 0) }
    let shared = [
      kindField,
      Field(
        "actor", .entity, .roles(acting), isMultiple: true, help: "who acts", example: #"actor = "NATO""#,
        isAlias: kind != nil),
      Field(
        "topic", .text, .content(contents), isMultiple: true, help: "what it is about",
        example: #"topic contains "aid""#, isAlias: kind != nil),
    ]
    for field in shared where !fields.contains(where: { $0.name == field.name }) { fields.append(field) }
    for field in factFields where !fields.contains(where: { $0.name == field.name }) { fields.append(field) }
    return Schema(rows: .facts(kind), title: kind.map(kinds.plural) ?? "facts", fields: fields)
  }

  private static func roleField(_ name: String, _ role: Role, _ filler: Filler) -> Field {
    if filler == .text {
      // What is said is about something, but it is no purpose, charge or post.
      let isSaid = name == "content" || name == "topic"
      return Field(
        name, .text, isSaid ? .content([role]) : .wording([role]), isMultiple: true, help: roleHelp(name),
        example: #"\#(name) contains "aid""#)
    }
    if filler == .place || placeRoles.contains(name) {
      return Field(
        name, .place, .roles([role]), isMultiple: true, help: roleHelp(name),
        example: #"\#(name) in "Poland""#)
    }
    return Field(
      name, .entity, .roles([role]), isMultiple: true, help: roleHelp(name), example: #"\#(name) = "NATO""#)
  }

  private static func roleHelp(_ name: String) -> String {
    switch name {
    case "content": "what was said"
    case "topic": "what it is about"
    case "subject": "whom or what it speaks of"
    case "addressee": "to whom it is said"
    case "purpose": "what it is for"
    case "destination": "where it goes"
    default: "its \(name)"
    }
  }

  /// Roles that are told in words rather than by a name.
  private static func isTextRole(_ name: String) -> Bool {
    ["topic", "content", "purpose", "requested", "offence", "demand", "reason", "charge"].contains(name)
  }

  private static let placeRoles: Set<String> = ["destination"]
  /// Roles that things fill, who take no part.
  private static let thingRoles: Set<String> = [
    "destination", "weapon", "post", "verdict", "cause", "goods", "object", "office", "subject",
  ]
  /// Roles that are numbers, with fields of their own.
  private static let valueRoles: Set<String> = ["killed", "injured", "amount"]

  private static let factFields: [Field] = [
    Field("location", .place, .location, help: "where it happened", example: #"location near "Poland""#),
    Field(
      "place", .place, .location, help: "where it happened", example: #"place in "Poland""#, isAlias: true),
    Field("date", .time, .date, help: "when it happened", example: "date during 2023-01"),
    Field(
      "status", .word, .status, help: "whether it happened", example: "status = planned",
      words: Status.allCases.map(\.name)),
    Field(
      "source", .entity, .source, isMultiple: true, help: "who says so", example: #"source = "Pentagon""#),
    Field(
      "speaker", .entity, .source, isMultiple: true, help: "who says so",
      example: #"speaker = "Dave Butler""#, isAlias: true),
    Field(
      "what", .text, .trigger, isMultiple: true, help: "the words that tell it",
      example: #"what starts with "met""#),
    Field("killed", .number, .killed, help: "how many died", example: "killed >= 10"),
    Field("injured", .number, .injured, help: "how many were hurt", example: "injured >= 10"),
    Field("arrested", .number, .figure(.arrested), help: "how many were arrested", example: "arrested >= 10"),
    Field("missing", .number, .figure(.missing), help: "how many are missing", example: "missing >= 10"),
    Field("magnitude", .number, .figure(.magnitude), help: "of an earthquake", example: "magnitude >= 6"),
    Field("share", .number, .figure(.share), help: "per cent of the vote", example: "share > 50"),
    Field("amount", .number, .amount, help: "how much money", example: "amount > 1000000"),
    Field("currency", .text, .currency, help: "of the amount", example: #"currency = "USD""#),
    Field(
      "sources", .number, .sourceCount,
      help: "how many texts report it: copies of one text count once, and so does an agency on a day",
      example: "sources >= 2"),
    Field("mentions", .number, .mentionCount, help: "how often it is reported", example: "mentions >= 3"),
    Field("confidence", .number, .confidence, help: "0 to 1", example: "confidence >= 0.8"),
    Field(
      "main", .flag, .main, help: "it is what its article is about", example: "main = yes",
      words: ["yes", "no"]),
    Field(
      "article", .article, .article, isMultiple: true, help: "the title of the article that reports it",
      example: #"article contains "talks""#),
    Field(
      "outlet", .text, .outlet, isMultiple: true, help: "who published it", example: #"outlet = "Reuters""#),
    Field(
      "agency", .text, .agency, isMultiple: true, help: "the news agency whose text reports it",
      example: #"agency = "Reuters""#),
    Field(
      "text", .text, .text, isMultiple: true, help: "the sentences that report it",
      example: #"text contains "border""#),
    Field(
      "sentence", .text, .text, isMultiple: true, help: "the sentences that report it",
      example: #"sentence contains "border""#, isAlias: true),
    Field(
      "corrected", .text, .corrected, isMultiple: true, help: "the fields that a person has changed",
      example: #"corrected = "date""#),
    Field(
      "note", .text, .note, isMultiple: true, help: "remarks of persons",
      example: #"note contains "check""#),
    Field("score", .number, .score, help: "how well the searched words fit", example: "score > 1"),
    Field(
      "id", .text, .id, help: "what names it in every session; its first digits do where no other has them",
      example: #"id = "3f2a9c01""#),
  ]
}
