import Glibc
@testable import Shell
import Testing

@Suite struct ReadmeTests {
  static let readme: String = {
    var parts = #filePath.split(separator: "/").map { String($0) }
    parts.removeLast(3)
    guard let stream = fopen("/" + parts.joined(separator: "/") + "/README.md", "r") else { return "" }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }()

  @Test func readmeHasTheTableOfCommands() {
    #expect(Self.readme.contains(ShellCommand.markdown), "README.md should hold:\n\(ShellCommand.markdown)")
  }

  @Test func readmeNamesEverySource() {
    for source in [
      "GeoNames", "Natural Earth", "GloVe", "English Web Treebank", "GUM", "CC BY 4.0", "worldwide",
    ] {
      #expect(Self.readme.contains(source), "\(source)")
    }
  }
}
