internal import Articles
internal import Facts

/// A range within a sentence: offset and length in 16 bits. A span that does not fit (a "sentence" above
/// 64 KB) is kept as empty: nothing is marked then.
struct ShortSpan: Sendable, BitwiseCopyable {
  var offset: UInt16
  var length: UInt16

  init(_ range: TextRange, in sentence: TextRange) {
    let low = Int(range.start) - Int(sentence.start)
    if range.count > 0, low >= 0, low <= Int(UInt16.max), range.count <= Int(UInt16.max) {
      offset = UInt16(low)
      length = UInt16(range.count)
    } else {
      offset = 0
      length = 0
    }
  }

  func range(in sentence: TextRange) -> TextRange {
    guard length > 0 else { return TextRange(start: sentence.start, end: sentence.start) }
    let start = sentence.start + Int32(offset)
    return TextRange(start: start, end: start + Int32(length))
  }
}

/// What each article says of each fact, as columns in order of insertion: the store that merging reads and
/// never changes. About 120 bytes a report with its mentions and fillers.
struct Reports: Sendable {
  /// Rare values of a report.
  struct Quantities: Sendable {
    var killed: Int32
    var injured: Int32
    var amount: Double
    var currency: String
    /// All numbers that the article gives, in order.
    var figures: [Figure]
  }

  /// The entity forms in the reports' roles, and who says so.
  struct Fillings: Sendable {
    /// Form of the source; −1 none.
    var source: [Int32] = []
    /// Report `r` has fillers `fillerStart[r]..<fillerStart[r + 1]`.
    var fillerStart: [Int32] = [0]
    var fillerRole: [UInt8] = []
    var fillerForm: [Int32] = []

    /// Appends those of one fact, by its address so that its references are not counted: at first the numbers of
    /// the article's entities, −1 for those that it does not have. O(its fillers).
    mutating func append(_ fact: UnsafePointer<Fact>, entityCount: Int) {
      func entity(_ id: EntityID) -> Int32 {
        id.rawValue >= 0 && Int(id.rawValue) < entityCount ? id.rawValue : -1
      }
      source.append(fact.pointee.source.map { entity($0.entity) } ?? -1)
      for filler in fact.pointee.roles {
        fillerRole.append(filler.role.rawValue)
        fillerForm.append(entity(filler.entity))
      }
      fillerStart.append(Int32(fillerRole.count))
    }

    var byteCount: Int {
      4 * (source.capacity + fillerStart.capacity + fillerForm.capacity) + fillerRole.capacity
    }
  }

  var kind: [UInt8] = []
  var status: [UInt8] = []
  /// Bit 0 main, 1 direct source, 2–4 place via, 5–7 time via.
  var flags: [UInt8] = []
  /// 0–255 for 0–1.
  var confidence: [UInt8] = []
  /// Article by order of insertion.
  var article: [Int32] = []
  /// Row of `spots`; −1 no place.
  var spot: [Int32] = []
  var spots = Spots()
  var placeText: [TextRange] = []
  /// Empty (start > end) where there is no time.
  var time: [TimeInterval] = []
  var timeText: [TextRange] = []
  /// Row of `cues`, `contents`, `quantities`; −1 none.
  var cue: [Int32] = []
  var content: [Int32] = []
  var quantity: [Int32] = []
  var cues: [TextRange] = []
  var contents: [TextRange] = []
  var quantities: [Quantities] = []

  var fillings = Fillings()

  var mentionStart: [Int32] = [0]
  var mentionSentence: [TextRange] = []
  var mentionTrigger: [ShortSpan] = []
  var mentionPlace: [ShortSpan] = []
  var mentionDate: [ShortSpan] = []
  var mentionRule: [UInt16] = []

  /// Mention `m` marks fillers `markStart[m]..<markStart[m + 1]`; `markFiller` counts from the report's first
  /// filler.
  var markStart: [Int32] = [0]
  var markText: [ShortSpan] = []
  var markFiller: [UInt8] = []

  static let noTime = TimeInterval(start: 1, end: 0)

  var count: Int { kind.count }
  func hasTime(_ report: Int) -> Bool { time[report].start <= time[report].end }
  func hasPlace(_ report: Int) -> Bool { spot[report] >= 0 }
  /// Gazetteer row; −1 none known, −2 no place.
  func place(_ report: Int) -> Int32 { spot[report] < 0 ? -2 : spots.place[Int(spot[report])] }
  func placeVia(_ report: Int) -> Via { Via(rawValue: (flags[report] >> 2) & 7) ?? .clause }
  func timeVia(_ report: Int) -> Via { Via(rawValue: (flags[report] >> 5) & 7) ?? .clause }
  /// A confidence in 255 parts.
  private static func parts(_ confidence: Float) -> UInt8 {
    UInt8(max(0, min(255, (confidence.isFinite ? confidence : 0) * 255 + 0.5)))
  }
  static func isSure(_ confidence: Float) -> Bool { parts(confidence) >= FactIndex.leastSure }
  func isSure(_ report: Int) -> Bool { confidence[report] >= FactIndex.leastSure }
  func isMain(_ report: Int) -> Bool { flags[report] & 1 != 0 }
  func fillers(_ report: Int) -> Range<Int> {
    Int(fillings.fillerStart[report])..<Int(fillings.fillerStart[report + 1])
  }
  func mentions(_ report: Int) -> Range<Int> { Int(mentionStart[report])..<Int(mentionStart[report + 1]) }
  func marks(_ mention: Int) -> Range<Int> { Int(markStart[mention])..<Int(markStart[mention + 1]) }

