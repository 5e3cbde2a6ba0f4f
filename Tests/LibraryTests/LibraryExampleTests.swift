import TestSupport
import Testing

/// README shows the example file as it stands, and it does what README says.
@Suite struct LibraryExampleTests {
  @Test func theExampleIsTheOneOfTheReadme() {
    let example = RepositoryFile.text(RepositoryFile.root + "/Tests/LibraryTests/LibraryExample.swift")
    #expect(RepositoryFile.text(RepositoryFile.root + "/README.md").contains("```swift\n\(example)```\n"))
  }

  @Test func theExampleRuns() {
    let lines = facts(in: RepositoryFile.root + "/examples/articles")
    #expect(lines.contains("meeting · happened · 2022-12-22 · Rzeszów: 1"))
  }
}
