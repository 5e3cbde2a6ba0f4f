/// Dates, numbers, distances and types.
let messagesAboutValues = #"""
  error[Q011]: a date is not quoted
    1 | meetings during "2023-01"
      |                 ^^^^^^^^^ write 2023-01

  error[Q012]: the distance 200 has no unit
    1 | meetings near "Poland" within 200
      |                               ^^^ write 200 km

  error[Q013]: `2023-13` is not a date
    1 | meetings during 2023-13
      |                 ^^^^^^^ there is no month 13
    help: dates are year-month-day: 2023-01-31

  error[Q014]: `2023-1-5` is not a date or a period
    1 | meetings during 2023-1-5
      |                 ^^^^^^^^ did you mean `2023-01-05`?
    help: write 2023-01-31, 2023-01, 2023-Q1, 2023, January 2023, summer 2023, 2023-01..2023-03, last week, 2 weeks ago

  error[Q015]: January of which year?
    1 | meetings during January
      |                 ^^^^^^^ write January 2023

  error[Q016]: `last` what?
    1 | meetings during last
      |                     ^ write last week

  error[Q017]: there is no unit called `leagues`
    1 | meetings near "Poland" within 200 leagues
      |                                   ^^^^^^^ expected km, mi or m
    help: distances are written 200 km, 50 mi, 500 m

  error[Q018]: `2.5` is not a whole number
    1 | meetings | limit 2.5
      |                  ^^^

  error[Q019]: `killed` is a number, not text
    1 | attacks where killed > "ten"
      |                        ^^^^^

  error[Q020]: `during` does not fit `location`, which is a place
    1 | meetings where location during 2023
      |                         ^^^^^^ expected near, in, within, =, != or contains

  error[Q034]: there is no format called `cvs`
    1 | meetings | to "meetings.csv" as cvs
      |                                 ^^^ did you mean `csv`?
    help: formats: list, csv, tsv, json, ndjson, markdown, html, geojson, kml, ics, graphml, gexf, dot, jsonld, cameo, timeml, parquet, table, box, line

  error[Q035]: this pattern is never closed
    1 | articles where text matches /cease
      |                             ^^^^^^
    help: a pattern stands between two slashes: /cease-?fire/i

  error[Q036]: `1e999` is no number that can be used here
    1 | meetings where confidence > 1e999
      |                             ^^^^^

  error[Q037]: a distance is not quoted
    1 | meetings near "Poland" within "200 km"
      |                               ^^^^^^^^ write 200 km

  error[Q041]: `//` is no pattern: it is empty
    1 | articles where text matches //
      |                             ^^

  error[Q016]: `last` what?
    1 | meetings where date during last
      |                                ^ write last week

  error[Q013]: `2023-02-30` is not a date
    1 | meetings during 2023-02-30
      |                 ^^^^^^^^^^ there is no day 30: the month has 28 days
    help: dates are year-month-day: 2023-01-31

  error[Q013]: `2023-02-29` is not a date
    1 | meetings during 2023-02-29
      |                 ^^^^^^^^^^ there is no day 29: the month has 28 days
    help: dates are year-month-day: 2023-01-31

  error[Q013]: `2023-W54` is not a date
    1 | meetings during 2023-W54
      |                 ^^^^^^^^ there is no week 54 in that year
    help: weeks are numbered as in ISO 8601: 2023-W01

  error[Q013]: `2023-Q5` is not a date
    1 | meetings during 2023-Q5
      |                 ^^^^^^^ quarters are Q1 to Q4

  error[Q014]: `2022-2023` is not a date or a period
    1 | meetings during 2022-2023
      |                 ^^^^^^^^^ did you mean `from 2022 to 2023`?
    help: write 2023-01-31, 2023-01, 2023-Q1, 2023, January 2023, summer 2023, 2023-01..2023-03, last week, 2 weeks ago

  error[Q019]: `participant` is a name, not a number
    1 | meetings where participant = 5
      |                              ^ write "5"

  error[Q019]: `killed` is a number, not `Poland`
    1 | meetings where killed = Poland
      |                         ^^^^^^

  error[Q019]: `status` is a keyword, not a number
    1 | meetings where status = 5
      |                         ^

  error[Q020]: `>` does not fit `participant`, which is a name
    1 | meetings where participant > "a"
      |                            ^ expected =, !=, contains, starts with, exactly or matches

  error[Q018]: `ten` is not a whole number
    1 | meetings | limit ten
      |                  ^^^

  error[Q017]: there is no unit called `fortnight`
    1 | meetings | timeline by fortnight
      |                        ^^^^^^^^^ expected day, week, month, quarter, half or year
    help: units of time: day, week, month, quarter, half, year

  error[Q016]: `3` what?
    1 | meetings during 3
      |                 ^ write 3 days ago

  error[Q014]: `janury` is not a date or a period
    1 | meetings during janury 2023
      |                 ^^^^^^ did you mean `january`?
    help: write 2023-01-31, 2023-01, 2023-Q1, 2023, January 2023, summer 2023, 2023-01..2023-03, last week, 2 weeks ago

  error[Q020]: `pair` does not fit `date`, which is a date
    1 | meetings | sort by pair(date)
      |                    ^^^^

  error[Q019]: `status` is a keyword, and an aggregate needs numbers
    1 | meetings | sum status
      |                ^^^^^^ expected killed, injured, arrested, missing, magnitude, share, amount …
    help: the number of different ones is `count distinct status`

  error[Q012]: the distance 50 has no unit
    1 | meetings near "Poland" within 50 of
      |                               ^^ write 50 km

  error[Q011]: a date is not quoted
    1 | meetings where date = "2023-01"
      |                       ^^^^^^^^^ write 2023-01

  error[Q020]: `country` does not fit `date`, which is a date
    1 | meetings | count by country(date)
      |                     ^^^^^^^

  error[Q014]: `2023/01/05` is not a date or a period
    1 | meetings during 2023/01/05
      |                 ^^^^^^^^^^ did you mean `2023-01-05`?
    help: write 2023-01-31, 2023-01, 2023-Q1, 2023, January 2023, summer 2023, 2023-01..2023-03, last week, 2 weeks ago

  error[Q013]: `31 February 2023` is not a date
    1 | meetings on 31 February 2023
      |             ^^^^^^^^^^^^^^^^ there is no day 31: the month has 28 days
    help: dates are year-month-day: 2023-01-31

  error[Q015]: 5 January of which year?
    1 | meetings on 5 January
      |             ^^^^^^^^^ write 5 January 2023

  error[Q041]: `(` is no pattern: a ( lacks its )
    1 | meetings where text matches /(/
      |                             ^^^

  error[Q014]: `5` is not a date or a period
    1 | meetings where date > 5
      |                       ^
    help: write 2023-01-31, 2023-01, 2023-Q1, 2023, January 2023, summer 2023, 2023-01..2023-03, last week, 2 weeks ago
  """#
