extension NameText {
  /// Words that may stand between the capitalised words of one name.
  static let joiners = Set(WordLists.standard.words("name-joiners").map(foldedHash))
  static let colon = foldedHash(":")
  static let quotes: Set<UInt32> = Set(["\"", "“", "``", "„", "«", "‘"].map(foldedHash))

  static func foldedHash(_ word: String) -> UInt32 {
    var word = word
    return word.withUTF8 { NameWord($0).folded }
  }

  /// Finds the capital runs of a sentence and the tokens that open something. A run holds at most three
  /// joiners in a row and ends with a capitalised word.
  mutating func addRuns(in sentence: Range<Int>) {
    var token = sentence.lowerBound
    while token < sentence.upperBound {
      let attributes = attributes(token)
      if token == sentence.lowerBound {
        opens[token] = true
      } else {
        let before = self.attributes(token - 1).folded
        opens[token] = before == Self.colon || Self.quotes.contains(before)
      }
      guard attributes.isCapitalised else {
        token += 1
        continue
      }
      var last = token
      var next = token + 1
      while next < sentence.upperBound, next - last <= 3 {
        let candidate = self.attributes(next)
        if candidate.isCapitalised {
          last = next
        } else if !Self.joiners.contains(candidate.folded) {
          break
        }
        next += 1
      }
      let number = Int32(runs.count)
      runs.append(Run(first: Int32(token), last: Int32(last)))
      for member in token...last { run[member] = number }
      token = last + 1
    }
  }

  /// Adds the hashes of the initials of every part of two to seven capitalised words. Long runs (headlines)
  /// are looked at by their first twelve words.
  mutating func addInitials(of run: Run) {
    var letters: [UInt32] = []
    for token in Int(run.first)...Int(run.last) where letters.count < 12 {
      let attributes = attributes(token)
      if attributes.capital == NameWord.Capital.first || attributes.capital == NameWord.Capital.inner {
        letters.append(attributes.initial)
      }
    }
    guard letters.count >= 2 else { return }
    for first in 0..<(letters.count - 1) {
      var hash = NameWord.hash(NameWord.hashStart, letters[first])
      for last in (first + 1)..<min(letters.count, first + 7) {
        hash = NameWord.hash(hash, letters[last])
        initials.insert(hash)
      }
    }
  }

  /// Gathers what the occurrences of each form tell.
  mutating func addForms() {
    for token in word.indices {
      let attributes = attributes(token)
      let index = Int(attributes.form)
      forms[index].count += 1
      if attributes.capital == NameWord.Capital.none { forms[index].occursLowered = true }
      guard attributes.isCapitalised, run[token] >= 0 else { continue }
      let run = runs[Int(run[token])]
      if forms[index].firstCapital < 0 {
        forms[index].firstCapital = Int32(token)
      } else {
        other[Int(forms[index].lastCapital)] = Int32(token)
      }
      forms[index].lastCapital = Int32(token)
      if run.first == run.last { forms[index].standsAlone = true }
      if token > Int(run.first) {
        let left = self.attributes(token - 1)
        if left.isCapitalised {
          forms[index].followsCapital = true
          if forms[index].left == 0 {
            forms[index].left = left.folded
            forms[index].leftCluster = left.cluster256 + 1
          }
        }
      }
      if token < Int(run.last) {
        let right = self.attributes(token + 1)
        if right.isCapitalised, forms[index].right == 0 {
          forms[index].right = right.folded
          forms[index].rightCluster = right.cluster256 + 1
        }
      }
      if run.last - run.first >= forms[index].runLength, run.last > run.first {
        forms[index].runLength = run.last - run.first
        forms[index].runLast = self.attributes(Int(run.last)).folded
      }
    }
    for form in forms where form.firstCapital >= 0 && form.firstCapital != form.lastCapital {
      other[Int(form.lastCapital)] = form.firstCapital
    }
  }
}
