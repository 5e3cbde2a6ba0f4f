/// Texts that are correct but not yet as helpful as they should be. Move one to the good files when it is mended.
/// - the fields that could be summed up are not listed
let messagesToBeMended = #"""
  error[Q021]: a field to go by is missing
    1 | attacks | sum
      |              ^ expected a field
  """#
