internal import CArchive

/// Where bytes come from that no file of their own holds.
protocol ByteSource: AnyObject {
  /// Puts the next bytes into `buffer` and returns how many there are; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoadProblem) -> Int
}

/// An archive or a compressed file, member by member, by libarchive; as a source of bytes it is the member that it stands on.
final class ArchiveReader: ByteSource {
  struct Member {
    /// As it stands in the archive, without what leads out of it; "" for the one of a compressed file.
    var name: String
    /// No folder, link or device.
    var isFile: Bool
    var isEncrypted: Bool
  }

  /// Of the file, or of the member of another archive.
  let path: String
  private let archive: OpaquePointer
  private let input: Input
  let budget: UnpackingBudget
  private let limits: UnpackingLimits
  private let isCompression: Bool
  private var member: (path: String, isStreamed: Bool)?
  private var members = 0
  /// How often each name was there, by its hash.
  private var names: [FNV64: Int32] = [:]
  private var isDead = false
  /// Whether it has ended before its time.
  var isCutShort: Bool { isDead || budget.isSpent }

  /// Bytes of an archive in another, or on standard input, that are held where it must be read with jumps.
  private static let held = 1 << 28

  /// Reads what `bytes` hold. `budget` is that of the archive around it, if there is one.
  init(
    _ bytes: consuming ByteStream, path: String, _ packing: Packing, _ limits: UnpackingLimits,
    _ budget: UnpackingBudget?
  ) throws(LoadProblem) {
    self.path = path
    self.limits = limits
    isCompression = packing.isCompression
    let own = budget ?? UnpackingBudget(limits, path: path)
    self.budget = own
    let isFile = bytes.isRegularFile
    let needsHolding = packing.needsSeeking && !isFile
    input = try Input(bytes, holdingAll: needsHolding ? Self.held : nil)
    guard let opened = isFile ? input.openFile() : needsHolding ? input.openMemory() : input.openStream()
    else {
      throw LoadProblem(path: path, reason: .unreadable("out of memory"))
    }
    archive = opened
    if budget == nil { own.taken = { Int(carchive_taken(opened)) } }
  }

  deinit { carchive_close(archive) }

  /// The next member; nil behind the last, and behind a fault that ends the archive.
  func next() throws(LoadProblem) -> Member? {
    guard !isDead, !budget.isSpent else { return nil }
    try pass()
    var found = carchive_member()
    switch carchive_next(archive, &found) {
    case 1: break
    case 0: return nil
    default: throw fault(path, isEnd: true)
    }
    members += 1
    guard members <= limits.members else {
      isDead = true
      throw LoadProblem(path: path, reason: .tooManyMembers(limits.members))
    }
    let name = isCompression && members == 1 && found.is_raw ? "" : single(Self.name(found.name, members))
    member = (name.isEmpty ? path : path + "/" + name, found.is_streamed)
    return Member(name: name, isFile: found.is_file, isEncrypted: found.is_encrypted)
  }

  /// Goes behind the member, where that takes unpacking it, which counts.
  private func pass() throws(LoadProblem) {
    guard let member, member.isStreamed else { return }
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { scratch.deallocate() }
    while true {
      let count = carchive_data(archive, scratch.baseAddress, scratch.count)
      if count == -2 { throw fault(path, isEnd: true) }
      if count <= 0 { return }
      try budget.add(count)
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LoadProblem) -> Int {
    guard !isDead, !budget.isSpent else { return 0 }
    let count = carchive_data(archive, buffer.baseAddress, buffer.count)
    if count < 0 { throw fault(member?.path ?? path, isEnd: count == -2) }
    try budget.add(count)
    return count
  }

  private func fault(_ path: String, isEnd: Bool) -> LoadProblem {
    if isEnd { isDead = true }
    if let problem = input.problem { return problem }
    return LoadProblem(path: path, reason: .damaged(String(cString: carchive_fault(archive))))
  }

  /// A name that stands in an archive before, as where a file was added again, with a number: "a (2).txt".
  private func single(_ name: String) -> String {
    let hash = FNV64(name.utf8)
    let count = names[hash, default: 0] + 1
    names[hash] = count
    guard count > 1 else { return name }
    let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    let end = name[start...].lastIndex(of: ".") ?? name.endIndex
    return name[..<end] + " (\(count))" + name[end...]
  }

  /// The parts of a member's name; those that are empty, "." or ".." name nothing in an archive.
  private static func name(_ bytes: UnsafePointer<CChar>?, _ number: Int) -> String {
    guard let bytes else { return "member \(number)" }
    let parts = PathText.text(bytes).split(separator: "/").filter { $0 != "." && $0 != ".." }
    let name = parts.joined(separator: "/")
    return name.isEmpty ? "member \(number)" : String(name.prefix(1 << 10))
  }
}

/// The bytes of an archive, as libarchive asks for them.
private final class Input {
  private var stream: ByteStream
  private let buffer: UnsafeMutableRawBufferPointer
  /// Bytes of the whole, where all of it is held.
  private let held: Int
  private(set) var problem: LoadProblem?

  init(_ bytes: consuming ByteStream, holdingAll limit: Int?) throws(LoadProblem) {
    var bytes = bytes
    let all = if let limit { try bytes.rest(limit: limit) } else { ContiguousArray<UInt8>() }
    // libarchive keeps the address.
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(all.count, 1 << 17), alignment: 16)
    all.withUnsafeBytes { buffer.copyMemory(from: $0) }
    self.buffer = buffer
    held = all.count
    stream = bytes
  }

  deinit { buffer.deallocate() }

  func openFile() -> OpaquePointer? { stream.withDescriptor { carchive_open_file($0) } }

  func openMemory() -> OpaquePointer? { carchive_open_memory(buffer.baseAddress, held) }

  func openStream() -> OpaquePointer? {
    carchive_open_stream(Unmanaged.passUnretained(self).toOpaque()) { user, piece in
      guard let user, let piece else { return -1 }
      return Unmanaged<Input>.fromOpaque(user).takeUnretainedValue().pull(piece)
    }
  }

  private func pull(_ piece: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    do throws(LoadProblem) {
      if stream.available.isEmpty, try !stream.more() { return 0 }
    } catch {
      problem = error
      return -1
    }
    let count = stream.withAvailable { bytes in
      let count = min(bytes.count, buffer.count)
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[..<count]))
      return count
    }
    stream.skip(count)
    piece.pointee = UnsafeRawPointer(buffer.baseAddress)
    return count
  }
}
