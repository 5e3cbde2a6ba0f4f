internal import ArgumentParser
internal import Articles
internal import English
internal import Facts
internal import Glibc

struct NamesPrintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names-print",
    abstract: "Prints the names of text files, one JSON object a line, offsets in Unicode scalars.")

  @Option(help: "A model file to use instead of the embedded one.") var model: String?
  @Flag(help: "Only the seconds and tokens a second of finding names.") var speed = false
  @Argument(help: "Text files.") var files: [String]

  func run() throws {
    guard let model else { return try print(NameFinder.standard) }
    try print(NameFinder(NameModel(ModelBytes(model: model, try Files.read(model)))))
  }

  private func print(_ finder: NameFinder) throws {
    let readings = try files.map { (NamesExamples.reading(of: try Files.read($0)), Self.name($0)) }
    if speed { return measure(finder, readings.map(\.0)) }
    var output = ""
    for (reading, name) in readings {
      var offset = 0
      var scalars = 0
      func scalarOffset(_ byte: Int) -> Int {
        while offset < byte {
          if reading.article.text[offset] & 0xC0 != 0x80 { scalars += 1 }
          offset += 1
        }
        return scalars
      }
      for mention in finder.find(in: reading) {
        let range = reading.tokens.range(mention.tokens)
        let start = scalarOffset(Int(range.start))
        let end = scalarOffset(Int(range.end))
        output += #"{"record":"name","doc":"\#(name)","start":\#(start),"end":\#(end),"#
        output += #""type":"\#(mention.kind.name)","confidence":\#(mention.confidence)}"# + "\n"
      }
    }
    Swift.print(output, terminator: "")
  }

  private func measure(_ finder: NameFinder, _ readings: [Reading]) {
    let clock = ContinuousClock()
    var names = 0
    let time = clock.measure { for reading in readings { names += finder.find(in: reading).count } }
    let tokens = readings.reduce(0) { $0 + $1.tokens.count }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    Swift.print("\(tokens) tokens, \(names) names, \(seconds) s, \(Int(Double(tokens) / seconds)) tokens/s")
  }

  private static func name(_ path: String) -> String {
    let last = path.split(separator: "/").last ?? ""
    return String(last.hasSuffix(".txt") ? last.dropLast(4) : last)
  }
}
