/// Texts that are correct but not yet as helpful as they should be, each as it stands, with what would be better below
/// it. A text that is mended no longer stands as it does here: move it to the good files.
let messagesToBeMended = #"""
  error[Q025]: the query should have ended or gone on before `status`
    1 | meetings status all
      |          ^^^^^^ did you mean `status`?
    help: conditions are joined by and/or; stages begin with |
  better: `all` is no status: write any, happened, ongoing …

  error[Q018]: `5` is not a whole number
    1 | meetings | limit "5"
      |                  ^^^
  better: a number is not quoted: write 5

  error[Q019]: `killed` is a number, not text
    1 | meetings where killed > "5"
      |                         ^^^
  better: a number is not quoted: write 5

  error[Q021]: a field to go by is missing
    1 | meetings | show
      |                ^ expected a field
  better: `show` lacks the fields to show

  error[Q025]: the query should have ended or gone on before `January`
    1 | meetings in 2023 January
      |                  ^^^^^^^ did you mean `during January`?
    help: conditions are joined by and/or; stages begin with |
  better: write January 2023
  """#
