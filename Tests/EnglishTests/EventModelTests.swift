import Articles
import CEnglishData
import Testing

@testable import English

/// The bytes of the embedded reader of events.
private func modelBytes() -> [UInt8] {
  var size = 0
  let start = dl_events(&size)
  return Array(UnsafeBufferPointer(start: start, count: size))
}

private func problem(_ bytes: [UInt8]) -> ModelError? {
  do {
    _ = try EventModel(ModelBytes(model: "reader", bytes))
    return nil
  } catch {
    return error
  }
}

private func read(_ text: String, events: EventModel?) -> Reading {
  let reader = Reader(tagger: try? Tagger.standard(), events: events)
  var workspace = Reader.Workspace()
  return reader.read(Article(text: ContiguousArray(text.utf8)), using: &workspace) { _, _ in true }
}

private let lead = "Two ministers met in Bonn on Monday. A quake struck Herat and killed twelve people."

@Suite struct EventModelTests {
  @Test("The embedded model opens and knows kinds, statuses and roles")
  func embedded() throws {
    let labels = try EventModel.loaded.get().labels
    #expect(labels.kinds.contains("meeting") && labels.kinds.contains("disaster"))
    #expect(labels.statuses.contains("planned") && labels.roles.contains("participant"))
  }

  @Test("A model that was trained on another parser is refused")
  func otherParser() throws {
    var bytes = modelBytes()
    bytes[12] ^= 1
    let model = try EventModel(ModelBytes(model: "reader", bytes))
    #expect(throws: ModelError.otherFeatures(model: "reader")) {
      try model.check(parser: ParserModel.embedded().stamp)
    }
  }

  @Test("Verbs of plain sentences are events of their kind, with who took part")
  func plain() throws {
    let reading = read(lead, events: .standard)
    let labels = try EventModel.loaded.get().labels
    let met = try #require(reading.events.first { reading.text(Int($0.token)) == "met" })
    #expect(labels.kinds[met.kind] == "meeting")
    #expect(met.fillers.contains { reading.text(Int($0.token)) == "ministers" && $0.probability > 0.5 })
    let struck = try #require(reading.events.first { reading.text(Int($0.token)) == "struck" })
    #expect(labels.kinds[struck.kind] == "disaster")
  }

  @Test("Without a model there are no events")
  func without() { #expect(read(lead, events: nil).events.isEmpty) }

  @Test("Probabilities are probabilities; words come in order")
  func laws() {
    let events = read(lead, events: .standard).events
    #expect(events.map(\.token) == events.map(\.token).sorted())
    for event in events {
      #expect(event.kinds.allSatisfy { $0 >= 0 && $0 <= 1 })
      #expect(event.probability >= EventModel.least && event.probability <= 1.001)
      #expect(abs(event.statuses.reduce(0, +) - 1) < 0.001)
      #expect(event.fillers.allSatisfy { $0.probability <= 1.001 && $0.token != event.token })
    }
  }

  @Test("Every set of instructions finds the same")
  func levels() throws {
    let model = try EventModel.loaded.get()
    let expected = read(lead, events: model.limited(to: 0)).events
    for level in Int32(1)...2 {
      let found = read(lead, events: model.limited(to: level)).events
      #expect(found.map(\.token) == expected.map(\.token))
      #expect(found.map(\.kinds) == expected.map(\.kinds))
      #expect(found.map { $0.fillers.map(\.probability) } == expected.map { $0.fillers.map(\.probability) })
    }
  }

  @Test("What a workspace has read before changes nothing")
  func workspace() throws {
    let reader = Reader(tagger: try Tagger.standard())
    var used = Reader.Workspace()
    let article = Article(text: ContiguousArray(lead.utf8))
    let other = Article(text: ContiguousArray("Police arrested a clerk in Lima. The strike goes on.".utf8))
    _ = reader.read(other, using: &used) { _, _ in true }
    let again = reader.read(article, using: &used) { _, _ in true }
    #expect(again.events.map(\.kinds) == read(lead, events: .standard).events.map(\.kinds))
  }

  @Test("A word whose hash is 0 is a word like any other")
  func hashOfNothing() {
    #expect(WordHash("77kepQFQ8Kl".utf8).value == 0)
    let text = "Two ministers met 77kepQFQ8Kl in Bonn. Police arrested 77kepQFQ8Kl in Lima."
    let expected = read(text, events: .standard).events.map(\.kinds)
    #expect(!expected.isEmpty)
    #expect(read(text, events: .standard).events.map(\.kinds) == expected)
  }

  @Test("A mention is the same event as itself rather than as another")
  func pairs() throws {
    let model = try EventModel.loaded.get()
    let text = "Two ministers met in Bonn on Monday. The meeting in Bonn was short."
    let reading = read(text, events: model)
    let met = try #require(reading.events.first { reading.text(Int($0.token)) == "met" })
    let meeting = try #require(reading.events.first { reading.text(Int($0.token)) == "meeting" })
    let same = model.sameEvent(met, meeting, sameStem: false)
    #expect(same > 0 && same < 1)
  }

  @Test("Files of another kind or version, cut or lengthened ones are refused")
  func damaged() {
    #expect(problem([]) == .missing(model: "reader"))
    #expect(problem(Array("Call me Ishmael.".utf8)) == .foreign(model: "reader"))
    var bytes = modelBytes()
    #expect(problem(bytes + [0]) == .damaged(model: "reader", part: "it is cut short"))
    for count in [8, 11, 40, 55, 60, 1_000, bytes.count / 2, bytes.count - 1] {
      guard case .damaged = problem(Array(bytes[..<count])) else {
        Issue.record("\(count) bytes passed")
        continue
      }
    }
    bytes[4] = 9
    #expect(problem(bytes) == .version(model: "reader", found: 9, expected: 2))
  }

  @Test("No change of any byte crashes")
  func flipped() {
    let bytes = modelBytes()
    var dice = Dice(state: 5)
    for _ in 0..<12 {
      var changed = bytes
      for _ in 0..<2_000 { changed[8 + dice.roll(bytes.count - 8)] = UInt8(dice.roll(256)) }
      // The header once whole, so that the numbers behind it are read.
      changed.replaceSubrange(0..<60, with: bytes[..<60])
      guard let model = try? EventModel(ModelBytes(model: "reader", changed)) else { continue }
      let events = read(lead, events: model).events
      #expect(events.map(\.token) == events.map(\.token).sorted())
    }
  }
}
