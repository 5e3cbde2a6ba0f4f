internal import Articles
internal import English
internal import Facts

/// Stretches of tokens with features and labels, as columns.
struct NamesExamples {
  /// Feature numbers of all tokens.
  var rows: [Int32] = []
  /// Where each token's features start; one more than tokens.
  var starts: [Int] = [0]
  /// A bit for each label that the token may have: one bit where the corpus says all.
  var labels: [UInt32] = []
  /// First token of each stretch; one more than stretches.
  var stretches: [Int] = [0]
  var opens: [Bool] = []
  var closes: [Bool] = []
  let bits: Int
  let sources: NameSources

  init(bits: Int, sources: NameSources) {
    self.bits = bits
    self.sources = sources
  }

  /// Adds a document, tokenised by the program. `isNationality` says whether the name of an article of an
  /// undivided MISC class is a nationality.
  mutating func add(_ document: NamesCorpus.Document) {
    let reading = NamesExamples.reading(of: document.text)
    let text = NameText(reading, sources)
    let gold = Self.labels(of: document, reading)
    for stretch in text.stretches {
      for token in stretch.first..<stretch.last {
        text.appendRows(of: token, sentence: stretch.sentence, bits: bits, to: &rows)
        starts.append(rows.count)
        labels.append(gold[token])
      }
      // A name that reaches beyond the stretch cannot be found whole.
      mend(from: stretches[stretches.count - 1])
      stretches.append(labels.count)
      opens.append(stretch.opens)
      closes.append(stretch.closes)
    }
  }

  static func reading(of text: [UInt8]) -> Reading {
    Reader.standard.read(Article(text: ContiguousArray(text)))
  }

  private static func labels(of document: NamesCorpus.Document, _ reading: Reading) -> [UInt32] {
    var free: UInt32 = 1
    if document.isPartial {
      for kind in [NameKind.nationality, .other] { free |= 0xF << UInt32(NameLabel.begin(kind)) }
    }
    var result = [UInt32](repeating: free, count: reading.tokens.count)
    var token = 0
    for (range, kind) in document.names {
      while token < result.count, Int(reading.tokens.range(token).end) <= range.lowerBound { token += 1 }
      let first = token
      while token < result.count, Int(reading.tokens.start[token]) < range.upperBound { token += 1 }
      guard token > first else { continue }
      // A sentence break inside a name would leave it open.
      guard reading.sentence(of: first) == reading.sentence(of: token - 1) else {
        for member in first..<token { result[member] = UInt32(1) << UInt32(NameLabel.unit(kind)) }
        continue
      }
      for member in first..<token {
        let label =
          token - first == 1
          ? NameLabel.unit(kind)
          : member == first
            ? NameLabel.begin(kind) : member == token - 1 ? NameLabel.last(kind) : NameLabel.inside(kind)
        result[member] = 1 << UInt32(label)
      }
    }
    return result
  }

  /// Makes the single labels from `first` on a sequence that the chain allows.
  private mutating func mend(from first: Int) {
    guard first < labels.count else { return }
    for token in first..<labels.count where labels[token].nonzeroBitCount == 1 {
      let label = labels[token].trailingZeroBitCount
      guard let kind = NameLabel.kind(of: label) else { continue }
      func continues(_ other: Int, _ test: (Int) -> Bool) -> Bool {
        guard other >= first, other < labels.count, labels[other].nonzeroBitCount == 1 else { return false }
        let label = labels[other].trailingZeroBitCount
        return test(label) && NameLabel.kind(of: label) == kind
      }
      let hasLeft = NameLabel.needsBeginning(label) && continues(token - 1, NameLabel.isOpen)
      let hasRight = NameLabel.isOpen(label) && continues(token + 1, NameLabel.needsBeginning)
      let mended =
        hasLeft
        ? (hasRight ? NameLabel.inside(kind) : NameLabel.last(kind))
        : (hasRight ? NameLabel.begin(kind) : NameLabel.unit(kind))
      labels[token] = 1 << UInt32(mended)
    }
  }
}