  /// Whether a fact can be kept: of a known kind, and said somewhere.
  static func isWhole(_ fact: UnsafePointer<Fact>, kindCount: Int) -> Bool {
    Int(fact.pointee.kind.rawValue) < kindCount && !fact.pointee.mentions.isEmpty
  }

  /// Appends all of one fact but its fillings, by its address so that its references are not counted.
  /// O(its mentions).
  mutating func append(_ fact: UnsafePointer<Fact>, article index: Int32, places: PlaceKnowledge) {
    kind.append(fact.pointee.kind.rawValue)
    status.append(fact.pointee.status.rawValue)
    confidence.append(Self.parts(fact.pointee.confidence))
    article.append(index)
    var bits: UInt8 = fact.pointee.isMain ? 1 : 0
    if fact.pointee.source?.isDirect == true { bits |= 2 }
    bits |= (fact.pointee.place?.via.rawValue ?? 0) << 2
    bits |= (fact.pointee.time?.via.rawValue ?? 0) << 5
    flags.append(bits)
    if let place = fact.pointee.place { spot.append(spots.intern(place, places)) } else { spot.append(-1) }
    placeText.append(fact.pointee.place?.text ?? TextRange(start: 0, end: 0))
    time.append(fact.pointee.time?.interval ?? Self.noTime)
    timeText.append(fact.pointee.time?.text ?? TextRange(start: 0, end: 0))
    if let said = fact.pointee.source {
      cue.append(Int32(cues.count))
      cues.append(said.cue)
    } else {
      cue.append(-1)
    }
    if let range = fact.pointee.content {
      content.append(Int32(contents.count))
      contents.append(range)
    } else {
      content.append(-1)
    }
    if fact.pointee.killed >= 0 || fact.pointee.injured >= 0 || !fact.pointee.amount.isNaN
      || !fact.pointee.figures.isEmpty
    {
      quantity.append(Int32(quantities.count))
      quantities.append(
        Quantities(
          killed: fact.pointee.killed, injured: fact.pointee.injured, amount: fact.pointee.amount,
          currency: fact.pointee.currency, figures: fact.pointee.figures))
    } else {
      quantity.append(-1)
    }
    appendMentions(of: fact)
  }

  private mutating func appendMentions(of fact: UnsafePointer<Fact>) {
    for (m, mention) in fact.pointee.mentions.enumerated() {
      mentionSentence.append(mention.sentence)
      mentionTrigger.append(ShortSpan(mention.trigger, in: mention.sentence))
      mentionPlace.append(ShortSpan(mention.place, in: mention.sentence))
      mentionDate.append(ShortSpan(mention.date, in: mention.sentence))
      mentionRule.append(mention.rule)
      for mark in fact.pointee.fillers where Int(mark.mention) == m {
        let filler = RoleFiller(role: mark.role, entity: mark.entity)
        guard let position = fact.pointee.roles.firstIndex(of: filler), position < 256 else { continue }
        markText.append(ShortSpan(mark.text, in: mention.sentence))
        markFiller.append(UInt8(position))
      }
      markStart.append(Int32(markText.count))
    }
    mentionStart.append(Int32(mentionRule.count))
  }

  /// Bytes held by the columns.
  var byteCount: Int {
    var bytes = kind.capacity + status.capacity + flags.capacity + confidence.capacity
    bytes += 4 * (article.capacity + spot.capacity) + spots.byteCount
    bytes += 8 * (placeText.capacity + time.capacity + timeText.capacity)
    bytes += 4 * (cue.capacity + content.capacity + quantity.capacity)
    bytes += 8 * (cues.capacity + contents.capacity) + 32 * quantities.capacity
    bytes += fillings.byteCount
    bytes += 4 * mentionStart.capacity + 8 * mentionSentence.capacity + 2 * mentionRule.capacity
    bytes += 4 * (mentionTrigger.capacity + mentionPlace.capacity + mentionDate.capacity)
    bytes += 4 * markStart.capacity + 4 * markText.capacity + markFiller.capacity
    return bytes
  }
}
