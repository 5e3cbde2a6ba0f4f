import TestSupport
import Testing

@testable import Shell

extension TemporaryFolder {
  /// Two short articles in the folder `news`: a meeting in Poland, and a day later one in Ukraine.
  func writeNews() {
    write("news/2023-01-17-a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
    write("news/2023-01-18-b.txt", "Date: 2023-01-18\n\nAnn Lee met Carl Moe in Ukraine.\n")
  }
}

/// Tests of sessions over a folder in which a file is kept.
protocol KeptNews {
  var folder: TemporaryFolder { get }
  var output: StringSink { get }
  var errors: StringSink { get }
}

extension KeptNews {
  /// Where it is kept.
  var file: String { folder.path + "/facts.dateline" }

  /// What a session of these statements prints, after paths on the command line; messages are in `errors`.
  func run(
    _ lines: [String], _ paths: [String] = [], code: Int32 = 0,
    _ change: (inout Invocation) -> Void = { _ in }
  ) -> String {
    var invocation = Invocation()
    invocation.paths = paths
    change(&invocation)
    let input = TextLineReader(events: lines.map { .line($0) }, isInteractive: false)
    _ = (output.take(), errors.take())
    let streams = Streams(input: input, output: output, errors: errors)
    let found = invocation.run(streams, Surroundings(), workspace: TestPipeline.workspace)
    #expect(found == code, "\(errors.text)")
    return output.take()
  }
}
