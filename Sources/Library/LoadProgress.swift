/// How far loading is.
public struct LoadProgress: Sendable, Equatable {
  /// Files that are behind.
  public var files = 0
  /// Files found.
  public var totalFiles = 0
  /// Articles read so far, and what stood in the place of some.
  public var articles = 0
  /// Bytes of the files that are behind.
  public var bytes = 0
  /// Bytes of all files; 0 where that is not known (pipes, standard input).
  public var totalBytes = 0

  /// Nothing is done yet.
  public init() {}

  /// The part that is behind, from 0 to 1: by bytes, where they are known. Of packed files it is less than the truth.
  public var share: Double {
    if totalBytes > 0 { return min(1, Double(bytes) / Double(totalBytes)) }
    return totalFiles > 0 ? Double(files) / Double(totalFiles) : 0
  }
}
