import Querying
import TestSupport
import Testing

@testable import Shell

/// Statements over several lines, and those that are never finished.
@Suite struct UnfinishedTests {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()

  /// Runs lines as a file, and as standard input.
  private func run(_ text: String, asFile: Bool) -> Int32 {
    var invocation = Invocation()
    invocation.keepsGoing = true
    invocation.mode = .csv
    if asFile { invocation.files = [folder.write("s.dl", text)] }
    let input = TextLineReader(events: asFile ? [] : text.lines.map { .line($0) }, isInteractive: false)
    return invocation.run(
      Streams(input: input, output: output, errors: errors), Surroundings(), workspace: TestPipeline.workspace
    )
  }

  @Test(
    "What is not finished costs one statement and not those behind it",
    arguments: [
      "meetings | count |", "meetings where", "meetings near \"Poland", "meetings near (",
      "(meetings near \"Poland\"",
      "meetings with \"A\" and", "meetings where date", "meetings | count by", "meetings | show date,",
      "let x = calls |",
      "meetings | to \"x.csv\" as", "visits union (calls", "meetings text matches /a",
      "meetings where killed >",
    ], [true, false])
  func costsOneStatement(open: String, asFile: Bool) {
    #expect(run("\(open)\nmeetings | count\ncalls | count\nlet y = visits | count\ny\n", asFile: asFile) == 1)
    #expect(output.text == "n\n0\nn\n0\nn\n0\n", "\(open): \(errors.text)")
    let place = (asFile ? folder.path + "/s.dl" : "stdin") + ":1:"
    #expect(errors.text.contains(place), "\(errors.text)")
    #expect(errors.text.split(separator: "\n").count { $0.contains(" error[") } == 1, "\(errors.text)")
  }

  @Test func theErrorSaysWhereTheStatementBegan() {
    _ = run("\n\nmeetings |\n  count by\ncalls | count\n", asFile: true)
    #expect(
      errors.text.contains(
        "  help: the statement that began at line 3 is not finished, but line 5 begins another; one goes on behind"
          + " `|`, `,`, `and` or `(`\n"), "\(errors.text)")
  }

  @Test(
    "Lines that begin with the name of a source, where the statement takes one",
    arguments: [
      "meetings union\ncalls |\ncount", "meetings union (\ncalls) | count", "(\nmeetings\n) | count",
      "let x =\nmeetings\nx | count",
      "meetings |\narticles |\ncount", "meetings |\nfacts | count", "meetings except\nvisits | count",
    ], [true, false])
  func whatGoesOn(text: String, asFile: Bool) {
    #expect(run(text + "\n", asFile: asFile) == 0, "\(errors.text)")
    #expect(output.text == "n\n0\n")
  }

  @Test func aBarAtTheStartGoesOnInAFileAndFromTheLastAnswerElsewhere() {
    #expect(run("meetings\n| count\n", asFile: true) == 0)
    #expect(output.take() == "n\n0\n")
    #expect(run("meetings | count\n| limit 1\n", asFile: false) == 0)
    #expect(output.text == "n\n0\nn\n0\n")
  }
}
