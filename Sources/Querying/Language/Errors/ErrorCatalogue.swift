/// A kind of error as `.help errors` lists it.
public struct ErrorCatalogueEntry: Sendable, Hashable {
  /// As messages show it: "Q003".
  public var code: String
  /// In a few words what went wrong.
  public var title: String
  /// A query that has it; empty where it depends on the data or on the session.
  public var example: String
}

/// Every error of the language, by code.
public let errorCatalogue: [ErrorCatalogueEntry] = [
  ("Q001", "an open quote", #"meetings near "Poland"#),
  ("Q002", "a sign that the language does not have", "meetings where killed > 5%"),
  ("Q003", "a field that the rows do not have", #"meetings where locaton near "Poland""#),
  ("Q004", "an unknown source", #"meetngs near "Poland""#),
  ("Q005", "an unknown stage", "meetings | srot by date"),
  ("Q006", "an unknown operator", #"meetings where location nera "Poland""#),
  ("Q007", "a field that a field's value does not have", #"meetings where participant.contry = "Ukraine""#),
  ("Q008", "neither a field nor a kind after has", "articles where has meting"),
  ("Q009", "a keyword that the field does not have", "meetings where status = plannd"),
  ("Q010", "a name without quotes", "meetings near Poland"),
  ("Q011", "a date in quotes", #"meetings during "2023-01""#),
  ("Q012", "a distance without a unit", #"meetings near "Poland" within 200"#),
  ("Q013", "a day, month, week or quarter that the calendar does not have", "meetings during 2023-13"),
  ("Q014", "something that is no date", "meetings during 2023-1-5"),
  ("Q015", "a month without a year", "meetings during January"),
  ("Q016", "a relative period without a unit", "meetings during last"),
  ("Q017", "an unknown unit", #"meetings near "Poland" within 200 leagues"#),
  ("Q018", "a number that has to be whole", "meetings | limit 2.5"),
  ("Q019", "a value of another type", #"attacks where killed > "ten""#),
  ("Q020", "an operator that does not fit the field", "meetings where location during 2023"),
  ("Q021", "something missing", "meetings where"),
  ("Q022", "an open bracket", #"meetings where (location near "Poland" | count"#),
  ("Q023", "a bracket that closes nothing", #"meetings where location near "Poland")"#),
  ("Q024", "a stage without its bar", #"meetings near "Poland" sort by date"#),
  ("Q025", "something that does not belong there", #"meetings near "Poland" "Germany""#),
  ("Q026", "a form of another language", #"meetings where location == "Poland""#),
  ("Q027", "a query too deep or too long", ""),
  ("Q028", "a name that is taken by the language", "let where = meetings"),
  ("Q029", "a union of different rows", "meetings union articles"),
  ("Q030", "a wrong number of arguments", ""),
  ("Q031", "a definition that needs itself", ""),
  ("Q032", "a parameter without a value", "meetings near $place"),
  ("Q033", "no last result", "| count"),
  ("Q034", "an unknown format", #"meetings | to "meetings.csv" as cvs"#),
  ("Q035", "an open pattern", "articles where text matches /cease"),
  ("Q036", "a number out of bounds", "meetings where confidence > 1e999"),
  ("Q037", "a distance in quotes", #"meetings near "Poland" within "200 km""#),
  ("Q038", "the beginning of several ids", ""),
  ("Q040", "an unknown place", ""),
  ("Q041", "a pattern that cannot be searched for", "articles where text matches //"),
  ("Q042", "a file that cannot be written", ""),
  ("Q043", "an unknown command", ""),
  ("Q044", "a stage that does not fit the rows", ""),
  ("Q045", "a query that was interrupted", ""),
  ("Q046", "context of rows in which nothing was looked for", "meetings | count | context 8"),
  ("Q047", "a chart of rows without numbers", "meetings | distinct status | chart"),
  ("Q048", "a map of rows without places", "sentences | map"),
  ("Q049", "shares of rows without numbers", "meetings | percent"),
  ("Q050", "a total of averages", ""),
  ("Q051", "an attribute that tokens do not have", #"sentences where text matches [lema="meet"]"#),
  ("Q052", "what cannot be calculated", "meetings where date + date > 2023"),
  ("Q053", "mentions of rows that are made of others", "people | count | mentions"),
  ("Q054", "a query that cannot be said exactly in SQL", ""),
  ("Q055", "a question that is not understood", ""),
  ("Q056", "a name in a question that no article has", ""),
].map { ErrorCatalogueEntry(code: $0.0, title: $0.1, example: $0.2) }
