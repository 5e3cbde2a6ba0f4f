/// A colour with how much it covers; 255 is all.
package struct Ink: Sendable, Hashable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8
  package var alpha: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8, alpha: UInt8 = 255) {
    (self.red, self.green, self.blue, self.alpha) = (red, green, blue, alpha)
  }

  /// The same, covering a part (0 to 1) of what it covered.
  func faded(_ part: Double) -> Ink {
    Ink(red, green, blue, alpha: UInt8(max(0, min(255, (Double(alpha) * part).rounded()))))
  }

  /// How bright it is (ITU-R BT.601), 0 to 255.
  var brightness: Double { 0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue) }
}

/// A picture of pixels, transparent where nothing is drawn. Edges are smooth: a pixel is covered as much as the shape covers its
/// square, which reaches from its own coordinates to the next whole ones.
struct PixelCanvas {
  typealias Point = (x: Double, y: Double)

  let width: Int
  let height: Int
  /// Red, green, blue, alpha of each pixel, row by row from the top.
  private(set) var bytes: [UInt8]

  init(width: Int, height: Int) {
    self.width = max(1, width)
    self.height = max(1, height)
    bytes = [UInt8](repeating: 0, count: self.width * self.height * 4)
  }

  subscript(x: Int, y: Int) -> Ink {
    let at = (y * width + x) * 4
    return Ink(bytes[at], bytes[at + 1], bytes[at + 2], alpha: bytes[at + 3])
  }

  /// Lays ink over a pixel, as much as `coverage` of 255.
  private mutating func blend(_ ink: Ink, at pixel: Int, coverage: Int) {
    let alpha = Int(ink.alpha) * coverage / 255
    guard alpha > 0 else { return }
    let at = pixel * 4
    let below = Int(bytes[at + 3]) * (255 - alpha) / 255
    let sum = alpha + below
    func mix(_ new: UInt8, _ old: UInt8) -> UInt8 { UInt8((Int(new) * alpha + Int(old) * below) / sum) }
    bytes[at] = mix(ink.red, bytes[at])
    bytes[at + 1] = mix(ink.green, bytes[at + 1])
    bytes[at + 2] = mix(ink.blue, bytes[at + 2])
    bytes[at + 3] = UInt8(min(255, sum))
  }

  private static func coverage(_ part: Double) -> Int { Int((max(0, min(1, part)) * 255).rounded()) }

  /// An upright rectangle. O(its pixels).
  mutating func fill(from a: Point, to b: Point, _ ink: Ink) {
    let (left, right) = (max(0, min(a.x, b.x)), min(Double(width), max(a.x, b.x)))
    let (top, bottom) = (max(0, min(a.y, b.y)), min(Double(height), max(a.y, b.y)))
    guard left < right, top < bottom else { return }
    for y in Int(top)..<min(height, Int(bottom.rounded(.up))) {
      let tall = min(bottom, Double(y + 1)) - max(top, Double(y))
      for x in Int(left)..<min(width, Int(right.rounded(.up))) {
        let wide = min(right, Double(x + 1)) - max(left, Double(x))
        blend(ink, at: y * width + x, coverage: Self.coverage(tall * wide))
      }
    }
  }

  /// A disc, or with `inner` a ring. O(pixels around it).
  mutating func disc(at centre: Point, radius: Double, inner: Double = 0, _ ink: Ink) {
    guard centre.x.isFinite, centre.y.isFinite, radius > 0 else { return }
    let reach = radius + 1
    let rows = max(0, centre.y - reach)..<max(0, min(Double(height), centre.y + reach))
    let columns = max(0, centre.x - reach)..<max(0, min(Double(width), centre.x + reach))
    guard !rows.isEmpty, !columns.isEmpty else { return }
    for y in Int(rows.lowerBound)..<min(height, Int(rows.upperBound.rounded(.up))) {
      for x in Int(columns.lowerBound)..<min(width, Int(columns.upperBound.rounded(.up))) {
        let (dx, dy) = (Double(x) + 0.5 - centre.x, Double(y) + 0.5 - centre.y)
        let distance = (dx * dx + dy * dy).squareRoot()
        var part = max(0, min(1, radius + 0.5 - distance))
        if inner > 0 { part -= max(0, min(1, inner + 0.5 - distance)) }
        blend(ink, at: y * width + x, coverage: Self.coverage(part))
      }
    }
  }

