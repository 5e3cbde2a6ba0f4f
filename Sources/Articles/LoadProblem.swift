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
    /// A record that cannot be read; the byte offset at which it begins, and what is wrong.
    case brokenRecord(offset: Int, what: String)
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
    /// A folder that contains itself through a link.
    case linkLoop
    /// A folder without an article in it.
    case noArticles
  }

  /// As it was given; "FILE#2" for a file's second article.
  public var path: String
  /// What is wrong.
  public var reason: Reason

  /// Why what stands at `path` could not be loaded.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// One line for a person, without the path.
  public var message: String {
    switch reason {
    case .missing: "no such file or folder"
    case .unreadable(let why): "cannot be read: \(why)"
    case .empty: "is empty"
    case .noText: "holds no text of an article"
    case .noRecords(let why): why
    case .brokenRecord(let offset, let what): "the record at byte \(offset) cannot be read: \(what)"
    case .moreFaults(let count): "\(count) more records cannot be read"
    case .binary: "is binary, not text"
    case .invalidUTF8(let offset, let line):
      "is no text in UTF-8 (first fault in line \(line), byte \(offset)) or in another charset that can be told: convert it, for example with iconv"
    case .tooLarge(let limit): "is larger than \(limit >> 20) MiB: split it into articles"
    case .notAFile: "is no regular file"
    case .linkLoop: "is a loop of links"
    case .noArticles: "holds no \(ArticleFormats.endingList) file"
    }
  }
}
