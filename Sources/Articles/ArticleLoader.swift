internal import Glibc

/// Reads files into articles.
public enum ArticleLoader {
  /// Bytes; a longer file is hardly one article.
  public static let largest = 64 << 20

  /// Reads and checks one file ("-" for standard input). Throws the reason if it is no article. O(bytes).
  public static func load(_ path: String) throws(LoadProblem) -> Article {
    try article(from: read(path), path: path)
  }

  /// An article from the bytes of a file: UTF-8 checked, title, date and source taken from its head.
  public static func article(
    from text: ContiguousArray<UInt8>, path: String
  ) throws(LoadProblem) -> Article {
    guard text.count <= largest else { throw LoadProblem(path: path, reason: .tooLarge(limit: largest)) }
    guard !text.contains(0) else { throw LoadProblem(path: path, reason: .binary) }
    guard text.contains(where: { $0 > 32 }) else { throw LoadProblem(path: path, reason: .empty) }
    if let fault = firstFault(text) {
      let line = text[..<fault].reduce(into: 1) { if $1 == 10 { $0 += 1 } }
      throw LoadProblem(path: path, reason: .invalidUTF8(offset: fault, line: line))
    }
    var article = Article(text: text, path: path)
    ArticleHead(text).apply(to: &article)
    if article.published == nil, let day = dayInName(article.name) {
      article.published = TimeInterval(day: day)
    }
    return article
  }

  /// The first byte that is no valid UTF-8, or nil.
  private static func firstFault(_ text: ContiguousArray<UInt8>) -> Int? {
    do {
      _ = try UTF8Span(validating: text.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// A day written YYYY-MM-DD (or with _ or .) in a file's name, not inside a longer number.
  static func dayInName(_ name: String) -> CalendarDay? {
    let bytes = Array(name.utf8)
    guard bytes.count >= 10 else { return nil }
    for start in 0...(bytes.count - 10) {
      if start > 0, (48...57).contains(bytes[start - 1]) { continue }
      if start + 10 < bytes.count, (48...57).contains(bytes[start + 10]) { continue }
      var field = Array(bytes[start..<start + 10])
      guard field[4] == field[7], [45, 46, 95].contains(field[4]) else { continue }
      field[4] = 45
      field[7] = 45
      if let day = CalendarDay(iso: field) { return day }
    }
    return nil
  }

  private static func read(_ path: String) throws(LoadProblem) -> ContiguousArray<UInt8> {
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw LoadProblem(path: path, reason: ArticleFiles.systemReason()) }
    defer { close(descriptor) }
    var info = stat()
    if fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFDIR {
      throw LoadProblem(path: path, reason: .notAFile)
    }
    var text = ContiguousArray<UInt8>()
    text.reserveCapacity(max(0, min(Int(info.st_size), largest)) + 1)
    let step = max(4096, min(Int(info.st_size) + 1, 1 << 20))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: step, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count == 0 { return text }
      if count < 0 {
        if errno == EINTR { continue }
        throw LoadProblem(path: path, reason: ArticleFiles.systemReason())
      }
      text.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      if text.count > largest { throw LoadProblem(path: path, reason: .tooLarge(limit: largest)) }
    }
  }
}
