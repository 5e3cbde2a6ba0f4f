extension LanguageHelp {
  static let sources: [HelpEntry] = [
    HelpEntry("facts", "facts", "facts of every kind", "facts | count by kind"),
    HelpEntry("meetings", "KINDS", "facts of one kind, by its plural", #"meetings near "Poland""#),
    HelpEntry("articles", "articles", "the articles loaded", #"articles where mentions "Milley""#),
    HelpEntry(
      "sentences", "sentences", "the sentences of the articles", #"sentences where text contains "border""#),
    HelpEntry("people", "people", "people whom the articles name", #"people where role contains "chief""#),
    HelpEntry(
      "organisations", "organisations", "organisations that are named", "organisations | top 10 by mentions"),
    HelpEntry("places", "places", "places that are named", "places | count by country"),
    HelpEntry("entities", "entities", "all that has a name", "entities | sort by mentions desc | limit 10"),
    HelpEntry("_", "_ or a leading |", "the last result", "_ | count"),
    HelpEntry("union", "A union B", "the rows of both", "meetings union calls | sort by date"),
    HelpEntry(
      "intersect", "A intersect B", "the rows in both",
      #"meetings near "Poland" intersect meetings during 2023"#),
    HelpEntry(
      "except", "A except B", "the rows of the first that are not in the second", "facts except statements"),
    HelpEntry(
      "( )", "(QUERY | STAGE …) | STAGE", "a query where rows are wanted",
      "(meetings | articles) except (visits | articles)"),
    HelpEntry(
      "$", "$NAME", "a value from `-p NAME=VALUE`, `.set $NAME VALUE` or a parameter of let",
      #"let around(p) = facts near $p"#),
    HelpEntry("--", "-- TEXT", "a comment, to the end of the line", "meetings | count -- how many"),
    HelpEntry(
      "let", "let NAME(a) = QUERY", "names a query", #"let poland(d) = meetings near "Poland" within $d"#),
    HelpEntry("let $", "let NAME = VALUE", "gives a value to $NAME", #"let who = "Joe Biden""#),
  ]

  static let conditions: [HelpEntry] = [
    near, inside, within,
    HelpEntry("during", "during PERIOD", "wholly within the period", "meetings during 2023-01"),
    HelpEntry("on", "on DAY", "on that day", "meetings on 2023-01-17"),
    HelpEntry(
      "followed", "followed by (FACTS [with same FIELD]) [within N UNIT]", "facts that another follows",
      "visits followed by (attacks against same target) within 90 days"),
    HelpEntry(
      "after (", "after (FACTS [of same FIELD]) [within N UNIT]", "facts that follow another",
      "agreements after (meetings of same participant) within 30 days"),
    HelpEntry("before", "before PERIOD", "over before it begins", "meetings before 2023"),
    HelpEntry("after", "after PERIOD", "begun after it ends", "meetings after 2022"),
    HelpEntry("since", "since PERIOD [until PERIOD]", "begun with it or later", "meetings since 2022-02"),
    HelpEntry("until", "until PERIOD", "over with it or earlier", "meetings until 2022-02"),
    HelpEntry(
      "overlaps", "overlaps PERIOD", "having a moment in common with it", "meetings overlaps last month"),
    HelpEntry(
      "from", "from PERIOD to PERIOD", "between two periods, both included",
      "meetings from 2022-02 to 2023-06"),
    HelpEntry("between", "between PERIOD and PERIOD", "the same", "meetings between 2022 and 2023"),
    HelpEntry("by", "by NAME", "who acts or speaks", #"statements by "Dave Butler""#),
    HelpEntry("with", "with NAME [and NAME]", "who takes part", #"meetings with "Milley" and "Zaluzhnyi""#),
    HelpEntry("without", "without NAME", "where somebody takes no part", #"meetings without "Milley""#),
    HelpEntry("about", "about TEXT", "what it is about", #"statements about "meeting""#),
    HelpEntry("mentioning", "mentioning NAME", "somebody who is named in it", #"articles mentioning "NATO""#),
    HelpEntry("mentions", "mentions NAME", "somebody who is named in it", #"articles where mentions "NATO""#),
    HelpEntry(
      name: "like", form: "like SENTENCE",
      summary: "what the sentence tells: its kind, who takes part, where, when",
      example: #"facts like "Milley met Zaluzhnyi in Poland""#,
      details: """
        The sentence is read as those of articles are, and what it tells becomes conditions, which
        the answer's notes and .explain show. A question does the same: .help questions
        """),
    HelpEntry("status", "status any", "denied, failed and cancelled facts too", "meetings status any"),
    HelpEntry(
      "confidence", "confidence any",
      "facts that are hardly sure, too (`.set confidence` says where they begin)",
      "meetings confidence any"),
    HelpEntry("and", "A and B", "both", #"meetings where date during 2023 and location in "Poland""#),
    HelpEntry(
      "or", "A or B", "one of them or both", #"meetings where location in "Poland" or location in "Ukraine""#),
    HelpEntry("not", "not A", "the opposite", #"meetings where not location in "Poland""#),
    HelpEntry(
      "has", "has FIELD, has no KIND …", "whether there is one", #"articles where has no meeting with "NATO""#
    ),
  ]

  static let operators: [HelpEntry] = [
    HelpEntry("=", "FIELD = VALUE", "equal; case and accents ignored", #"facts where participant = "NATO""#),
    HelpEntry("!=", "FIELD != VALUE", "not equal", "facts where status != planned"),
    HelpEntry("<", "FIELD < VALUE", "less, or earlier", "facts where killed < 10"),
    HelpEntry("<=", "FIELD <= VALUE", "at most", "facts where 10 <= killed <= 50"),
    HelpEntry(">", "FIELD > VALUE", "more, or later", "articles where facts > 5"),
    HelpEntry(">=", "FIELD >= VALUE", "at least", "facts where confidence >= 0.8"),
    HelpEntry("is", "FIELD is VALUE", "equal", "facts where status is planned"),
    HelpEntry(
      "is one of", "FIELD is one of (A, B), FIELD in (A, B)",
      "equal to one of them; of places: in one of them",
      #"facts where participant in ("NATO", "EU")"#),
    HelpEntry(
      "in (", "FIELD is one of (QUERY)", "one of the rows of a query, or of its first column",
      #"facts where participant in (people where country = "Ukraine")"#),
    HelpEntry(
      "not", "FIELD not OPERATOR …", "`not` before any operator",
      #"articles where title not contains "talks""#),
    HelpEntry(
      "contains", "FIELD contains TEXT", "the text stands in it", #"articles where title contains "talks""#),
    HelpEntry(
      "starts with", "FIELD starts with TEXT", "the text begins it", #"people where name starts with "M""#),
    HelpEntry(
      "exactly", "FIELD exactly TEXT", "equal in every letter", #"people where name exactly "Mark Milley""#),
    HelpEntry(
      "matches", "FIELD matches /RE/[i]", "a pattern, matched in time that grows only with the text",
      "articles where text matches /cease-?fire/i"),
    HelpEntry(
      "matches text", #"FIELD matches "words \"a phrase\" prefix* ~forms a NEAR/5 b""#,
      "a full-text search: every part must be there",
      #"articles where text matches "air defen*" | top 10 by score"#),
    matchesTokens,
    HelpEntry(
      "OR", #"FIELD matches "(a OR b) c -d""#,
      "one of them (also |), not there (also NOT); OR binds less than what stands side by side",
      #"articles where text matches "(talks OR ~negotiate) -drill""#),
    HelpEntry(
      "between", "FIELD between N and N", "from the first to the second number, both included",
      "facts where killed between 10 and 50"),
  ]

  static let stages: [HelpEntry] = StageDefinition.all.flatMap(\.help)

  static let keys: [HelpEntry] = [
    HelpEntry(
      "field", "FIELD, FIELD.FIELD", "a field, or a field of its value",
      "facts | count by participant.country"),
    HelpEntry(
      "month", "UNIT or UNIT(FIELD)", "day, week, month, quarter, half, year; in conditions, too",
      "articles where year(published) = 2023 | count by month(published)"),
    HelpEntry("pair", "pair(FIELD)", "two that occur together", "meetings | count by pair(participant)"),
    HelpEntry(
      "country", "country(FIELD)", "the country of a place or a name", "meetings | count by country(location)"
    ),
    HelpEntry("n", "n", "how many rows there are", "meetings | count by month | sort by n"),
  ]

  static let periods: [HelpEntry] = [
    HelpEntry("date", "2023-01-17", "a day", "meetings on 2023-01-17"),
    HelpEntry("month", "2023-01 or January 2023", "a month", "meetings during January 2023"),
    HelpEntry("quarter", "2023-Q1", "a quarter", "meetings during 2023-Q1"),
    HelpEntry("week", "2023-W03", "a week as ISO 8601 numbers it", "meetings during 2023-W03"),
    HelpEntry("half", "2022-H2, H2 2022, Q1 2019", "a half or a quarter", "meetings during 2022-H2"),
    HelpEntry("year", "2023", "a year", "meetings in 2023"),
    HelpEntry(
      "season", "summer 2023", "three months; winter begins in December", "meetings during winter 2022"),
    HelpEntry("early", "early 2023, mid 2023, late 2023-05", "a third of it", "meetings during early 2023"),
    HelpEntry("..", "PERIOD..PERIOD", "from the one to the other", "meetings during 2022-11..2023-01"),
    HelpEntry("today", "today, yesterday", "as seen from now", "articles on yesterday"),
    HelpEntry(
      "last", "last week, last 7 days", "the one before; the days up to now", "meetings during last 7 days"),
    HelpEntry("this", "this month", "the one that holds now", "meetings during this month"),
    HelpEntry("next", "next week, next 3 days", "the one after; the days from now", "facts during next week"),
    HelpEntry(
      "first", "first week of PERIOD", "its beginning (last: its end); weeks as ISO 8601 has them",
      "meetings during first week of 2023-01"),
    HelpEntry("ago", "2 weeks ago", "the week that holds that day", "meetings during 2 weeks ago"),
  ]
}
