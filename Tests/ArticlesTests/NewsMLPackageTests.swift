internal import Articles
import TestSupport
import Testing

/// Items of NewsML 1 with several texts.
@Suite struct NewsMLPackageTests {
  private static let strike =
    "Bakers in Izmir ended a strike of nine days on Wednesday, and their union reached an agreement with the mayor of the town."
  private static let bridge =
    "A bridge over the Gediz was opened on Thursday by the minister of transport, who drove the first lorry across it himself."

  private func text(_ words: String, format: String = "") -> String {
    "<ContentItem><MediaType FormalName='Text'/>\(format)<DataContent>\(words)</DataContent></ContentItem>"
  }

  private func nitf(_ words: String, title: String = "") -> String {
    let head = title.isEmpty ? "" : "<body.head><hedline><hl1>\(title)</hl1></hedline></body.head>"
    return text("<nitf><body>\(head)<body.content><p>\(words)</p></body.content></body></nitf>")
  }

  private func component(_ content: String, title: String = "", role: String = "", list: Bool = false)
    -> String
  {
    "<NewsComponent\(list ? " EquivalentsList='yes'" : "")>"
      + (role.isEmpty ? "" : "<Role FormalName='\(role)'/>")
      + (title.isEmpty
        ? "" : "<NewsLines><HeadLine>\(title)</HeadLine><ByLine>By \(title) Author</ByLine></NewsLines>")
      + content + "</NewsComponent>"
  }

  private func item(_ content: String, status: String = "Usable", day: String = "20080611") -> String {
    "<NewsItem><Identification><NewsIdentifier><ProviderId>south.example</ProviderId><DateId>\(day)</DateId>"
      + "</NewsIdentifier></Identification><NewsManagement><Status FormalName='\(status)'/></NewsManagement>\(content)</NewsItem>"
  }

  private func file(_ items: String) -> RecordFile { RecordFile("<NewsML>\(items)</NewsML>", path: "a.xml") }

  @Test func eachStoryOfAPackageIsAnArticle() {
    let package = component(
      component(nitf(Self.strike), title: "Strike") + component(text(Self.bridge), title: "Bridge"),
      title: "Evening")
    let file = file(item(package) + item(component(text("Rain fell in Izmir."), title: "Rain")))
    #expect(
      file.texts == ["Strike\n\n\(Self.strike)", "Bridge\n\n\(Self.bridge)", "Rain\n\nRain fell in Izmir."])
    #expect(file.articles.map(\.author) == ["Strike Author", "Bridge Author", "Rain Author"])
    #expect(file.articles.map(\.source) == Array(repeating: "south.example", count: 3))
    #expect(file.names == ["a", "a#2", "a#3"] && file.messages.isEmpty)
  }

  @Test func storiesThatHaveTheirHeadlinesInThem() {
    let package = component(
      component(nitf(Self.strike, title: "Strike")) + component(nitf(Self.bridge, title: "Bridge")),
      title: "Evening")
    #expect(file(item(package)).titles == ["Strike", "Bridge"])
  }

  /// The same in other formats, whether or not the item says so.
  @Test func formsOfOneStoryAreOneArticle() {
    let longer = Self.strike + " Bread will cost more."
    for list in [true, false] {
      let forms =
        component(text(Self.strike), role: "Main") + component(nitf(longer), role: "Main")
        + component(text("&lt;p&gt;\(Self.strike)&lt;/p&gt;", format: "<Format FormalName='HTML'/>"))
      #expect(
        file(item(component(forms, title: "Strike", list: list))).texts == ["Strike\n\n\(longer)"], "\(list)")
      let headlined = component(text(Self.strike), title: "A") + component(nitf(longer), title: "B")
      #expect(file(item(component(headlined, title: "C", list: list))).texts.count == 1, "\(list)")
    }
  }

  @Test func ofLanguagesEnglishIsRead() {
    func form(_ language: String, _ words: String) -> String {
      component(
        "<DescriptiveMetadata><Language FormalName='\(language)'/></DescriptiveMetadata>" + text(words))
    }
    let german =
      "Die Bäcker in Izmir haben am Mittwoch nach neun Tagen ihren Streik beendet und sich mit dem Bürgermeister "
      + "auf einen Vertrag geeinigt, der bis zum nächsten Sommer gelten soll, wie ihre Gewerkschaft mitteilte."
    let forms = form("de", german) + form("en", Self.strike)
    #expect(file(item(component(forms, list: true))).texts == [Self.strike])
  }

  @Test func captionsAndSummariesAreNoStories() {
    let package =
      component(text("Bakers in Izmir have ended their strike."), role: "Abstract")
      + component(nitf(Self.strike), role: "Main")
      + component(text("An oven in Izmir, photographed on Monday."), role: "Main Caption")
    #expect(file(item(component(package, title: "Strike"))).texts == ["Strike\n\n\(Self.strike)"])
    // Where nothing else is there, they are what is told.
    let caption = component(text("An oven in Izmir, photographed on Monday."), title: "Oven", role: "Caption")
    #expect(file(item(caption)).texts == ["Oven\n\nAn oven in Izmir, photographed on Monday."])
    // One that is long is a story beside it.
    func long(_ place: String) -> String {
      (0..<9).map {
        "In \(place) \($0) of the old town a baker said that he would bake again on day \($0 * 3)."
      }
      .joined(separator: " ")
    }
    let two = component(nitf(long("street"))) + component(text(long("quarter number")))
    #expect(file(item(component(two, title: "Strike"))).texts.count == 2)
  }

  @Test func itemsInItemsHaveTheirOwnDayAndStatus() {
    let inner =
      item(component(text(Self.strike), title: "Strike"), day: "20080612")
      + item(component(text("It was a mistake."), title: "Mistake"), status: "Canceled")
      + item(component(text(Self.bridge), title: "Bridge"))
    let file = file(item(component(inner, title: "Evening"), day: "20080613"))
    #expect(file.titles == ["Strike", "Bridge"] && file.days == ["2008-06-12", "2008-06-11"])
    #expect(file.passedBy == "stories that were withdrawn (1)")
  }

  /// As many components and texts as fit take time that grows with their length only.
  @Test(arguments: [
    String(repeating: "<NewsComponent>", count: 1 << 16),
    String(
      repeating: "<NewsComponent><NewsLines><HeadLine>x</HeadLine></NewsLines></NewsComponent>",
      count: 1 << 15),
    String(
      repeating:
        "<NewsComponent><ContentItem><DataContent>Lind met Berg.</DataContent></ContentItem></NewsComponent>",
      count: 1 << 15),
    String(repeating: "<ContentItem><DataContent>Lind met Berg.</DataContent></ContentItem>", count: 1 << 15),
    String(repeating: "<NewsComponent><Role FormalName='x'/><ContentItem>", count: 1 << 14),
    "<NewsComponent>" + String(repeating: "<ContentItem/>", count: 1 << 16) + "</NewsComponent>",
  ])
  func lengthAndDepthTakeNoTimeWorthTelling(content: String) {
    let time = ThreadTime.measure { _ = file(item(content)) }
    #expect(time < .seconds(20), "\(content.prefix(40))")
  }
}
