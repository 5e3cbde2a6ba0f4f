public import Articles

/// What a name may mean, the most prominent first: a view of the file, not a copy.
public struct PlaceCandidates: RandomAccessCollection, Sendable {
  /// One meaning of a name.
  public struct Element: Hashable, Sendable, BitwiseCopyable {
    /// The place meant.
    public var place: PlaceID
    /// How the name stands to the place.
    public var form: NameForm
    /// 0–255, as `Gazetteer.prominence`, lowered for unusual names.
    public var prominence: UInt8
  }

  let gazetteer: Gazetteer
  /// The first meaning.
  public let startIndex: Int
  /// Behind the last meaning.
  public let endIndex: Int

  /// One meaning. O(1).
  public subscript(index: Int) -> Element {
    let word = gazetteer.candidate(index)
    return Element(
      place: PlaceID(rawValue: Int32(word & 0xFFFFF)),
      form: NameForm(rawValue: UInt8(word >> 20 & 15)) ?? .alternate,
      prominence: UInt8(word >> 24))
  }
}

/// The longest name of the gazetteer that begins at a token.
public struct NameMatch: Sendable {
  /// The tokens that the name covers.
  public var tokens: Range<Int>
  /// What it may mean.
  public var candidates: PlaceCandidates
}

extension Gazetteer {
  /// What a name means; folds it first. O(length).
  public func candidates(_ name: some StringProtocol) -> PlaceCandidates {
    let folded = NameFolder.fold(name)
    return folded.withUnsafeBufferPointer { candidates(folded: $0, hash: NameFolder.hash($0)) }
  }

  /// What a folded name means.
  package func candidates(folded: UnsafeBufferPointer<UInt8>, hash: UInt64) -> PlaceCandidates {
    guard let name = nameIndex(folded, hash: hash) else {
      return PlaceCandidates(gazetteer: self, startIndex: 0, endIndex: 0)
    }
    return candidates(ofName: name)
  }

  func candidates(ofName name: Int) -> PlaceCandidates {
    if name >= nameEnds.count, let overlay = memory.overlay {
      let range = overlay.range(name - nameEnds.count)
      return PlaceCandidates(
        gazetteer: self, startIndex: candidateList.count + range.lowerBound,
        endIndex: candidateList.count + range.upperBound)
    }
    let start = end(candidateEnds, candidateBases, name - 1)
    let end = min(end(candidateEnds, candidateBases, name), candidateList.count)
    return PlaceCandidates(gazetteer: self, startIndex: min(start, end), endIndex: end)
  }

  /// The country that an adjective or a word for its people belongs to: "Polish", "Poles" → Poland. Of
  /// regions and cities ("Parisian") the country they lie in.
  public func country(ofDemonym word: some StringProtocol) -> CountryCode? {
    candidates(word).first { !$0.form.isPlaceName }.flatMap { country($0.place) }
  }

  /// The longest name that begins at token `first` and ends before `end`. Tokens are the stretches of `text`
  /// that start at the bytes `starts` and have `lengths` bytes; `folder` is memory to reuse.
  ///
  /// Tokens are joined as they stand in the text, so how hyphens and points were tokenised plays no part.
  /// No allocation; O(bytes of the longest beginning of a known name).
  public func longestMatch(
    in text: ArticleText, starts: [Int32], lengths: [Int32], at first: Int, before end: Int,
    folder: inout NameFolder
  ) -> NameMatch? {
    /// Whether the next token, at the byte `stop`, is a possessive.
    func ownerFollows(_ token: Int, at stop: Int) -> Bool {
      token < end && Int(starts[token]) == stop && isPossessive(text, stop..<stop + Int(lengths[token]))
    }
    var best: NameMatch?
    folder.reset()
    var previousEnd = Int(starts[first])
    var token = first
    while token < end, token - first < 10 {
      let start = Int(starts[token])
      let stop = start + Int(lengths[token])
      // The gap (a space, or nothing) is part of the name.
      // "Peru's" is no Perus; but "St. John's" is a city, and "People's Republic" goes on.
      let isOwner = token > first && start == previousEnd && isPossessive(text, start..<stop)
      let before = folder.bytes.count
      folder.append(text, previousEnd..<stop)
      previousEnd = stop
      token += 1
      // A hyphen or a full stop adds nothing: it ends no name.
      if folder.bytes.count == before, before > 0 { continue }
      if folder.bytes.isEmpty || folder.bytes.count > 80 { break }
      let hash = folder.hash
      let marks = marks(hash)
      if marks & 2 != 0, !isOwner || best == nil,
        let found = folder.bytes.withUnsafeBufferPointer({ nameIndex($0, hash: hash) })
      {
        best = NameMatch(tokens: first..<token, candidates: candidates(ofName: found))
      }
      // "People's": the mark of the beginning stands behind the "s".
      if marks & 1 == 0, !ownerFollows(token, at: stop) { break }
    }
    return best
  }

