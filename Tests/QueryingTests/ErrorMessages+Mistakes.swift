/// What people write by mistake, or know from elsewhere.
let messagesAboutMistakes = #"""
  error[Q021]: a condition is missing
    1 | meetings where and
      |                ^^^ expected a field, `not`, `has`, `near`, `in`, `within`, `during` …

  error[Q026]: `is null` belongs to another language
    1 | meetings where date is null
      |                ^^^^^^^^^^^^ write `has no date`

  error[Q026]: `is null` belongs to another language
    1 | meetings where date is not null
      |                ^^^^^^^^^^^^^^^^ write `has date`

  error[Q026]: `=>` belongs to another language
    1 | meetings where killed => 5
      |                       ^^ write `>=`

  error[Q026]: `=!` belongs to another language
    1 | meetings where killed =! 5
      |                       ^^ write `!=`

  error[Q003]: meetings have no field `denied`
    1 | meetings where status = planned or denied
      |                                    ^^^^^^ expected participant, host, topic, location, date, status, source …
    help: where status is one of (planned, denied)

  error[Q026]: `descending` belongs to another language
    1 | meetings | sort by date descending
      |                         ^^^^^^^^^^ write `desc`

  error[Q025]: the query should have ended or gone on before `200`
    1 | meetings near "Poland" 200 km
      |                        ^^^^^^ did you mean `within 200 km`?
    help: conditions are joined by and/or; stages begin with |

  error[Q026]: `tail` belongs to another language
    1 | meetings | tail 5
      |            ^^^^ write `sort by date desc | limit`

  error[Q026]: `first` belongs to another language
    1 | meetings | first 5
      |            ^^^^^ write `limit`

  error[Q026]: `grep` belongs to another language
    1 | meetings | grep "border"
      |            ^^^^ write `where text contains "border"`

  error[Q004]: there is no source called `quit`
    1 | quit
      | ^^^^ did you mean `.quit`?
    help: .sources

  error[Q010]: names and text are quoted
    1 | meetings in ‘Brazil’
      |             ^^^^^^^^ write "Brazil"

  error[Q028]: `b` has a meaning of its own
    1 | let a(b, b) = meetings near $b
      |          ^
    help: choose another name

  error[Q041]: "" cannot be searched for: there is no word in it
    1 | articles where text matches ""
      |                             ^^
    help: a search is words, "phrases", beginnings*, ~forms, a OR b, -not, (a b) OR c, a NEAR/5 b

  error[Q041]: "NEAR/5 *" cannot be searched for: `NEAR/5` stands between two words or phrases
    1 | articles where text matches "NEAR/5 *"
      |                             ^^^^^^^^^^
    help: a search is words, "phrases", beginnings*, ~forms, a OR b, -not, (a b) OR c, a NEAR/5 b

  error[Q041]: `\p{L}+` is no pattern: \p is not known: there are \d \w \s \b, their capitals, \n \t \r
    1 | articles where text matches /\p{L}+/
      |                             ^^^^^^^^
  """#
