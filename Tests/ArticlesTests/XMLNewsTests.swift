internal import Articles
import TestSupport
import Testing

@Suite struct XMLNewsTests {
  private let example = RepositoryFile.root + "/examples/formats/"

  private func text(_ file: String) -> [String] { RecordFile(file: example + file).texts }

  @Test func nitf() throws {
    let file = RecordFile(file: example + "nitf-river.xml")
    let story = try #require(file.articles.first)
    #expect(
      file.texts == [
        "Mayors of four towns agree on a dam\n\nTORUN, Poland, April 2 – The mayors of four towns on the Vistula, Jan "
          + "Kowal of Torun among them, met in Torun on Tuesday and agreed to build a dam.\n\nWhat it costs\n\nThe dam "
          + "will cost 90 million zlotys, Vistula Waters said on Monday."
      ])
    #expect(file.days == ["2024-04-02"])
    #expect(story.author == "Zofia Lis" && story.source == "Vistula Courier")
    #expect(story.title.map(story.string) == "Mayors of four towns agree on a dam")
  }

  @Test func newsMLG2() {
    let file = RecordFile(file: example + "newsml-g2.xml")
    #expect(file.messages.isEmpty && file.passedBy == "stories that were withdrawn (1)")
    #expect(file.titles == ["Finland and Norway sign a fishing treaty", "Bergen port reopens"])
    #expect(
      file.texts.first?.hasPrefix(
        "Finland and Norway sign a fishing treaty\n\nHELSINKI, April 4 (North) – Foreign Ministers Lars Holm")
        == true)
    #expect(file.texts.last?.hasSuffix("four weeks.\n\nThe first ship left for Hull at noon.") == true)
    #expect(file.days == ["2024-04-04", "2024-04-05"])
    #expect(file.articles.map(\.source) == ["North Agency", "North Agency"])
    #expect(file.articles.map(\.author) == ["Ann Keller", ""])
    #expect(file.names == ["newsml-g2", "newsml-g2#2"])
  }

  @Test func newsML1() {
    let file = RecordFile(file: example + "newsml-1.xml")
    #expect(file.titles == ["Bread strike ends in Izmir"])
    #expect(
      file.texts.first?.contains("\n\nIZMIR, June 11, 2008 (South) – Bakers in Izmir ended a strike") == true)
    #expect(file.days == ["2008-06-11"])
    #expect(file.articles.map(\.author) == ["Ela Demir"] && file.articles.map(\.source) == ["South Agency"])
  }

  private func g2(_ meta: String, _ content: String) -> RecordFile {
    RecordFile(
      "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><itemMeta><provider literal='P'/>\(meta)</itemMeta>"
        + "<contentMeta><headline>T</headline></contentMeta><contentSet>\(content)</contentSet></newsItem>",
      path: "a.xml")
  }

  /// The text of an item of NewsML-G2, of whatever kind.
  @Test(arguments: [
    "<inlineXML><nitf xmlns='http://iptc.org/std/NITF/2006-10-18/'><body><body.content><p>One.</p><p>Two.</p></body.content>"
      + "</body></nitf></inlineXML>",
    "<inlineXML><x:html xmlns:x='http://www.w3.org/1999/xhtml'><x:body><x:p>One.</x:p><x:p>Two.</x:p></x:body></x:html>"
      + "</inlineXML>",
    "<inlineXML><p xmlns='http://www.w3.org/1999/xhtml'>One.</p><p>Two.</p></inlineXML>",
    "<inlineData contenttype='text/html'>&lt;p>One.&lt;/p>&lt;p>Two.&lt;/p></inlineData>",
    "<inlineData>One.\n\nTwo.</inlineData>",
    "<inlineData contenttype='image/jpeg' encoding='x:base64'>/9j/4AAQSkZJRgABAQ</inlineData><inlineData>One.\n\nTwo.</inlineData>",
    "<remoteContent href='x'>no</remoteContent><inlineData>One.</inlineData><inlineData>One.\n\nTwo.</inlineData>",
  ])
  func whateverTheTextStandsIn(content: String) {
    #expect(g2("", content).texts == ["T\n\nOne.\n\nTwo."])
  }

  @Test(arguments: [
    ("<versionCreated>2024-03-13T10:00:00Z</versionCreated>", "2024-03-13"),
    ("<firstCreated>2024-03-12</firstCreated><versionCreated>2024-03-13</versionCreated>", "2024-03-13"),
    ("<firstCreated>2004-03-12</firstCreated><versionCreated>2024-03-13</versionCreated>", "2004-03-12"),
    ("<firstCreated>2004-03-12</firstCreated>", "2004-03-12"), ("", nil),
  ])
  func theDayIsThatOfTheDesk(meta: String, day: String?) {
    #expect(g2(meta, "<inlineData>One.</inlineData>").days == [day])
  }

  @Test func itemsWithinItemsAreOne() {
    let inner =
      "<NewsItem><NewsComponent><ContentItem><DataContent>Inner text.</DataContent></ContentItem></NewsComponent></NewsItem>"
    let file = RecordFile(
      "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>T</HeadLine></NewsLines>\(inner)</NewsComponent></NewsItem>"
        + "<NewsItem><NewsComponent><NewsLines><HeadLine>U</HeadLine></NewsLines><ContentItem><DataContent>Next text.</DataContent>"
        + "</ContentItem></NewsComponent></NewsItem></NewsML>", path: "a.xml")
    #expect(file.texts == ["T\n\nInner text.", "U\n\nNext text."])
  }

  /// Archives of newspapers have the first paragraph twice.
  @Test func nothingIsDoubled() {
    let first = "Lind met Berg in Oslo on Monday to speak about fish."
    let file = RecordFile(
      "<nitf><head><docdata><date.issue norm='20070131'/></docdata></head><body><body.head><hedline><hl1>Talks</hl1></hedline></body.head>"
        + "<body.content><block class='lead_paragraph'><p>\(first)</p></block><block class='full_text'><p>\(first)</p><p>They "
        + "agreed.</p></block></body.content></body></nitf>", path: "a.xml")
    #expect(file.texts == ["Talks\n\n\(first)\n\nThey agreed."])
    #expect(file.days == ["2007-01-31"])
  }

  @Test(arguments: [
    ("WARSAW, Jan 17", "WARSAW, Jan 17 – Lind met Berg."),
    ("WARSAW, Jan 17 (North) -", "WARSAW, Jan 17 (North) – Lind met Berg."),
    ("WARSAW —", "WARSAW — Lind met Berg."), ("Lind met", "Lind met Berg."), ("", "Lind met Berg."),
  ])
  func datelinesStandBeforeTheText(line: String, text: String) {
    let file = RecordFile(
      "<nitf><body><body.head><dateline>\(line)</dateline></body.head><body.content><p>Lind met Berg.</p></body.content>"
        + "</body></nitf>", path: "a.xml")
    #expect(file.texts == [text])
  }

  @Test func storiesOfReutersVolumeOne() {
    let file = RecordFile(
      "<?xml version=\"1.0\" encoding=\"iso-8859-1\" ?>\n<newsitem itemid=\"7\" id=\"root\" date=\"1996-08-20\" xml:lang=\"en\">\n"
        + "<title>NORWAY: Berg visits Bergen.</title>\n<headline>Berg visits Bergen.</headline>\n<byline>Ann Keller</byline>\n"
        + "<dateline>BERGEN 1996-08-20</dateline>\n<text>\n<p>Berg came &quot;late&quot;.</p>\n<p>She left.</p>\n</text>\n"
        + "<metadata><dc element=\"dc.publisher\" value=\"Wire Plc\"/></metadata>\n</newsitem>\n",
      path: "7newsML.xml")
    #expect(file.texts == ["Berg visits Bergen.\n\nBERGEN 1996-08-20 – Berg came \"late\".\n\nShe left."])
    #expect(file.days == ["1996-08-20"] && file.articles.map(\.source) == ["Wire Plc"])
    #expect(file.articles.map(\.author) == ["Ann Keller"])
  }

  @Test func storiesOfReuters21578() {
    let file = RecordFile(
      "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"YES\" NEWID=\"1\">\n<DATE>26-FEB-1987 15:01:01.01</DATE>\n"
        + "<TOPICS><D>tin</D></TOPICS>\n<UNKNOWN>\n&#5;&#5;C T\n</UNKNOWN>\n<TEXT>&#2;\n<TITLE>TIN &lt;TIN> FALLS</TITLE>\n"
        + "<DATELINE>    HULL, Feb 26 - </DATELINE><BODY>Tin fell in the\nwhole of Hull.\n    Dealers &amp; miners met.\n Reuter\n"
        + "&#3;</BODY></TEXT>\n</REUTERS>\n<REUTERS><DATE>26-FEB-1987 15:02:20.00</DATE><TEXT TYPE=\"BRIEF\">&#2;\n"
        + "<TITLE>ONLY A LINE</TITLE>\n&#3;</TEXT></REUTERS>\n", path: "reut2-000.sgm")
    #expect(
      file.texts == [
        "TIN <TIN> FALLS\n\nHULL, Feb 26 – Tin fell in the whole of Hull.\n\nDealers & miners met."
      ])
    #expect(file.days == ["1987-02-26"] && file.leftOut == 1)
    #expect(file.articles.map(\.source) == ["Reuters"])
  }

  @Test func documentsOfTheLinguisticDataConsortium() {
    let file = RecordFile(
      "<DOC id=\"NRT_ENG_20100101.0001\" type=\"story\" >\n<HEADLINE>\nBerg wins\nin Oslo\n</HEADLINE>\n<DATELINE>\nOslo, Jan 1, 2010 "
        + "(NRT)\n</DATELINE>\n<TEXT>\n<P>\nBerg won a race\nat noon.\n</P>\n<P>\n\"I ran,\" she said.\n</P>\n</TEXT>\n</DOC>\n"
        + "<DOC>\n<DOCNO> NW880102-0001 </DOCNO>\n<HL> Talks </HL>\n<TEXT>\n   Lind met Berg\nin Oslo.\n   They spoke.\n</TEXT>\n</DOC>\n",
      path: "nrt_eng_201001")
    #expect(
      file.texts == [
        "Berg wins in Oslo\n\nOslo, Jan 1, 2010 (NRT) – Berg won a race at noon.\n\n\"I ran,\" she said.",
        "Talks\n\nLind met Berg in Oslo.\n\nThey spoke.",
      ])
    #expect(file.days == ["2010-01-01", nil])
  }
}
