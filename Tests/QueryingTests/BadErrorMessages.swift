/// Texts that are correct but not yet as helpful as they should be. Move one to the good files when it is mended.
/// - a small number where a date is wanted is taken for `5 days ago`, which after `>` is hardly meant
let messagesToBeMended = #"""
  error[Q016]: `5` what?
    1 | meetings where date > 5
      |                       ^ write 5 days ago
  """#
