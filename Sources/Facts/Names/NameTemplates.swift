/// The features of a token, as numbers of the model's rows: a template and up to two values, hashed.
///
/// Templates that look at one word only are apart, so that their scores can be kept for each distinct word.
struct NameTemplates {
  /// Where a word stands, seen from the token that is labelled.
  enum Place: UInt32, CaseIterable { case here, before, after, secondBefore, secondAfter }

  let shift: UInt64

  init(bits: Int) { shift = UInt64(64 - bits) }

  @inline(__always)
  func row(_ template: NameTemplate, _ first: UInt32, _ second: UInt32 = 0) -> Int32 {
    var hash = (UInt64(first) << 32 | UInt64(second)) &+ UInt64(template.rawValue) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 31) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 29) &* 0x94D0_49BB_1331_11EB
    return Int32(truncatingIfNeeded: hash >> shift)
  }

  /// The features that a single word gives to a token at `place`.
  @inline(__always)
  func forEachRow(of word: NameWord, at place: Place, _ body: (Int32) -> Void) {
    switch place {
    case .here:
      body(row(.bias, 0))
      body(row(.folded, word.folded))
      body(row(.exact, word.exact))
      body(row(.capital, word.capital))
      body(row(.shape, word.shape))
      body(row(.prefix3, word.prefix3))
      body(row(.suffix2, word.suffix2))
      body(row(.suffix3, word.suffix3))
      body(row(.suffix4, word.suffix4))
      body(row(.cluster256AndCapital, word.cluster256, word.capital))
      body(row(.cluster1024, word.cluster1024))
      body(row(.cluster64AndCapital, word.cluster64, word.capital))
    case .before:
      body(row(.foldedBefore, word.folded))
      body(row(.cluster256Before, word.cluster256))
      body(row(.cluster1024Before, word.cluster1024))
    case .after:
      body(row(.foldedAfter, word.folded))
      body(row(.cluster256After, word.cluster256))
      body(row(.cluster1024After, word.cluster1024))
    case .secondBefore:
      body(row(.foldedSecondBefore, word.folded))
      body(row(.cluster64SecondBefore, word.cluster64))
    case .secondAfter:
      body(row(.foldedSecondAfter, word.folded))
      body(row(.cluster64SecondAfter, word.cluster64))
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
    body(row(.foldedBeforeAndFolded, before.folded, word.folded))
    body(row(.foldedAndFoldedAfter, word.folded, after.folded))
    body(row(.capitalBeforeAndCapital, before.capital * 16 + word.capital))
    body(row(.capitalAndCapitalAfter, word.capital * 16 + after.capital))
    body(row(.capitals, (before.capital * 16 + word.capital) * 16 + after.capital))
    body(row(.shapeBeforeAndShape, before.shape, word.shape))
    body(row(.opensAndCapital, opens * 16 + word.capital))
    body(row(.opensAndFolded, opens, word.folded))
    body(row(.foldedBeforeAndCapital, before.folded, word.capital))
    body(row(.foldedAfterAndCapital, after.folded, word.capital))
    body(row(.cluster256BeforeAndCluster256, before.cluster256, word.cluster256))
    body(row(.cluster256AndCluster256After, word.cluster256, after.cluster256))
    body(row(.cluster64s, before.cluster64 << 16 | word.cluster64 << 8 | after.cluster64))
    body(row(.cluster1024AndCapitalBefore, word.cluster1024, before.capital))
    body(row(.cluster1024AndCapitalAfter, word.cluster1024, after.capital))
    body(row(.styleAndCapital, UInt32(text.styles[sentence]), word.capital))
    if text.hasPlaces {
      let place = UInt32(text.place[token])
      if place != 0 { body(row(.place, place)) }
      if token > range.lowerBound, text.place[token - 1] != 0 {
        body(row(.placeBefore, UInt32(text.place[token - 1])))
      }
      if token + 1 < range.upperBound, text.place[token + 1] != 0 {
        body(row(.placeAfter, UInt32(text.place[token + 1])))
      }
      if place != 0 { body(row(.placeAndCapitals, place, word.capital * 16 + after.capital)) }
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
    body(row(.runLeft, left.folded))
    body(row(.runRight, right.folded))
    body(row(.runLast, last.folded, position & 3))
    body(row(.runFirst, first.folded, position >> 2))
    body(row(.runPosition, position))
    body(row(.runLastCluster256, last.cluster256, position & 3))
    body(row(.runFirstCluster256, first.cluster256, position >> 2))
    body(row(.runSides, left.cluster256, right.cluster256))
    body(row(.runLeftCluster1024, left.cluster1024))
    body(row(.runRightCluster1024, right.cluster1024))
  }

  @inline(__always)
  private func forEachArticleRow(
    in text: NameText, token: Int, range: Range<Int>, word: NameWord, opens: UInt32, _ body: (Int32) -> Void
  ) {
    guard word.isCapitalised, text.sources.contains(.article) else { return }
    let form = text.forms[Int(word.form)]
    let flags: UInt32 = (form.occursLowered ? 1 : 0) + opens * 2
    body(row(.formFlags, flags))
    body(row(.formCount, UInt32(min(4, form.count)), word.capital))
    let run = text.runs[Int(text.run[token])]
    let isFirst = token == Int(run.first)
    let isLast = token == Int(run.last)
    if word.acronym != 0 {
      body(row(.acronym, text.initials.contains(word.acronym) ? 1 : 0))
    }
    if isFirst && isLast {
      body(row(.formAlone, (form.followsCapital ? 1 : 0) + (form.right != 0 ? 2 : 0)))
    }
    if isFirst, form.left != 0 {
      body(row(.formLeft, form.left))
      body(row(.formLeftCluster, form.leftCluster))
    }
    if isLast, form.right != 0 {
      body(row(.formRight, form.right))
      body(row(.formRightCluster, form.rightCluster))
    }
    if form.runLast != 0 { body(row(.formRunLast, form.runLast, isLast ? 1 : 0)) }
    let other = Int(text.other[token])
    if other >= 0 {
      let left = other > 0 ? text.attributes(other - 1) : .edge
      let right = other + 1 < text.word.count ? text.attributes(other + 1) : .edge
      body(row(.otherLeft, left.folded))
      body(row(.otherRight, right.folded))
      body(row(.otherLeftCluster, left.cluster256))
      body(row(.otherRightCluster, right.cluster256))
    }
  }
}