  /// "'s" or "’s".
  private func isPossessive(_ text: ArticleText, _ range: Range<Int>) -> Bool {
    guard range.upperBound <= text.count, let last = range.last, text[last] | 0x20 == 0x73 else {
      return false
    }
    if range.count == 2 { return text[range.lowerBound] == 0x27 }
    return range.count == 4 && text[range.lowerBound] == 0xE2 && text[range.lowerBound + 1] == 0x80
  }

  /// Bit 0: a longer name may begin with what hashes to `hash`; bit 1: it may be a name. Never wrongly 0.
  @inline(__always)
  func marks(_ hash: UInt64) -> UInt8 {
    let more = hasOverlay ? memory.overlay?.marks(hash) ?? 0 : 0
    guard beginnings.count > 0 else { return more }
    let mark = GazetteerFormat.mark(of: hash, bytes: beginnings.count * 8)
    return base.load(fromByteOffset: beginnings.start + mark.byte, as: UInt8.self) >> mark.shift & 3 | more
  }

  func nameIndex(_ folded: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int? {
    if hasOverlay, let name = memory.overlay?.name(folded, hash: hash) { return nameEnds.count + name }
    guard slots.count > 0, !folded.isEmpty else { return nil }
    var bucket = GazetteerFormat.bucket(of: hash, buckets: slots.count)
    let mask = SIMD8<UInt32>(repeating: GazetteerFormat.nameMask)
    let wanted = SIMD8<UInt32>(repeating: GazetteerFormat.entry(0, hash: hash))
    for _ in 0..<slots.count {
      let stored = base.loadUnaligned(fromByteOffset: slots.start + bucket * 32, as: SIMD8<UInt32>.self)
      let entries = stored
      let matches = entries & ~mask .== wanted
      if any(matches) {
        for i in 0..<8 where matches[i] && entries[i] != .max {
          let name = Int(entries[i] & GazetteerFormat.nameMask)
          let bytes = nameBytes(name)
          if bytes.count == folded.count, bytes.elementsEqual(folded) { return name }
        }
      }
      // Buckets fill from the front.
      if entries[7] == .max { return nil }
      bucket += 1
      if bucket == slots.count { bucket = 0 }
    }
    return nil
  }

  /// The folded bytes of the `index`-th name.
  func nameBytes(_ index: Int) -> UnsafeRawBufferPointer {
    let start = end(nameEnds, nameBases, index - 1)
    let end = min(end(nameEnds, nameBases, index), nameBytes.count)
    guard index < nameEnds.count, start <= end else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(start: base + nameBytes.start + start, count: end - start)
  }

  /// The packed candidate at `index`: of the file, behind them of the overlay.
  func candidate(_ index: Int) -> UInt32 {
    if index < candidateList.count { return word(candidateList, index, stride: 4) }
    return memory.overlay?.candidates[index - candidateList.count] ?? 0
  }
}
