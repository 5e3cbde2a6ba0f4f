/// A treebank file in CoNLL-U.
struct Treebank {
  struct Token {
    var form: [UInt8]
    var lemma: [UInt8]
    var upos: String
    var xpos: String
    /// Number of the governing token in the sentence, from 1; 0 for the root.
    var head: Int
    var relation: String
    var spaceAfter: Bool
  }

  /// Tokens that are written as one word, such as "don't".
  struct Joined {
    var tokens: Range<Int>
    var form: [UInt8]
  }

  struct Sentence {
    var id = ""
    var document = ""
    var startsDocument = false
    var startsParagraph = false
    var text: [UInt8] = []
    var tokens: [Token] = []
    var joined: [Joined] = []
  }

  var sentences: [Sentence] = []

  /// The sentences of several files, in order.
  init(_ paths: [String]) throws {
    for path in paths { try add(Files.read(path)) }
  }

  private mutating func add(_ bytes: [UInt8]) {
    var sentence = Sentence()
    var document = ""
    var blockEnds: Set<Int> = []
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      if line.isEmpty || line == [13] {
        if !sentence.tokens.isEmpty {
          if sentence.startsDocument { blockEnds = [] }
          if blockEnds.remove(sentences.count) != nil { sentence.startsParagraph = true }
          sentences.append(sentence)
          sentence = Sentence()
        }
        sentence.document = document
      } else if line.first == UInt8(ascii: "#") {
        let comment = line.dropFirst(2)
        func value(_ key: String) -> ArraySlice<UInt8>? {
          comment.starts(with: key.utf8) ? comment.dropFirst(key.utf8.count) : nil
        }
        if let id = value("newdoc id = ") {
          document = String(decoding: id, as: UTF8.self)
          sentence.document = document
        }
        if value("newdoc") != nil { sentence.startsDocument = true }
        if comment.elementsEqual("newpar".utf8) || value("newpar id") != nil {
          sentence.startsParagraph = true
        }
        if let blocks = value("newpar_block = ") {
          blockEnds = Set(Self.blockLengths(blocks).map { sentences.count + $0 })
        }
        if let text = value("text = ") { sentence.text = Array(text) }
        if let id = value("sent_id = ") { sentence.id = String(decoding: id, as: UTF8.self) }
      } else {
        Self.read(line, into: &sentence)
      }
    }
    if !sentence.tokens.isEmpty { sentences.append(sentence) }
  }

  /// The lengths, in sentences, of the blocks of a page (paragraph, figure, caption, head …) that start together,
  /// as GUM lists them: "p (6 s) | figure (1 s) | caption (1 s)". A break of the page stands where one ends.
  /// Highlighting ("hi") is no block.
  static func blockLengths(_ blocks: ArraySlice<UInt8>) -> [Int] {
    String(decoding: blocks, as: UTF8.self).split(separator: "|").compactMap { block in
      guard !block.drop(while: { $0 == " " }).hasPrefix("hi "), let open = block.lastIndex(of: "(") else {
        return nil
      }
      return Int(block[block.index(after: open)...].prefix { $0.isNumber })
    }
  }

  private static func read(_ line: ArraySlice<UInt8>, into sentence: inout Sentence) {
    let fields = line.split(separator: 9, omittingEmptySubsequences: false)
    guard fields.count >= 10 else { return }
    func string(_ index: Int) -> String { String(decoding: fields[index], as: UTF8.self) }
    let spaceAfter = !string(9).split(separator: "|").contains("SpaceAfter=No")
    let number = string(0)
    if let dash = number.firstIndex(of: "-") {
      guard let first = Int(number[..<dash]), let last = Int(number[number.index(after: dash)...]),
        first <= last
      else { return }
      sentence.joined.append(Joined(tokens: first - 1..<last, form: Array(fields[1])))
      return
    }
    guard Int(number) != nil else { return }
    sentence.tokens.append(
      Token(
        form: Array(fields[1]), lemma: Array(fields[2]), upos: string(3), xpos: string(4),
        head: Int(string(6)) ?? 0,
        relation: string(7), spaceAfter: spaceAfter))
  }
}

extension Treebank.Sentence {
  /// The byte range of every token in `text`; a token of a joined word whose form is not written there has the
  /// joined word's range. nil if the tokens do not match the text.
  var ranges: [Range<Int>]? {
    var found: [Range<Int>] = []
    var at = 0
    var index = 0
    func match(_ form: [UInt8]) -> Range<Int>? {
      while at < text.count,
        text[at] == 32 || (text[at] == 0xc2 && at + 1 < text.count && text[at + 1] == 0xa0)
      {
        at += text[at] == 32 ? 1 : 2
      }
      guard text[at...].starts(with: form) else { return nil }
      defer { at += form.count }
      return at..<at + form.count
    }
    while index < tokens.count {
      if let word = joined.first(where: { $0.tokens.lowerBound == index }) {
        guard let range = match(word.form) else { return nil }
        let parts = tokens[word.tokens]
        if parts.flatMap(\.form) == word.form {
          var start = range.lowerBound
          for part in parts {
            found.append(start..<start + part.form.count)
            start += part.form.count
          }
        } else {
          found.append(contentsOf: parts.map { _ in range })
        }
        index = word.tokens.upperBound
      } else {
        guard let range = match(tokens[index].form) else { return nil }
        found.append(range)
        index += 1
      }
    }
    return found
  }
}
