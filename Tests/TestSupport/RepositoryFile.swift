internal import Glibc

/// Files of the repository that the tests are part of.
public enum RepositoryFile {
  /// The repository's folder.
  public static let root: String = {
    var parts = #filePath.split(separator: "/").map { String($0) }
    parts.removeLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// A file's text by its path; "" if it cannot be read.
  public static func text(_ path: String) -> String {
    guard let stream = fopen(path, "r") else { return "" }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
