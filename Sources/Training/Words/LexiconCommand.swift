internal import ArgumentParser
internal import English

struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "Builds lexicon.bin from a list of words with clusters.",
    discussion: """
      The list is made by Python/glove_clusters.py: word, three cluster numbers, parted by tabs, commonest first. \
      Words of --add files (the text files of the data folders) are added at the end, without clusters.
      """)

  @Argument(help: "The list of words.") var list: String
  @Option(help: "Where to write the file.") var out = "Sources/CEnglishData/lexicon.bin"
  @Option(parsing: .upToNextOption, help: "Text files whose words are added.") var add: [String] = []

  func run() throws {
    var builder = LexiconBuilder()
    for line in try Files.read(list).split(separator: 10) {
      let fields = line.split(separator: 9)
      guard fields.count == 4 else { throw ValidationError("\(list): a line has no four fields") }
      let numbers = fields.dropFirst().compactMap { Int(String(decoding: $0, as: UTF8.self)) }
      guard numbers.count == 3, let c64 = UInt8(exactly: numbers[0]), let c256 = UInt16(exactly: numbers[1]),
        let c1024 = UInt16(exactly: numbers[2])
      else { throw ValidationError("\(list): a cluster is no number") }
      builder.add(Array(fields[0]), clusters: .init(c64: c64, c256: c256, c1024: c1024))
    }
    let listed = builder.count
    for path in add {
      for line in try Files.read(path).split(separator: 10) where line.first != UInt8(ascii: "#") {
        let words = line.prefix { $0 != UInt8(ascii: "|") }.split { byte in
          !(byte &- 48 < 10 || (byte | 32) &- 97 < 26 || byte >= 0x80 || byte == 0x27 || byte == 0x2e)
        }
        for word in words { builder.add(Array(word)) }
      }
    }
    try Files.write(builder.file(), to: out)
    print("\(out): \(listed) words from the list, \(builder.count - listed) added")
  }
}
