import English
import Testing

@testable import Facts

@Suite struct NameModelTests {
  static let transitions = [Int32](repeating: 0, count: (NameLabel.count + 1) * NameLabel.count)

  /// What a model file of two rows is refused for; nil where it is read.
  static func failure(_ transitions: [Int32] = transitions, slope: Float = 1) -> ModelError? {
    let bytes = NameModel.file(bits: 1, slope: slope, offset: 0, transitions: transitions, table: [])
    do throws(ModelError) {
      _ = try NameModel(ModelBytes(model: "names", bytes))
      return nil
    } catch { return error }
  }

  @Test func embeddedModelIsWhole() throws { #expect(try NameModel.embedded().bits == 17) }

  @Test func damageIsNamed() {
    #expect(Self.failure() == nil)
    #expect(Self.failure(slope: .nan) == .damaged(model: "names", part: "its scales"))
    #expect(Self.failure([0]) == .damaged(model: "names", part: "its transitions"))
    #expect(
      Self.failure([Int32.max] + Self.transitions.dropFirst())
        == .damaged(model: "names", part: "its transitions"))
    let tagger = Array("DTAG".utf8) + [UInt8](repeating: 1, count: 100)
    #expect(throws: ModelError.foreign(model: "names")) {
      try NameModel(ModelBytes(model: "names", tagger))
    }
  }

  @Test func labelsFollowEachOtherAsNamesDo() {
    for kind in NameKind.allCases {
      #expect(NameLabel.allows(NameLabel.begin(kind), after: NameLabel.outside))
      #expect(!NameLabel.allows(NameLabel.last(kind), after: NameLabel.outside))
      #expect(!NameLabel.allows(NameLabel.outside, after: NameLabel.begin(kind)))
      #expect(NameLabel.allows(NameLabel.last(kind), after: NameLabel.inside(kind)))
      #expect(NameLabel.kind(of: NameLabel.unit(kind)) == kind)
    }
    #expect(!NameLabel.allows(NameLabel.last(.place), after: NameLabel.begin(.person)))
  }
}
