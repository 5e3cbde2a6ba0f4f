internal import Articles
internal import Facts
internal import Foundation

/// A folder of articles with the facts that a reader found in them: `text/*.txt` and `gold.jsonl`.
struct FactSet {
  /// A fact as an annotator wrote it down. Offsets are Unicode scalars of the file.
  struct Gold: Decodable {
    struct Mention: Decodable {
      var start: Int
      var end: Int
      /// First and last offset of its sentence.
      var sentence: [Int]
    }

    struct RoleName: Decodable {
      var role: String
      var name: String
    }

    var doc: String
    var kind: String
    var status: String
    var mentions: [Mention]
    var roles: [RoleName]
    var note: String?

    /// Neither a miss nor, when found, a hit.
    var isDoubtful: Bool { note == "doubtful" }
  }

  struct Document {
    var name: String
    var harvest: Harvest
    var offsets: ScalarOffsets
    var gold: [Gold]
  }

  var documents: [Document] = []

  /// Reads the articles of a folder with `extractor`.
  /// - Throws: what is no set, with its path.
  init(_ folder: String, extractor: Extractor = .standard) throws {
    var gold: [String: [Gold]] = [:]
    for (number, line) in try Files.text(folder + "/gold.jsonl").split(separator: "\n").enumerated() {
      do {
        let fact = try JSONDecoder().decode(Gold.self, from: Data(line.utf8))
        gold[fact.doc, default: []].append(fact)
      } catch {
        throw Files.Failure(path: "\(folder)/gold.jsonl:\(number + 1)", reason: "no fact: \(error)")
      }
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: folder + "/text").sorted()
    where file.hasSuffix(".txt") {
      let article = try Files.article(folder + "/text/" + file)
      let name = String(file.dropLast(4))
      documents.append(
        Document(
          name: name, harvest: extractor.harvest(article), offsets: ScalarOffsets(article.text),
          gold: gold[name] ?? []))
    }
  }
}
