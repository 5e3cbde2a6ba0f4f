import Glibc
import TestSupport
import Testing

/// Reads the sources: every import points left in the table of stages, and the house rules that a machine can see hold.
@Suite struct ArchitectureTests {
  static let root = RepositoryFile.root

  /// Stages in the order an article travels; each may import what stands before it.
  static let stages = [
    "Articles", "Atlas", "English", "Facts", "Indexing", "Library", "Keeping", "Querying", "Reporting",
    "Saving",
    "Shell",
    "dateline",
  ]

  static func text(_ path: String) -> String { RepositoryFile.text(path) }

  static func swiftFiles(below folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var files: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard !name.hasPrefix(".") else { continue }
      let path = folder + "/" + name
      if name.hasSuffix(".swift") { files.append(path) } else { files += swiftFiles(below: path) }
    }
    return files.sorted()
  }

  static func imports(_ path: String) -> [String] {
    text(path).split(separator: "\n").compactMap { line in
      var words = line.split(separator: " ").map { String($0) }
      if let first = words.first, ["public", "internal", "package", "private", "@testable"].contains(first) {
        words.removeFirst()
      }
      return words.count == 2 && words[0] == "import" ? words[1] : nil
    }
  }

  @Test(arguments: stages) func everyImportPointsLeft(stage: String) {
    let files = Self.swiftFiles(below: Self.root + "/Sources/" + stage)
    #expect(!files.isEmpty)
    let allowed = Set(Self.stages.prefix { $0 != stage })
    for file in files {
      for module in Self.imports(file) where Self.stages.contains(module) {
        #expect(allowed.contains(module), "\(file) imports \(module)")
      }
    }
  }

  /// A folder of a module is a module in small: what its files declare is used by others, never in a circle.
  @Test(arguments: ["Atlas", "English", "Facts"]) func foldersOfAModuleDoNotUseEachOtherInCircles(
    stage: String
  ) {
    let folders = SourceFolders(below: Self.root + "/Sources/" + stage)
    #expect(folders.names.count > 1)
    for circle in folders.circles() {
      Issue.record("\(stage): \(circle.joined(separator: " → "))")
    }
  }

  @Test(arguments: ["Articles", "Atlas", "English", "Facts", "Indexing", "Library", "Querying", "Reporting"])
  func hotModulesDoWithoutFoundation(stage: String) {
    for file in Self.swiftFiles(below: Self.root + "/Sources/" + stage) {
      for module in Self.imports(file) { #expect(!module.hasPrefix("Foundation"), "\(file)") }
    }
  }

  @Test func nothingImportsTraining() {
    for file in Self.swiftFiles(below: Self.root + "/Sources") {
      #expect(!Self.imports(file).contains("Training"), "\(file)")
    }
  }

  @Test func theTableOfStagesNamesEveryModule() {
    let table = Self.text(Self.root + "/Sources/README.md")
    for stage in Self.stages { #expect(table.contains("`\(stage)`"), "\(stage)") }
  }

  @Test func filesStayShort() {
    for folder in ["Sources", "Tests"] {
      for file in Self.swiftFiles(below: Self.root + "/" + folder) {
        let lines = Self.text(file).utf8.count { $0 == 10 }
        #expect(lines <= 400, "\(file): \(lines) lines")
      }
    }
  }

  @Test func modulesHaveNoTypeOfTheirName() {
    for stage in Self.stages.dropLast() {
      for file in Self.swiftFiles(below: Self.root + "/Sources/" + stage) {
        let text = Self.text(file)
        for word in ["struct", "class", "enum", "protocol", "actor"] {
          #expect(!text.contains("\(word) \(stage) ") && !text.contains("\(word) \(stage):"), "\(file)")
        }
      }
    }
  }
}
