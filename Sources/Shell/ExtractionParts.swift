internal import Facts
internal import Indexing

extension [ExtractionPart] {
  /// A line for each part that is missing or damaged, in order: what is wrong, and what is lost. The parts are looked at on all
  /// cores.
  var faults: [String] {
    Parallel.map(count) { place in self[place].fault().map { "\($0); \(self[place].loss)" } }.compactMap(
      \.self)
  }
}
