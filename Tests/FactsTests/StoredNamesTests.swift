import Articles
import Atlas
import Testing

@testable import Facts

@Suite struct StoredNamesTests {
  static let names = StoredNames()

  @Test func everyPlaceComesBack() {
    let gazetteer = Gazetteer.standard
    var lost = 0
    for row in 0..<Int32(gazetteer.count) {
      let place = PlaceID(rawValue: row)
      if Self.names.place(named: Self.names.name(of: place)) != place { lost += 1 }
    }
    #expect(gazetteer.count > 200_000 && lost == 0)
    #expect(Self.names.name(of: PlaceID(rawValue: -1)) == "")
    #expect(Self.names.place(named: "geonames 1") == nil && Self.names.place(named: "Atlantis, city") == nil)
  }

  @Test func placesHaveTheNumberOfGeoNames() throws {
    let kyiv = try #require(Gazetteer.standard.places(named: "Kyiv, Ukraine").first)
    #expect(Self.names.name(of: kyiv).hasPrefix("geonames "))
    let sea = try #require(Gazetteer.standard.places(named: "Black Sea").first)
    #expect(Self.names.place(named: Self.names.name(of: sea)) == sea)
  }

  @Test func kindsRolesAndRulesComeBack() {
    let table = KindTable.standard
    for row in table.rows { #expect(Self.names.kind(named: Self.names.name(of: row.kind)) == row.kind) }
    for role in table.roleNames.indices.map({ Role(rawValue: UInt8($0)) }) {
      #expect(Self.names.role(named: Self.names.name(of: role)) == role)
    }
    for rule in Array(0..<UInt16(table.frames.count)) + [KindTable.quoteRule, KindTable.clauseRule] {
      #expect(Self.names.rule(named: Self.names.name(ofRule: rule)) == rule)
    }
    #expect(Self.names.name(ofRule: 60_000) == "")
  }

  @Test func rulesKeepTheirNamesWhenKindsAreAdded() throws {
    var table = KindTable()
    try table.read("kind rescue rescues : saving\nroles agent*:actor\nverb rescue : subj=agent :\n".utf8)
    let names = StoredNames(kinds: table, gazetteer: .empty)
    #expect(names.name(ofRule: 0) == "rescue verb rescue")
    try table.read("kind feast feasts : eating\nroles host*:actor\nverb dine : subj=host :\n".utf8)
    let more = StoredNames(kinds: table, gazetteer: .empty)
    #expect(more.rule(named: "rescue verb rescue") == 0 && more.rule(named: "feast verb dine") == 1)
  }

  @Test func theHashIsOfWhatKindsFind() throws {
    func hash(_ text: String) throws -> ContentHash {
      var table = KindTable()
      try table.read(text.utf8)
      return StoredNames(kinds: table, gazetteer: .empty).kindsHash
    }
    let kinds = "kind rescue rescues : saving\nroles agent*:actor\nverb rescue : subj=agent :\n"
    #expect(try hash(kinds) == hash(kinds.replacing("saving", with: "to save") + "# a remark\n"))
    #expect(try hash(kinds) != hash(kinds.replacing("verb rescue", with: "verb rescue save")))
    #expect(try hash(kinds) != hash(kinds.replacing("agent*", with: "agent")))
  }
}
