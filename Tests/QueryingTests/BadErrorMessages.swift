/// Texts that are correct but not yet as helpful as they should be. Move one to the good files when it is mended.
/// - a query cut off in `starts` does not say `starts with`
/// - a dotted name that goes too deep is told as a missing operator
let messagesToBeMended = #"""
  error[Q021]: `participant.country` needs an operator
    1 | meetings where participant.country.name = "x"
      |                                   ^ expected `=`, `!=`, `is`, `contains`, `starts`, `exactly` or `matches`
    help: .help operators
  """#
