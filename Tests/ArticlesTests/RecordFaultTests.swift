import TestSupport
import Testing

@testable import Articles

/// Data that is not as it should be, or of a shape that looks like another.
@Suite struct RecordFaultTests {
  @Test func blocksAreTheText() {
    let file = RecordFile(
      #"{"headline":"Dues rise","description":"What it is about.","content_elements":[{"type":"text","content":"The ministers met in Riga on Monday."},{"type":"image","content":"A quay."},{"type":"text","content":"Crews might strike."},{"type":"list","items":[{"content":"One point."},{"content":"Another."}]}]}"#
    )
    #expect(
      file.texts == [
        "Dues rise\n\nThe ministers met in Riga on Monday.\n\nCrews might strike.\n\nOne point.\n\nAnother."
      ])
    let spans = RecordFile(
      #"{"title":"Dues rise","body":[{"type":"paragraph","children":[{"text":"Ministers of "},{"text":"Latvia","bold":true},{"text":" met."}]},{"type":"paragraph","text":"Crews might strike.","html":"<p>Crews might strike.</p>"}]}"#
    )
    #expect(spans.texts == ["Dues rise\n\nMinisters of Latvia met.\n\nCrews might strike."])
  }

  @Test func commentsAreNoArticles() {
    let story = String(repeating: "The ministers met in Riga on Monday, and agreed on a ceiling. ", count: 6)
    let comment =
      #"{"author":"A reader","date":"2024-03-05","text":"I have been there twice, and do not believe a word."}"#
    let file = RecordFile(#"{"id":7,"story_long":"\#(story)","comments":[\#(comment),\#(comment)]}"#)
    #expect(file.texts == [String(story.dropLast())])
    let told = RecordFile(
      #"{"id":7,"words":"The ministers met.","answers":[\#(comment),\#(comment)]}"#, fields: "text=words")
    #expect(told.texts == ["The ministers met."])
  }

  @Test func aFeedWithAShortTextIsAFeed() {
    let file = RecordFile(
      #"{"text":"Harbour Wire","articles":[{"title":"One","text":"The ministers met in Riga on Monday."},{"title":"Two","text":"Crews might strike."}]}"#
    )
    #expect(file.texts == ["One\n\nThe ministers met in Riga on Monday.", "Two\n\nCrews might strike."])
  }

  @Test func rowsEndWithCarriageReturns() {
    let file = RecordFile(
      "title\ttext\rOne\tThe ministers met in Riga.\rTwo\tCrews might strike.\r", path: "a.tsv")
    #expect(file.texts == ["One\n\nThe ministers met in Riga.", "Two\n\nCrews might strike."])
  }

  @Test func aQuotationMarkSwallowsNoRowsOfATableByTabs() {
    let file = RecordFile(
      "title\ttext\tdate\nOne\t\"The ministers met.\t2024-03-04\nTwo\tCrews might strike.\t2024-03-05\nThree\t\"The port is \"full\".\t2024-03-06\nFour\t\"A cell\nof two lines\"\t2024-03-07\nFive\t\"The end.\t2024-03-08\n",
      path: "a.tsv")
    #expect(
      file.texts == [
        "One\n\n\"The ministers met.", "Two\n\nCrews might strike.", "Three\n\n\"The port is \"full\".",
        "Four\n\nA cell\nof two lines", "Five\n\n\"The end.",
      ])
    #expect(file.messages.isEmpty)
  }

  @Test func recordsOfOneLineAreReadBehindABrokenOne() {
    let file = RecordFile(
      #"[{"title":"One","text":"The ministers met."},{"title":"Two","text":"Crews "might" strike: "if"},{"title":"Three","text":"The port is full."},{"title":"Four","text":"Nothing moved."}]"#
    )
    #expect(
      file.texts == ["One\n\nThe ministers met.", "Three\n\nThe port is full.", "Four\n\nNothing moved."])
    #expect(file.messages.count == 1)
  }

  @Test func aHugeRecordIsToldToBeHuge() {
    let huge = String(repeating: "word ", count: 14 << 20)
    let file = RecordFile(
      #"[{"title":"Huge","text":"\#(huge)"},{"title":"Two","text":"Crews might strike."}]"#)
    #expect(file.texts == ["Two\n\nCrews might strike."])
    #expect(file.messages == ["a.json: the record at byte 1 cannot be read: it is larger than 64 MiB"])
  }
}
