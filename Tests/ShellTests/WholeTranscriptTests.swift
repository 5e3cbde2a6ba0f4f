import Glibc
import TestSupport
import Testing

@testable import Shell
@testable import dateline

/// The whole program in this process, with its own models, in the folder of examples: article files in, screen out.
/// `DATELINE_RECORD=1` writes the transcripts anew.
extension TranscriptTests {
  static let wholeFolder = folder + "/WholeTranscripts/"
  static let examples = RepositoryFile.root + "/examples"

  @Test(arguments: RepositoryFile.names(wholeFolder, ending: ".txt"))
  func wholeProgramReplays(name: String) throws {
    let path = Self.wholeFolder + name
    let replayed = try Self.replay(RepositoryFile.text(path))
    if let difference = RecordedText.difference(replayed, at: path) { Issue.record("\(difference)") }
  }

  /// Every example article has its run.
  @Test func everyExampleArticleIsRead() {
    let transcript = RepositoryFile.text(Self.wholeFolder + "articles.txt")
    for ending in [".txt", ".md"] {
      let names = RepositoryFile.names(Self.examples + "/articles", ending: ending)
      #expect(!names.isEmpty)
      for name in names { #expect(transcript.contains("$ dateline articles/\(name) -c facts\n"), "\(name)") }
    }
  }

  /// The session at the top of README is what the program answers, but for the time that loading took.
  @Test func readmeSessionIsTrue() throws {
    let readme = ReadmeTests.readme
    let block = try #require(Self.block(after: "\nA session:\n", in: readme))
    let shown = "$ dateline examples/articles\n"
    let transcript = Self.withoutTimes(block).replacingStart(shown, with: "$ dateline articles\n")
    let replayed = try Self.replay(transcript + "\n").replacingStart("$ dateline articles\n", with: shown)
    // What a terminal shows before the first prompt and after the last answer is left out of README.
    var lines = replayed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines.removeAll { $0.hasPrefix("dateline 0.") || $0 == "dateline> ^D" || $0.isEmpty }
    let actual = lines.joined(separator: "\n")
    #expect(actual == Self.withoutTimes(block), "README should show:\n\(actual)")
  }

  /// Each script in README gives the answer behind it.
  @Test(arguments: ReadmeTests.readme.split(separator: "<!-- script -->").dropFirst().map(String.init))
  func readmeScriptGivesItsAnswer(_ rest: String) throws {
    let script = try #require(Self.block(after: "<!-- script -->\n", in: "<!-- script -->" + rest))
    let answer = try #require(Self.block(after: "<!-- answer -->\n", in: rest))
    let typed = script.split(separator: "\n").map { "< \($0)\n" }.joined()
    let replayed = try Self.replay("$ dateline articles\n" + typed)
    let shown = replayed.split(separator: "\n").filter { line in
      !["! ", "< ", "$ "].contains { line.hasPrefix($0) }
    }.joined(separator: "\n")
    #expect(shown == answer)
  }

  /// So do the search for tokens and the statement of SQL.
  @Test(arguments: [("tokens", "$ dateline "), ("sql", "$ dateline sql ")])
  func readmeCommandGivesItsAnswer(_ marker: String, _ start: String) throws {
    let shown = try #require(Self.block(after: "<!-- \(marker) -->\n", in: ReadmeTests.readme))
    let replayed = try Self.replay(
      shown.replacingStart(start + "examples/articles", with: start + "articles") + "\n")
    let lines = replayed.split(separator: "\n").filter { !$0.hasPrefix("! ") }.joined(separator: "\n")
    let answer = lines.replacingStart(start + "articles", with: start + "examples/articles")
    #expect(answer == shown, "README should show:\n\(answer)")
  }

  /// Runs a transcript with the program's own extraction in the folder of examples.
  static func replay(_ text: String) throws -> String {
    let before = try #require(getcwd(nil, 0))
    defer {
      chdir(before)
      free(before)
    }
    chdir(examples)
    return Transcript(text).replayed { words, streams in
      if words.first == "extract" {
        guard let extraction = Dateline.extraction(Array(words.dropFirst())) else {
          return Invocation.Exit.usage
        }
        return extraction.run(output: streams.output, errors: streams.errors)
      }
      let isSQL = words.first == "sql"
      let named = isSQL ? Dateline.statement(Array(words.dropFirst())) : Dateline.invocation(words)
      guard let invocation = named else { return Invocation.Exit.usage }
      return invocation.run(streams, Surroundings(width: { 200 }))
    }
  }

  /// The lines of the code block behind `marker`.
  private static func block(after marker: String, in text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = marker.split(separator: "\n").last
    guard let start = lines.firstIndex(where: { $0 == wanted }),
      let open = lines[start...].firstIndex(where: { $0.hasPrefix("```") }),
      let close = lines[(open + 1)...].firstIndex(of: "```")
    else { return nil }
    return lines[(open + 1)..<close].joined(separator: "\n")
  }

  /// "loaded in 0.052 s" with the time that a stopped clock gives.
  private static func withoutTimes(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let parts = line.split(separator: " ")
      guard let word = parts.firstIndex(of: "loaded"), parts.count == word + 4 else { return String(line) }
      return parts[...(word + 1)].joined(separator: " ") + " 0.000 s"
    }.joined(separator: "\n")
  }
}

extension String {
  /// Begins with `new` where it began with `old`.
  fileprivate func replacingStart(_ old: String, with new: String) -> String {
    hasPrefix(old) ? new + dropFirst(old.count) : self
  }
}
