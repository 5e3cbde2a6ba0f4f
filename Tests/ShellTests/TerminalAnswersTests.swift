import Reporting
import Testing

@testable import Shell

/// What terminals answer, and what hostile ones do.
@Suite struct TerminalAnswersTests {
  private func answers(_ text: String) -> TerminalAnswers { TerminalAnswers(Array(text.utf8)) }

  @Test("A background is read from one to four digits a colour")
  func background() {
    #expect(answers("\u{1B}]11;rgb:ffff/0000/8080\u{1B}\\\u{1B}[?62;4c").background == Ink(255, 0, 128))
    #expect(answers("\u{1B}]11;rgb:f/0/8\u{7}").background == Ink(255, 0, 136))
  }

  @Test(
    "What is no colour is none",
    arguments: [
      "rgb:-fff/0/0", "rgb:+f/0/0", "rgb:fffff/0/0", "rgb:/0/0", "rgb:0/0", "rgb:\u{FF11}/0/0", "red", "rgb:",
    ])
  func noBackground(text: String) {
    let found = answers("\u{1B}]11;\(text)\u{1B}\\\u{1B}[?62;4c")
    #expect(found.background == nil && found.showsSixels)
  }
}
