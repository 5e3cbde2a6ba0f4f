import CEnglishData
import Testing

@testable import English

/// The bytes of the embedded parser.
private func modelBytes() -> [UInt8] {
  var size = 0
  let start = dl_parser(&size)
  return Array(UnsafeBufferPointer(start: start, count: size))
}

private func problem(_ bytes: [UInt8]) -> ModelError? {
  do {
    _ = try ArcParser(ModelBytes(model: "parser", bytes))
    return nil
  } catch {
    return error
  }
}

@Suite struct ParsingModelTests {
  @Test("The embedded model opens")
  func embedded() {
    #expect(problem(modelBytes()) == nil)
    #expect(ArcParser.standard != nil)
  }

  @Test("Files of another kind or version are refused")
  func foreign() {
    #expect(problem([]) == .missing(model: "parser"))
    #expect(problem(Array("Call me Ishmael.".utf8)) == .foreign(model: "parser"))
    var bytes = modelBytes()
    bytes[4] = 9
    #expect(problem(bytes) == .version(model: "parser", found: 9, expected: 2))
  }

  @Test("A file whose tags or relations have other numbers is refused")
  func otherLabels() {
    var bytes = modelBytes()
    bytes[40] ^= 1
    #expect(problem(bytes) == .otherFeatures(model: "parser"))
  }

  @Test("A file cut or lengthened anywhere is damaged")
  func cut() {
    let bytes = modelBytes()
    for count in [8, 11, 47, 48, 1_000, bytes.count / 2, bytes.count - 1] {
      guard case .damaged = problem(Array(bytes[..<count])) else {
        Issue.record("\(count) bytes passed")
        continue
      }
    }
    #expect(problem(bytes + [0]) == .damaged(model: "parser", part: "it is cut short"))
  }

  @Test("Any header number changed is damaged; no change of any byte crashes")
  func flipped() throws {
    let bytes = modelBytes()
    for offset in 8..<40 {
      for bit in [0, 7] {
        var changed = bytes
        changed[offset] ^= 1 << UInt8(bit)
        guard case .damaged = problem(changed) else {
          Issue.record("byte \(offset) bit \(bit) passed")
          continue
        }
      }
    }
    var dice = Dice(state: 11)
    for _ in 0..<20 {
      var changed = bytes
      for _ in 0..<2_000 { changed[48 + dice.roll(bytes.count - 48)] = UInt8(dice.roll(256)) }
      guard let parser = try? ArcParser(ModelBytes(model: "parser", changed)) else { continue }
      var reading = taggedReading([dice.sentence(length: 12), "He/PRP left/VBD ./."])
      parser.addArcs(to: &reading)
      #expect(isForest(reading))
    }
  }

  @Test("Hashes, suffix and shape are those of the training program")
  func features() {
    func features(_ word: String) -> WordFeatures {
      Array(word.utf8).withUnsafeBufferPointer { WordFeatures($0[0..<$0.count]) }
    }
    #expect(features("Poland").lower == features("poland").lower)
    #expect(features("Poland").shape != features("poland").shape)
    #expect(features("2011").normal == features("1999").normal)
    #expect(features("2011").lower != features("1999").lower)
    #expect(features("walking").suffix == features("King").suffix)
    #expect(features("’s").lower == features("'s").lower)
    // FNV-1a of the empty string and of "a".
    #expect(features("").lower == 0x811C_9DC5)
    #expect(features("A").lower == 0xE40C_292C)
  }
}
