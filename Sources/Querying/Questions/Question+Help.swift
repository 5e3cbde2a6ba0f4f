extension Question {
  /// What `.help questions` shows; each line ended.
  public static let help = """
    ? QUESTION
        a question in English: it becomes a query, which is shown and run

        A line that begins with `?`, or with who, what, which, where, when, why, how, did, was …, is read
        as the sentences of articles are. What it tells becomes conditions: the verb or noun gives the
        kind of fact, the subject and the object their roles, "in Poland" the place, "since March 2023"
        or "last month" the time, counted from the newest article's day. The query is in the history:
        arrow up, then change it.

        who met Zelenskyy in Poland in 2023?        where did Milley meet Zaluzhnyi?
        did Biden visit Kyiv?                       when did Liz Truss resign?
        how often did Biden and Xi meet?            how many people were killed on Maui?
        what did Butler say about the meeting?      which countries signed agreements with China?
        who is the president of Poland?             what happened in Warsaw on 5 April 2023?

        Words that the query does not say are underlined. A name that no article has, and a question
        without anything that a query could say, are errors. `| limit 5` and other stages may stand
        behind a question.

    """
}
