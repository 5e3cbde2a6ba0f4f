/// Texts that are correct but not yet as helpful as they should be, each with what is wrong with it: none is known.
/// Move one to the good files when it is mended.
let messagesToBeMended = ""
