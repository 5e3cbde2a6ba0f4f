internal import Articles
internal import English
internal import Facts
internal import Indexing
internal import Synchronization

/// The tokens of an article as a search looks at them: some 14 bytes each.
final class TaggedText: Sendable {
  let text: ArticleText
  /// What has been read.
  let body: TextRange
  let starts: [Int32]
  let lengths: [Int32]
  let lemmas: [Symbol]
  let tags: [XPOS]
  let universal: [UPOS]
  /// As the reader cuts them.
  let sentences: [TextRange]
  private let ownWords: OwnWords

  /// Reads an article. O(length).
  init(_ article: Article, using workspace: inout Reader.Workspace) {
    let reading = Reader.standard.read(article, using: &workspace)
    text = article.text
    body = article.body
    starts = reading.tokens.start
    lengths = reading.tokens.length
    lemmas = reading.tokens.lemma
    tags = reading.tokens.xpos
    universal = reading.tokens.upos
    sentences = reading.sentences.map { reading.tokens.range($0.tokens) }
    ownWords = reading.ownWords
  }

  var byteCount: Int { starts.count * 14 + sentences.count * 8 + ownWords.count * 32 + 256 }

  /// The tokens that lie in a stretch of the text. O(log tokens).
  func tokens(in range: TextRange) -> Range<Int> {
    let low = starts.indices.partitionPoint { starts[$0] < range.start }
    var high = max(low, starts.indices.partitionPoint { starts[$0] < range.end })
    while high > low, starts[high - 1] + lengths[high - 1] > range.end { high -= 1 }
    return low..<high
  }

  func bytes(of token: Int) -> Range<Int> { Int(starts[token])..<Int(starts[token] + lengths[token]) }

  /// In small letters.
  func lemma(of token: Int) -> [UInt8] {
    let symbol = lemmas[token]
    let own = Int(symbol.rawValue) - Int(ownWords.base)
    if own >= 0, own < ownWords.count { return Array(ownWords[own]) }
    return Array(Lexicon.standard.bytes(of: symbol))
  }
}

/// The articles that an engine's searches have read last: which they are changes how long a search takes, never what it
/// finds.
final class TaggedTextCache: Sendable {
  /// Bytes that are kept at most, but for the last article.
  let limit: Int

  private struct State {
    var texts: [Int32: (text: TaggedText, used: UInt64)] = [:]
    var bytes = 0
    var clock: UInt64 = 0
  }

  private let state = Mutex(State())
  /// As many as there have been threads at once.
  private let workspaces = Mutex<[Reader.Workspace]>([])

  init(limit: Int = 64 << 20) { self.limit = limit }

  /// Bytes that are kept.
  var byteCount: Int { state.withLock { $0.bytes } }

  /// The tokens of a text that is not kept.
  func text(of article: Article) -> TaggedText {
    var workspace = workspaces.withLock { $0.popLast() } ?? Reader.Workspace()
    let text = TaggedText(article, using: &workspace)
    workspaces.withLock { $0.append(workspace) }
    return text
  }

  /// The tokens of an article, read if they are not kept. Called on several threads at once.
  func text(_ id: ArticleID, of index: FactIndex) -> TaggedText {
    let kept = state.withLock { state -> TaggedText? in
      state.clock += 1
      state.texts[id.rawValue]?.used = state.clock
      return state.texts[id.rawValue]?.text
    }
    if let kept { return kept }
    let made = text(of: index.article(id))
    state.withLock { state in
      if state.texts[id.rawValue] != nil { return }
      if state.bytes + made.byteCount > limit { Self.shrink(&state) }
      state.texts[id.rawValue] = (made, state.clock)
      state.bytes += made.byteCount
    }
    return made
  }

  /// Lets half of them go, those that were used longest ago.
  private static func shrink(_ state: inout State) {
    for (id, entry) in state.texts.sorted(by: { $0.value.used < $1.value.used }).prefix(
      (state.texts.count + 1) / 2)
    {
      state.texts[id] = nil
      state.bytes -= entry.text.byteCount
    }
  }
}
