package import Atlas
package import Indexing
package import Querying

/// What a session asked, and what came of it, as one document: written as a page of HTML or as Markdown. Pure data, without
/// a clock, so that the same session gives the same bytes.
package struct PageDocument {
  /// A statement with what it showed.
  package struct Entry {
    /// What a statement showed.
    package enum Content {
      /// Nothing: it changed what later ones do.
      case step
      case answer(Answer, Drawing?)
      /// The evidence of facts, by their ids.
      case facts([String])
      /// A page of text.
      case text(String)
    }

    /// As it was typed.
    package var statement: String
    /// What came of it.
    package var content: Content
    /// What its rows lead to: "#f-…" the evidence of a fact, "#s-…" a source, "" nothing. By row, perhaps fewer.
    package var links: [String]

    package init(_ statement: String, _ content: Content, links: [String] = []) {
      self.statement = statement
      self.content = content
      self.links = links
    }
  }

  /// What it is called.
  package var title: String
  /// "26 articles · 175 facts": what was loaded, in a line.
  package var summary = ""
  /// What was loaded, as it was named.
  package var loaded: [String] = []
  /// What was asked, in order.
  package var entries: [Entry] = []
  /// What stands behind its rows.
  package var evidence = PageEvidence()
  /// Names and values, in order.
  package var settings: [(name: String, value: String)] = []
  /// Nil where nothing was corrected.
  package var corrections: Answer?
  /// The statements alone, to run them again; "" where there are none.
  package var script = ""
  /// Who made the data, a paragraph each.
  package var credits: [String] = []
  /// Rows of an answer that are shown; 0 = all.
  package var mostRows = 0

  /// Borders and coasts for maps of rows; nil: only what was asked for as a map is one.
  package var borders: ((PlaceBounds) -> [[Coordinate]])?

  package init(title: String) { self.title = title }

  /// Rows of an answer that are shown.
  func shownRows(_ answer: Answer) -> Int {
    mostRows > 0 ? min(mostRows, answer.rowCount) : answer.rowCount
  }

  /// The entries that showed something, with their numbers from 1; steps have none.
  var numbered: [(number: Int?, entry: Entry)] {
    var number = 0
    return entries.map { entry in
      if case .step = entry.content { return (nil, entry) }
      number += 1
      return (number, entry)
    }
  }

  /// "1 row", "1,234 rows".
  static func count(_ number: Int, _ noun: String = "row") -> String {
    var digits = String(number)
    var text = ""
    while digits.count > 3 {
      text = "," + digits.suffix(3) + text
      digits.removeLast(3)
    }
    return digits + text + " " + (number == 1 ? noun : noun + "s")
  }
}
