@testable import Shell
import TestSupport
import Testing

@Suite struct ReadmeTests {
  static let readme = RepositoryFile.text(RepositoryFile.root + "/README.md")

  @Test func readmeHasTheTableOfCommands() {
    #expect(Self.readme.contains(ShellCommand.markdown), "README.md should hold:\n\(ShellCommand.markdown)")
  }

  @Test func readmeNamesEverySource() {
    for source in [
      "GeoNames", "Natural Earth", "GloVe", "English Web Treebank", "GUM", "CC BY 4.0", "worldwide",
      "langdetect",
    ] {
      #expect(Self.readme.contains(source), "\(source)")
    }
  }
}
