@testable import Facts
import Testing

@Suite struct KindFileTests {
  private func fault(_ text: String) -> KindFileError? {
    var table = KindTable.standard
    do {
      try table.read(text.utf8)
      return nil
    } catch { return error }
  }

  @Test func everyStandardKindIsRead() throws {
    let table = KindTable.standard
    for name in ["meeting", "visit", "call", "statement"] {
      let kind = try #require(table.kind(named: name))
      #expect(table.kind(plural: table.plural(kind)) == kind)
      #expect(!table[kind].principals.isEmpty)
      #expect(!table[kind].help.isEmpty)
    }
  }

  @Test func everyTriggerLineHasAnExample() {
    for frame in KindTable.standard.frames {
      #expect(!frame.example.isEmpty && !frame.expected.isEmpty, "line \(frame.line)")
    }
  }

  @Test func aUserKindIsAdded() throws {
    var table = KindTable.standard
    try table.read(
      """
      kind strike strikes : workers stopped work
      roles striker*:actor employer:actor
      verb walk+out : subj=striker! at=employer : The miners walked out on Monday. => striker=miners
      """.utf8)
    let kind = try #require(table.kind(plural: "strikes"))
    #expect(table[kind].roles.map(table.name) == ["striker", "employer"])
    #expect(table.frames.last?.title == "verb walk out")
    #expect(table.frames.last?.triggers.first?.particle == "out")
  }

  @Test(arguments: [
    ("roles a:actor", 1, "begins with: kind"), ("kind meeting x : y", 1, "already"),
    ("kind one", 1, "kind NAME PLURAL"),
    ("kind a b : c\nroles x", 2, "NAME:FILLER"), ("kind a b : c\nroles x:king", 2, "NAME:FILLER"),
    ("kind a b : c\nroles x*:actor\nverb go : subj=y : He went. => x=He", 3, "no role `y`"),
    ("kind a b : c\nroles x*:actor\nverb go : subj=x", 3, "trigger line"),
    ("kind a b : c\nroles x*:actor\nverb go : subj : He went. => x=He", 3, "SLOT=ROLE"),
    ("kind a b : c\nroles x*:actor\nverb go : subj=x : He went. => He", 3, "ROLE=TEXT"),
    ("kind a b : c\nfoo", 2, "not `foo`"),
  ])
  func faultsNameTheirLine(text: String, line: Int, part: String) {
    let found = fault(text)
    #expect(found?.line == line)
    #expect(found?.message.contains(part) == true, "\(found?.message ?? "no fault")")
  }

  @Test func randomBytesNeverStopTheReader() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let bytes = (0..<Int.random(in: 0..<200, using: &generator)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      var table = KindTable()
      _ = try? table.read(Array("kind a b : c\nroles x*:actor\nverb ".utf8) + bytes)
    }
  }
}
