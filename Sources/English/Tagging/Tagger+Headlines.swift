extension Tagger {
  /// A headline tells of something: "Quake hits coast", whose verb looks like a plural. Where no finite verb was
  /// found, the token that loses least by being one; nil if there is none that loses little, or the headline is short.
  func missingVerb(
    in sentence: Range<Int>, _ attributes: [TagAttributes], _ rows: inout TagRows, _ best: [UInt8]
  ) -> (token: Int, tag: UInt8)? {
    guard sentence.count >= 4, !sentence.contains(where: { isFinite(best, $0, sentence) }) else { return nil }
    var found: (token: Int, tag: UInt8, loss: Int)?
    for token in sentence.dropFirst().dropLast() {
      let own = layout.xpos[Int(best[token])]
      guard own == .nns || own == .nnps || own == .vb || own == .nn else { continue }
      fill(&rows, token, sentence, attributes, best)
      let sums = sums(rows)
      let most = own == .nns || own == .nnps ? Self.largestLoss : Self.largestLoss / 2
      for tag in sums.indices where layout.upos[tag] == .verb && isFinite(layout.xpos[tag]) {
        let loss = sums[Int(best[token])] - sums[tag]
        if loss < min(most, found?.loss ?? most) { found = (token, UInt8(tag), loss) }
      }
    }
    return found.map { ($0.token, $0.tag) }
  }

  /// "An envoy met Karl Weber in Bonn.", "A quake hit Bonn, killing two.": a whole sentence in which no verb was found, or only
  /// one in "-ing", has one, too.
  func lacksVerb(_ sentence: Range<Int>, _ best: [UInt8]) -> Bool {
    guard let last = sentence.last, layout.xpos[Int(best[last])] == .period else { return false }
    return !sentence.contains { token in
      let tag = layout.upos[Int(best[token])]
      return (tag == .verb || tag == .aux) && layout.xpos[Int(best[token])] != .vbg
    }
  }

  /// In the unit of the table: chosen by reading what 400 headlines of Wikinews would get.
  private static let largestLoss = 180

  private func isFinite(_ tag: XPOS) -> Bool { tag == .vbz || tag == .vbp || tag == .vbd }

  /// Finite verbs, and what stands for one in a headline: modals, "to meet", participles ("Minister arrested").
  private func isFinite(_ best: [UInt8], _ token: Int, _ sentence: Range<Int>) -> Bool {
    switch layout.xpos[Int(best[token])] {
    case .vbz, .vbd, .vbp, .md: true
    case .vbn: token > sentence.lowerBound
    case .vb: token > sentence.lowerBound && layout.xpos[Int(best[token - 1])] == .to
    default: false
    }
  }

  /// The sum of every class over the rows.
  private func sums(_ rows: TagRows) -> [Int] {
    var sums = [Int](repeating: 0, count: layout.classes)
    for place in rows.places {
      for tag in sums.indices { sums[tag] += Int(layout.table[Int(place) + tag]) }
    }
    return sums
  }
}
