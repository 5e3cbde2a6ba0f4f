import TestSupport
import Testing

@testable import Articles

/// The day on which a text appeared, where nothing but its own words says so.
@Suite struct DayLineTests {
  private func article(_ text: String, path: String = "some.txt") -> Article {
    RecordFile(bytes: ContiguousArray(text.utf8), path: path).articles[0]
  }

  @Test(arguments: [
    "Published July 18, 2022", "Published Jul. 18, 2022 at 3:45 PM EDT", "Posted on 2022-07-18 by admin",
    "Updated 3:45 PM EDT, Mon July 18, 2022", "Last updated on 18 July 2022, 14:05 GMT", "July 18, 2022",
    "Monday, 18 July 2022 14:05", "18/07/2022", "By Ann Lee, 18 July 2022",
    "By Ann Lee and Bob Ray, CNN | July 18, 2022",
    "Reuters | July 18, 2022 3:45 p.m.", "by Ann Lee 18 July 2022",

    "July 18, 2022 02:05 pm | Updated July 19, 2022 10:00 am IST - NEW DELHI",
    "World News • July 18, 2022 • 3 min read", "Published July 18, 2022 | 3 min read",
    "**July 18th, 2022**",
    "First published on Mon 18 Jul 2022 08.00 BST",
  ])
  func aLineOfItsOwnSaysWhenItAppeared(line: String) {
    for text in [
      "Minister visits Riga\n\n\(line)\n\nKarl Weber met Ann Holm in Riga on Friday.\n",
      "\(line)\nMinister visits Riga\nKarl Weber met Ann Holm in Riga on Friday.\n",
    ] {
      let found = article(text)
      #expect(found.published?.firstDay.description == "2022-07-18" && found.publishedVia == .byline)
      #expect(found.title.map(found.string) == "Minister visits Riga")
    }
  }

  /// Below a headline a place is where it was written; above, the name of what it is about.
  @Test(arguments: [
    "Source: Xinhua | 2022-07-18 14:05:22 | Editor: huaxia", "Riga, July 18, 2022", "July 18, 2022, New York",
    "July 18, 2022 14:00 The Kremlin, Moscow",
  ])
  func aPlaceStandsBesideTheDay(line: String) {
    #expect(
      article("Minister visits Riga\n\(line)\nKarl Weber met Ann Holm.\n").published?.firstDay.description
        == "2022-07-18")
  }

  @Test(arguments: [
    "CAIRO - 18 July 2022: The minister met Ann Holm on Friday.",
    "RIGA, July 18, 2022 (AP) — The minister met Ann Holm on Friday.",
    "WASHINGTON (July 18, 2022) - The minister met Ann Holm on Friday.",
    "Kyiv, Ukraine (18 July 2022) – The minister met Ann Holm on Friday.",
    "Police today (July 18, 2022) arrested Karl Weber.",
    "Police said today, 18 July 2022, that they arrested Karl Weber.",
  ])
  func aPlaceLineOrTodaySaysWhenItAppeared(text: String) {
    #expect(article(text).published?.firstDay.description == "2022-07-18")
  }

  @Test(arguments: [
    "The parade of July 4, 2022 was cancelled", "Timeline\n\nJuly 18, 2022: The minister met Ann Holm.",
    "The war began on June 28, 1914.", "Festival\nJuly 18, 2022 – July 20, 2022\nBands play.",
    "Warsaw Uprising, July 18, 1944", "Talks\nBattle of Warsaw, August 13, 1920, by a Witness",
    "Published in 1987, the book sold well.", "What happened on July 18, 2022 in Riga and Oslo",
    "01/02/2022\nTalks in Riga.",
    "Karl Weber was born in Riga on July 18, 1922 - a Monday.",
    "In the attack of 11 September 2001 - he said - many died.",
    "Today, 14 years after July 18, 2008, he is free.", "January 1, 1970\nTalks in Riga.",
  ])
  func anotherDayIsNotItsOwn(text: String) {
    #expect(article(text + "\n\nKarl Weber met Ann Holm in Riga on Friday.\n").published == nil)
  }

  @Test func whatIsStatedGoesBefore() {
    let text = "Title: Talks\nDate: 2023-01-17\n\nUpdated July 18, 2022\n\nKarl Weber met Ann Holm.\n"
    #expect(article(text).published?.firstDay.description == "2023-01-17")
    let both = "Talks\nUpdated July 20, 2022\nPublished July 18, 2022\nKarl Weber met Ann Holm.\n"
    #expect(article(both).published?.firstDay.description == "2022-07-18")
    #expect(article(both, path: "2021-05-05.txt").published?.firstDay.description == "2022-07-18")
  }

  @Test(arguments: [
    ("18/07/2022", "2022-07-18"), ("7/18/2022", "2022-07-18"), ("03/03/2022", "2022-03-03"),
    ("03/04/2022", nil),
  ])
  func numbersAreADayWhereTheyCanBeOneOnly(written: String, day: String?) {
    #expect(WrittenDay.read(Array(written.utf8))?.description == day)
  }

  /// Whatever stands there, nothing breaks, and what is found is a day of the text.
  @Test func anyBytesDoNoHarm() {
    var random = SeededGenerator(seed: 11)
    let pieces = [
      "July ", "18, ", "2022", " — ", "RIGA", "today (", ")", "\n", "by ", "Published ", "/", ":", "é", "—",
      "99", " - ",
    ]
    for _ in 0..<3000 {
      let text = (0..<random.below(14)).map { _ in random.pick(pieces) }.joined()
      let day = DayLine.day(of: Array(text.utf8))
      #expect(day == nil || text.contains("2022") || text.contains("18"))
    }
  }
}
