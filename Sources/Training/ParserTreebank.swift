internal import Articles
internal import English

/// Sentences of a treebank file (CoNLL-U) as one reading, with the arcs they should have.
struct ParserTreebank {
  var reading: Reading
  /// As `Tokens.head` has them.
  var heads: [Int32] = []
  /// The treebank's own names.
  var relations: [String] = []
  /// In lower case.
  var forms: [String] = []

  /// The sentences whose `sent_id` begins with `prefix`. Tags come from `PT=UPOS XPOS` in the last column where there is one, else from the treebank's own.
  init(path: String, prefix: String = "") throws {
    let file = String(decoding: try Files.read(path), as: UTF8.self)
    var text = ContiguousArray<UInt8>()
    var tokens = Tokens()
    var sentences: [Sentence] = []
    var first = 0
    var isWanted = prefix.isEmpty
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if tokens.count > first {
          sentences.append(Sentence(tokens: first..<tokens.count, paragraph: 0))
          first = tokens.count
        }
        continue
      }
      if line.hasPrefix("# sent_id = ") { isWanted = line.dropFirst(12).hasPrefix(prefix) }
      guard isWanted, !line.hasPrefix("#") else { continue }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard columns.count >= 10, Int(columns[0]) != nil, let head = Int(columns[6]) else { continue }
      var tags = (columns[3], columns[4])
      for item in columns[9].split(separator: "|") where item.hasPrefix("PT=") {
        let parts = item.dropFirst(3).split(separator: " ")
        if parts.count == 2 { tags = (parts[0], parts[1]) }
      }
      tokens.start.append(Int32(text.count))
      tokens.length.append(Int32(columns[1].utf8.count))
      text += columns[1].utf8
      text.append(32)
      tokens.word.append(Symbol(rawValue: 0))
      tokens.lemma.append(Symbol(rawValue: 0))
      tokens.shape.append([])
      tokens.upos.append(UPOS.allCases.first { $0.name == tags.0 } ?? .x)
      tokens.xpos.append(XPOS.allCases.first { $0.name == tags.1 } ?? .xx)
      tokens.head.append(-1)
      tokens.relation.append(.none)
      tokens.arcConfidence.append(0)
      heads.append(head == 0 ? -1 : Int32(first + head - 1))
      relations.append(String(columns[7]))
      forms.append(columns[1].lowercased())
    }
    if tokens.count > first { sentences.append(Sentence(tokens: first..<tokens.count, paragraph: 0)) }
    reading = Reading(
      article: Article(text: text, path: path), tokens: tokens, sentences: sentences, ownWords: OwnWords())
  }
}
