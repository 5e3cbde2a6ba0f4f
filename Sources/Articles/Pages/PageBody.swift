/// Which blocks of a page are the text of its article.
///
/// Each block counts for or against being text, by its length, its element, and how much of it is links. The element whose
/// blocks count most holds the article, and of its blocks the run that counts most is the text (as maximum subsequence
/// segmentation does with tokens: J. Pasternack and D. Roth, "Extracting Article Text from the Web with Maximum
/// Subsequence Segmentation", WWW 2009). What navigation, comments, captions and teasers hold does not count, by their elements and
/// by the words that sites name them with, unless most of the page's text stands there.
struct PageBody {
  private let page: PageDocument
  /// Sums of `prose` over the blocks before each.
  private var proseBefore: [Int] = [0]
  /// Blocks that stand apart from the text.
  private var isApart: [Bool] = []
  private var values: [Double] = []
  /// Tables of facts and lists.
  let lists: PageLists

  /// O(bytes of the page's text + elements).
  init(_ page: PageDocument) {
    self.page = page
    lists = PageLists(page)
    for block in page.blocks { proseBefore.append(proseBefore[proseBefore.count - 1] + Self.prose(block)) }
    markApart()
    // What stands in tables of facts and short lists says nothing of where the article is.
    values = page.blocks.indices.map { number in
      let value = isApart[number] ? 0 : value(page.blocks[number])
      return lists.group[number] >= 0 ? max(0, value) : value
    }
  }

  /// The blocks of the article, by number, ascending.
  var blocks: [Int] {
    guard let best = bestElement else { return [] }
    let element = page.elements[best]
    let run = withAnnounced(bestRun(Int(element.firstBlock)..<Int(element.endBlock)))
    var seen: Set<String> = []
    let chosen = run.filter { number in
      let block = page.blocks[number]
      if isApart[number] { return false }
      if lists.group[number] >= 0 ? Self.isMostlyLink(block) : isTeaser(block) { return false }
      // Leads and pulled quotations stand twice.
      return block.range.count < 30 || seen.insert(page.string(block)).inserted
    }
    return withoutTail(withoutLooseHeadings(chosen))
  }

  /// The blocks that a page's own statement of its text confirms; nil where it does not hold enough of them.
  func blocks(in stated: String) -> [Int]? {
    let words = Shingles(Array(stated.utf8)[...])
    guard words.count >= 30 else { return nil }
    var found: [Int] = []
    var covered = 0
    var seen: Set<String> = []
    for (number, block) in page.blocks.enumerated() {
      let own = Shingles(page.text[block.range.range])
      guard own.count > 0, own.share(in: words) >= 0.7 else { continue }
      // A page may hold its text twice, for phones and for the rest.
      guard seen.insert(page.string(block)).inserted else { continue }
      covered += own.count
      found.append(number)
    }
    return covered * 10 >= words.count * 7 ? found : nil
  }

  // MARK: What counts

  /// Bytes of text that is no link, of blocks that are long enough to be sentences.
  private static func prose(_ block: PageDocument.Block) -> Int {
    let own = block.range.count - Int(block.linked)
    return block.range.count >= 40 && own * 2 > block.range.count ? own : 0
  }

  private func prose(_ blocks: Range<Int>) -> Int {
    proseBefore[blocks.upperBound] - proseBefore[blocks.lowerBound]
  }

  private func value(_ block: PageDocument.Block) -> Double {
    let length = Double(block.range.count)
    let own = length - Double(block.linked)
    let element = page.elements[Int(block.element)]
    if own < length * 0.5 { return -10 - length / 8 }
    if block.level > 0 { return -4 }
    switch element.tag {
    case .paragraph, .quote, .preformatted: return own >= 25 ? own : -4
    case .item: return own >= 60 && own > length * 0.7 ? own * 0.5 : own > length * 0.7 ? -1 : -6
    default:
      guard own >= 60 else { return -10 }
      return endsSentence(block) ? own * 0.8 : own * 0.2 - 10
    }
  }

  private func endsSentence(_ block: PageDocument.Block) -> Bool {
    let tail = page.text[block.range.range].suffix(4)
    return tail.contains { ".!?\u{22}".utf8.contains($0) } || tail.suffix(3).elementsEqual("”".utf8)
  }

