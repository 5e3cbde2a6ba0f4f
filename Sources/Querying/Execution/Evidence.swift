public import Articles
public import Facts
public import Indexing

/// What stands behind a fact: each sentence that reports it, with what was found in it.
public struct Evidence: Sendable {
  public struct Mark: Hashable, Sendable {
    public enum Part: Hashable, Sendable {
      case trigger, place, date
      case filler(Role, EntityID)
    }

    /// Bytes of the article.
    public var text: TextRange
    public var part: Part
  }

  public struct Mention: Sendable {
    public var article: ArticleID
    public var sentence: TextRange
    /// By position; they may overlap.
    public var marks: [Mark]
    /// The frame that found it.
    public var rule: UInt16
  }

  public var fact: Fact
  /// How place and date came to it; nil where it has none.
  public var placeVia: Via?
  public var dateVia: Via?
  /// By article, in order of appearance.
  public var mentions: [Mention]
}

extension FactIndex {
  /// The evidence for a fact; nil where there is no fact of that number. O(its mentions).
  public func evidence(for id: FactID) -> Evidence? {
    guard (0..<factCount).contains(Int(id.rawValue)) else { return nil }
    let fact = fact(id)
    let mentions = fact.mentions.enumerated().map { number, mention in
      var marks: [Evidence.Mark] = []
      func mark(_ text: TextRange, _ part: Evidence.Mark.Part) {
        if !text.isEmpty { marks.append(Evidence.Mark(text: text, part: part)) }
      }
      mark(mention.trigger, .trigger)
      mark(mention.place, .place)
      mark(mention.date, .date)
      for filler in fact.fillers where Int(filler.mention) == number {
        mark(filler.text, .filler(filler.role, filler.entity))
      }
      marks.sort {
        $0.text.start != $1.text.start ? $0.text.start < $1.text.start : $0.text.end > $1.text.end
      }
      return Evidence.Mention(
        article: mention.article, sentence: mention.sentence, marks: marks, rule: mention.rule)
    }
    return Evidence(fact: fact, placeVia: fact.place?.via, dateVia: fact.time?.via, mentions: mentions)
  }
}
