internal import CInflate

/// A picture as a terminal would draw it, read back from the sequences of sixels or of kitty's graphics protocol that a text
/// holds.
public struct DecodedPicture {
  public typealias Pixel = SIMD4<UInt8>

  public private(set) var width = 0
  public private(set) var height = 0
  /// Red, green, blue, alpha, row by row.
  public private(set) var pixels: [Pixel] = []
  /// Of sixels: how many colours are defined.
  public private(set) var colours = 0
  /// What kitty is told: "a=T", "c=80" …; the length of each piece of the data.
  public private(set) var keys: Set<String> = []
  public private(set) var pieces: [Int] = []
  /// Bytes of the text that are none of the picture.
  public private(set) var rest: [UInt8] = []

  /// The first picture of a text; nil where there is none, or one that breaks the rules of its form.
  public init?(_ text: some Sequence<UInt8>) {
    let bytes = Array(text)
    var data: [UInt8] = []
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0x1B, at + 1 < bytes.count,
        [UInt8(ascii: "P"), UInt8(ascii: "_")].contains(bytes[at + 1])
      else {
        rest.append(bytes[at])
        at += 1
        continue
      }
      guard let end = bytes[(at + 2)...].firstIndex(of: 0x1B), end + 1 < bytes.count,
        bytes[end + 1] == UInt8(ascii: "\\")
      else { return nil }
      let body = Array(bytes[(at + 2)..<end])
      // Nothing but signs of ASCII that are seen.
      guard body.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
      if bytes[at + 1] == UInt8(ascii: "P") {
        guard pixels.isEmpty, readSixels(body) else { return nil }
      } else if body.first == UInt8(ascii: "G") {
        guard let semicolon = body.firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let head = String(decoding: body[1..<semicolon], as: UTF8.self)
        if !head.contains("a=q") {
          if keys.isEmpty { keys = Set(head.split(separator: ",").map(String.init)) }
          pieces.append(body.count - semicolon - 1)
          data += body[(semicolon + 1)...]
        }
      }
      at = end + 2
    }
    if !data.isEmpty { guard readKitty(data) else { return nil } }
    if pixels.isEmpty { return nil }
  }

  public subscript(x: Int, y: Int) -> Pixel { pixels[y * width + x] }

  private mutating func readSixels(_ body: [UInt8]) -> Bool {
    guard let start = body.firstIndex(of: UInt8(ascii: "q")) else { return false }
    var at = start + 1
    func numbers() -> [Int] {
      let text = body[at...].prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ";") }
      at += text.count
      return text.split(separator: UInt8(ascii: ";")).compactMap { Int(String(decoding: $0, as: UTF8.self)) }
    }
    var palette: [Int: Pixel] = [:]
    var colour = 0
    var (x, y) = (0, 0)
    while at < body.count {
      let sign = body[at]
      at += 1
      var count = 1
      var bits = sign
      switch sign {
      case UInt8(ascii: "\""):
        let size = numbers()
        guard size.count == 4 else { return false }
        (width, height) = (size[2], size[3])
        pixels = [Pixel](repeating: Pixel(), count: width * height)
        continue
      case UInt8(ascii: "#"):
        let parts = numbers()
        guard let number = parts.first, (0..<256).contains(number) else { return false }
        if parts.count == 5, parts[1] == 2 {
          func level(_ percent: Int) -> UInt8 { UInt8(percent * 255 / 100) }
          palette[number] = Pixel(level(parts[2]), level(parts[3]), level(parts[4]), 255)
        }
        colour = number
        continue
      case UInt8(ascii: "$"):
        x = 0
        continue
      case UInt8(ascii: "-"):
        (x, y) = (0, y + 6)
        continue
      case UInt8(ascii: "!"):
        guard let repeats = numbers().first, at < body.count else { return false }
        count = repeats
        bits = body[at]
        at += 1
      default: break
      }
      guard (63...126).contains(bits), let ink = palette[colour], x + count <= width else { return false }
      for _ in 0..<count {
        for row in 0..<6 where (bits - 63) >> UInt8(row) & 1 == 1 {
          guard y + row < height else { return false }
          pixels[(y + row) * width + x] = ink
        }
        x += 1
      }
    }
    colours = palette.count
    return true
  }

  private mutating func readKitty(_ letters: [UInt8]) -> Bool {
    func value(_ key: String) -> Int? {
      keys.first { $0.hasPrefix(key + "=") }.flatMap { Int($0.dropFirst(key.count + 1)) }
    }
    guard let wide = value("s"), let high = value("v"), keys.contains("f=32"), keys.contains("o=z"),
      letters.count % 4 == 0
    else { return false }
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var packed: [UInt8] = []
    for start in stride(from: 0, to: letters.count, by: 4) {
      var group = 0
      var padding = 0
      for letter in letters[start..<start + 4] {
        if letter == UInt8(ascii: "=") { padding += 1 }
        group = group << 6 | (alphabet.firstIndex(of: letter) ?? 0)
      }
      for place in 0..<(3 - padding) { packed.append(UInt8(group >> (16 - 8 * place) & 255)) }
    }
    var bytes: [UInt8] = []
    var unread = 0
    let end = withUnsafeMutablePointer(to: &bytes) { bytes in
      cinflate_read(
        packed, packed.count,
        { user, piece, count in
          user?.assumingMemoryBound(to: [UInt8].self).pointee
            .append(contentsOf: UnsafeBufferPointer(start: piece, count: Int(count)))
          return 0
        }, bytes, &unread)
    }
    guard end == CINFLATE_WHOLE, bytes.count == wide * high * 4 else { return false }
    (width, height) = (wide, high)
    pixels = stride(from: 0, to: bytes.count, by: 4).map {
      Pixel(bytes[$0], bytes[$0 + 1], bytes[$0 + 2], bytes[$0 + 3])
    }
    return true
  }
}
