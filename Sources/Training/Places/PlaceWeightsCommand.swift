internal import ArgumentParser
internal import Articles
internal import Atlas
internal import English
internal import Facts
internal import Foundation

/// Fits the two linear models that choose places.
struct PlaceWeightsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "place-weights",
    abstract: "Fits the weights that choose places, from articles with marked toponyms.",
    discussion: """
      A set is a folder with text/*.txt and gold.jsonl: objects with doc, start, end (Unicode scalars) and, where \
      the place is known, lat, lon and geonameid. Prints the figures of cross-validation over articles, then \
      writes the weights fitted on all of them.
      """)

  @Argument(help: "Folders of sets.") var sets: [String]
  @Option(help: "Parts of the cross-validation; 0 for none.") var folds = 5
  @Option(help: "File to write.") var output = "Sources/CFactsData/data/places/weights.txt"

  func run() throws {
    var documents: [PlaceDocument] = []
    for set in sets { documents += try PlaceDocument.load(set) }
    print("\(documents.count) articles, \(documents.reduce(0) { $0 + $1.gold.count }) toponyms")
    if folds > 1 {
      var tallies = [PlaceTally](repeating: PlaceTally(), count: sets.count)
      for fold in 0..<folds {
        let training = documents.indices.filter { $0 % folds != fold }.map { documents[$0] }
        let weights = PlaceTrainer(training).fit()
        for index in documents.indices where index % folds == fold {
          tallies[documents[index].set].add(documents[index], weights)
        }
      }
      for (set, tally) in zip(sets, tallies) { print("\(set), articles left out of training: \(tally)") }
    }
    let weights = PlaceTrainer(documents).fit()
    var tallies = [PlaceTally](repeating: PlaceTally(), count: sets.count)
    for document in documents { tallies[document.set].add(document, weights) }
    for (set, tally) in zip(sets, tallies) { print("\(set), trained on it: \(tally)") }
    try Data(text(weights).utf8).write(to: URL(fileURLWithPath: output))
  }

  private func text(_ weights: PlaceWeights) -> String {
    func rounded(_ value: Float) -> Double { (Double(value) * 1000).rounded() / 1000 }
    var lines = [
      "# Weights of the two linear models that choose places, made by `dateline-train place-weights`: which meaning",
      "# a name has (sense), and whether a mention is a place at all (mention).",
      PlaceWeights.heading,
    ]
    for feature in SenseFeature.allCases {
      lines.append("sense \(feature.name) \(rounded(weights.sense[feature.rawValue]))")
    }
    for feature in MentionFeature.allCases {
      lines.append("mention \(feature.name) \(rounded(weights.mention[feature.rawValue]))")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// An article with its toponyms.
struct PlaceDocument {
  struct Gold: Annotation {
    var doc: String
    var start: Int
    var end: Int
    var type: String
    var lat: Double?
    var lon: Double?
    var geonameid: String?

    var point: Coordinate? {
      guard let lat, let lon else { return nil }
      return Coordinate(latitude: Float(lat), longitude: Float(lon))
    }
  }

  var set: Int
  var reading: Reading
  var names: [NameMention]
  /// Scalar offsets of each token.
  var starts: [Int]
  var ends: [Int]
  var gold: [Gold]

  /// The gold toponym that overlaps tokens.
  func toponym(_ tokens: Range<Int>) -> Gold? {
    let start = starts[tokens.lowerBound]
    let end = ends[tokens.upperBound - 1]
    return gold.first { $0.start < end && start < $0.end }
  }

  nonisolated(unsafe) private static var number = 0

  static func load(_ folder: String) throws -> [PlaceDocument] {
    defer { number += 1 }
    return try AnnotatedFolder<Gold>(folder).articles.map { _, article, gold in
      let reading = Extractor.standard.read(article)
      let names = NameFinder.standard.find(in: reading)
      let offsets = ScalarOffsets(article)
      let ranges = (0..<reading.tokens.count).map { reading.tokens.range($0) }
      return PlaceDocument(
        set: number, reading: reading, names: names, starts: ranges.map { Int(offsets.scalar(at: $0.start)) },
        ends: ranges.map { Int(offsets.scalar(at: $0.end)) }, gold: gold)
    }
  }
}

/// Counts of what a pair of weights finds.
struct PlaceTally: CustomStringConvertible {
  var right = 0
  var wrong = 0
  var gold = 0
  var placed = 0
  var resolved = 0
  var near = 0

  mutating func add(_ document: PlaceDocument, _ weights: PlaceWeights) {
    let resolution = PlaceFinder.standard.resolution(
      document.reading, names: document.names, weights: weights)
    let chosen = resolution.chosen()
    var used: Set<Int> = []
    for (index, span) in resolution.spans.enumerated() where resolution.isPlace(index) {
      guard let toponym = document.toponym(span.tokens) else {
        wrong += 1
        continue
      }
      guard used.insert(toponym.start).inserted else {
        wrong += 1
        continue
      }
      right += 1
      guard let point = toponym.point, let place = chosen[index] else { continue }
      resolved += 1
      if Geometry.distance(point, Gazetteer.standard.point(place)) <= 161 { near += 1 }
    }
    gold += document.gold.count
    placed += document.gold.count { $0.lat != nil }
  }

  var description: String {
    func percent(_ a: Int, _ b: Int) -> String {
      let value = (Double(a) * 1000 / Double(max(1, b))).rounded()
      return "\(Int(value) / 10).\(Int(value) % 10)"
    }
    return "recognition P \(percent(right, right + wrong)) R \(percent(right, gold)) "
      + "F \(percent(2 * right, right + wrong + gold)), within 161 km of all \(percent(near, placed)), "
      + "of resolved \(percent(near, resolved))"
  }
}
