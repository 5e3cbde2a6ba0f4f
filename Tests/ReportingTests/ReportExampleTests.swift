import TestSupport
import Testing

/// README shows the example file as it stands, and it does what README says.
@Suite struct ReportExampleTests {
  @Test func theExampleIsTheOneOfTheReadme() {
    let example = RepositoryFile.text(RepositoryFile.root + "/Tests/ReportingTests/ReportExample.swift")
    #expect(RepositoryFile.text(RepositoryFile.root + "/README.md").contains("```swift\n\(example)```\n"))
  }

  @Test func theExampleRuns() throws {
    let lines = try meetings(in: RepositoryFile.root + "/examples/articles").lines
    #expect(lines.first == "date,location,participant")
    #expect(lines.contains("2022-12-22,Rzeszów (PL),Andrzej Duda; Volodymyr Zelenskyy"))
  }
}
