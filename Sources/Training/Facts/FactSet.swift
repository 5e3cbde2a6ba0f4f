internal import Articles
internal import Facts

/// A folder of articles with the facts that a reader found in them: `text/*.txt` and `gold.jsonl`.
struct FactSet {
  /// A fact as an annotator wrote it down. Offsets are Unicode scalars of the file.
  struct Gold: Annotation {
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
    var place: String?
    var country: String?
    var date: String?
    var note: String?
    /// Of a fact without a date: it was of the day of the article or the three before it; false: of another time.
    var recent: Bool?

    var fault: String? {
      mentions.allSatisfy(\.isOrdered)
        ? nil : "a mention whose offsets are not start ≤ end within two of its sentence"
    }

    /// Neither a miss nor, when found, a hit.
    var isDoubtful: Bool { note == "doubtful" }
  }

  struct Document {
    var name: String
    var harvest: Harvest
    var offsets: ScalarOffsets
    var scalars: [Unicode.Scalar]
    var gold: [Gold]

    /// The scalars before a byte.
    func offset(_ byte: Int32) -> Int { Int(offsets.scalar(at: byte)) }
  }

  var documents: [Document] = []

  /// Reads the articles of a folder with `extractor` and, where that is given, another model of the places of facts.
  /// - Throws: what is no set, with its path.
  init(_ folder: String, extractor: Extractor = .standard, places: FactPlaceSetting = FactPlaceSetting())
    throws
  {
    let annotated = try AnnotatedFolder<Gold>(folder)
    if let missing = annotated.missing.first {
      throw Files.Failure(
        path: "\(folder)/text/\(missing).txt", reason: "it is not there, but gold.jsonl tells of it")
    }
    for (name, article, gold) in annotated.articles {
      documents.append(
        Document(
          name: name, harvest: extractor.harvest(extractor.read(article), places: places),
          offsets: ScalarOffsets(article.text),
          scalars: Array(String(decoding: article.text, as: UTF8.self).unicodeScalars), gold: gold))
    }
  }
}
