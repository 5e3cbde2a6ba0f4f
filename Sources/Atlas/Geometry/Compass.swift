internal import Articles
internal import Glibc

/// A direction that a word names: "southeastern", "north", "central".
package struct Compass: Hashable, Sendable {
  /// East, north; both 0 for the middle.
  package var east: Double
  package var north: Double

  package var isCentre: Bool { east == 0 && north == 0 }

  /// Degrees from north, clockwise.
  package var bearing: Double {
    let degrees = atan2(east, north) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }

  /// The direction of a word in lower case without hyphens: "southeast", "southeastern", "southeastward",
  /// "northerly", "northnorthwest", "central", "mid". Nil for other words.
  package init?(_ word: some StringProtocol) {
    var rest = Array(word.lowercased().utf8.filter { $0.isASCIILower })
    if ["central", "mid", "middle", "centre", "center", "heart"].contains(
      String(decoding: rest, as: UTF8.self))
    {
      self.init(east: 0, north: 0)
      return
    }
    for ending in ["ernmost", "wards", "ward", "erly", "ern"] where rest.ends(with: Array(ending.utf8)) {
      rest.removeLast(ending.utf8.count)
      break
    }
    var x = 0.0
    var y = 0.0
    var number = 0
    while !rest.isEmpty, number < 3 {
      if rest.starts(with: Array("north".utf8)) {
        y += 1
        rest.removeFirst(5)
      } else if rest.starts(with: Array("south".utf8)) {
        y -= 1
        rest.removeFirst(5)
      } else if rest.starts(with: Array("east".utf8)) {
        x += 1
        rest.removeFirst(4)
      } else if rest.starts(with: Array("west".utf8)) {
        x -= 1
        rest.removeFirst(4)
      } else {
        return nil
      }
      number += 1
    }
    guard rest.isEmpty, x != 0 || y != 0 else { return nil }
    let length = (x * x + y * y).squareRoot()
    self.init(east: x / length, north: y / length)
  }

  private init(east: Double, north: Double) {
    self.east = east
    self.north = north
  }
}

extension [UInt8] {
  fileprivate func ends(with ending: [UInt8]) -> Bool {
    count >= ending.count && suffix(ending.count) == ending[...]
  }
}
