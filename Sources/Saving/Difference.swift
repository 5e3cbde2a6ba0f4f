/// The difference of two texts in the form of `diff -u`: O(ND) in lines and edits (Myers 1986, as
/// `difference(from:)` has it).
public enum Difference {
  private enum Edit {
    case same(String), removed(String), added(String)
  }

  /// Hunks with `context` lines around, without file headers; empty where the texts are equal. Hunk headers
  /// count lines from `firstLine` on the old side.
  public static func unified(
    old: [String], new: [String], context: Int = 3, firstLine: Int = 1
  ) -> [String] {
    let edits = edits(old: old, new: new)
    let changed = edits.indices.filter { if case .same = edits[$0] { false } else { true } }
    guard let first = changed.first else { return [] }
    var hunks: [Range<Int>] = []
    var start = max(0, first - context)
    var end = first + 1
    for index in changed.dropFirst() {
      if index - end > 2 * context {
        hunks.append(start..<min(edits.count, end + context))
        start = index - context
      }
      end = index + 1
    }
    hunks.append(start..<min(edits.count, end + context))
    return hunks.flatMap { lines(edits, hunk: $0, firstLine: firstLine) }
  }

  private static func edits(old: [String], new: [String]) -> [Edit] {
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in new.difference(from: old) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var edits: [Edit] = []
    var i = 0
    var j = 0
    while i < old.count || j < new.count {
      if i < old.count, removed.contains(i) {
        edits.append(.removed(old[i]))
        i += 1
      } else if j < new.count, added.contains(j) {
        edits.append(.added(new[j]))
        j += 1
      } else {
        edits.append(.same(old[i]))
        i += 1
        j += 1
      }
    }
    return edits
  }

  private static func lines(_ edits: [Edit], hunk: Range<Int>, firstLine: Int) -> [String] {
    var oldBefore = 0
    var newBefore = 0
    var oldCount = 0
    var newCount = 0
    var body: [String] = []
    for (index, edit) in edits[..<hunk.upperBound].enumerated() {
      let isInside = index >= hunk.lowerBound
      var old = 0
      var new = 0
      switch edit {
      case .same(let text):
        (old, new) = (1, 1)
        if isInside { body.append(" " + text) }
      case .removed(let text):
        old = 1
        if isInside { body.append("-" + text) }
      case .added(let text):
        new = 1
        if isInside { body.append("+" + text) }
      }
      if isInside {
        oldCount += old
        newCount += new
      } else {
        oldBefore += old
        newBefore += new
      }
    }
    func span(_ before: Int, _ count: Int) -> String {
      let start = before + (count == 0 ? firstLine - 1 : firstLine)
      return count == 1 ? "\(start)" : "\(start),\(count)"
    }
    return ["@@ -\(span(oldBefore, oldCount)) +\(span(newBefore, newCount)) @@"] + body
  }
}
