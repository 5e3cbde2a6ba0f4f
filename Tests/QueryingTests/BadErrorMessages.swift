/// Texts that are correct but not yet as helpful as they should be. Move one to the good files when it is mended.
/// - a small number where a date is wanted is taken for `5 days ago`, which after `>` is hardly meant
/// - `select … from …` is answered with an example rather than with the query itself in the right form
let messagesToBeMended = #"""
  error[Q016]: `5` what?
    1 | meetings where date > 5
      |                       ^ write 5 days ago

  error[Q026]: `select` belongs to another language
    1 | select * from meetings
      | ^^^^^^ write `meetings | show date, location`
    help: a query starts with what to look for: meetings where location near "Poland" | show date, location
  """#
