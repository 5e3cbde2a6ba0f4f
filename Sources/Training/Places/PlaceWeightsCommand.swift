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
      the place is known, lat, lon and geonameid. Folders of facts, as `report` reads them, say in which country \
      a place of that name lies, for the choice among namesakes only. Prints the figures of cross-validation over \
      articles, then writes the weights fitted on all of them.
      """)

  @Argument(help: "Folders of sets.") var sets: [String]
  @Option(parsing: .upToNextOption, help: "Folders of annotated facts.") var facts: [String] = []
  @Option(help: "Parts of the cross-validation; 0 for none.") var folds = 5
  @Option(help: "File to write.") var output = "Sources/CFactsData/data/places/weights.txt"

  func run() throws {
    var documents: [PlaceDocument] = []
    for (number, set) in sets.enumerated() { documents += try PlaceDocument.load(set, number) }
    for (number, set) in facts.enumerated() {
      documents += try PlaceDocument.loadFacts(set, sets.count + number)
    }
    print(
      "\(documents.count) articles, \(documents.reduce(0) { $0 + $1.gold.count }) toponyms, \(documents.reduce(0) { $0 + $1.countries.count }) names with a country"
    )
    let sets = sets + facts
    if (try? PlaceWeights.loaded.get()) != nil {
      var tallies = [PlaceTally](repeating: PlaceTally(), count: sets.count)
      for document in documents { tallies[document.set].add(document, .standard) }
      for (set, tally) in zip(sets, tallies) { print("\(set), with the embedded weights: \(tally)") }
    }
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
  /// By folded name, where facts took place that the annotators of facts say a place of that name to be the place of.
  var countries: [[UInt8]: CountryCode] = [:]
  /// Of facts: what is no place is not known.
  var isOfFacts = false

  /// The country that a name's place lies in, where facts say so.
  func country(_ tokens: Range<Int>) -> CountryCode? {
    guard !countries.isEmpty else { return nil }
    let range = reading.tokens.range(tokens)
    let text = String(decoding: reading.article.text[Int(range.start)..<Int(range.end)], as: UTF8.self)
    return countries[NameFolder.fold(text)]
  }

  /// The gold toponym that overlaps tokens.
  func toponym(_ tokens: Range<Int>) -> Gold? {
    let start = starts[tokens.lowerBound]
    let end = ends[tokens.upperBound - 1]
    return gold.first { $0.start < end && start < $0.end }
  }

  private init(_ article: Article, set: Int, gold: [Gold]) {
    self.set = set
    self.gold = gold
    reading = Extractor.standard.read(article)
    names = NameFinder.standard.find(in: reading)
    let offsets = ScalarOffsets(article)
    let ranges = (0..<reading.tokens.count).map { [reading] in reading.tokens.range($0) }
    starts = ranges.map { Int(offsets.scalar(at: $0.start)) }
    ends = ranges.map { Int(offsets.scalar(at: $0.end)) }
  }

  static func load(_ folder: String, _ set: Int) throws -> [PlaceDocument] {
    try AnnotatedFolder<Gold>(folder).articles.map { PlaceDocument($0.article, set: set, gold: $0.gold) }
  }

  static func loadFacts(_ folder: String, _ set: Int) throws -> [PlaceDocument] {
    try AnnotatedFolder<FactSet.Gold>(folder).articles.map { _, article, facts in
      var document = PlaceDocument(article, set: set, gold: [])
      document.isOfFacts = true
      var several: Set<[UInt8]> = []
      for fact in facts {
        guard let place = fact.place?.split(separator: ",").first,
          let country = fact.country.flatMap({ CountryCode($0) })
        else { continue }
        let name = NameFolder.fold(place)
        if document.countries.updateValue(country, forKey: name) ?? country != country {
          several.insert(name)
        }
      }
      for name in several { document.countries[name] = nil }
      return document
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
  /// Names with several meanings whose country facts say, and how many of them have it.
  var told = 0
  var inCountry = 0

  mutating func add(_ document: PlaceDocument, _ weights: PlaceWeights) {
    let resolution = PlaceFinder.standard.resolution(
      document.reading, names: document.names, weights: weights)
    let chosen = resolution.chosen()
    for group in resolution.groups where group.senses.count > 1 {
      guard let span = resolution.spans(of: group).first,
        let country = document.country(resolution.spans[span].tokens)
      else { continue }
      let chosen = resolution.senses[group.best]
      guard !chosen.isOfSeveralCountries else { continue }
      told += 1
      if chosen.country == country { inCountry += 1 }
    }
    guard !document.isOfFacts else { return }
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
    guard told == 0 else { return "the country of \(inCountry) of \(told) names with several meanings" }
    return "recognition P \(percent(right, right + wrong)) R \(percent(right, gold)) "
      + "F \(percent(2 * right, right + wrong + gold)), within 161 km of all \(percent(near, placed)), "
      + "of resolved \(percent(near, resolved))"
  }
}