  /// O(elements · log headings + blocks).
  private mutating func markApart() {
    let total = max(1, proseBefore.last ?? 0)
    let anchors = page.blocks.indices.filter { page.blocks[$0].level == 1 }
    // How many such elements begin at a block, less those that have ended.
    var depth = [Int](repeating: 0, count: page.blocks.count + 1)
    for element in page.elements {
      let isNamedSo =
        !element.hints.isDisjoint(with: [.aside, .discussion, .caption, .hidden])
        && !element.hints.contains(.content)
      // What themes write on the whole article says what it is about.
      let isWhole = [.article, .main, .body].contains(element.tag)
      guard element.tag == .apart || isNamedSo && !isWhole, element.firstBlock < element.endBlock else {
        continue
      }
      let blocks = Int(element.firstBlock)..<Int(element.endBlock)
      let share = prose(blocks) * 100 / total
      let next = anchors.indices.partitionPoint { anchors[$0] < blocks.lowerBound }
      let hasHeadline = next < anchors.count && anchors[next] < blocks.upperBound
      // A wrapper of the whole page, however it is called; but what readers say may be longer than the article.
      let isWrapper = share >= 80 && !element.hints.contains(.discussion)
      if isWrapper || share >= 35 && hasHeadline && !element.hints.contains(.hidden) { continue }
      depth[blocks.lowerBound] += 1
      depth[blocks.upperBound] -= 1
    }
    var open = 0
    isApart = page.blocks.indices.map { block in
      open += depth[block]
      return open > 0
    }
  }

  // MARK: Where it stands

  private var bestElement: Int? {
    var sums: [Double] = [0]
    for value in values { sums.append(sums[sums.count - 1] + value) }
    var best: (element: Int, value: Double)?
    for (number, element) in page.elements.enumerated() where element.firstBlock < element.endBlock {
      var value = sums[Int(element.endBlock)] - sums[Int(element.firstBlock)]
      if element.hints.contains(.content) || element.tag == .article { value *= 1.2 }
      // Of two that hold the same the inner one.
      if value > 0, best.map({ value >= $0.value }) ?? true { best = (number, value) }
    }
    return best.map { headlined($0.element) }
  }

  /// Of several articles in an element the one below the page's headline, if the others have none.
  private func headlined(_ element: Int) -> Int {
    let outer = page.elements[element]
    var articles: [Int] = []
    for (number, inner) in page.elements.enumerated() where inner.tag == .article && number != element {
      guard inner.firstBlock >= outer.firstBlock, inner.endBlock <= outer.endBlock else { continue }
      let isInner = articles.last.map { page.elements[$0].endBlock >= inner.endBlock } ?? false
      if !isInner, prose(Int(inner.firstBlock)..<Int(inner.endBlock)) >= 200 { articles.append(number) }
    }
    let headlined = articles.filter { number in
      page.blocks[Int(page.elements[number].firstBlock)..<Int(page.elements[number].endBlock)].contains {
        $0.level == 1
      }
    }
    guard articles.count > 1 else { return element }
    if headlined.count == 1, headlined[0] == articles[0] { return headlined[0] }
    // Teasers of others are much shorter; the entries of one that goes on are not.
    let bySize = articles.map { number in
      (number, prose(Int(page.elements[number].firstBlock)..<Int(page.elements[number].endBlock)))
    }.sorted { $0.1 > $1.1 }
    return bySize[0].1 >= 3 * bySize[1].1 ? bySize[0].0 : element
  }

  /// The run of blocks whose values sum to most (J. Bentley, "Programming Pearls: Algorithm Design Techniques", CACM 27(9), 1984).
  private func bestRun(_ blocks: Range<Int>) -> Range<Int> {
    var best = (value: 0.0, run: blocks.lowerBound..<blocks.lowerBound)
    var start = blocks.lowerBound
    var sum = 0.0
    for block in blocks {
      if sum <= 0 {
        start = block
        sum = 0
      }
      sum += values[block]
      if sum > best.value { best = (sum, start..<block + 1) }
    }
    // The heading of the first paragraph belongs to it.
    return best.run
  }

  /// The run with the table or list behind it that its last words announce: "These are closed:".
  private func withAnnounced(_ run: Range<Int>) -> Range<Int> {
    let next = run.upperBound
    guard next < page.blocks.count, next > run.lowerBound, lists.group[next] >= 0,
      lists.group[next - 1] != lists.group[next],
      page.text[page.blocks[next - 1].range.range].last == UInt8(ascii: ":")
    else { return run }
    let end = page.blocks.indices[next...].first { lists.group[$0] != lists.group[next] }
    return run.lowerBound..<(end ?? page.blocks.count)
  }

