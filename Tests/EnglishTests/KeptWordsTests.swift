import TestSupport
import Testing

@testable import English

@Suite struct KeptWordsTests {
  /// Whatever is kept, forgotten or found twice, a word gets the numbers that are its own.
  @Test(arguments: [1, 4, 64]) func everyWordGetsItsOwnNumbers(places: Int) {
    let width = 3
    func computed(_ key: UInt64) -> [Int] { (0..<width).map { Int(key) * 10 + $0 } }
    var random = SeededGenerator(seed: UInt64(places))
    var kept = KeptWords<Int>(places: places)
    for _ in 0..<200 {
      let keys = (0..<random.below(20)).map { _ in UInt64(1 + random.below(40)) }
      var new: [Int] = []
      var rows: [Int32] = []
      for key in keys {
        let number = kept.newCount
        rows.append(kept.find(key))
        if kept.newCount > number { new += computed(key) }
      }
      for (key, row) in zip(keys, rows) {
        let start = (row < 0 ? -1 - Int(row) : Int(row)) * width
        let numbers = row < 0 ? new : kept.numbers
        #expect(Array(numbers[start..<start + width]) == computed(key))
      }
      kept.keep(new, width: width)
      #expect(kept.newCount == 0 && kept.numbers.count <= places * width)
    }
  }
}
