internal import Articles
internal import Foundation

/// A line of a `gold.jsonl`: what an annotator wrote down of a document.
protocol Annotation: Decodable {
  /// The name of the document's file in `text`, without ".txt".
  var doc: String { get }
  /// What is wrong with it beyond its form; nil if nothing is.
  var fault: String? { get }
}

extension Annotation {
  var fault: String? { nil }
}

/// A folder of articles and of what annotators wrote down of them: `text/*.txt` and `gold.jsonl`, an object a line.
struct AnnotatedFolder<Row: Annotation> {
  /// In the order of their names.
  var articles: [(name: String, article: Article, gold: [Row])] = []
  /// Documents that annotations speak of and `text` lacks.
  var missing: [String] = []

  /// - Throws: what cannot be read or is no annotation, with file and line.
  init(_ folder: String) throws {
    var gold: [String: [Row]] = [:]
    let lines = try Files.read(folder + "/gold.jsonl").split(separator: 10, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where line.contains(where: { $0 > 32 }) {
      let place = "\(folder)/gold.jsonl:\(number + 1)"
      let row: Row
      do {
        row = try JSONDecoder().decode(Row.self, from: Data(line))
      } catch {
        throw Files.Failure(path: place, reason: "no annotation: \(error)")
      }
      if let fault = row.fault { throw Files.Failure(path: place, reason: fault) }
      gold[row.doc, default: []].append(row)
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: folder + "/text").sorted()
    where file.hasSuffix(".txt") {
      let name = String(file.dropLast(4))
      articles.append(
        (name, try Files.article("\(folder)/text/\(file)"), gold.removeValue(forKey: name) ?? []))
    }
    missing = gold.keys.sorted()
  }
}