  private static func phrases(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

  private static let captions = phrases([
    "(image:", "(picture:", "(photo:", "(photo by", "(pic:", "getty images", "/ap photo", "(ap photo",
    "image credit:", "photo credit:",
  ])

  /// What no sentence of an article begins with.
  private static let teasers = phrases([
    "read more", "read also", "read next", "also read", "see also", "see more", "related:", "more on this",
    "sign up",
    "subscribe", "follow us", "follow him", "follow her", "follow me", "click here", "all rights reserved",
    "©", "share this",
    "image copyright", "media caption", "image caption", "story continues", "continue reading",
    "this story has been updated",
    "skip to", "don't miss", "download the", "join the conversation", "view comments", "tags:", "topics:",
    "filed under:",
    "send us", "like this story", "want more stories", "our comments policy",
  ])

  /// What stands alone, or before a name or a day, but may begin a sentence too.
  private static let labels = phrases([
    "related ", "more:", "more from", "advert", "sponsored", "author:", "publish date:", "published",
    "updated", "posted",
    "last updated", "copyright", "photo:", "image:", "watch:", "listen:", "video:", "read:", "loading",
    "recommended", "most read",
    "comments", "filed under",
  ])

  private static func isMostlyLink(_ block: PageDocument.Block) -> Bool {
    let length = block.range.count
    return Int(block.linked) * 10 > length * 6 && (length < 400 || Int(block.linked) == length)
  }

  /// A short block that leads elsewhere, or is mostly a link.
  private func isTeaser(_ block: PageDocument.Block) -> Bool {
    let length = block.range.count
    if Self.isMostlyLink(block) { return true }
    guard length <= 300 else { return false }
    let text = page.text[block.range.range].map(\.asciiLowered)
    if Self.captions.contains(where: text.holds) { return true }
    guard length <= 140 else { return false }
    // An address, a number.
    let isOneWord =
      block.level == 0 && text.allSatisfy { $0 != 32 && $0 < 0x80 } && text.last != UInt8(ascii: ".")
    if isOneWord || Self.teasers.contains(where: text.starts) { return true }
    // "Published figures show …" is a sentence.
    let isSentence = text.count { $0 == 32 } >= 5 && endsSentence(block)
    return !isSentence && Self.labels.contains(where: text.starts)
  }

  private static let farewells = phrases([
    "follow him on", "follow her on", "follow us on", "follow me on", "on twitter @", "news tip",
    "contributed to this report",
    "the associated press contributed", "all rights reserved", "may not be published", "image credit",
    "photo credit",
    "email the author", "contact the author", "our newsletter", "daily newsletter", "free newsletter",
    "originally published on",
    "terms of service", "privacy policy",
  ])

  /// What is said behind the end of the text: of the author, of letters and papers.
  private func withoutTail(_ blocks: [Int]) -> [Int] {
    var kept = blocks
    while kept.count > 2, let last = kept.last, page.blocks[last].range.count <= 400 {
      let text = page.text[page.blocks[last].range.range].map(\.asciiLowered)
      guard Self.farewells.contains(where: text.holds) else { break }
      kept.removeLast()
    }
    return kept
  }

  /// Headings with no text behind them head something else.
  private func withoutLooseHeadings(_ blocks: [Int]) -> [Int] {
    var kept: [Int] = []
    var hasText = false
    for block in blocks.reversed() {
      if page.blocks[block].level == 0 { hasText = true } else if !hasText { continue }
      kept.append(block)
    }
    return kept.reversed()
  }
}

/// Runs of four words of a text, as hashes: what two texts have in common.
private struct Shingles {
  private var hashes: Set<UInt64> = []
  /// How many words it has, at least the number of runs.
  private(set) var count = 0

  init(_ text: some Sequence<UInt8>) {
    var words: [UInt64] = []
    var word = FNV64()
    var isInWord = false
    for byte in text {
      let lowered = byte.asciiLowered
      if lowered.isASCIILower || lowered.isASCIIDigit {
        word.add(lowered)
        isInWord = true
      } else if isInWord, byte != UInt8(ascii: "'"), byte < 0x80 {
        words.append(word.value)
        word = FNV64()
        isInWord = false
      }
    }
    if isInWord { words.append(word.value) }
    count = words.count
    let length = min(4, words.count)
    guard length > 0 else { return }
    for start in 0...(words.count - length) {
      var run: UInt64 = 0
      for word in words[start..<start + length] { run = (run &* 0x9E37_79B9_7F4A_7C15) ^ word }
      hashes.insert(run)
    }
  }

  /// How many of its runs another text has, of all; 0 to 1.
  func share(in other: Shingles) -> Double {
    hashes.isEmpty ? 0 : Double(hashes.count { other.hashes.contains($0) }) / Double(hashes.count)
  }
}
