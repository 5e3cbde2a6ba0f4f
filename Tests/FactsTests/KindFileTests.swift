import Articles
@testable import Facts
import TestSupport
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

  @Test func listsAreNamedInCapitals() throws {
    var table = KindTable.standard
    try table.read(
      """
      words CRAFT boat,ship
      words CRAFT raft
      kind sinking sinkings : a boat sank
      roles craft*:thing
      verb sink : subj=craft{CRAFT}! : The raft sank on Monday. => craft=raft
      unless in=CRAFT
      is possible
      """.utf8)
    let frame = try #require(table.frames.last)
    #expect(frame.slots.first?.words == ["boat", "ship", "raft"])
    #expect(frame.pitfalls.first?.words == ["boat", "ship", "raft"])
    #expect(frame.status == .possible)
    #expect(fault("words craft boat")?.message.contains("capitals") == true)
    #expect(fault("kind a b : c\nroles x*:actor\nverb go : subj=x : He went. => x=He\nis done")?.line == 4)
  }

  @Test func aLineDefinesAKind() throws {
    var table = KindTable.standard
    try table.define("clash clashes : verb tussle tangle, noun tussle")
    let kind = try #require(table.kind(plural: "clashes"))
    #expect(table[kind].roles.map(table.name) == ["agent", "target"])
    let harvest = Extractor(kinds: table).harvest(
      Article(text: ContiguousArray("Anna Berg tussled with Karl Weber in Oslo.".utf8)))
    #expect(harvest.sureFacts.contains { $0.kind == kind })
    for wrong in [
      "", "clash", "clash clashes", "clash clashes :", "clash clashes : foo bar", "meeting x : verb y",
    ] {
      #expect(throws: KindFileError.self) { try table.define(wrong) }
    }
  }

  /// Sentences like the example are found, others are not.
  @Test(arguments: [
    (#"like "Nurses walked out over pay.""#, "Miners walked out over safety.", "Anna Berg walked to school."),
    (
      #"like "The drivers went on strike on Monday.""#, "Teachers went on strike in Lyon.",
      "Karl Weber went on holiday."
    ),
    (
      #"like "Students held a vigil for the victims.""#, "A vigil for the miners was held in Turin.",
      "Students held a party."
    ),
    (#"like "Gunmen took hostages in Kano.""#, "Rebels took hostages in Gao.", "Rebels took a break in Gao."),
    (
      #"like "The pilot ditched the plane, officials said.""#, "A crew ditched the airliner.",
      "A crew flew the airliner."
    ),
    (
      #"like "The company *suspended* payments while sales fell.""#,
      "The museum suspended payments on Monday.",
      "Sales fell in May."
    ),
    (
      #"like "Nurses walked out over pay.", but "Guests walked out of the hall.""#,
      "Nurses walked out over pay.",
      "Guests walked out of the hall."
    ),
    (
      #"verb tussle, like "The army flooded the valley.""#, "The company flooded the mine.",
      "The company sold the mine."
    ),
  ])
  func examplesDefineAKind(definition: String, wanted: String, unwanted: String) throws {
    var table = KindTable.standard
    let lines = try table.define("thing things : " + definition)
    #expect(!lines.isEmpty)
    let kind = try #require(table.kind(plural: "things"))
    func isFound(_ text: String) -> Bool {
      Extractor(kinds: table).harvest(Article(text: ContiguousArray(text.utf8))).facts.contains {
        $0.kind == kind
      }
    }
    #expect(isFound(wanted), "\(lines)")
    #expect(!isFound(unwanted), "\(lines)")
  }

  @Test(arguments: [
    #"like "Oh, very good indeed.""#, #"like walked out"#, #"like """#, #"but "Guests left.""#,
    #"like "Nurses walked out.", but "Nurses walked out.""#, #"like "They did.""#, "verb +", "verb +up",
  ])
  func examplesThatTeachNothing(definition: String) {
    var table = KindTable.standard
    #expect(throws: KindFileError.self) { try table.define("thing things : " + definition) }
    #expect(table.kind(plural: "things") == nil)
  }

  /// A kind of the user's finds its facts beside those of the program's kinds.
  @Test func aUserKindTakesNothingAway() throws {
    var table = KindTable.standard
    try table.define("raid raids : verb attack")
    let harvest = Extractor(kinds: table).harvest(
      Article(text: ContiguousArray("Gunmen attacked a police station in Kano.".utf8)))
    #expect(Set(harvest.sureFacts.map { table.name($0.kind) }) == ["attack", "raid"])
  }

  @Test func whatTheProgramActsOnSomeKindHas() throws {
    let table = KindTable.standard
    #expect(KindTable.fault == nil)
    #expect(
      table.speech.map { table.name($0) } == "statement" && table.catchAll.map { table.name($0) } == "event")
    var poor = KindTable()
    try poor.read("kind talk talks : talk\nroles speaker*:actor\ntraits speech\n".utf8)
    #expect(
      throws: KindFileError(line: 1, message: "no kind has the trait `afar`, which the program acts on")
    ) {
      try poor.checkTraits()
    }
  }

  @Test func figuresAreNamed() throws {
    var table = KindTable()
    try table.read("kind raid raids : raid\nroles agent*:actor\nfigures killed arrested\n".utf8)
    #expect(table.rows[0].figures == [.killed, .arrested])
    #expect(throws: KindFileError.self) { try table.read("kind b bs : b\nfigures eaten\n".utf8) }
  }

  @Test func theExampleFileIsSound() throws {
    var table = KindTable.standard
    try table.read(RepositoryFile.text(RepositoryFile.root + "/examples/kinds.txt").utf8)
    #expect(table.kind(plural: "rescues") != nil && table.kind(plural: "speeches") != nil)
  }

  /// Whatever bytes follow, the reader ends, keeps the kinds above the fault and says where that is.
  @Test(arguments: 0..<8) func randomBytesNeverStopTheReader(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<50 {
      let bytes = (0..<generator.below(200)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      let text = Array("kind a b : c\nroles x*:actor\nverb ".utf8) + bytes
      var table = KindTable()
      do throws(KindFileError) {
        try table.read(text)
      } catch {
        #expect((3...text.count { $0 == 10 } + 1).contains(error.line), "\(bytes)")
        #expect(!error.message.isEmpty, "\(bytes)")
      }
      #expect(table.kind(named: "a") != nil, "\(bytes)")
    }
  }
}
