/// The features of a token, as numbers of the model's rows: a template and up to two values, hashed.
///
/// Templates that look at one word only are apart, so that their scores can be kept for each distinct word.
struct NameTemplates {
  /// Where a word stands, seen from the token that is labelled.
  enum Place: UInt32, CaseIterable { case here, before, after, secondBefore, secondAfter }

  let shift: UInt64

  init(bits: Int) { shift = UInt64(64 - bits) }

  @inline(__always)
  func row(_ template: UInt32, _ first: UInt32, _ second: UInt32 = 0) -> Int32 {
    var hash = (UInt64(first) << 32 | UInt64(second)) &+ UInt64(template) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 31) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 29) &* 0x94D0_49BB_1331_11EB
    return Int32(truncatingIfNeeded: hash >> shift)
  }

  /// The features that a single word gives to a token at `place`.
  @inline(__always)
  func forEachRow(of word: NameWord, at place: Place, _ body: (Int32) -> Void) {
    switch place {
    case .here:
      body(row(1, 0))
      body(row(2, word.folded))
      body(row(3, word.exact))
      body(row(4, word.capital))
      body(row(5, word.shape))
      body(row(6, word.prefix3))
      body(row(7, word.suffix2))
      body(row(8, word.suffix3))
      body(row(9, word.suffix4))
      body(row(10, word.cluster256, word.capital))
      body(row(11, word.cluster1024))
      body(row(12, word.cluster64, word.capital))
    case .before:
      body(row(20, word.folded))
      body(row(21, word.cluster256))
      body(row(22, word.cluster1024))
    case .after:
      body(row(30, word.folded))
      body(row(31, word.cluster256))
      body(row(32, word.cluster1024))
    case .secondBefore:
      body(row(40, word.folded))
      body(row(41, word.cluster64))
    case .secondAfter:
      body(row(50, word.folded))
      body(row(51, word.cluster64))
    }
  }

  /// The features that need more than one word, or other parts of the article.
  @inline(__always)
  func forEachRow(in text: NameText, token: Int, sentence: Int, _ body: (Int32) -> Void) {
    let range = text.sentences[sentence]
    let word = text.attributes(token)
    let before = token > range.lowerBound ? text.attributes(token - 1) : .edge
    let after = token + 1 < range.upperBound ? text.attributes(token + 1) : .edge
    let opens: UInt32 = text.opens[token] ? 1 : 0
    body(row(60, before.folded, word.folded))
    body(row(61, word.folded, after.folded))
    body(row(62, before.capital * 16 + word.capital))
    body(row(63, word.capital * 16 + after.capital))
    body(row(64, (before.capital * 16 + word.capital) * 16 + after.capital))
    body(row(65, before.shape, word.shape))
    body(row(66, opens * 16 + word.capital))
    body(row(67, opens, word.folded))
    body(row(68, before.folded, word.capital))
    body(row(69, after.folded, word.capital))
    body(row(70, before.cluster256, word.cluster256))
    body(row(71, word.cluster256, after.cluster256))
    body(row(72, before.cluster64 << 16 | word.cluster64 << 8 | after.cluster64))
    body(row(73, word.cluster1024, before.capital))
    body(row(74, word.cluster1024, after.capital))
    body(row(75, UInt32(text.styles[sentence]), word.capital))
    if text.hasPlaces {
      let place = UInt32(text.place[token])
      if place != 0 { body(row(13, place)) }
      if token > range.lowerBound, text.place[token - 1] != 0 { body(row(23, UInt32(text.place[token - 1]))) }
      if token + 1 < range.upperBound, text.place[token + 1] != 0 {
        body(row(33, UInt32(text.place[token + 1])))
      }
      if place != 0 { body(row(76, place, word.capital * 16 + after.capital)) }
    }
    forEachRunRow(in: text, token: token, range: range, word: word, body)
    forEachArticleRow(in: text, token: token, range: range, word: word, opens: opens, body)
  }

  @inline(__always)
  private func forEachRunRow(
    in text: NameText, token: Int, range: Range<Int>, word: NameWord, _ body: (Int32) -> Void
  ) {
    guard text.run[token] >= 0 else { return }
    let run = text.runs[Int(text.run[token])]
    let left = Int(run.first) > range.lowerBound ? text.attributes(Int(run.first) - 1) : .edge
    let right = Int(run.last) + 1 < range.upperBound ? text.attributes(Int(run.last) + 1) : .edge
    let first = text.attributes(Int(run.first))
    let last = text.attributes(Int(run.last))
    let position = UInt32(min(3, token - Int(run.first)) * 4 + min(3, Int(run.last) - token))
    body(row(80, left.folded))
    body(row(81, right.folded))
    body(row(82, last.folded, position & 3))
    body(row(83, first.folded, position >> 2))
    body(row(84, position))
    body(row(85, last.cluster256, position & 3))
    body(row(86, first.cluster256, position >> 2))
    body(row(87, left.cluster256, right.cluster256))
    body(row(88, left.cluster1024))
    body(row(89, right.cluster1024))
  }

  @inline(__always)
  private func forEachArticleRow(
    in text: NameText, token: Int, range: Range<Int>, word: NameWord, opens: UInt32, _ body: (Int32) -> Void
  ) {
    guard word.isCapitalised, text.sources.contains(.article) else { return }
    let form = text.forms[Int(word.form)]
    let flags: UInt32 = (form.occursLowered ? 1 : 0) + opens * 2
    body(row(100, flags))
    body(row(101, UInt32(min(4, form.count)), word.capital))
    let run = text.runs[Int(text.run[token])]
    let isFirst = token == Int(run.first)
    let isLast = token == Int(run.last)
    if word.acronym != 0 {
      body(row(102, text.initials.contains(word.acronym) ? 1 : 0))
    }
    if isFirst && isLast {
      body(row(103, (form.followsCapital ? 1 : 0) + (form.right != 0 ? 2 : 0)))
    }
    if isFirst, form.left != 0 {
      body(row(104, form.left))
      body(row(105, form.leftCluster))
    }
    if isLast, form.right != 0 {
      body(row(106, form.right))
      body(row(107, form.rightCluster))
    }
    if form.runLast != 0 { body(row(108, form.runLast, isLast ? 1 : 0)) }
    let other = Int(text.other[token])
    if other >= 0 {
      let left = other > 0 ? text.attributes(other - 1) : .edge
      let right = other + 1 < text.word.count ? text.attributes(other + 1) : .edge
      body(row(109, left.folded))
      body(row(110, right.folded))
      body(row(111, left.cluster256))
      body(row(112, right.cluster256))
    }
  }
}
