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
    "Reuters | July 18, 2022 3:45 p.m.", "by Ann Lee 18 July 2022", "July 18, 20223:45 PM UTC",
    "Published July 18, 2022Updated July 20, 2022", "Updated July 20, 2022 | Published July 18, 2022",
    "Last updated: July 20, 2022, first published: July 18, 2022",
    "July 18, 2022 / 3:45 PM / Updated 2 hours ago",
    "July 18, 2022 09:00 AM Eastern Daylight Time", "By Özlem Kaya, 18 July 2022", "18 July 2022 1545 GMT",
    "By Ann Lee in Kyiv and agencies, 18 July 2022", "Analysis by Ann Lee, CNN July 18, 2022",
    "This story was originally published July 18, 2022 5:00 AM.", "Press Release 18/2022 · 18 July 2022",

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

  ])
  func aPlaceStandsBesideTheDay(line: String) {
    #expect(
      article("Minister visits Riga\n\(line)\nKarl Weber met Ann Holm.\n").published?.firstDay.description
        == "2022-07-18")
  }

  @Test(arguments: [
    "Geneva, 18 July 2022 – The minister met Ann Holm.",
    "HAVANA, Cuba, Jul 18 2022 (ACN) The minister met Ann Holm.",
    "MOSCOW, July 18, 2022. /TASS/. The minister met Ann Holm.",
    "Quarter Ended June 30, 2022\nRIGA, July 18, 2022 (AP) — It met.",
    "Talks\nUpdated July 20, 2022\nRIGA, July 18, 2022 (AP) — The minister met Ann Holm.",
    "CAIRO - 18 July 2022: The minister met Ann Holm on Friday.",
    "RIGA, July 18, 2022 (AP) — The minister met Ann Holm on Friday.",
    "WASHINGTON (July 18, 2022) - The minister met Ann Holm on Friday.",
    "Kyiv, Ukraine (18 July 2022) – The minister met Ann Holm on Friday.",
    "Police today (July 18, 2022) arrested Karl Weber.", "Today (July 18, 2022), police arrested Karl Weber.",
  ])
  func aPlaceLineOrTodaySaysWhenItAppeared(text: String) {
    #expect(article(text).published?.firstDay.description == "2022-07-18")
  }

  @Test(arguments: [
    "The parade of July 4, 2022 was cancelled", "Timeline\n\nJuly 18, 2022: The minister met Ann Holm.",
    "Timeline\n\nFebruary 24, 2022\n\nWar begins.\n\nApril 2, 2022\n\nIt goes on.",
    "The war began on June 28, 1914.",
    "Festival\nJuly 18, 2022 – July 20, 2022\nBands play.", "Festival\nAugust 5-7, 2022",
    "Festival\nRiga, 5-7 August 2022",
    "Festival\nJuly 29 – August 3, 2022", "Festival\nJuly 29 - August 3, 2022",
    "Warsaw Uprising, July 18, 1944",
    "Talks\nBattle of Warsaw, August 13, 1920, by a Witness",
    "Talks\nPublished July 18, 1987, the book sold well",
    "Talks\nReleased on July 18, 2003, the album reached number one in ten",
    "Talks\nAlbum Released July 18, 2003",
    "Talks\nReleased July 18, 2022, from prison, Karl Weber met Ann Holm",
    "What happened on July 18, 2022 in Riga and Oslo",
    "Talks\nBorn: July 18, 1922", "Talks\nBorn | July 18, 1922",
    "Talks\nWhen: Saturday, August 6, 2022, 7 p.m.",
    "Talks\nElection Day, November 8, 2022", "Talks\nFILE — Sept. 11, 2001", "Talks\nArgued October 5, 2021",
    "Talks\nTrial Begins October 5, 2022", "Talks\nJuly 18, 1998 | Karl Weber met Ann Holm in Riga",
    "By January 1, 2030, No Gas Cars", "By June 30, 2023, All Schools Must Reopen",
    "THIS DAY IN HISTORY — July 18, 1969: A senator drove off a bridge.",
    "FLASHBACK: July 18, 2012: A bomb killed six.",
    "FILE PHOTO: Karl Weber in Riga, July 18, 2012 - an agency", "01/02/2022\nTalks in Riga.",
    "Karl Weber was born in Riga on July 18, 1922 - a Monday.",
    "In the attack of 11 September 2001 - he said - many died.",
    "He said today (and many heard it on July 18, 2022) that he leaves.", "USA Today (July 18, 2012) had it.",
    "I arrived today, 8 May 1945, in Berlin.", "January 1, 1970\nTalks in Riga.",
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

  /// A day that a page was fetched on is the last on which it can have appeared, but for time zones.
  @Test(arguments: [
    ("July 18, 2022", "2022-07-18"), ("July 21, 2022", "2022-07-21"), ("August 6, 2022", "2022-07-20"),
    ("Talks", "2022-07-20"),
  ])
  func aDayGoesBeforeThatOfACapture(line: String, day: String) {
    var article = Article(text: ContiguousArray("Talks\n\(line)\nKarl Weber met Ann Holm.\n".utf8))
    article.setPublished(CalendarDay(year: 2022, month: 7, day: 20), via: .capture)
    article.dateByText()
    #expect(article.published?.firstDay.description == day)
  }

  /// Whatever stands there, nothing breaks, and what is found is a day of the text.
  @Test func anyBytesDoNoHarm() {
    var random = SeededGenerator(seed: 11)
    let pieces = [
      "July ", "18, ", "2022", " — ", "RIGA", "today (", ")", "\n", "by ", "Published ", "/", ":", "é", "—",
      "99", " - ",
    ]
    var found = 0
    for _ in 0..<3000 {
      let text = (0..<random.below(14)).map { _ in random.pick(pieces) }.joined()
      guard let day = DayLine.day(of: Array(text.utf8)) else { continue }
      found += 1
      #expect(day.description == "2022-07-18" || text.contains("99"))
    }
    #expect(found > 0)
  }
}
