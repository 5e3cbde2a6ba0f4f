import Facts
import TestSupport
import Testing

@testable import Shell

/// A model, table or list that is missing is told once, with what is lost; nothing else changes but `extract`'s exit code.
@Suite struct MissingPartTests {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()
  let broken = [
    ExtractionPart(loss: "no names of people are found") { "the name tagger is damaged: its length" },
    ExtractionPart(loss: "no places are found") { nil },
  ]
  let message = "dateline: the name tagger is damaged: its length; no names of people are found\n"

  init() { folder.write("a.txt", "Date: 2023-01-17\n\nThe mayor met a general in Oslo.\n") }

  @Test func theProgramIsWhole() { #expect(ExtractionPart.standard.faults == []) }

  @Test func extractGoesOnAndEndsWith3() {
    var extraction = Extraction()
    extraction.paths = [folder.path]
    extraction.parts = broken
    #expect(extraction.run(output: output, errors: errors) == 3)
    #expect(errors.text == message)
    #expect(output.text.contains(#""record":"article""#))
  }

  @Test func extractOfTheWholeProgramEndsWith0() {
    var extraction = Extraction()
    extraction.paths = [folder.path]
    #expect(extraction.run(output: output, errors: errors) == 0)
    #expect(errors.text == "")
  }

  @Test func aSessionBeginsWithIt() {
    let input = TextLineReader(events: [".set"].map { .line($0) }, isInteractive: false)
    let code = Invocation().run(
      Streams(input: input, output: output, errors: errors), Surroundings(),
      workspace: TestPipeline.workspace, parts: broken)
    #expect(errors.text.hasPrefix(message))
    #expect(!errors.text.dropFirst(message.count).contains("damaged"))
    #expect(code == 0)
  }
}
