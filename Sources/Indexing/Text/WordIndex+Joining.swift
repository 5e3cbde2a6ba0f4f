internal import Articles
internal import Facts

extension WordIndex {
  /// What tells whose words an article's are, by its id: two with the same have the same text, cut in the same way. O(articles + sentences).
  static func articleKeys(of index: FactIndex) -> [UInt64] {
    let bodies = bodies(of: index, Array(0..<Int32(index.articleCount)))
    return index.articleOrder.indices.map { place in
      let article = Int(index.articleOrder[place])
      var sum = ColumnSum(index.prints.text[article].rawValue)
      sum.add(bodies[place...place])
      sum.add(index.sentenceText[Int(index.sentenceStart[article])..<Int(index.sentenceStart[article + 1])])
      return sum.value
    }
  }

  /// The number of the first sentence of each of some articles among theirs, and behind the last.
  static func sentenceStarts(of index: FactIndex, _ articles: [Int32]) -> [Int32] {
    var starts: [Int32] = [0]
    starts.reserveCapacity(articles.count + 1)
    for article in articles {
      let inserted = Int(index.articleOrder[Int(article)])
      starts.append(
        starts[starts.count - 1] + index.sentenceStart[inserted + 1] - index.sentenceStart[inserted])
    }
    return starts
  }

  /// The words of a finished index of which `earlier` has those of most articles: these are taken from there, only the other texts are
  /// read. What comes of it is what reading all of them makes. Nil where too few are the same, and once cancelled.
  ///
  /// O(postings + bytes of the texts that are read): a third of the time of reading all, or less.
  package init?(_ index: FactIndex, from earlier: WordIndex, isCancelled: () -> Bool) {
    let keys = Self.articleKeys(of: index)
    // A look before anything else is made of them.
    guard Self.isWorthJoining(earlier.articleKeys, keys) else { return nil }
    self.init(index, keys: keys, from: earlier, isCancelled: isCancelled)
  }

  /// The same where the earlier words are known to be worth it. `keys`: those of the articles of the index.
  init?(_ index: FactIndex, keys: [UInt64], from earlier: WordIndex, isCancelled: () -> Bool) {
    let starts = Self.sentenceStarts(of: index, Array(0..<Int32(keys.count)))
    let bytes = Self.bodyBytes(of: index, Array(0..<Int32(keys.count)))
    if earlier.articleKeys == keys {
      // What comes from a file may be anything.
      guard earlier.sentenceStart == starts, earlier.bodyBytes == bytes else { return nil }
      self = earlier
      return
    }
    let (places, new) = Self.places(of: earlier.articleKeys, in: keys)
    let areSame = places.indices.allSatisfy { article in
      let place = Int(places[article])
      return place < 0
        || earlier.sentenceStart[article + 1] - earlier.sentenceStart[article] == starts[place + 1]
          - starts[place]
    }
    guard areSame, new.count <= keys.count / Self.mostNew,
      let fresh = WordIndex(index, articles: new, keys: keys, isCancelled: isCancelled)
    else { return nil }
    UnusedMemory.returnAtOnce()
    defer { UnusedMemory.returnMost() }
    let joining = WordJoiner(parts: [(earlier, places), (fresh, new)])
    articleKeys = keys
    sentenceStart = starts
    bodyBytes = bytes
    measureBodies()
    takeSentences(joining)
    guard join(joining, isCancelled) else { return nil }
  }

  /// A quarter of the articles may be new, and three quarters of those that were there gone: else all texts are read.
  private static let mostNew = 4

  /// Whether words of articles with these keys may serve an index with those: a look before they are read. O(articles).
  static func isWorthJoining(_ earlier: [UInt64], _ keys: [UInt64]) -> Bool {
    if earlier == keys { return true }
    let known = Set(earlier)
    let same = keys.count { known.contains($0) }
    return keys.count - same <= keys.count / mostNew && same >= earlier.count / mostNew
  }

  /// Where articles that were there stand now, −1 those that do not, ascending; and those that were not there. Where some have changed
  /// places few count as gone and new. O(articles · log articles).
  static func places(of earlier: [UInt64], in keys: [UInt64]) -> (places: [Int32], new: [Int32]) {
    var places = [Int32](repeating: -1, count: earlier.count)
    // Most often what is new stands behind the rest.
    let common = zip(earlier, keys).prefix { $0 == $1 }.count
    for article in 0..<common { places[article] = Int32(article) }
    var now: [UInt64: [Int32]] = [:]
    for place in common..<keys.count { now[keys[place], default: []].append(Int32(place)) }
    // The longest list that both have in common is the longest ascent of all pairs, those of one article descending (J. Hunt, T. Szymanski,
    // "A fast algorithm for computing longest common subsequences", 1977); of many articles of one text some near ones are enough.
    var seen: [UInt64: Int] = [:]
    var paired: [(article: Int, place: Int32)] = []
    for article in common..<earlier.count {
      guard let all = now[earlier[article]] else { continue }
      let number = seen[earlier[article], default: 0]
      seen[earlier[article]] = number + 1
      let near = max(0, min(number - 4, all.count - 4))..<min(all.count, number + 5)
      paired += all[near.clamped(to: all.indices)].reversed().map { (article, $0) }
    }
    for number in Self.longestAscent(paired.map(\.place)) {
      places[paired[number].article] = paired[number].place
    }
    var isKnown = [Bool](repeating: false, count: keys.count)
    for place in places where place >= 0 { isKnown[Int(place)] = true }
    return (places, keys.indices.filter { !isKnown[$0] }.map(Int32.init))
  }

