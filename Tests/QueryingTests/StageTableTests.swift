import Testing

@testable import Querying

/// What the tables of stages and of output formats promise.
@Suite struct StageTableTests {
  @Test("A word begins one stage only") func words() {
    #expect(Set(StageDefinition.words).count == StageDefinition.words.count)
  }

  @Test("A row's examples hold its stage, which is printed as it is read", arguments: StageDefinition.words)
  func examples(word: String) throws {
    let definition = try #require(StageDefinition.named(word))
    #expect(!definition.help.isEmpty)
    for entry in definition.help {
      let query = try Query.parse(entry.example)
      #expect(try Query.parse(query.text()) == query, "\(entry.example)")
      let stages = query.stages.filter { $0.form.definition.word == word }
      #expect(!stages.isEmpty, "\(entry.example)")
      #expect(stages.allSatisfy { $0.text().hasPrefix(word) }, "\(entry.example)")
    }
  }

  @Test("A format is known by its name and by the endings of files, none of which two have")
  func formats() throws {
    let endings = OutputFormat.allCases.flatMap(\.endings)
    #expect(Set(endings).count == endings.count)
    #expect(Set(OutputFormat.namesForFiles) == Set(OutputFormat.names))
    for format in OutputFormat.allCases {
      #expect(!format.help.isEmpty)
      for ending in format.endings { #expect(OutputFormat(path: "Answers.\(ending.uppercased())") == format) }
      let query = try Query.parse("meetings | to \"answers\" as \(format.rawValue)")
      #expect(query.stages.last?.form == .export(Export(.file("answers"), format: format)))
    }
    #expect(OutputFormat(path: "answers") == nil)
  }
}
