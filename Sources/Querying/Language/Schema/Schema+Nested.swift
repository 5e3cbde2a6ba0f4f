internal import Atlas
internal import Facts

extension Schema {
  /// The fields of a field's value: `participant.country`, `location.kind`; empty for plain values.
  public static func nestedFields(of field: Field) -> [Field] {
    switch field.type {
    case .entity: entityFields + (field.meaning == .source ? [outletField, entityID] : [entityID])
    case .place: placeFields
    case .article: articleFields
    case .time: periodFields
    default: []
    }
  }

  static let outletField = Field(
    "outlet", .text, .outlet, help: "who published the report", example: #"outlet = "Reuters""#)

  static let entityID = Field(
    "id", .text, .id, help: "what names it in every session that knows it by the same name",
    example: #"id = "3f2a9c01""#)

  static let entityFields: [Field] = [
    Field("name", .text, .name, help: "its fullest name", example: #"name = "Mark Milley""#),
    Field(
      "kind", .word, .nameKind, help: "what it is", example: "kind = person",
      words: NameKind.allCases.map(\.name)),
    Field("title", .text, .honorific, help: "the title before the name", example: #"title = "Gen.""#),
    Field("role", .text, .role, help: "the office or job", example: #"role contains "chairman""#),
    Field(
      "organisation", .text, .organisation, help: "what the role belongs to",
      example: #"organisation contains "Joint Chiefs""#),
    Field(
      "country", .text, .country, help: "the country it belongs to: a name or a code",
      example: #"country = "Ukraine""#),
    Field(
      "gender", .word, .gender, help: "as pronouns and titles tell", example: "gender = female",
      words: ["female", "male", "unknown"]),
    Field(
      "alias", .text, .aliases, isMultiple: true, help: "every other form of the name",
      example: #"alias = "Milley""#),
  ]

  static let placeFields: [Field] = [
    Field("name", .text, .name, help: "its name", example: #"name = "Warsaw""#),
    Field(
      "kind", .word, .placeKind, help: "what it is", example: "kind = city",
      words: PlaceKind.allCases.map(\.name)),
    Field("country", .text, .country, help: "the country: a name or a code", example: #"country = "Poland""#),
    Field("region", .text, .region, help: "the first-level region", example: #"region contains "Mazo""#),
    Field("population", .number, .population, help: "people living there", example: "population > 1000000"),
  ]

  /// Of a time the year, the month … that it lies in, which are times themselves.
  static let periodFields: [Field] = PeriodUnit.allCases.map { unit in
    let example =
      switch unit {
      case .day: "2023-01-17"
      case .week: "2023-W03"
      case .month: "2023-01"
      case .quarter: "2023-Q1"
      case .half: "2023-H1"
      case .year: "2023"
      }
    return Field(
      unit.rawValue, .time, .unit(unit), help: "the \(unit.rawValue) it lies in",
      example: "\(unit.rawValue) = \(example)")
  }

  static let articleFields: [Field] = [
    Field("title", .text, .title, help: "the headline", example: #"title contains "talks""#),
    Field("outlet", .text, .outlet, help: "who published it", example: #"outlet = "Reuters""#),
    Field("author", .text, .author, isMultiple: true, help: "who wrote it", example: #"author = "Ann Lee""#),
    Field("date", .time, .date, help: "when it was published", example: "date during 2023-01"),
    Field("path", .text, .path, help: "the file it came from", example: #"path contains "2023""#),
    Field("id", .text, .id, help: "what names its text in every session", example: #"id = "3f2a9c01""#),
  ]
}
