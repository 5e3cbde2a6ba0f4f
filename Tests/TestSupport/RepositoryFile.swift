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
  public static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

  /// A file's bytes by its path; none if it cannot be read.
  public static func bytes(_ path: String) -> ContiguousArray<UInt8> {
    guard let stream = fopen(path, "r") else { return [] }
    defer { fclose(stream) }
    var bytes: ContiguousArray<UInt8> = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    return bytes
  }

  /// The paths of all files below a folder of the repository whose names end in `ending`, in order.
  public static func paths(below folder: String, ending: String) -> [String] {
    let path = root + "/" + folder
    let own = names(path, ending: ending).map { path + "/" + $0 }
    let inner = names(path, ending: "").filter { !$0.hasPrefix(".") && !$0.contains(".") }
    return own + inner.flatMap { paths(below: folder + "/" + $0, ending: ending) }
  }

  /// The names of a folder's files that end in `ending`, in order; none if it cannot be read.
  public static func names(_ folder: String, ending: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(ending) { names.append(name) }
    }
    return names.sorted()
  }
}
