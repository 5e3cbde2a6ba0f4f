/// What is missing, left over or foreign.
let messagesAboutForm = #"""
  error[Q021]: a condition is missing
    1 | meetings where
      |               ^ expected a field, `not`, `has`, `near`, `in`, `within`, `during` …

  error[Q022]: a `)` is missing
    1 | meetings where (location near "Poland" | count
      |                                        ^ expected `)`

  error[Q023]: this `)` closes nothing
    1 | meetings where location near "Poland")
      |                                      ^

  error[Q024]: `sort` is a stage
    1 | meetings near "Poland" sort by date
      |                        ^^^^ write `| sort`

  error[Q025]: the query should have ended or gone on before `"Germany"`
    1 | meetings near "Poland" "Germany"
      |                        ^^^^^^^^^ expected `|`, `where`, `within`, `status`, `near`, `in`, `during` …
    help: conditions are joined by and/or; stages begin with |

  error[Q026]: `==` belongs to another language
    1 | meetings where location == "Poland"
      |                         ^^ write `=`

  error[Q028]: `where` has a meaning of its own
    1 | let where = meetings
      |     ^^^^^
    help: choose another name

  error[Q029]: meetings and articles are different rows
    1 | meetings union articles
      |          ^^^^^
    help: bring both to the same rows first: (… | articles) union (… | articles)

  error[Q021]: a stage is missing after `|`
    1 | meetings |
      |           ^ expected a stage
    help: .help stages

  error[Q021]: `by` is missing
    1 | meetings | sort
      |                ^ expected `by`

  error[Q021]: a field to go by is missing
    1 | meetings | sort by
      |                   ^ expected a field

  error[Q021]: a value is missing
    1 | meetings where location near
      |                             ^ expected "text"

  error[Q021]: `location` needs an operator
    1 | meetings where location
      |                        ^ expected `=`, `!=`, `is`, `near`, `in`, `within`, `contains` …
    help: .help operators

  error[Q021]: a field to go by is missing
    1 | attacks | count by | chart
      |                    ^ expected a field

  error[Q026]: `&&` belongs to another language
    1 | meetings where location near "Poland" && date during 2023
      |                                       ^^ write `and`

  error[Q026]: `||` belongs to another language
    1 | meetings where location near "Poland" || date during 2023
      |                                       ^^ write `or`

  error[Q026]: `from` belongs to another language
    1 | from meetings
      | ^^^^ write `meetings where …`
    help: a query starts with what to look for: meetings where location near "Poland" | show date, location

  error[Q026]: `group by` belongs to another language
    1 | meetings | group by month
      |            ^^^^^^^^ write `count by`

  error[Q026]: `order by` belongs to another language
    1 | meetings order by date
      |          ^^^^^^^^ write `| sort by`

  error[Q026]: `like` belongs to another language
    1 | meetings where participant like "X"
      |                            ^^^^ write `contains`

  error[Q021]: a `)` is missing
    1 | meetings where (location near "Poland"
      |                                       ^ expected `)`

  error[Q025]: the query should have ended or gone on before `and`
    1 | meetings near "Poland" and during 2023
      |                        ^^^ write `where` before the conditions
    help: modifiers follow each other without `and`; conditions after `where` are joined by it

  error[Q021]: a number is missing
    1 | meetings | limit
      |                 ^ expected a number

  error[Q021]: a number is missing
    1 | meetings | top by date
      |                ^^ expected a number

  error[Q025]: the query should have ended or gone on before `sed`
    1 | meetings | sample 5 sed 3
      |                     ^^^ did you mean `seed`?
    help: conditions are joined by and/or; stages begin with |

  error[Q021]: a value is missing
    1 | meetings with
      |              ^ expected "text"

  error[Q021]: a distance is missing
    1 | meetings by "X" within
      |                       ^ expected a distance
    help: distances are written 200 km, 50 mi, 500 m

  error[Q021]: a field is missing
    1 | articles where has
      |                   ^ expected `no`, a field or a kind of fact

  error[Q021]: a field is missing
    1 | articles where has no
      |                      ^ expected a field or a kind of fact

  error[Q021]: `(` is missing
    1 | articles where has meeting where location near "P"
      |                                  ^^^^^^^^ expected `(`

  error[Q021]: `mentions` needs an operator
    1 | people where mentions "X"
      |                       ^^^ expected `=`, `!=`, `is`, `<`, `<=`, `>`, `>=` or `between`
    help: .help operators

  error[Q021]: a value is missing
    1 | let p = meetings near
      |                      ^ expected "text"

  error[Q022]: a `)` is missing
    1 | let p(d = meetings
      |         ^ expected `)`

  error[Q021]: `=` is missing
    1 | let p
      |      ^ expected `=`

  error[Q028]: `facts` has a meaning of its own
    1 | meetings | as facts
      |               ^^^^^
    help: choose another name

  error[Q021]: `of` is missing
    1 | meetings during first week
      |                           ^ expected `of`

  error[Q021]: `ago` is missing
    1 | meetings during 3 weeks
      |                        ^ expected `ago`

  error[Q026]: `!` belongs to another language
    1 | meetings ! near "x"
      |          ^ write `not`

  error[Q021]: a date or a period is missing
    1 | meetings where date =
      |                      ^ expected a period, `today`, `yesterday`, `last`, `this`, `next` or `first`
    help: write 2023-01-31, 2023-01, 2023-Q1, 2023, January 2023, summer 2023, 2023-01..2023-03, last week, 2 weeks ago

  error[Q021]: `killed` needs an operator
    1 | meetings where killed
      |                      ^ expected `=`, `!=`, `is`, `<`, `<=`, `>`, `>=` or `between`
    help: .help operators

  error[Q021]: a condition is missing
    1 | meetings where not
      |                   ^ expected a field, `not`, `has`, `near`, `in`, `within`, `during` …

  error[Q021]: a `)` is missing
    1 | meetings where status is one of (planned
      |                                         ^ expected `)`

  error[Q021]: `by` is missing
    1 | meetings | sort date
      |                 ^^^^ expected `by`

  error[Q025]: the query should have ended or gone on before `were`
    1 | meetings were location near "Poland"
      |          ^^^^ did you mean `where`?
    help: conditions are joined by and/or; stages begin with |

  error[Q021]: a condition is missing
    1 | meetings | where
      |                 ^ expected a field, `not`, `has`, `near`, `in`, `within`, `during` …

  error[Q021]: a field to go by is missing
    1 | meetings | count by
      |                    ^ expected a field

  error[Q021]: a field to go by is missing
    1 | facts | distinct
      |                 ^ expected a field

  error[Q021]: a distance is missing
    1 | meetings where location near "Poland" within
      |                                             ^ expected a distance
    help: distances are written 200 km, 50 mi, 500 m

  error[Q025]: the query should have ended or gone on before `wher`
    1 | meetings wher location near "Poland"
      |          ^^^^ did you mean `where`?
    help: conditions are joined by and/or; stages begin with |

  error[Q021]: a name is missing
    1 | meetings | as
      |              ^ expected a name

  error[Q021]: a value is missing
    1 | meetings | to
      |              ^ expected `|`, a file or `>>`

  error[Q021]: `min` needs a field of numbers or dates
    1 | meetings | min
      |               ^ expected date, killed, injured, arrested, missing, magnitude, share …

  error[Q021]: `sum` needs a field of numbers
    1 | attacks | sum
      |              ^ expected killed, injured, arrested, missing, magnitude, share, amount …

  error[Q021]: `average` needs a field of numbers
    1 | attacks | average by month
      |                   ^^ expected killed, injured, arrested, missing, magnitude, share, amount …

  error[Q020]: `sum` does not fit `date`, which is a date
    1 | meetings | sum date
      |                ^^^^ expected killed, injured, arrested, missing, magnitude, share, amount …
    help: the first is `min date`, the last `max date`

  error[Q020]: `average` does not fit `month`, which is a date
    1 | meetings | average month
      |                    ^^^^^ expected killed, injured, arrested, missing, magnitude, share, amount …
    help: the first is `min month`, the last `max month`

  error[Q021]: a field to go by is missing
    1 | meetings | count distinct
      |                          ^ expected a field

  error[Q049]: these rows have no numbers whose total could have shares
    1 | meetings | percent
      |            ^^^^^^^
    help: count first: meetings | percent by month, meetings | count by month | percent

  error[Q021]: a field to go by is missing
    1 | meetings | percent by
      |                      ^ expected a field

  error[Q021]: `percent` needs a field of numbers
    1 | meetings | count by kind | percent of
      |                                      ^ expected n

  error[Q021]: `to` is missing
    1 | meetings from 2022
      |                   ^ expected `to`

  error[Q021]: a date or a period is missing
    1 | meetings from 2022 to
      |                      ^ expected a period, `today`, `yesterday`, `last`, `this`, `next` or `first`
    help: write 2023-01-31, 2023-01, 2023-Q1, 2023, January 2023, summer 2023, 2023-01..2023-03, last week, 2 weeks ago

  error[Q021]: `and` is missing
    1 | meetings between 2022
      |                      ^ expected `and`

  error[Q021]: a `)` is missing
    1 | (meetings
      |          ^ expected `)`

  error[Q021]: what to look for is missing
    1 | ()
      |  ^
    help: a query starts with what to look for: meetings, statements, articles … (.sources)

  error[Q021]: what to look for is missing
    1 | meetings union
      |               ^
    help: a query starts with what to look for: meetings, statements, articles … (.sources)

  error[Q023]: this `)` closes nothing
    1 | meetings)
      |         ^

  error[Q021]: what to look for is missing
    1 | 5
      | ^
    help: a query starts with what to look for: meetings, statements, articles … (.sources)

  error[Q021]: what to look for is missing
    1 | "Poland"
      | ^^^^^^^^
    help: a query starts with what to look for: meetings, statements, articles … (.sources)

  error[Q021]: what to look for is missing
    1 | 2023-01
      | ^^^^^^^
    help: a query starts with what to look for: meetings, statements, articles … (.sources)

  error[Q025]: the query should have ended or gone on before `2023`
    1 | meetings 2023
      |          ^^^^ did you mean `during 2023`?
    help: conditions are joined by and/or; stages begin with |

  error[Q021]: a field is missing
    1 | meetings where 2023
      |                ^^^^ expected participant, host, topic, location, date, status, source …

  error[Q021]: a condition is missing
    1 | meetings where "Poland"
      |                ^^^^^^^^ expected a field, `not`, `has`, `near`, `in`, `within`, `during` …

  error[Q021]: `location` needs an operator
    1 | meetings where location "Poland"
      |                         ^^^^^^^^ expected `=`, `!=`, `is`, `near`, `in`, `within`, `contains` …
    help: .help operators

  error[Q021]: `date` needs an operator
    1 | meetings where date 2023
      |                     ^^^^ expected `=`, `!=`, `is`, `<`, `<=`, `>`, `>=` …
    help: .help operators

  error[Q021]: `by` is missing
    1 | meetings | count month
      |                  ^^^^^ expected `by`

  error[Q025]: the query should have ended or gone on before `by`
    1 | meetings | chart by month
      |                  ^^ did you mean `count by month | chart`?
    help: conditions are joined by and/or; stages begin with |

  error[Q025]: the query should have ended or gone on before `or`
    1 | meetings with "A" or "B"
      |                   ^^
    help: all of several: with "A" and "B"; any of them: where participant is one of ("A", "B")

  error[Q021]: a condition is missing
    1 | meetings where participant = "A" or "B"
      |                                     ^^^ expected a field, `not`, `has`, `near`, `in`, `within`, `during` …
    help: all of several: with "A" and "B"; any of them: where participant is one of ("A", "B")

  error[Q021]: what to look for is missing
    1 | count meetings
      | ^^^^^ did you mean `meetings | count`?
    help: a query starts with what to look for: meetings, statements, articles … (.sources)

  error[Q026]: `select` belongs to another language
    1 | select * from meetings
      | ^^^^^^ write `meetings`
    help: a query starts with what to look for: meetings where location near "Poland" | show date, location

  error[Q026]: `select` belongs to another language
    1 | SELECT date, location FROM visits WHERE host = "A"
      | ^^^^^^ write `visits where … | show date, location`
    help: a query starts with what to look for: meetings where location near "Poland" | show date, location

  error[Q025]: the query should have ended or gone on before `last`
    1 | meetings last 7 days
      |          ^^^^ did you mean `during last 7 days`?
    help: conditions are joined by and/or; stages begin with |

  error[Q047]: these rows have no numbers to draw
    1 | meetings | distinct status | chart
      |                              ^^^^^
    help: count first: meetings | count by location | chart

  error[Q048]: these rows have no places to mark
    1 | sentences | map
      |             ^^^
    help: go on to rows that have some: | facts | map, or | articles | map

  error[Q046]: nothing was looked for in these rows, so there is no context to show
    1 | meetings | count by month | context 8
      |                             ^^^^^^^
    help: look for something first: articles where text matches "border" | context 8

  error[Q053]: these rows are made of others: no article mentions them
    1 | people | count | mentions
      |                  ^^^^^^^^
    help: ask before the rows are counted: people | mentions, meetings | mentions
  """#
