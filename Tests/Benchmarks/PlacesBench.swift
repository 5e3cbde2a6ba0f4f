internal import ArgumentParser
internal import Articles
internal import Atlas
internal import English
internal import Facts

/// Speed of the gazetteer, on one thread: at least 1,000,000 `near` tests against outlines a second, at most
/// 150 ns a token to look up.
struct PlacesBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "places",
    abstract: "Measures the gazetteer: opening, look-up of tokens, tests of nearness.")

  @Argument(help: "Files or folders of articles to look names up in.") var paths: [String]

  func run() throws {
    let clock = ContinuousClock()
    func seconds(_ duration: Duration) -> Double {
      Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
    let opening = clock.measure { _ = Gazetteer.standard.count }
    print("opening: \(seconds(opening) * 1e6) µs, \(Gazetteer.standard.count) places")
    let gazetteer = Gazetteer.standard
    var readings: [Reading] = []
    for path in ArticleFiles.list(paths).files {
      if let article = try? ArticleLoader.load(path) { readings.append(Reader.standard.read(article)) }
    }
    let tokens = readings.reduce(0) { $0 + $1.tokens.count }
    var found = 0
    let lookups = clock.measure {
      var folder = NameFolder()
      for reading in readings {
        for sentence in reading.sentences {
          for token in sentence.tokens {
            if gazetteer.longestMatch(
              in: reading, at: token, before: Int(sentence.lastToken), folder: &folder) != nil
            {
              found += 1
            }
          }
        }
      }
    }
    print(
      "look-up of every token: \(seconds(lookups) / Double(max(1, tokens)) * 1e9) ns a token, \(found) found")
    var mentions = 0
    let finding = clock.measure {
      for reading in readings { mentions += PlaceFinder.standard.find(in: reading).count }
    }
    print("finding: \(seconds(finding) / Double(max(1, tokens)) * 1e9) ns a token, \(mentions) mentions")
    for (name, kilometres) in [
      ("Poland", 100.0), ("Russia", 100), ("Indonesia", 50), ("Fiji", 50), ("Danube", 20),
      ("Middle East", 100),
    ] {
      guard let id = gazetteer.places(named: name).first else { continue }
      var outline: Outline?
      let decoding = clock.measure { outline = gazetteer.outline(of: id) }
      guard let outline else { continue }
      var state: UInt64 = 5
      func next() -> Float {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(state >> 40) / Float(1 << 24)
      }
      let centre = gazetteer.point(id)
      let points = (0..<200_000).map { _ in
        Coordinate(
          latitude: max(-90, min(90, centre.latitude + (next() - 0.5) * 30)),
          longitude: max(-180, min(180, centre.longitude + (next() - 0.5) * 60)))
      }
      var near = 0
      let testing = clock.measure {
        for point in points where outline.isNear(point, within: kilometres) { near += 1 }
      }
      var sum = 0.0
      let measuring = clock.measure {
        for point in points.prefix(20_000) { sum += outline.distance(to: point) }
      }
      print(
        "\(name): decoded in \(seconds(decoding) * 1e3) ms, "
          + "\(Int(200_000 / seconds(testing))) near tests a second (\(near) near), "
          + "\(Int(20_000 / seconds(measuring))) distances a second")
    }
  }
}
