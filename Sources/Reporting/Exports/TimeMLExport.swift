public import Articles
internal import Facts
internal import Querying

/// A sentence that tells a fact, in pieces: its words, those of them that tell the event, those that tell its time.
extension RowDetail {
  /// A sentence that tells a fact.
  public struct Telling: Sendable, Hashable {
    /// What a piece of a sentence is.
    public enum Piece: Sendable, Hashable {
      /// Words that are neither.
      case words(String)
      /// The words that tell the event.
      case event(String)
      /// The words that tell when.
      case time(String)
    }

    /// What names its article outside of the program.
    public var article: String
    /// When its article appeared.
    public var published: TimeInterval?
    /// All of the sentence.
    public var pieces: [Piece]

    /// A sentence of an article.
    public init(article: String, published: TimeInterval?, pieces: [Piece]) {
      self.article = article
      self.published = published
      self.pieces = pieces
    }

    /// A mention's sentence. Where no words of it tell the event, all of it does. O(length).
    init(_ mention: FactMention, of article: Article, _ key: String) {
      self.init(article: key, published: article.published, pieces: [])
      let sentence = mention.sentence
      func within(_ range: TextRange) -> Bool {
        !range.isEmpty && range.start >= sentence.start && range.end <= sentence.end
      }
      guard within(mention.trigger) else {
        pieces = [.event(article.string(sentence))]
        return
      }
      var marks = [(range: mention.trigger, isTime: false)]
      let date = mention.date
      // "the 2014 attack": of words that are both the event has them.
      if within(date), date.end <= mention.trigger.start || date.start >= mention.trigger.end {
        marks.append((date, true))
      }
      marks.sort { $0.range.start < $1.range.start }
      var place = sentence.start
      func add(until end: Int32) {
        if end > place { pieces.append(.words(article.string(TextRange(start: place, end: end)))) }
      }
      for mark in marks {
        add(until: mark.range.start)
        let text = article.string(mark.range)
        pieces.append(mark.isTime ? .time(text) : .event(text))
        place = mark.range.end
      }
      add(until: sentence.end)
    }
  }
}

/// Answers as TimeML 1.2.1 (J. Pustejovsky and others, "TimeML: Robust Specification of Event and Temporal Expressions in Text",
/// 2003; ISO 24617-1 goes on from it): the sentences that tell each fact, an event in each, when it was, and which of them are one
/// event.
///
/// An article that has a day begins with it (`PUBLICATION_TIME`). Tense and aspect are not known of facts; what was planned, denied
/// or asked for is told by `modality` and `polarity`.
extension AnswerPrinter {
  func timeml(_ answer: Answer, _ details: [RowDetail]) -> String {
    var document = TimeMLDocument()
    for number in 0..<answer.rowCount where number < details.count && details[number].sort == .fact {
      document.add(details[number])
    }
    return document.text
  }
}

private struct TimeMLDocument {
  private var body = ""
  private var links = ""
  private var (times, events, linked) = (0, 0, 0)
  /// Articles that have told when they appeared.
  private var published: Set<String> = []
  /// Times that no words tell, each once.
  private var untold: [TimeInterval: String] = [:]
  private var untoldTimes = ""

  var text: String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<TimeML>\n" + body + untoldTimes + links + "</TimeML>\n"
  }

  mutating func add(_ fact: RowDetail) {
    let time = fact.time.flatMap { $0.isWritten ? $0 : nil }
    var first: String?
    for telling in fact.tellings {
      publish(telling)
      var (instance, said) = ("", "")
      for piece in telling.pieces {
        switch piece {
        case .words(let words): body += XMLWriter.escaped(words)
        case .event(let words):
          instance = event(fact, words)
        case .time(let words):
          guard let time else {
            body += XMLWriter.escaped(words)
            continue
          }
          said = next("t", &times)
          let element = timex(said, time, words)
          body += element
        }
      }
      body += "\n"
      if instance.isEmpty { continue }
      if let time {
        link(instance, "relatedToTime", said.isEmpty ? untoldTime(time) : said, "IS_INCLUDED")
      }
      if let first { link(instance, "relatedToEventInstance", first, "IDENTITY") }
      first = first ?? instance
    }
  }

  /// The day of an article stands before its first sentence.
  private mutating func publish(_ telling: RowDetail.Telling) {
    guard let day = telling.published, day.isWritten, published.insert(telling.article).inserted else {
      return
    }
    let element = timex(next("t", &times), day, day.description, " functionInDocument=\"PUBLICATION_TIME\"")
    body += element + "\n"
  }

  private mutating func untoldTime(_ time: TimeInterval) -> String {
    if let known = untold[time] { return known }
    let id = next("t", &times)
    untold[time] = id
    let element = timex(id, time, "")
    untoldTimes += element + "\n"
    return id
  }

  /// Writes the words of an event, and its instance. The instance's name.
  private mutating func event(_ fact: RowDetail, _ words: String) -> String {
    let id = next("e", &events)
    let sort = fact.kind == "statement" ? "REPORTING" : "OCCURRENCE"
    body += "<EVENT eid=\"\(id)\" class=\"\(sort)\">\(XMLWriter.escaped(words))</EVENT>"
    let instance = "ei\(id.dropFirst())"
    links +=
      "<MAKEINSTANCE eiid=\"\(instance)\" eventID=\"\(id)\" pos=\"OTHER\" tense=\"NONE\" aspect=\"NONE\" "
      + "polarity=\"\(fact.status?.isNegative == true ? "NEG" : "POS")\""
    if let status = fact.status, !status.isReal {
      links += " modality=\"\(XMLWriter.escaped(status.name))\""
    }
    links += "/>\n"
    return instance
  }

  private mutating func link(_ instance: String, _ attribute: String, _ other: String, _ relation: String) {
    let id = next("l", &linked)
    links +=
      "<TLINK lid=\"\(id)\" eventInstanceID=\"\(instance)\" \(attribute)=\"\(other)\" relType=\"\(relation)\"/>\n"
  }

  private func next(_ letter: String, _ count: inout Int) -> String {
    count += 1
    return "\(letter)\(count)"
  }

  /// A time by its value as TIMEX3 has it; a stretch that has none by its length and its two ends.
  private mutating func timex(
    _ id: String, _ time: TimeInterval, _ words: String, _ more: String = ""
  ) -> String {
    let (sort, value): (String, String) =
      switch Precision(time) {
      case .day, .month, .quarter, .year, .week: ("DATE", time.description)
      case .decade: ("DATE", String(time.description.prefix(3)) + "X")
      case .minute: ("TIME", JSONText.instant(time.start))
      case .days: ("DURATION", "P\(time.lastDay.number - time.firstDay.number + 1)D")
      }
    var start = "<TIMEX3 tid=\"\(id)\" type=\"\(sort)\" value=\"\(value)\"\(more)"
    if sort == "DURATION" {
      let ends = [time.firstDay, time.lastDay].map { untoldTime(TimeInterval(day: $0)) }
      start += " beginPoint=\"\(ends[0])\" endPoint=\"\(ends[1])\""
    }
    return words.isEmpty ? start + "/>" : start + ">\(XMLWriter.escaped(words))</TIMEX3>"
  }
}
