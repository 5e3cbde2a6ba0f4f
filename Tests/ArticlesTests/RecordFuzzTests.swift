internal import Articles
import Glibc
import TestSupport
import Testing

/// Files of data with whatever is wrong in them. The same ones always, and more of them for as many seconds as
/// `DATELINE_FUZZ_SECONDS` says. None may crash or hang; what comes out is sound text that knows its place.
@Suite struct RecordFuzzTests {
  static let seconds: Int = getenv("DATELINE_FUZZ_SECONDS").flatMap { Int(String(cString: $0)) } ?? 0

  private static let pieces = [
    "{", "}", "[", "]", "\"", ",", ":", "\n", "\\", "\\u", "\\ud83d", "\"text\":", "\"a\":{", "null", "1e999",
    "\0",
    "{\"text\":\"Lind met Berg.\",\"title\":\"T\"}", "\u{FEFF}", ";", "\t", "title,text\n", "\"\"", "<p>",
    "&amp;",
    "\"_source\":{", "[{\"title\":\"T\",\"body\":[\"x\",\"y\\", "\"date\":1970", "\r\n",
  ]

  private func bytes(_ seed: UInt64) -> ContiguousArray<UInt8> {
    var random = SeededGenerator(seed: seed)
    var bytes: ContiguousArray<UInt8> = []
    let record = "{\"text\":\"Lind met Berg.\",\"title\":\"T\",\"date\":\"2023-01-17\"}\n"
    if random.chance(0.5) {
      for _ in 0..<5 { bytes += ContiguousArray(record.utf8) }
      for _ in 0..<random.below(6) {
        let at = random.below(bytes.count)
        switch random.below(3) {
        case 0: bytes.remove(at: at)
        case 1: bytes[at] = UInt8(random.below(256))
        default: bytes.insert(contentsOf: Array(random.pick(Self.pieces).utf8), at: at)
        }
      }
    } else {
      for _ in 0..<random.below(60) { bytes += ContiguousArray(random.pick(Self.pieces).utf8) }
      if random.chance(0.2) { bytes = bytes.reversed() + [0xFF] }
    }
    return bytes
  }

  private func check(_ seed: UInt64) {
    let bytes = bytes(seed)
    for path in ["a.json", "a.csv"] {
      let file = RecordFile(bytes: bytes, path: path)
      for article in file.articles {
        let isSound = String(validating: article.text, as: UTF8.self) != nil && !article.text.contains(0)
        #expect(isSound, "seed \(seed), \(path)")
        #expect(article.text.contains { $0 > 32 }, "seed \(seed), \(path)")
        for offset in 0..<article.text.count {
          let place = article.sourceMap.source(of: Int32(offset))
          #expect(place >= 0, "seed \(seed), \(path)")
        }
      }
      #expect(file.problems.count <= 102, "seed \(seed), \(path)")
    }
  }

  @Test func brokenFilesDoNoHarm() {
    for seed in 0..<500 as Range<UInt64> { check(seed) }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.seconds)
    var seed: UInt64 = 500
    while clock.now < end {
      check(seed)
      seed += 1
    }
  }

  /// What nests or goes on without end is read in time that grows with its length only.
  @Test func nestingAndLengthTakeNoTimeWorthTelling() {
    let hostile = [
      String(repeating: "[", count: 1 << 20), String(repeating: "{\"a\":", count: 1 << 18),
      String(repeating: "{\"a\":[\n", count: 1 << 17), String(repeating: "{\"a\":\"\n", count: 1 << 17),
      String(repeating: "{\"a\":{},\n", count: 1 << 16), String(repeating: "\"", count: 1 << 20 | 1),
      "{\"text\":\"" + String(repeating: "\\n", count: 1 << 19) + "x\",\"title\":\"T\"}",
    ]
    for text in hostile {
      for path in ["a.json", "a.csv"] {
        let time = ThreadTime.measure { _ = RecordFile(text, path: path) }
        #expect(time < .seconds(20), "\(text.prefix(8)) \(path)")
      }
    }
  }
}
