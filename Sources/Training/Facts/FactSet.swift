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

      var isOrdered: Bool {
        sentence.count == 2 && 0 <= sentence[0] && sentence[0] <= start && start <= end
          && end < Int(Int32.max)
          && sentence[1] >= sentence[0] && sentence[1] < Int(Int32.max)
      }
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
    let lines = try Files.read(folder + "/gold.jsonl").split(separator: 10, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where line.contains(where: { $0 > 32 }) {
      let place = "\(folder)/gold.jsonl:\(number + 1)"
      let fact: Gold
      do {
        fact = try JSONDecoder().decode(Gold.self, from: Data(line))
      } catch {
        throw Files.Failure(path: place, reason: "no fact: \(error)")
      }
      guard fact.mentions.allSatisfy(\.isOrdered) else {
        throw Files.Failure(
          path: place, reason: "a mention whose offsets are not start ≤ end within two of its sentence")
      }
      gold[fact.doc, default: []].append(fact)
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: folder + "/text").sorted()
    where file.hasSuffix(".txt") {
      let article = try Files.article(folder + "/text/" + file)
      let name = String(file.dropLast(4))
      documents.append(
        Document(
          name: name, harvest: extractor.harvest(article), offsets: ScalarOffsets(article.text),
          gold: gold.removeValue(forKey: name) ?? []))
    }
    if let missing = gold.keys.min() {
      throw Files.Failure(
        path: "\(folder)/text/\(missing).txt", reason: "it is not there, but gold.jsonl tells of it")
    }
  }
}
