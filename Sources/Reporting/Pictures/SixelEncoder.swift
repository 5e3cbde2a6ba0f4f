/// Pictures as sixels, six pixels of a column to a character (DEC STD 070, chapter 9): what VT340 and many emulators draw.
enum SixelEncoder {
  /// Registers of colours that terminals have.
  private static let mostColours = 256
  /// Of these the ones that stand for the rest, where there are more: two bits of each part tell them apart.
  private static let restColours = 64
  /// What is covered less is transparent, where nothing is known of what lies below.
  private static let threshold = 128

  /// The sequence that draws the canvas with its left upper corner at the cursor, without a byte of any text. Pixels that nothing
  /// covers stay as they are. `background`: what half covered pixels are mixed with; nil: they are covered or not.
  /// O(pixels + colours of each band).
  static func text(_ canvas: PixelCanvas, background: Ink?) -> String {
    let (indices, palette) = indexed(canvas, background)
    var out: [UInt8] = []
    out.append(contentsOf: "\u{1B}P0;1;0q\"1;1;\(canvas.width);\(canvas.height)".utf8)
    for (number, colour) in palette.enumerated() {
      func percent(_ value: UInt8) -> Int { (Int(value) * 100 + 127) / 255 }
      out.append(
        contentsOf:
          "#\(number);2;\(percent(colour.red));\(percent(colour.green));\(percent(colour.blue))".utf8)
    }
    for top in stride(from: 0, to: canvas.height, by: 6) {
      if top > 0 { out.append(UInt8(ascii: "-")) }
      band(indices, canvas, top, palette.count, &out)
    }
    out.append(contentsOf: "\u{1B}\\".utf8)
    return String(decoding: out, as: UTF8.self)
  }

  /// Six rows: each of their colours from the left.
  private static func band(
    _ indices: [Int16], _ canvas: PixelCanvas, _ top: Int, _ colours: Int, _ out: inout [UInt8]
  ) {
    var isUsed = [Bool](repeating: false, count: colours)
    let rows = top..<min(top + 6, canvas.height)
    for y in rows {
      for x in 0..<canvas.width where indices[y * canvas.width + x] >= 0 {
        isUsed[Int(indices[y * canvas.width + x])] = true
      }
    }
    var signs = [UInt8](repeating: 0, count: canvas.width)
    var isFirst = true
    for colour in 0..<colours where isUsed[colour] {
      for x in 0..<canvas.width {
        var bits: UInt8 = 0
        for y in rows where Int(indices[y * canvas.width + x]) == colour { bits |= 1 << UInt8(y - top) }
        signs[x] = bits + 63
      }
      if !isFirst { out.append(UInt8(ascii: "$")) }
      isFirst = false
      out.append(contentsOf: "#\(colour)".utf8)
      let end = (signs.lastIndex { $0 != 63 } ?? -1) + 1
      var at = 0
      while at < end {
        var length = 1
        while at + length < end, signs[at + length] == signs[at] { length += 1 }
        if length > 3 {
          out.append(contentsOf: "!\(length)".utf8)
          out.append(signs[at])
        } else {
          for _ in 0..<length { out.append(signs[at]) }
        }
        at += length
      }
    }
  }

  /// The number of each pixel's colour, −1 where it is transparent, and the colours. Colours are told apart by five bits of each
  /// part; where there are too many of them, the rarest are drawn in the one that is nearest.
  private static func indexed(_ canvas: PixelCanvas, _ background: Ink?) -> ([Int16], [Ink]) {
    var counts: [UInt16: Int] = [:]
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
      counts[key, default: 0] += 1
    }
    func colour(_ key: UInt16) -> Ink {
      func part(_ shift: UInt16) -> UInt8 { UInt8(Int(key >> shift & 31) * 255 / 31) }
      return Ink(part(10), part(5), part(0))
    }
    let order = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let isMany = order.count > mostColours
    let own = order.prefix(isMany ? mostColours - restColours : mostColours)
    let rest = order.dropFirst(own.count)
    var palette = own.map(colour)
    if isMany { palette += means(rest.map { (colour($0), counts[$0] ?? 0) }) }
    var numbers: [UInt16: Int16] = [:]
    for (number, key) in own.enumerated() { numbers[key] = Int16(number) }
    for key in rest { numbers[key] = Int16(nearest(colour(key), palette)) }
    return (keys.map { $0 < 0 ? -1 : numbers[UInt16($0)] ?? -1 }, palette)
  }

  /// The mean of the colours of each of 64 equal parts of all colours.
  private static func means(_ colours: [(ink: Ink, count: Int)]) -> [Ink] {
    var sums = [SIMD4<Int>](repeating: .zero, count: restColours)
    for (ink, count) in colours {
      let part = Int(ink.red >> 6) << 4 | Int(ink.green >> 6) << 2 | Int(ink.blue >> 6)
      sums[part] &+= SIMD4(Int(ink.red) * count, Int(ink.green) * count, Int(ink.blue) * count, count)
    }
    return sums.filter { $0.w > 0 }.map {
      Ink(UInt8($0.x / $0.w), UInt8($0.y / $0.w), UInt8($0.z / $0.w))
    }
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
