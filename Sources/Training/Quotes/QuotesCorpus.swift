internal import Articles
internal import English
internal import Facts
internal import Glibc

/// Texts with attributions in brat's standoff form (PolNeAR): `NAME.txt` beside `NAME_annotator.ann`.
struct QuotesCorpus {
  struct Document {
    var name: String
    var examples: QuoteExamples
    /// The contents, by bytes.
    var gold: [(start: Int32, end: Int32)]
  }

  var documents: [Document] = []

  /// Reads every text that has attributions, those of the first annotator.
  init(texts: String, attributions: String, progress: (Int, Int) -> Void) throws {
    let names = try Self.names(in: attributions).filter { $0.hasSuffix(".ann") }
    var last = ""
    for (index, name) in names.enumerated() {
      let parts = name.dropLast(4).split(separator: "_", omittingEmptySubsequences: false)
      let document = parts.dropLast().joined(separator: "_")
      guard document != last else { continue }
      last = document
      let article = try ArticleLoader.load("\(texts)/\(document).txt")
      let reading = Extractor.standard.read(article)
      let contents = Self.contents(try Files.read("\(attributions)/\(name)"))
      documents.append(
        Document(
          name: document, examples: QuoteExamples(reading), gold: Self.bytes(contents, article)))
      progress(index + 1, names.count)
    }
  }

  private static func names(in folder: String) throws -> [String] {
    guard let handle = opendir(folder) else { throw Files.Failure(path: folder, reason: "no such folder") }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names.sorted()
  }

  /// The first and last scalar of the contents of every attribution.
  private static func contents(_ bytes: [UInt8]) -> [(start: Int, end: Int)] {
    var spans: [Substring: (start: Int, end: Int)] = [:]
    var found: [(start: Int, end: Int)] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: "\t")
      guard fields.count >= 2 else { continue }
      if fields[0].hasPrefix("T"), fields[1].hasPrefix("Content ") {
        let numbers = fields[1].dropFirst(8).split { $0 == " " || $0 == ";" }.compactMap { Int($0) }
        if let first = numbers.min(), let last = numbers.max() { spans[fields[0]] = (first, last) }
      } else if fields[0].hasPrefix("E") {
        var whole: (start: Int, end: Int)?
        for argument in fields[1].split(separator: " ") where argument.hasPrefix("Content") {
          guard let id = argument.split(separator: ":").last, let span = spans[id] else { continue }
          whole = whole.map { (min($0.start, span.start), max($0.end, span.end)) } ?? span
        }
        if let whole { found.append(whole) }
      }
    }
    return found
  }

  private static func bytes(
    _ contents: [(start: Int, end: Int)], _ article: Article
  ) -> [(start: Int32, end: Int32)] {
    var starts: [Int32] = []
    for (index, byte) in article.text.enumerated() where byte & 0xC0 != 0x80 { starts.append(Int32(index)) }
    starts.append(Int32(article.text.count))
    return contents.compactMap {
      $0.end < starts.count && $0.start < $0.end ? (starts[$0.start], starts[$0.end]) : nil
    }
  }
}

extension QuotesCorpus.Document {
  /// The overlap of two stretches over their union.
  static func overlap(_ a: (start: Int32, end: Int32), _ b: (start: Int32, end: Int32)) -> Float {
    let common = min(a.end, b.end) - max(a.start, b.start)
    return common > 0 ? Float(common) / Float(max(a.end, b.end) - min(a.start, b.start)) : 0
  }

  /// For every candidate the largest overlap with a content.
  var overlaps: [Float] {
    examples.bytes.map { bytes in gold.map { Self.overlap($0, bytes) }.max() ?? 0 }
  }

  /// Chosen candidates that are contents (one to one, overlap at least a half), those chosen, and all contents.
  func counts(_ chosen: [Int]) -> Counts {
    var pairs: [(overlap: Float, gold: Int, candidate: Int)] = []
    for candidate in chosen {
      for (index, content) in gold.enumerated() {
        let overlap = Self.overlap(content, examples.bytes[candidate])
        if overlap >= 0.5 { pairs.append((overlap, index, candidate)) }
      }
    }
    pairs.sort { $0.overlap > $1.overlap }
    var usedGold: Set<Int> = []
    var usedCandidates: Set<Int> = []
    for pair in pairs where !usedGold.contains(pair.gold) && !usedCandidates.contains(pair.candidate) {
      usedGold.insert(pair.gold)
      usedCandidates.insert(pair.candidate)
    }
    return Counts(right: usedGold.count, found: chosen.count, expected: gold.count)
  }
}
