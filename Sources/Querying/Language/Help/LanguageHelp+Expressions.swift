extension LanguageHelp {
  /// What can be calculated, wherever a field of numbers or dates can stand.
  static let expressions: [HelpEntry] = [
    HelpEntry(
      name: "+", form: "A + B, A - B, A * B, A / B", summary: "calculates with fields and numbers",
      example: "attacks where killed + injured >= 10",
      details: """
        Wherever a field of numbers or dates can stand: in conditions, on both sides of a sign, and in
        the keys of show, sort by, count by, top, sum, average and the like. `*` and `/` bind more than
        `+` and `-`; brackets and a minus before a value are as usual. A pattern begins with `/` only
        behind `matches`, or a line; two minuses begin a comment.

        A row without one of the fields has no value, nor has a division by nought: it passes no test,
        and its cell is empty. Of a field with several values (`article.date`) each is taken.
        """,
      more: [
        .init(
          query: "attacks | show date, location, killed + injured as victims | sort by victims desc",
          meaning: "a column that later stages know by its name"),
        .init(query: "facts where 10 <= killed * 2 < 50", meaning: "between two values"),
        .init(query: "disasters | sum (killed + injured) as victims by month", meaning: "a total of it"),
        .init(
          query: "people | sort by facts / articles desc", meaning: "those with the most facts an article"),
      ]),
    HelpEntry(
      name: "days", form: "DATE - DATE, DATE + N days, DATE - N months", summary: "calculates with dates",
      example: "facts where article.date - date > 7 days",
      details: """
        A date less a date is the number of days from the day on which the second begins to the day on
        which the first does: 2023-02 - 2023-01-31 is 1. Compare it with a number, or with so many days
        or weeks.
        A date and so many days, weeks, months, quarters or years is a date as long as it was: 2023-01 +
        1 month is 2023-02. A day that the month does not have is its last: 2023-01-31 + 1 month is
        2023-02-28. Parts of a day are rounded. Beyond the years 1 to 9999 there is no value.
        """,
      more: [
        .init(query: "facts where date + 6 months >= today", meaning: "of the last half-year"),
        .init(query: "facts | sort by article.date - date desc | limit 5", meaning: "told the latest"),
      ]),
    HelpEntry(
      name: "start", form: "start(DATE), end(DATE)", summary: "the first and the last day of a date",
      example: "facts where end(date) - start(date) >= 30"),
    HelpEntry(
      name: "as", form: "KEY as NAME", summary: "gives a column a name, in show and behind by",
      example: "attacks | show date, killed / sources as each"),
  ]
}
