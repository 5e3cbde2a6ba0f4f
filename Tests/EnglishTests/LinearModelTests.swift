import English
import Testing

@Suite struct LinearModelTests {
  enum Feature: Int, FeatureTemplate { case word = 1, tag }
  enum Renamed: Int, FeatureTemplate { case word = 1, label }
  enum Renumbered: Int, FeatureTemplate { case word = 1, tag = 3 }

  /// Two rows of three classes.
  static let file = LinearModel.bytes(
    templates: Feature.self, bits: 1, classes: 3, rowBytes: 3, labels: [7, 8, 9], numbers: [-5],
    reals: [0.5, 2],
    table: [1, -2, 3, 4, -5, 6])

  static func open(_ bytes: [UInt8]) throws -> LinearModel {
    try LinearModel(ModelBytes(model: "test", bytes), templates: Feature.self, rowBytes: 3)
  }

  @Test func whatIsWrittenIsRead() throws {
    let model = try Self.open(Self.file)
    #expect(model.bits == 1 && model.classes == 3)
    #expect(model.labels == [7, 8, 9] && model.numbers == [-5] && model.reals == [0.5, 2])
    #expect(model.table.prefix(6).elementsEqual([1, -2, 3, 4, -5, 6]))
    #expect(model.table.count == 6 + LinearModel.padding)
    #expect(model.table.dropFirst(6).allSatisfy { $0 == 0 })
  }

  @Test func aModelOfOtherFeaturesIsRefused() {
    #expect(Feature.fingerprint != Renamed.fingerprint && Feature.fingerprint != Renumbered.fingerprint)
    #expect(throws: ModelError.otherFeatures(model: "test")) {
      try LinearModel(ModelBytes(model: "test", Self.file), templates: Renamed.self, rowBytes: 3)
    }
  }

  @Test func everyCutAndEveryChangedHeadIsRefusedOrRead() throws {
    for count in 0..<Self.file.count {
      #expect(throws: ModelError.self, "\(count) bytes") { try Self.open(Array(Self.file.prefix(count))) }
    }
    for at in 0..<48 {
      var bytes = Self.file
      bytes[at] ^= 0xFF
      // Only the four bytes that nothing uses may differ.
      if at >= 44 {
        _ = try Self.open(bytes)
      } else {
        #expect(throws: ModelError.self, "byte \(at)") { try Self.open(bytes) }
      }
    }
  }

  @Test func whatIsWrongIsSaid() {
    #expect(throws: ModelError.missing(model: "test")) { try Self.open([]) }
    #expect(throws: ModelError.foreign(model: "test")) { try Self.open(Array("DLEX....".utf8)) }
    var later = Self.file
    later[4] = 9
    #expect(throws: ModelError.version(model: "test", found: 9, expected: LinearModel.version)) {
      try Self.open(later)
    }
    var endless = Self.file
    endless.replaceSubrange(Self.file.count - 144..<Self.file.count - 140, with: [0, 0, 0x80, 0x7F])
    #expect(throws: ModelError.damaged(model: "test", part: "its scales")) { try Self.open(endless) }
    #expect(
      ModelError.otherFeatures(model: "tagger").description
        == "the tagger was trained with other features than this program's")
  }
}
