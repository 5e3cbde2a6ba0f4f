/// How the articles of a file are packed, by its first bytes.
enum Packing: Sendable {
  /// Compressed: one file, or an archive below.
  case gzip, bzip2, xz, zstd, lz4, lzma
  /// Many files.
  case zip, sevenZip, tar
  /// Archives that are not read, by their name.
  case other(String)

  private static let magic: [(bytes: [UInt8], packing: Packing)] = [
    ([0x1F, 0x8B, 8], .gzip), (Array("BZh".utf8), .bzip2), ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .xz),
    ([0x28, 0xB5, 0x2F, 0xFD], .zstd), ([0x04, 0x22, 0x4D, 0x18], .lz4), ([0x5D, 0, 0], .lzma),
    (Array("PK\u{3}\u{4}".utf8), .zip), (Array("PK\u{5}\u{6}".utf8), .zip),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip), (Array("Rar!\u{1A}\u{7}".utf8), .other("RAR")),
    ([0x1F, 0x9D], .other("compress (.Z)")), (Array("MSCF\0\0\0\0".utf8), .other("CAB")),
  ]

  /// Nil where the bytes are packed in no way that is known.
  static func of(_ start: ContiguousArray<UInt8>.SubSequence) -> Packing? {
    for (bytes, packing) in magic where start.starts(with: bytes) {
      // Of these three there is more than a sign of two or three letters that a text could begin with.
      if case .bzip2 = packing {
        guard let size = start.dropFirst(3).first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(size),
          start.dropFirst(4).starts(with: [0x31, 0x41, 0x59, 0x26])
            || start.dropFirst(4).starts(with: [0x17, 0x72, 0x45])
        else { continue }
      }
      return packing
    }
    // "ustar" behind the name and numbers of the first member (POSIX.1-1988).
    return start.count > 262 && start.dropFirst(257).starts(with: "ustar".utf8) ? .tar : nil
  }

  /// Whether there is one file in it, unless that is an archive.
  var isCompression: Bool {
    switch self {
    case .gzip, .bzip2, .xz, .zstd, .lz4, .lzma: true
    case .zip, .sevenZip, .tar, .other: false
    }
  }

  /// Whether the list of members stands at its end, so that it is read with jumps.
  var needsSeeking: Bool {
    switch self {
    case .zip, .sevenZip: true
    default: false
    }
  }

  /// Endings of compressed files, in lower case, without the dot.
  private static let compressed = ["gz", "bz2", "xz", "zst", "lz4", "lzma"]
  /// Endings of archives.
  private static let archives = ["zip", "7z", "tar", "tgz", "tbz2", "txz", "tzst"]

  /// What stands before the ending of a compressed file: "a.json" of "a.json.gz"; nil where there is no such ending.
  static func withoutCompression(_ path: String) -> String? {
    guard let dot = path.utf8.lastIndex(of: UInt8(ascii: ".")), dot > path.startIndex else { return nil }
    let ending = String(path[path.utf8.index(after: dot)...]).lowercased()
    return compressed.contains(ending) ? String(path[..<dot]) : nil
  }

  /// Whether a name is that of an archive: what stands in it is looked at.
  static func isArchive(_ name: String) -> Bool {
    let name = withoutCompression(name) ?? name
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return archives.contains(String(name[name.utf8.index(after: dot)...]).lowercased())
  }
}
