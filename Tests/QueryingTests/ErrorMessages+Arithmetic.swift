/// Faults of what is calculated.
let messagesAboutArithmetic = #"""
  error[Q052]: `+` cannot join a date and a date
    1 | facts where date + article.date > 2023
      |             ^^^^^^^^^^^^^^^^^^^
    help: of two dates the days between are known: date - 2023-01-01

  error[Q052]: `+` cannot join a date and a number
    1 | facts where date + 30 > 2023
      |             ^^^^^^^^^
    help: say what is added: date + 30 days, + 2 weeks, + 6 months, + 1 year

  error[Q052]: `*` cannot join a number and a date
    1 | facts where killed > 2 * date
      |                      ^^^^^^^^
    help: dates: date - 2023-01-01 is a number of days, date + 30 days a date

  error[Q052]: `-` cannot join a number of days and a date
    1 | facts where 30 days - date > 2023
      |             ^^^^^^^^^^^^^^
    help: write the date first: date - 30 days

  error[Q052]: `+` cannot join a number and a number of months
    1 | facts where killed + 2 months > 3
      |             ^^^^^^^^^^^^^^^^^
    help: only a date is moved by months: date + 6 months

  error[Q052]: a text is neither a number nor a date
    1 | facts where killed + "x" > 3
      |                      ^^^
    help: .help expressions

  error[Q019]: `location` is a place, not a number or a date
    1 | facts where killed + location > 3
      |                      ^^^^^^^^ expected date, killed, injured, arrested, missing, magnitude, share …

  error[Q003]: facts have no field `injred`
    1 | facts | show killed + injred as victims
      |                       ^^^^^^ did you mean `injured`?
    help: .describe facts

  error[Q052]: a number of days cannot be compared with a number of months
    1 | facts where article.date - date > 1 month
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: a month has no fixed number of days: write days or weeks

  error[Q052]: a date cannot be compared with a number
    1 | facts where date > killed
      |             ^^^^^^^^^^^^^
    help: .help expressions

  error[Q021]: a number, a date or a field of them is missing
    1 | facts where killed + > 3
      |                      ^
    help: .help expressions

  error[Q022]: a `)` is missing
    1 | facts where end(date - 3 days > 2023
      |                               ^ expected `)`

  error[Q052]: `start` is that of a date, not of a number
    1 | facts where start(killed) > 3
      |                   ^^^^^^
    help: .help expressions

  error[Q018]: `1.5` is not a whole number
    1 | facts where date + 1.5 days > 2023
      |                    ^^^

  error[Q028]: two columns would be called `killed`
    1 | facts | show killed + injured as killed
      |              ^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: give one of them another name: as total
  """#
