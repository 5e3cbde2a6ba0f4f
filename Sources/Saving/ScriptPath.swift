internal import Articles
internal import Glibc

/// Paths in scripts stand relative to the script, so that a folder with a session and its articles can move.
public enum ScriptPath {
  /// The folder of a file's path: "." where it has none.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `path` as a script in `folder` means it. Addresses stay as they are, and of a list (`@FILE`) its file is meant.
  public static func resolve(_ path: String, in folder: String?) -> String {
    guard let folder, folder != ".", !path.hasPrefix("/"), path != "-", !ArticleFiles.isAddress(path) else {
      return path
    }
    let whole = folder + "/" + path
    guard path.hasPrefix("@"), !TextFile.exists(whole) else { return whole }
    return "@" + resolve(String(path.dropFirst()), in: folder)
  }

  /// `path` as a script in `folder` has to write it: relative where both are below a common folder other
  /// than the root, absolute otherwise. `current` is the working folder, absolute.
  public static func relative(_ path: String, to folder: String, current: String) -> String {
    guard path != "-", !ArticleFiles.isAddress(path) else { return path }
    if let list = ArticleFiles.list(meantBy: path) {
      return "@" + relative(list, to: folder, current: current)
    }
    let target = components(path, current: current)
    let base = components(folder, current: current)
    let common = zip(target, base).prefix { $0 == $1 }.count
    if common == 0 { return "/" + target.joined(separator: "/") }
    let up = Array(repeating: "..", count: base.count - common)
    let parts = up + target[common...]
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// `path` without `.`, `..` and doubled slashes, from the root. Links stay as they are.
  public static func absolute(_ path: String, current: String) -> String {
    if path == "-" || ArticleFiles.isAddress(path) { return path }
    if let list = ArticleFiles.list(meantBy: path) { return "@" + absolute(list, current: current) }
    return "/" + components(path, current: current).joined(separator: "/")
  }

  /// The working folder; "/" if it is gone.
  public static var current: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return PathText.text(path)
  }

  private static func components(_ path: String, current: String) -> [String] {
    let full = path.hasPrefix("/") ? path : current + "/" + path
    var parts: [String] = []
    for part in full.split(separator: "/") where part != "." {
      if part == "..", parts.last != nil {
        parts.removeLast()
      } else if part != ".." {
        parts.append(String(part))
      }
    }
    return parts
  }
}
