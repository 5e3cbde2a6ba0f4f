/// Pictures as sixels, six pixels of a column to a character (DEC STD 070, chapter 9): what VT340 and many emulators draw.
enum SixelEncoder {
  /// What is covered less is transparent, where nothing is known of what lies below.
  private static let threshold = 128

  /// The sequence that draws the canvas with its left upper corner at the cursor, without a byte of any text. Pixels that nothing
  /// covers stay as they are. `background`: what half covered pixels are mixed with; nil: they are covered or not. `registers`: how
  /// many colours the terminal has. O(pixels + colours of each band).
  static func text(_ canvas: PixelCanvas, background: Ink?, registers: Int = 256) -> String {
    let (indices, palette) = indexed(canvas, background, max(4, registers))
    var out: [UInt8] = []
    out.append(contentsOf: "\u{1B}P0;1;0q\"1;1;\(canvas.width);\(canvas.height)".utf8)
    for (number, colour) in palette.enumerated() {
      func percent(_ value: UInt8) -> Int { (Int(value) * 100 + 127) / 255 }
      out.append(
        contentsOf:
          "#\(number);2;\(percent(colour.red));\(percent(colour.green));\(percent(colour.blue))".utf8)
    }
    var signs = [UInt8](repeating: 0, count: palette.count * canvas.width)
    for top in stride(from: 0, to: canvas.height, by: 6) {
      if top > 0 { out.append(UInt8(ascii: "-")) }
      band(indices, canvas, top, &signs, &out)
    }
    out.append(contentsOf: "\u{1B}\\".utf8)
    return String(decoding: out, as: UTF8.self)
  }

  /// Six rows: each of their colours from the left. `signs`: a row for each colour, all of them 0, as they are left.
  private static func band(
    _ indices: [Int16], _ canvas: PixelCanvas, _ top: Int, _ signs: inout [UInt8], _ out: inout [UInt8]
  ) {
    let width = canvas.width
    var isUsed = [Bool](repeating: false, count: signs.count / width)
    for y in top..<min(top + 6, canvas.height) {
      let bit: UInt8 = 1 << UInt8(y - top)
      for x in 0..<width {
        let colour = Int(indices[y * width + x])
        if colour < 0 { continue }
        isUsed[colour] = true
        signs[colour * width + x] |= bit
      }
    }
    var isFirst = true
    for colour in isUsed.indices where isUsed[colour] {
      let row = colour * width..<(colour + 1) * width
      if !isFirst { out.append(UInt8(ascii: "$")) }
      isFirst = false
      out.append(contentsOf: "#\(colour)".utf8)
      let end = (signs[row].lastIndex { $0 != 0 } ?? row.lowerBound - 1) + 1
      var at = row.lowerBound
      while at < end {
        var length = 1
        while at + length < end, signs[at + length] == signs[at] { length += 1 }
        if length > 3 {
          out.append(contentsOf: "!\(length)".utf8)
          out.append(signs[at] + 63)
        } else {
          for _ in 0..<length { out.append(signs[at] + 63) }
        }
        at += length
      }
      for at in row { signs[at] = 0 }
    }
  }

  /// The number of each pixel's colour, −1 where it is transparent, and the colours. Colours are told apart by five bits of each
  /// part, by fewer where there are too many of them, and at last the rarest are drawn in the one that is nearest.
  private static func indexed(_ canvas: PixelCanvas, _ background: Ink?, _ registers: Int) -> ([Int16], [Ink])
  {
    var counts = [Int](repeating: 0, count: 1 << 15)
    var keys = [Int32](repeating: -1, count: canvas.width * canvas.height)
    for pixel in keys.indices {
      let alpha = Int(canvas.bytes[pixel * 4 + 3])
      guard background == nil ? alpha >= threshold : alpha > 0 else { continue }
      func part(_ offset: Int, _ below: UInt8?) -> UInt16 {
        let own = Int(canvas.bytes[pixel * 4 + offset])
        return UInt16((below.map { (own * alpha + Int($0) * (255 - alpha)) / 255 } ?? own) >> 3)
      }
      let key = part(0, background?.red) << 10 | part(1, background?.green) << 5 | part(2, background?.blue)
      keys[pixel] = Int32(key)
      counts[Int(key)] += 1
    }
    let found = counts.indices.filter { counts[$0] > 0 }
    var groups: [[Int]] = []
    for bits in [5, 4, 3, 2] {
      groups = Dictionary(grouping: found) { key in
        [10, 5, 0].reduce(0) { $0 << bits | (key >> $1 & 31) >> (5 - bits) }
      }.values.sorted { $0[0] < $1[0] }
      if groups.count <= registers { break }
    }
    let order = groups.map { (keys: $0, weight: $0.reduce(0) { $0 + counts[$1] }) }
      .sorted { ($1.weight, $0.keys[0]) < ($0.weight, $1.keys[0]) }
    let palette = order.prefix(registers).map { mean($0.keys, counts) }
    var numbers = [Int16](repeating: -1, count: counts.count)
    for (number, group) in order.enumerated() {
      let own = number < registers ? number : nearest(mean(group.keys, counts), palette)
      for key in group.keys { numbers[key] = Int16(own) }
    }
    return (keys.map { $0 < 0 ? -1 : numbers[Int($0)] }, palette)
  }

  private static func mean(_ keys: [Int], _ counts: [Int]) -> Ink {
    var sum = SIMD4<Int>.zero
    for key in keys {
      let weight = counts[key]
      sum &+= SIMD4(key >> 10 & 31, key >> 5 & 31, key & 31, 0) &* weight
      sum.w += weight
    }
    func part(_ value: Int) -> UInt8 { UInt8(value * 255 / (31 * max(1, sum.w))) }
    return Ink(part(sum.x), part(sum.y), part(sum.z))
  }

  private static func nearest(_ ink: Ink, _ palette: [Ink]) -> Int {
    func distance(_ other: Ink) -> Int {
      let (r, g) = (Int(ink.red) - Int(other.red), Int(ink.green) - Int(other.green))
      let b = Int(ink.blue) - Int(other.blue)
      return 2 * r * r + 4 * g * g + b * b
    }
    return palette.indices.min { distance(palette[$0]) < distance(palette[$1]) } ?? 0
  }
}
