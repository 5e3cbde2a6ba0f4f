/// Signs, names and quotes: the whole text of each error; its second line is the query.
let messagesAboutNames = #"""
  error[Q002]: unexpected `%`
    1 | meetings where killed > 5%
      |                          ^

  error[Q003]: meetings have no field `locaton`
    1 | meetings where locaton near "Poland"
      |                ^^^^^^^ did you mean `location`?
    help: .describe meetings

  error[Q004]: there is no source called `meetngs`
    1 | meetngs near "Poland"
      | ^^^^^^^ did you mean `meetings`?
    help: .sources

  error[Q005]: there is no stage called `srot`
    1 | meetings | srot by date
      |            ^^^^ did you mean `sort`?
    help: .help stages

  error[Q006]: `nera` is no operator for `location`
    1 | meetings where location nera "Poland"
      |                         ^^^^ did you mean `near`?
    help: .help operators

  error[Q007]: `participant` has no field `contry`
    1 | meetings where participant.contry = "Ukraine"
      |                            ^^^^^^ did you mean `country`?
    help: the fields of participant are name, kind, title, role, organisation, country, gender, alias, id

  error[Q008]: `has` needs a field or a kind of fact, and `meting` is neither
    1 | articles where has meting
      |                    ^^^^^^ did you mean `meeting`?

  error[Q009]: `plannd` is no status
    1 | meetings where status = plannd
      |                         ^^^^^^ did you mean `planned`?
    help: status is one of happened, ongoing, planned, requested, possible, denied, cancelled, failed

  error[Q010]: names and text are quoted
    1 | meetings near Poland
      |               ^^^^^^ write "Poland"

  error[Q003]: meetings have no field `locaton`
    1 | meetings where location near "東京" and locaton in "北京"
      |                                         ^^^^^^^ did you mean `location`?
    help: .describe meetings

  error[Q010]: names and text are quoted
    1 | meetings near New York during 2023
      |               ^^^^^^^^ write "New York"

  error[Q002]: unexpected `'`
    1 | meetings where participant = 'X'
      |                              ^ quotes are double
    help: write "text" for text, `name` for a field that is a keyword too

  error[Q004]: there is no source called `Poland`
    1 | Poland
      | ^^^^^^ expected facts, meetings, visits, calls, statements, attacks, agreements …
    help: .sources

  error[Q003]: rows have no field `killed`
    1 | meetings | count by month | where killed > 3
      |                                   ^^^^^^ expected month or n
    help: the columns are month, n

  error[Q003]: meetings have no field `dat`
    1 | meetings | show dat
      |                 ^^^ did you mean `date` or `day`?
    help: .describe meetings

  error[Q003]: people have no field `location`
    1 | people near "Poland"
      |        ^^^^ expected name, title, role, organisation, country, gender, alias …
    help: where country = "Ukraine"

  error[Q010]: names and text are quoted
    1 | meetings | to csv
      |               ^^^ write to "results.csv"

  error[Q004]: there is no source called `meeting`
    1 | meeting
      | ^^^^^^^ did you mean `meetings`?
    help: .sources

  error[Q004]: there is no source called `foo`
    1 | foo(3)
      | ^^^ expected facts, meetings, visits, calls, statements, attacks, agreements …
    help: .sources

  error[Q010]: names and text are quoted
    1 | meetings in Poland
      |             ^^^^^^ write "Poland"

  error[Q009]: `main` is yes or no, not `maybe`
    1 | meetings where main = maybe
      |                       ^^^^^ expected yes or no

  error[Q009]: `meetin` is no kind
    1 | meetings where kind = meetin
      |                       ^^^^^^ did you mean `meeting`?
    help: kind is one of meeting, visit, call, statement, attack, agreement, appointment, protest

  error[Q006]: `any` is no operator for `status`
    1 | meetings where status any
      |                       ^^^ write `status any` before `where`
    help: .help operators

  error[Q007]: `country` has no field `name`
    1 | meetings where participant.country.name = "x"
      |                                    ^^^^

  error[Q003]: meetings have no field `mnth`
    1 | meetings | count by mnth
      |                     ^^^^ did you mean `month`?
    help: .describe meetings

  error[Q010]: names and text are quoted
    1 | meetings | to results/x.csv
      |               ^^^^^^^^^^^^^ write "results/x.csv"

  error[Q010]: names and text are quoted
    1 | meetings near 50.4, 30.5
      |               ^^^^
    help: a place is given by its name: near "Kyiv"
  """#
