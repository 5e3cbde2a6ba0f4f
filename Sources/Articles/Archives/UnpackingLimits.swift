/// How far archives are unpacked, so that a small file does not become more than a machine can read. What lies in memory is
/// bounded without them: these bound the time.
public struct UnpackingLimits: Hashable, Sendable {
  /// Of a file's own bytes to what it unpacks to, archives in archives included. Texts reach 30, rows of one sign 1,000 by
  /// each layer.
  public var ratio = 250
  /// Bytes that a file may unpack to, whatever the ratio.
  public var bytes = 1 << 38
  /// Bytes up to which the ratio does not matter.
  public var free = 1 << 28
  /// Archives in one another.
  public var depth = 4
  /// Members of one archive.
  public var members = 10_000_000

  /// The program's own.
  public init() {}

  /// What is wrong with a text that is none of these, for a person.
  public static func ratioFault(_ text: String) -> String { "\"\(text)\" is no ratio: a number from 2 on" }
  /// The same of a size.
  public static func sizeFault(_ text: String) -> String {
    "\"\(text)\" is no size: a number with M, G or T"
  }

  /// A ratio as it is written, from 2 on; nil for any other text.
  public static func ratio(_ text: String) -> Int? {
    Int(text).flatMap { (2...1 << 30).contains($0) ? $0 : nil }
  }

  /// Bytes of "500M", "20G" or "2T", of 1024 times 1024 each; nil for any other text.
  public static func size(_ text: String) -> Int? {
    let units: [Character: Int] = ["M": 20, "G": 30, "T": 40]
    guard let shift = text.uppercased().last.flatMap({ units[$0] }), let count = Int(text.dropLast()),
      (1...1 << 20).contains(count)
    else { return nil }
    return count << shift
  }
}

/// What a file, or what it holds, has been unpacked to so far.
struct UnpackingCount: Sendable {
  private(set) var unpacked = 0

  /// Counts bytes that came of unpacking `taken` bytes of the file; what is wrong where they are too many.
  mutating func add(_ count: Int, of taken: Int, _ limits: UnpackingLimits) -> LoadProblem.Reason? {
    unpacked += count
    if unpacked > limits.bytes { return .unpacksTooFar(bytes: limits.bytes) }
    guard unpacked > limits.free, unpacked > limits.ratio * max(1, taken) else { return nil }
    return .unpacksTooWell(ratio: limits.ratio, bytes: unpacked)
  }
}

/// The same of an archive and those in it, which share it.
final class UnpackingBudget {
  private let limits: UnpackingLimits
  private let path: String
  private var count = UnpackingCount()
  /// Bytes of the file itself that were read.
  var taken: () -> Int = { 0 }
  /// Nothing more is unpacked.
  private(set) var isSpent = false

  init(_ limits: UnpackingLimits, path: String) {
    self.limits = limits
    self.path = path
  }

  /// Counts bytes that came of unpacking. Throws where they are too many.
  func add(_ count: Int) throws(LoadProblem) {
    guard let reason = self.count.add(count, of: taken(), limits) else { return }
    isSpent = true
    throw LoadProblem(path: path, reason: reason)
  }
}
