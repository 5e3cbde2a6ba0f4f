/// Why a file or folder could not be loaded. The rest still loads.
public struct LoadProblem: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Hashable, Sendable {
    /// No such file or folder.
    case missing
    /// The system's reason ("Permission denied").
    case unreadable(String)
    /// No byte in it, or nothing but white space.
    case empty
    /// A page without any text of an article.
    case noText
    /// Records, or what might be some, without any text of an article; what is missing.
    case noRecords(String)
    /// A record that cannot be read; the byte offset at which it begins, what is wrong, and whether the file ends within it, as while
    /// it is being written.
    case brokenRecord(offset: Int, what: String, isCutOff: Bool = false)
    /// More broken records than are told one by one; how many.
    case moreFaults(Int)
    /// It holds NUL bytes.
    case binary
    /// Not UTF-8, nor anything that its bytes look like; the byte offset of the first fault and its line.
    case invalidUTF8(offset: Int, line: Int)
    /// Longer than an article may be, in bytes.
    case tooLarge(limit: Int)
    /// A device, socket or the like.
    case notAFile
    /// A file or the like where a folder is wanted.
    case notAFolder
    /// A folder that contains itself through a link.
    case linkLoop
    /// An archive or compressed file, or a member, that is broken; what is wrong.
    case damaged(String)
    /// A member of an archive, a document or a book that a password or a key keeps.
    case encrypted
    /// An archive of a kind that is not read; its name.
    case unknownArchive(String)
    /// Archives in archives, deeper than this.
    case tooDeep(Int)
    /// More members than this in an archive.
    case tooManyMembers(Int)
    /// More bytes than this came of unpacking.
    case unpacksTooFar(bytes: Int)
    /// It unpacks to more than so many times its size, as nothing does that people write; `bytes` came of it.
    case unpacksTooWell(ratio: Int, bytes: Int)
    /// A kind of file that a program reads which is not there; the package of Debian that brings it.
    case programMissing(kind: String, program: String, package: String)
    /// A kind of file that a program reads, where none may run.
    case programRefused(kind: String, program: String)
    /// A folder without an article in it.
    case noArticles
    /// A path with wildcards that no file or folder meets.
    case noMatch
    /// An address on the web: nothing is fetched.
    case address
    /// A list of paths without a path in it.
    case noPaths
  }

  /// A line of a list of paths.
  public struct Line: Hashable, Sendable {
    /// The list's file, "-" for standard input.
    public var list: String
    /// From 1.
    public var number: Int
  }

  /// As it was given; "FILE#2" for a file's second article.
  public var path: String
  /// What is wrong.
  public var reason: Reason
  /// Where a list names the path; nil where a person has.
  public var line: Line?

  /// Why what stands at `path` could not be loaded.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// Whether what is behind it in its file, or member of an archive, was looked at all the same.
  var isPassed: Bool {
    if case .brokenRecord(_, _, isCutOff: false) = reason { true } else { false }
  }

  /// One line for a person, without the path.
  public var message: String {
    line.map {
      "\(fault) (\($0.list == "-" ? "standard input" : PathText.shown($0.list)), line \($0.number))"
    }
      ?? fault
  }

  private var fault: String {
    switch reason {
    case .missing: "no such file or folder"
    case .unreadable(let why): "cannot be read: \(why)"
    case .empty: "is empty"
    case .noText: "holds no text of an article"
    case .noRecords(let why): why
    case .brokenRecord(let offset, let what, _): "the record at byte \(offset) cannot be read: \(what)"
    case .moreFaults(let count): "\(count) more records cannot be read"
    case .binary: "is binary, not text"
    case .invalidUTF8(let offset, let line):
      "is no text in UTF-8 (first fault in line \(line), byte \(offset)) or in another charset that can be told: convert it, for example with iconv"
    case .tooLarge(let limit): "is larger than \(limit >> 20) MiB: split it into articles"
    case .notAFile: "is no regular file"
    case .notAFolder: "is no folder"
    case .linkLoop: "is a loop of links"
    case .damaged(let what): "is damaged: \(what)"
    case .encrypted: "is encrypted: make a copy without its password or key first"
    case .unknownArchive(let kind): "is a \(kind) archive: unpack it first"
    case .tooDeep(let depth): "lies more than \(depth) archives deep"
    case .tooManyMembers(let most): "holds more than \(most) files: the rest was left out"
    case .unpacksTooFar(let bytes):
      "unpacks to more than \(bytes >> 20) MiB: stopped there (--unpack-limit says how far)"
    case .unpacksTooWell(let ratio, let bytes):
      "unpacks to more than \(ratio) times its size: stopped after \(bytes >> 20) MiB (--unpack-ratio allows more)"
    case .programMissing(let kind, let program, let package):
      "is a \(kind), which \(program) reads: it is not installed (Debian's \(package))"
    case .programRefused(let kind, let program):
      "is a \(kind), which \(program) reads: --safe runs no program"
    case .noArticles: "holds no \(ArticleFormats.endingList) file"
    case .noMatch: "no file or folder is called so (* and ? stand for letters of a name, ** for folders)"
    case .noPaths: "is a list without a path"
    case .address where path.hasPrefix("file://"): "is an address: name the file by its path"
    case .address:
      "is an address, and nothing is fetched: pipe it in, for example by `curl -sL '\(path)' | dateline -`"
    }
  }
}