  /// Lines through points, as one shape: where they meet or cross they are no darker. O(pixels of the canvas + pixels along
  /// the lines).
  mutating func stroke(_ lines: [[Point]], width thickness: Double, _ ink: Ink) {
    var mask = [UInt8](repeating: 0, count: width * height)
    for line in lines { for (a, b) in zip(line, line.dropFirst()) { cover(&mask, a, b, thickness / 2) } }
    for pixel in mask.indices where mask[pixel] > 0 { blend(ink, at: pixel, coverage: Int(mask[pixel])) }
  }

  /// One stretch of a line, `half` thick on each side: pixels are looked at along its longer direction.
  private func cover(_ mask: inout [UInt8], _ a: Point, _ b: Point, _ half: Double) {
    guard a.x.isFinite, a.y.isFinite, b.x.isFinite, b.y.isFinite else { return }
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = dx * dx + dy * dy
    let isFlat = abs(dx) >= abs(dy)
    let (along, across) = isFlat ? (width, height) : (height, width)
    let (start, end) = isFlat ? (min(a.x, b.x), max(a.x, b.x)) : (min(a.y, b.y), max(a.y, b.y))
    let reach = half + 1
    guard end + reach > 0, start - reach < Double(along) else { return }
    let slope = isFlat ? (dx == 0 ? 0 : dy / dx) : dx / dy
    let spread = reach * (1 + slope * slope).squareRoot()
    for step in max(0, Int(start - reach))..<min(along, Int(end + reach) + 1) {
      let at = Double(step) + 0.5
      let clamped = max(start, min(end, at))
      let middle = isFlat ? a.y + (clamped - a.x) * slope : a.x + (clamped - a.y) * slope
      guard middle + spread > 0, middle - spread < Double(across) else { continue }
      for other in max(0, Int(middle - spread))..<min(across, Int(middle + spread) + 1) {
        let point: Point = isFlat ? (at, Double(other) + 0.5) : (Double(other) + 0.5, at)
        let t = square == 0 ? 0 : max(0, min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / square))
        let (ox, oy) = (point.x - a.x - t * dx, point.y - a.y - t * dy)
        let coverage = Self.coverage(half + 0.5 - (ox * ox + oy * oy).squareRoot())
        let pixel = isFlat ? other * width + step : step * width + other
        if coverage > Int(mask[pixel]) { mask[pixel] = UInt8(coverage) }
      }
    }
  }

  /// Rows that each row of pixels is looked at in.
  private static let samples = 4

  /// What closed lines enclose, by the even-odd rule. O(crossings of rows · log).
  mutating func fill(_ rings: [[Point]], _ ink: Ink) {
    let samples = Self.samples
    var crossings = [[Double]](repeating: [], count: height * samples)
    for ring in rings {
      guard var before = ring.last, ring.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { continue }
      for point in ring {
        let (upper, lower) = before.y < point.y ? (before, point) : (point, before)
        before = point
        // The sample rows whose middle lies between both ends.
        let first = max(0, (upper.y * Double(samples) - 0.5).rounded(.up))
        let last = min(Double(height * samples), (lower.y * Double(samples) - 0.5).rounded(.up))
        guard first < last else { continue }
        let slope = (lower.x - upper.x) / (lower.y - upper.y)
        for row in Int(first)..<Int(last) {
          let y = (Double(row) + 0.5) / Double(samples)
          crossings[row].append(max(-1, min(Double(width) + 1, upper.x + (y - upper.y) * slope)))
        }
      }
    }
    var covered = [Double](repeating: 0, count: width)
    for y in 0..<height {
      var isEmpty = true
      for row in y * samples..<(y + 1) * samples {
        let sorted = crossings[row].sorted()
        for index in stride(from: 0, to: sorted.count - 1, by: 2) {
          let (left, right) = (max(0, sorted[index]), min(Double(width), sorted[index + 1]))
          guard left < right else { continue }
          isEmpty = false
          for x in Int(left)..<min(width, Int(right.rounded(.up))) {
            covered[x] += min(right, Double(x + 1)) - max(left, Double(x))
          }
        }
      }
      if isEmpty { continue }
      for x in 0..<width where covered[x] > 0 {
        blend(ink, at: y * width + x, coverage: Self.coverage(covered[x] / Double(samples)))
        covered[x] = 0
      }
    }
  }
}
