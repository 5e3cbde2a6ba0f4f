extension LanguageHelp {
  private static func entry(_ name: String, _ form: String, _ summary: String, _ example: String) -> HelpEntry
  {
    HelpEntry(name: name, form: form, summary: summary, example: example)
  }

  static let sources: [HelpEntry] = [
    entry("facts", "facts", "facts of every kind", "facts | count by kind"),
    entry("meetings", "KINDS", "facts of one kind, by its plural", #"meetings near "Poland""#),
    entry("articles", "articles", "the articles loaded", #"articles where mentions "Milley""#),
    entry(
      "sentences", "sentences", "the sentences of the articles", #"sentences where text contains "border""#),
    entry("people", "people", "people whom the articles name", #"people where role contains "chief""#),
    entry(
      "organisations", "organisations", "organisations that are named", "organisations | top 10 by mentions"),
    entry("places", "places", "places that are named", "places | count by country"),
    entry("entities", "entities", "all that has a name", "entities | sort by mentions desc | limit 10"),
    entry("_", "_ or a leading |", "the last result", "_ | count"),
    entry("union", "A union B", "the rows of both", "meetings union calls | sort by date"),
    entry(
      "intersect", "A intersect B", "the rows in both",
      #"meetings near "Poland" intersect meetings during 2023"#),
    entry(
      "except", "A except B", "the rows of the first that are not in the second", "facts except statements"),
    entry(
      "( )", "(QUERY | STAGE …) | STAGE", "a query where rows are wanted",
      "(meetings | articles) except (visits | articles)"),
    entry(
      "$", "$NAME", "a value from `-p NAME=VALUE`, `.set $NAME VALUE` or a parameter of let",
      #"let around(p) = facts near $p"#),
    entry("--", "-- TEXT", "a comment, to the end of the line", "meetings | count -- how many"),
    entry(
      "let", "let NAME(a) = QUERY", "names a query", #"let poland(d) = meetings near "Poland" within $d"#),
  ]

  static let conditions: [HelpEntry] = [
    near, inside, within,
    entry("during", "during PERIOD", "wholly within the period", "meetings during 2023-01"),
    entry("on", "on DAY", "on that day", "meetings on 2023-01-17"),
    entry("before", "before PERIOD", "over before it begins", "meetings before 2023"),
    entry("after", "after PERIOD", "begun after it ends", "meetings after 2022"),
    entry("since", "since PERIOD", "begun with it or later", "meetings since 2022-02"),
    entry("overlaps", "overlaps PERIOD", "having a moment in common with it", "meetings overlaps last month"),
    entry(
      "from", "from PERIOD to PERIOD", "between two periods, both included",
      "meetings from 2022-02 to 2023-06"),
    entry("between", "between PERIOD and PERIOD", "the same", "meetings between 2022 and 2023"),
    entry("by", "by NAME", "who acts or speaks", #"statements by "Dave Butler""#),
    entry("with", "with NAME [and NAME]", "who takes part", #"meetings with "Milley" and "Zaluzhnyi""#),
    entry("about", "about TEXT", "what it is about", #"statements about "meeting""#),
    entry("mentioning", "mentioning NAME", "somebody who is named in it", #"articles mentioning "NATO""#),
    entry("mentions", "mentions NAME", "somebody who is named in it", #"articles where mentions "NATO""#),
    entry("status", "status any", "denied, failed and cancelled facts too", "meetings status any"),
    entry("and", "A and B", "both", #"meetings where date during 2023 and location in "Poland""#),
    entry(
      "or", "A or B", "one of them or both", #"meetings where location in "Poland" or location in "Ukraine""#),
    entry("not", "not A", "the opposite", #"meetings where not location in "Poland""#),
    entry(
      "has", "has FIELD, has no KIND …", "whether there is one", #"articles where has no meeting with "NATO""#
    ),
  ]

  static let operators: [HelpEntry] = [
    entry("=", "FIELD = VALUE", "equal; case and accents ignored", #"facts where participant = "NATO""#),
    entry("!=", "FIELD != VALUE", "not equal", "facts where status != planned"),
    entry("<", "FIELD < VALUE", "less, or earlier", "facts where killed < 10"),
    entry("<=", "FIELD <= VALUE", "at most", "facts where 10 <= killed <= 50"),
    entry(">", "FIELD > VALUE", "more, or later", "articles where facts > 5"),
    entry(">=", "FIELD >= VALUE", "at least", "facts where confidence >= 0.8"),
    entry("is", "FIELD is VALUE", "equal", "facts where status is planned"),
    entry(
      "is one of", "FIELD is one of (A, B)", "equal to one of them",
      #"facts where participant is one of ("NATO", "EU")"#),
    entry(
      "contains", "FIELD contains TEXT", "the text stands in it", #"articles where title contains "talks""#),
    entry(
      "starts with", "FIELD starts with TEXT", "the text begins it", #"people where name starts with "M""#),
    entry(
      "exactly", "FIELD exactly TEXT", "equal in every letter", #"people where name exactly "Mark Milley""#),
    entry(
      "matches", "FIELD matches /RE/[i]", "a pattern, matched in time that grows only with the text",
      "articles where text matches /cease-?fire/i"),
    entry(
      "matches text", #"FIELD matches "words \"a phrase\" prefix* a NEAR/5 b""#,
      "a full-text search: every part must be there",
      #"articles where text matches "air defen*" | top 10 by score"#),
    entry(
      "between", "FIELD between N and N", "from the first to the second number, both included",
      "facts where killed between 10 and 50"),
  ]

  static let stages: [HelpEntry] = [
    entry(
      "where", "where CONDITION", "keeps the rows that meet it", "meetings | count by month | where n > 1"),
    entry("sort", "sort by KEY [desc], …", "puts the rows in order", "meetings | sort by date desc"),
    entry("limit", "limit N", "the first rows", "meetings | limit 5"),
    entry("skip", "skip N", "all but the first rows", "meetings | skip 5"),
    entry("sample", "sample N [seed N]", "rows by chance", "facts | sample 5 seed 1"),
    entry("count", "count [by KEY, …]", "how many, for each key", "meetings | count by pair(participant)"),
    entry(
      "count distinct", "count distinct KEY [by KEY, …]", "how many different values",
      "meetings | count distinct participant by month"),
    entry(
      "percent", "percent [of COLUMN], percent by KEY, …",
      "a column with each row's share of the total; by: counts first", "facts | percent by status"),
    entry("sum", "sum FIELD [by KEY, …]", "the total", "facts | sum killed by month"),
    entry("average", "average FIELD [by KEY, …]", "the mean", "facts | average confidence by kind"),
    entry("min", "min FIELD [by KEY, …]", "the least number or the first date", "facts | min date by kind"),
    entry("max", "max FIELD [by KEY, …]", "the greatest number or the last date", "facts | max date by kind"),
    entry("distinct", "distinct KEY, …", "every value once", "meetings | distinct country(location)"),
    entry("show", "show KEY, …", "the columns", "meetings | show date, location, source"),
    entry("top", "top N by KEY", "the N rows with the greatest", "facts | top 10 by sources"),
    entry(
      "timeline", "timeline [by UNIT]", "how many rows in each period, with a bar; 0 where there is none",
      "meetings | timeline by month"),
    entry(
      "chart", "chart", "bars of the last column of numbers; rows with a date are counted over time",
      "facts | count by kind | chart"),
    entry(
      "map", "map", "the places of the rows on a map, with how many rows are at each",
      "facts | count by location | map"),
    entry(
      "context", "context N",
      "what was looked for, with N words on both sides; of facts their trigger, of people and places their names",
      #"articles where text matches "border" | context 8"#),
    entry("facts", "facts", "the facts of the rows", #"articles where mentions "NATO" | facts"#),
    entry("articles", "articles", "the articles of the rows", "meetings | articles"),
    entry("sentences", "sentences", "the sentences of the rows", "meetings | sentences"),
    entry("entities", "entities", "who and what takes part in the rows", "meetings | entities"),
    entry("why", "why", "the sentences behind the rows, with the rule", "meetings | limit 1 | why"),
    entry("as", "as NAME", "keeps the result under a name", #"meetings in "Poland" | as polish"#),
    entry(
      "to", "to FILE or |COMMAND [as FORMAT]", "writes the rows", #"meetings | to "meetings.csv" as csv"#),
  ]

  static let keys: [HelpEntry] = [
    entry(
      "field", "FIELD, FIELD.FIELD", "a field, or a field of its value",
      "facts | count by participant.country"),
    entry(
      "month", "UNIT or UNIT(FIELD)", "day, week, month, quarter, half, year",
      "articles | count by year(published)"),
    entry("pair", "pair(FIELD)", "two that occur together", "meetings | count by pair(participant)"),
    entry(
      "country", "country(FIELD)", "the country of a place or a name", "meetings | count by country(location)"
    ),
    entry("n", "n", "how many rows there are", "meetings | count by month | sort by n"),
  ]

  static let periods: [HelpEntry] = [
    entry("date", "2023-01-17", "a day", "meetings on 2023-01-17"),
    entry("month", "2023-01 or January 2023", "a month", "meetings during January 2023"),
    entry("quarter", "2023-Q1", "a quarter", "meetings during 2023-Q1"),
    entry("week", "2023-W03", "a week as ISO 8601 numbers it", "meetings during 2023-W03"),
    entry("year", "2023", "a year", "meetings in 2023"),
    entry("today", "today, yesterday", "as seen from now", "articles on yesterday"),
    entry(
      "last", "last week, last 7 days", "the one before; the days up to now", "meetings during last 7 days"),
    entry("this", "this month", "the one that holds now", "meetings during this month"),
    entry("next", "next week, next 3 days", "the one after; the days from now", "facts during next week"),
    entry(
      "first", "first week of PERIOD", "its beginning (last: its end)",
      "meetings during first week of 2023-01"),
    entry("ago", "2 weeks ago", "the week that holds that day", "meetings during 2 weeks ago"),
  ]
}
