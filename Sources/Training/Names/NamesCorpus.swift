internal import Facts

/// Texts with marked names, rebuilt from tokenised corpora as a newspaper would print them.
struct NamesCorpus {
  struct Document {
    var text: [UInt8] = []
    /// Byte ranges, in order.
    var names: [(range: Range<Int>, kind: NameKind)] = []
    /// Nationalities and other names are not marked.
    var isPartial = false
  }

  enum Format: String, CaseIterable { case worldwide, wikigold, uner }

  var documents: [Document] = []

  /// Tokens of one line (a sentence or paragraph) of a corpus with their tags.
  typealias Line = [(word: String, tag: String)]

  /// Reads a corpus file. `natural` is the share of documents that are printed as newspapers print them
  /// ("long-term", "U.S."), the others keep the corpus's spaces.
  mutating func add(_ content: String, _ format: Format, natural: Double, _ random: inout SplitMix) {
    for lines in Self.articles(content, format) {
      var document = Document(isPartial: format == .uner)
      let isNatural = random.unit() < natural
      for line in lines where !line.isEmpty {
        Self.append(line, to: &document, natural: isNatural, format)
      }
      if !document.text.isEmpty { documents.append(document) }
    }
  }

  /// The corpus without the documents of these numbers.
  func without(_ left: [Int]) -> NamesCorpus {
    let left = Set(left)
    var part = self
    part.documents = documents.indices.filter { !left.contains($0) }.map { documents[$0] }
    return part
  }

  /// Copies of a share of the documents in which every line is printed in capitals or as a title.
  mutating func addCapitals(share: Double, _ random: inout SplitMix) {
    for document in documents where random.unit() < share {
      var copy = document
      let capitals = random.unit() < 0.5
      var atWordStart = true
      for index in copy.text.indices {
        let byte = copy.text[index]
        let isLower = (97...122).contains(byte)
        if isLower, capitals || atWordStart { copy.text[index] = byte - 32 }
        atWordStart = byte == 32 || byte == 10
      }
      documents.append(copy)
    }
  }

  /// The words, lower-cased, of the names of a kind.
  func words(of kind: NameKind) -> Set<String> {
    var result: Set<String> = []
    for document in documents {
      for name in document.names where name.kind == kind {
        result.insert(String(decoding: document.text[name.range], as: UTF8.self).lowercased())
      }
    }
    return result
  }

  /// Calls those names from document `first` on nationalities whose text is one of `nationalities`: some
  /// corpora have one class for both.
  mutating func divideOthers(from first: Int, nationalities: Set<String>) {
    for index in first..<documents.count {
      for (number, name) in documents[index].names.enumerated() where name.kind == .other {
        let text = String(decoding: documents[index].text[name.range], as: UTF8.self).lowercased()
        if nationalities.contains(text) { documents[index].names[number].kind = .nationality }
      }
    }
  }

  private static func articles(_ content: String, _ format: Format) -> [[Line]] {
    var result: [[Line]] = [[]]
    var line: Line = []
    func isStart(_ row: Substring) -> Bool {
      row.hasPrefix("-DOCSTART-") || row.hasPrefix("# newdoc")
    }
    for row in content.split(separator: "\n", omittingEmptySubsequences: false) {
      if row.isEmpty || isStart(row) {
        result[result.count - 1].append(line)
        line = []
        if isStart(row) { result.append([]) }
        continue
      }
      if row.hasPrefix("# ") { continue }
      let cells = row.split(separator: format == .wikigold ? " " : "\t", omittingEmptySubsequences: false)
      let shift = format == .uner ? 1 : 0
      guard cells.count >= 2 + shift, !cells[shift].isEmpty else { continue }
      if cells[shift].hasPrefix("http"), format == .worldwide, line.isEmpty { continue }
      line.append((String(cells[shift]), String(cells[1 + shift])))
    }
    result[result.count - 1].append(line)
    return result
  }

  private static let kinds: [String: NameKind] = [
    "Person": .person, "PER": .person, "Organization": .organisation, "ORG": .organisation,
    "Location": .place, "LOC": .place, "Facility": .place, "NORP": .nationality, "Misc": .other,
    "MISC": .other, "Product": .other,
  ]
  private static let closers: Set<String> = [
    ".", ",", ";", ":", "!", "?", ")", "]", "}", "%", "'s", "’s", "n't", "n’t", "'re", "'ve", "'m", "'ll",
    "'d",
    "’re", "’ve", "’m", "’ll", "’d", "”", "...", "…",
  ]
  private static let openers: Set<String> = ["(", "[", "{", "$", "£", "€", "“", "#"]

  private static func append(
    _ line: Line, to document: inout Document, natural: Bool, _ format: Format
  ) {
    if !document.text.isEmpty { document.text.append(10) }
    var isQuoted = false
    var attaches = true
    var current: (start: Int, end: Int, type: String)?
    func close() {
      if let name = current, let kind = kinds[name.type] {
        document.names.append((name.start..<name.end, kind))
      }
      current = nil
    }
    for (index, (word, tag)) in line.enumerated() {
      var space = !attaches
      attaches = false
      if closers.contains(word) { space = false }
      if openers.contains(word) { attaches = true }
      if word == "\"" {
        if isQuoted { space = false } else { attaches = true }
        isQuoted.toggle()
      }
      if natural {
        let hasNeighbours = index > 0 && index + 1 < line.count
        if word == "-" || word == "/", hasNeighbours, isWord(line[index - 1].word),
          isWord(line[index + 1].word)
        {
          space = false
          attaches = true
        }
        if word == ".", isInitial(line, index - 1), isInitial(line, index + 1), index + 2 < line.count,
          line[index + 2].word == "."
        {
          attaches = true
        }
      }
      if space { document.text.append(32) }
      let start = document.text.count
      document.text.append(contentsOf: word.utf8)
      let type = tag.count > 2 ? String(tag.dropFirst(2)) : ""
      let begins = tag.hasPrefix("B-") || current?.type != type
      if type.isEmpty || begins { close() }
      if !type.isEmpty {
        current = (current?.start ?? start, document.text.count, type)
      }
    }
    close()
  }

  private static func isWord(_ word: String) -> Bool {
    guard let scalar = word.unicodeScalars.first else { return false }
    return scalar.properties.isAlphabetic || (48...57).contains(scalar.value)
  }

  private static func isInitial(_ line: Line, _ index: Int) -> Bool {
    line.indices.contains(index) && line[index].word.utf8.count == 1
      && (65...90).contains(line[index].word.utf8.first ?? 0)
  }
}

extension SplitMix {
  /// 0 up to 1, exclusive.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
