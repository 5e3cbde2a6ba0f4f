internal import Articles
internal import Glibc

/// A folder under /tmp that is removed with everything in it when the value goes.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() {
    var template = Array("/tmp/dateline-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp/dateline-test-none"
  }

  deinit { Self.empty(path) }

  private static func empty(_ folder: String) {
    for name in ArticleFiles.names(in: folder) ?? [] {
      let child = folder + "/" + name
      if PathText.withBytes(of: child, { unlink($0) }) != 0 { empty(child) }
    }
    _ = PathText.withBytes(of: folder) { rmdir($0) }
  }

  /// Writes `bytes` to `name` (folders in between are made) and returns its path.
  @discardableResult public func write(_ name: String, _ bytes: some Sequence<UInt8>) -> String {
    let file = path + "/" + name
    var slash = path.utf8.count + 1
    let all = Array(file.utf8)
    while let next = all[slash...].firstIndex(of: UInt8(ascii: "/")) {
      mkdir(String(decoding: all[..<next], as: UTF8.self), 0o755)
      slash = next + 1
    }
    guard let stream = fopen(file, "w") else { return file }
    let content = Array(bytes)
    fwrite(content, 1, content.count, stream)
    fclose(stream)
    return file
  }

  @discardableResult public func write(_ name: String, _ text: String) -> String { write(name, text.utf8) }

  /// Writes a script that can be run.
  public func writeProgram(_ name: String, _ text: String) { chmod(write(name, text), 0o755) }

  /// Writes a file whose name is these bytes, UTF-8 or not.
  public func write(rawName name: [UInt8], _ text: String) {
    let bytes = (Array((path + "/").utf8) + name + [0]).map { CChar(bitPattern: $0) }
    guard let stream = bytes.withUnsafeBufferPointer({ $0.baseAddress.flatMap { fopen($0, "w") } }) else {
      return
    }
    fputs(text, stream)
    fclose(stream)
  }

  /// Makes a named pipe.
  public func pipe(_ name: String) { mkfifo(path + "/" + name, 0o644) }

  /// Makes the link `name` to `target`.
  public func link(_ name: String, to target: String) { symlink(target, path + "/" + name) }

  /// The file's text; nil if it cannot be read.
  public func read(_ name: String) -> String? {
    guard let stream = fopen(path + "/" + name, "r") else { return nil }
    defer { fclose(stream) }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { text += buffer[..<count] }
    return String(decoding: text, as: UTF8.self)
  }
}
