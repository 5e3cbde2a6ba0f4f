import Articles
import TestSupport
import Testing

/// Faults of readers that lost text which was there.
@Suite struct ReadingFaultTests {
  private static let one =
    "The minister of trade met the pilots of the harbour in Oslo on Monday, and both sides spoke of the new tariff."
  private static let two =
    "Pilots said that the privacy policy of the port had to change before they signed, as the mailing list was read by others."
  private static let three =
    "The port of Bergen was closed for two days in May after a storm that broke three cranes there."

  private static func mail(_ body: String, _ fields: [String] = []) -> RecordFile {
    let head = [
      "From: Ann Lind <ann@wire.example>", "Date: Tue, 16 May 2023 10:00:00 +0000", "Subject: Talks",
    ]
    let text = ((fields.isEmpty ? head : fields + head.dropFirst()) + ["", body]).joined(separator: "\n")
    return RecordFile(text, path: "a.eml")
  }

  @Test func elementsOfOthersAreNoneOfTheFeeds() {
    let item =
      "<item><title>A</title><x:item>1</x:item><slash:channel>b</slash:channel><description>\(Self.one)</description></item>"
    let file = RecordFile(
      "<rss xmlns:x='urn:x' xmlns:slash='urn:slash'><channel><title>Wire</title>\(item)</channel></rss>",
      path: "a.rss")
    #expect(file.problems.isEmpty)
    #expect(file.texts.count == 1 && file.texts[0].contains(Self.one))
  }

  @Test func aStoryGoesOnInAnotherText() {
    let file = RecordFile(
      "<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n<TEXT>\n\(Self.one)\n</TEXT>\n<TEXT>\n\(Self.three)\n</TEXT>\n</DOC>\n",
      path: "a.sgm")
    #expect(file.texts.count == 1 && file.texts[0].contains(Self.three))
  }

  @Test func newsThatSpeakOfFootersAreNone() {
    let text = Self.mail("\(Self.one)\n\n\(Self.three)\n\n\(Self.two)\n").texts.first ?? ""
    #expect(text.hasSuffix(Self.two))
    let footer = "You are receiving this since you signed up. Unsubscribe: https://wire.example/u"
    #expect(Self.mail("\(Self.one)\n\n\(Self.two)\n\n\(footer)\n").texts.first?.hasSuffix(Self.two) ?? false)
  }

  @Test func storiesBelowRulesStay() {
    let rule = String(repeating: "_", count: 36)
    let text = Self.mail("\(Self.one)\n\n\(rule)\n\n\(Self.three)\n").texts.first ?? ""
    #expect(text.contains(Self.three))
    let list = "\(rule)\nTalks mailing list\ntalks@lists.example\n"
    #expect(Self.mail("\(Self.one)\n\n\(list)").texts.first?.hasSuffix(Self.one) ?? false)
  }

  @Test func onlyWhatIsBelowTheLastMarkIsASignature() {
    let text =
      Self.mail("\(Self.one)\n\n-- \n\(Self.three)\n\n-- \nAnn Lind\nHarbour Wire\n").texts.first ?? ""
    #expect(text.contains(Self.three) && !text.contains("Harbour Wire"))
  }

  @Test func namesInBracketsAreThoseOfSenders() {
    let file = Self.mail(Self.one, ["From: ann at wire.example (Ann Lind)"])
    #expect(file.articles.first?.author == "Ann Lind")
  }

  @Test func datesOfAnyLengthAreReadInNoTimeWorthTelling() {
    let line = "Title: A\nDate: " + String(repeating: "may ", count: 1 << 18) + "\n\n\(Self.one)\n"
    let time = ThreadTime.measure { #expect(RecordFile(line, path: "a.txt").articles.count == 1) }
    #expect(time < .seconds(10))
  }
}
