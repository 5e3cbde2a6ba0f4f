import Glibc
import TestSupport
import Testing

/// What is written for other programs, read by theirs. They have to be installed, so this is run only where it is asked for:
/// `DATELINE_EXPORTS=1`, with a `python3` in the path that has the packages that the script names.
@Suite struct ExportReadersTests {
  private static let isWanted = getenv("DATELINE_EXPORTS") != nil

  @Test(.enabled(if: isWanted, "DATELINE_EXPORTS=1 asks for it")) func othersReadWhatIsWritten() throws {
    try ReaderScript.run("Exports/check_exports.py", [RepositoryFile.root + "/examples/articles"])
  }
}
