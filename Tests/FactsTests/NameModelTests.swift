import Testing

@testable import Facts

@Suite struct NameModelTests {
  /// The smallest model: two rows.
  static func file(bits: UInt32 = 1) -> [UInt8] {
    var bytes = NameModel.magic
    for value in [UInt32(NameModel.version), UInt32(NameLabel.count), bits, Float(1).bitPattern, 0] {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    bytes += [UInt8](repeating: 0, count: NameModel.headerSize - bytes.count)
    return bytes + [UInt8](repeating: 0, count: 2 * NameLabel.count + NameModel.padding)
  }

  static func failure(_ bytes: [UInt8]) -> NameModelError? {
    bytes.withUnsafeBytes { bytes in
      do throws(NameModelError) {
        _ = try NameModel(bytes)
        return nil
      } catch { return error }
    }
  }

  @Test func embeddedModelIsWhole() throws { #expect(try NameModel.embedded().bits == 17) }

  @Test func smallestModelIsRead() { #expect(Self.failure(Self.file()) == nil) }

  @Test func damageIsNamed() {
    let whole = Self.file()
    #expect(Self.failure([]) == .truncated(bytes: 0))
    #expect(Self.failure(Array(whole.prefix(100))) == .truncated(bytes: 100))
    #expect(
      Self.failure(Array(whole.dropLast())) == .wrongSize(bytes: whole.count - 1, expected: whole.count))
    #expect(Self.failure(Self.file(bits: 60)) == .outOfRange(field: "bits"))
    var foreign = whole
    foreign[0] = 0
    #expect(Self.failure(foreign) == .notANameModel)
    var later = whole
    later[4] = 9
    #expect(Self.failure(later) == .otherVersion(found: 9, expected: NameModel.version))
    var labels = whole
    labels[8] = 5
    #expect(Self.failure(labels) == .outOfRange(field: "labels"))
    var calibration = whole
    calibration.replaceSubrange(16..<20, with: [0, 0, 0xC0, 0x7F])
    #expect(Self.failure(calibration) == .outOfRange(field: "calibration"))
    var transition = whole
    transition.replaceSubrange(24..<28, with: [0xFF, 0xFF, 0xFF, 0x7F])
    #expect(Self.failure(transition) == .outOfRange(field: "transitions"))
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
