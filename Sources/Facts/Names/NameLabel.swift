/// BILOU labels of the name model: 0 is outside; each kind has begin, inside, last and unit.
package enum NameLabel {
  package static let count = 21
  package static let outside = 0

  package static func begin(_ kind: NameKind) -> Int { 1 + 4 * Int(kind.rawValue) }
  package static func inside(_ kind: NameKind) -> Int { 2 + 4 * Int(kind.rawValue) }
  package static func last(_ kind: NameKind) -> Int { 3 + 4 * Int(kind.rawValue) }
  package static func unit(_ kind: NameKind) -> Int { 4 + 4 * Int(kind.rawValue) }

  /// The kind a label belongs to; nil for outside.
  package static func kind(of label: Int) -> NameKind? {
    label == 0 ? nil : NameKind(rawValue: UInt8((label - 1) / 4))
  }

  /// True for begin and inside: the name goes on with the next token.
  package static func isOpen(_ label: Int) -> Bool { label > 0 && (label - 1) % 4 < 2 }

  /// True for begin and unit.
  package static func isFirst(_ label: Int) -> Bool {
    label > 0 && ((label - 1) % 4 == 0 || (label - 1) % 4 == 3)
  }

  /// True for inside and last: the name began with an earlier token.
  package static func needsBeginning(_ label: Int) -> Bool { label > 0 && !isFirst(label) }

  package static func allows(_ next: Int, after previous: Int) -> Bool {
    if isOpen(previous) {
      return needsBeginning(next) && (next - 1) / 4 == (previous - 1) / 4
    }
    return !needsBeginning(next)
  }

  /// Every allowed pair of labels.
  package static let transitions: [(previous: Int, next: Int)] = (0..<count).flatMap { previous in
    (0..<count).filter { allows($0, after: previous) }.map { (previous, $0) }
  }
}
