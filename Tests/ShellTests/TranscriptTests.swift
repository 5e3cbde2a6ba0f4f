import Glibc
import TestSupport
import Testing

@testable import Shell
@testable import dateline

/// Every file in Transcripts is replayed in this process, in this folder. `DATELINE_RECORD=1` writes them
/// anew and fails, so that a change is looked at.
@Suite(.serialized) struct TranscriptTests {
  static let folder = String(#filePath.dropLast("/TranscriptTests.swift".count))
  static let files = RepositoryFile.names(folder + "/Transcripts", ending: ".txt")

  @Test(arguments: files)
  func replays(name: String) throws {
    let path = Self.folder + "/Transcripts/" + name
    let text = try #require(TranscriptFiles.text(path))
    let before = try #require(getcwd(nil, 0))
    defer {
      chdir(before)
      free(before)
    }
    chdir(Self.folder)
    let replayed = Transcript(text).replayed { words, streams in
      guard let invocation = Dateline.invocation(words) else { return 2 }
      return invocation.run(
        streams, Surroundings(width: { 100 }), workspace: TestPipeline.workspace)
    }
    guard replayed != text else { return }
    if Transcript.isRecording {
      TranscriptFiles.write(replayed, to: path)
      Issue.record("\(name) was recorded anew")
    } else {
      let difference = TranscriptFiles.difference(text, replayed)
      Issue.record("\(name) differs (DATELINE_RECORD=1 records it anew):\n\(difference)")
    }
  }
}
