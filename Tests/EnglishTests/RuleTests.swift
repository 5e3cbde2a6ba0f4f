import Articles
import CEnglishData
import Testing

@testable import English

/// Every line of the word lists is run on its example.
@Suite struct RuleTests {
  static let abbreviations = DataLine.lines(dl_abbreviations)
  static let tokens = DataLine.lines(dl_tokens)
  static let lines = DataLine.lines(dl_lines)

  /// One place ends the sentence after an abbreviation of these kinds, in their examples.
  @Test(arguments: abbreviations.indices)
  func abbreviation(_ index: Int) {
    let line = Self.abbreviations[index]
    let found = words(line.example).map { WordFolding.folded(Array($0.utf8)) }
    #expect(found.contains(line.word + [UInt8(ascii: ".")]), "\(line.example)")
    let expected = line.kind == "end" ? 2 : 1
    #expect(sentences(line.example).count == expected, "\(line.example)")
  }

  @Test(arguments: tokens.indices)
  func token(_ index: Int) {
    let line = Self.tokens[index]
    let expected = line.example.split(separator: "·").map(String.init)
    var text = ""
    for (place, word) in expected.enumerated() {
      let joined = line.kind == "joined" && place == 2
      text += (place == 0 || joined ? "" : " ") + word
    }
    #expect(words(text) == expected)
  }

  @Test(arguments: lines.indices)
  func line(_ index: Int) {
    let line = Self.lines[index]
    switch line.kind {
    case "line", "opening":
      let text = "Talks opened on Monday.\n\n\(line.example)\n\nThey end today."
      #expect(read(text).sentences.map(\.kind) == [.body, .aside, .body], "\(line.example)")
    case "say": #expect(sentences(line.example).count == 1, "\(line.example)")
    case "start": #expect(sentences(line.example).count == 2, "\(line.example)")
    default: Issue.record("no kind \(line.kind)")
    }
  }
}
