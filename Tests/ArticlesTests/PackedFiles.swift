/// Archives and compressed files as tests need them, made without a library.
enum PackedFiles {
  /// One file in the format of gzip (RFC 1952), in blocks that are stored as they are.
  static func gzip(_ text: String) -> ContiguousArray<UInt8> { gzip(ContiguousArray(text.utf8)) }

  static func gzip(_ content: ContiguousArray<UInt8>) -> ContiguousArray<UInt8> {
    let bytes = Array(content)
    var deflated: [UInt8] = []
    var start = 0
    repeat {
      let part = bytes[start..<min(start + 65535, bytes.count)]
      start = part.endIndex
      deflated.append(start == bytes.count ? 1 : 0)
      deflated += little(UInt64(part.count), 2) + little(UInt64(~UInt16(part.count)), 2) + part
    } while start < bytes.count
    return gzip(deflated, crc: crc(bytes), count: bytes.count)
  }

  /// `count` letters "a", rounded up, in blocks of fixed codes (RFC 1951): 158 to 1.
  static func bomb(_ count: Int) -> ContiguousArray<UInt8> {
    var bits = Bits()
    bits.add(1, 1)
    bits.add(1, 2)
    // The letter, then copies of 258 letters from one letter back.
    bits.addCode(0x30 + 97, 8)
    let copies = (count + 257) / 258
    for _ in 0..<copies {
      bits.addCode(0b1100_0101, 8)
      bits.addCode(0, 5)
    }
    bits.addCode(0, 7)
    let all = 1 + 258 * copies
    return gzip(bits.bytes, crc: crc([UInt8](repeating: 97, count: all)), count: all)
  }

  private static func gzip(_ deflated: [UInt8], crc: UInt32, count: Int) -> ContiguousArray<UInt8> {
    ContiguousArray(
      [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + deflated + little(UInt64(crc), 4) + little(UInt64(count), 4))
  }

  struct Member {
    var name: [UInt8]
    var bytes: [UInt8]
    /// Of tar: "0" a file, "2" a symbolic link, "5" a folder, "6" a FIFO.
    var type = UInt8(ascii: "0")

    init(_ name: String, _ text: String, type: Character = "0") {
      self.init(Array(name.utf8), Array(text.utf8))
      self.type = type.asciiValue ?? self.type
    }

    init(_ name: [UInt8], _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// An archive in the format ustar (POSIX.1-1988).
  static func tar(_ members: [Member]) -> ContiguousArray<UInt8> {
    var archive: [UInt8] = []
    for member in members {
      var header = [UInt8](repeating: 0, count: 512)
      func put(_ bytes: some Collection<UInt8>, at offset: Int) {
        header.replaceSubrange(offset..<offset + bytes.count, with: bytes)
      }
      func octal(_ value: Int, _ width: Int) -> [UInt8] {
        let digits = Array(String(value, radix: 8).utf8)
        return [UInt8](repeating: 48, count: width - 1 - digits.count) + digits + [0]
      }
      put(member.name.prefix(100), at: 0)
      put(octal(0o644, 8), at: 100)
      put(octal(0, 8), at: 108)
      put(octal(0, 8), at: 116)
      put(octal(member.type == UInt8(ascii: "0") ? member.bytes.count : 0, 12), at: 124)
      put(octal(0, 12), at: 136)
      put([UInt8](repeating: 32, count: 8), at: 148)
      header[156] = member.type
      if member.type == UInt8(ascii: "2") { put(member.bytes, at: 157) }
      put(Array("ustar\u{0}00".utf8), at: 257)
      put(octal(header.reduce(0) { $0 + Int($1) }, 7) + [32], at: 148)
      archive += header
      guard member.type == UInt8(ascii: "0") else { continue }
      archive += member.bytes + [UInt8](repeating: 0, count: (512 - member.bytes.count % 512) % 512)
    }
    return ContiguousArray(archive + [UInt8](repeating: 0, count: 1024))
  }

  /// An archive of members that are stored as they are (APPNOTE.TXT, PKWARE). `flags` of each: 1 says that it is encrypted.
  static func zip(_ members: [Member], flags: UInt16 = 0) -> ContiguousArray<UInt8> {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
      let offset = archive.count
      let common =
        little(UInt64(flags | 0x800), 2) + little(0, 2) + little(0, 4) + little(UInt64(crc(member.bytes)), 4)
        + little(UInt64(member.bytes.count), 4) + little(UInt64(member.bytes.count), 4)
        + little(UInt64(member.name.count), 2) + little(0, 2)
      archive += little(0x0403_4B50, 4) + little(20, 2) + common + member.name + member.bytes
      directory +=
        little(0x0201_4B50, 4) + little(20, 2) + little(20, 2) + common + little(0, 2) + little(0, 2)
        + little(0, 2) + little(0, 4) + little(UInt64(offset), 4) + member.name
    }
    let end =
      little(0x0605_4B50, 4) + little(0, 4) + little(UInt64(members.count), 2)
      + little(UInt64(members.count), 2) + little(UInt64(directory.count), 4)
      + little(UInt64(archive.count), 4) + little(0, 2)
    return ContiguousArray(archive + directory + end)
  }

  private static func little(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }

  private static let table: [UInt32] = (0..<256).map { number in
    (0..<8).reduce(UInt32(number)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }

  /// Bits as RFC 1951 packs them: the first is the lowest of a byte, codes begin with their highest.
  private struct Bits {
    private(set) var bytes: [UInt8] = []
    private var used = 8

    mutating func add(_ value: Int, _ count: Int) {
      for bit in 0..<count {
        if used == 8 {
          bytes.append(0)
          used = 0
        }
        if value >> bit & 1 == 1 { bytes[bytes.count - 1] |= 1 << UInt8(used) }
        used += 1
      }
    }

    mutating func addCode(_ code: Int, _ count: Int) {
      for bit in (0..<count).reversed() { add(code >> bit & 1, 1) }
    }
  }
}