  /// The numbers of the elements of a longest ascending part of a list (C. Schensted, "Longest increasing and decreasing subsequences",
  /// 1961). O(n log n).
  private static func longestAscent(_ values: [Int32]) -> [Int] {
    // Of each length the element that an ascent of it ends with and that is least, and what stands before each element.
    var ends: [Int] = []
    var before = [Int](repeating: -1, count: values.count)
    for number in values.indices {
      let length = ends.indices.partitionPoint { values[ends[$0]] < values[number] }
      if length > 0 { before[number] = ends[length - 1] }
      if length == ends.count { ends.append(number) } else { ends[length] = number }
    }
    var ascent: [Int] = []
    var last = ends.last ?? -1
    while last >= 0 {
      ascent.append(last)
      last = before[last]
    }
    return ascent.reversed()
  }

  /// Bytes of the bodies of some articles.
  static func bodyBytes(of index: FactIndex, _ articles: [Int32]) -> [Int32] {
    bodies(of: index, articles).map { Int32(clamping: $0.count) }
  }

  private static func bodies(of index: FactIndex, _ articles: [Int32]) -> [TextRange] {
    index.inserted.withUnsafeBufferPointer { inserted in
      // By address: to read a member of an element would copy and count all of it.
      guard let first = inserted.baseAddress else { return [] }
      return articles.map { (first + Int(index.articleOrder[Int($0)])).pointee.body }
    }
  }

  /// Takes what is known of articles and sentences from the parts.
  private mutating func takeSentences(_ joining: WordJoiner) {
    bodyWords = [Int32](repeating: 0, count: articleKeys.count)
    var source = [(part: Int, article: Int)](repeating: (0, 0), count: articleKeys.count)
    for (number, part) in joining.parts.enumerated() {
      for (article, place) in part.places.enumerated() where place >= 0 {
        source[Int(place)] = (number, article)
        bodyWords[Int(place)] = part.words.bodyWords[article]
      }
      oddArticles += part.words.oddArticles.map { part.places[Int($0)] }.filter { $0 >= 0 }
    }
    oddArticles.sort()
    let starts = joining.parts.map(\.words.sentenceStart)
    let positions = joining.parts.map(\.words.sentencePosition)
    let lengths = joining.parts.map(\.words.sentenceLength)
    for (part, article) in source {
      let range = Int(starts[part][article])..<Int(starts[part][article + 1])
      sentencePosition += positions[part][range]
      sentenceLength += lengths[part][range]
    }
  }

  /// Joins the words of the parts and their postings. False once cancelled.
  private mutating func join(_ joining: WordJoiner, _ isCancelled: () -> Bool) -> Bool {
    let all = joining.words()
    let counts = joining.counts(of: all)
    if isCancelled() { return false }
    let held = all.indices.filter { counts[$0] > 0 }
    let kept = held.map { all[$0] }
    words = joining.texts(of: kept)
    var starts: [Int32] = [0]
    starts.reserveCapacity(kept.count + 1)
    for word in held { starts.append(starts[starts.count - 1] + counts[word]) }
    let edges = Self.edges(of: held.map { Int(counts[$0]) }, parts: Self.batches)
    var items: [Int32] = []
    items.reserveCapacity(Int(starts[kept.count]))
    frequency.reserveCapacity(items.capacity)
    // What is not used costs no memory.
    positions.reserveCapacity(joining.parts.reduce(0) { $0 + $1.words.positions.count })
    for first in stride(from: 0, to: edges.count - 1, by: Parallel.workers) {
      if isCancelled() { return false }
      let last = min(first + Parallel.workers, edges.count - 1)
      let (bodyBytes, average) = (bodyBytes, averageBodyBytes)
      let made = Parallel.map(last - first) { number in
        let range = edges[first + number]..<edges[first + number + 1]
        let batch = PostingBatch(
          at: Int(starts[range.lowerBound]), count: Int(starts[range.upperBound] - starts[range.lowerBound]))
        return joining.encode(kept[range], into: batch, bodyBytes, average)
      }
      for (batch, occurrences) in made {
        take(batch, &items)
        occurrenceCount += occurrences
      }
    }
    articles = Rows(starts: starts, items: items)
    return true
  }
}
