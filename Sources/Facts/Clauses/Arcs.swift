internal import English

/// The dependency arcs of an article, to be walked downwards: children in the order of the text.
///
/// Two columns of links as long as the tokens; O(tokens) to make.
struct Arcs: Sendable {
  private var firstChild: [Int32]
  private var nextSibling: [Int32]

  init(_ tokens: Tokens) {
    firstChild = Array(repeating: -1, count: tokens.count)
    nextSibling = Array(repeating: -1, count: tokens.count)
    for token in stride(from: tokens.count - 1, through: 0, by: -1) {
      let head = Int(tokens.head[token])
      guard head >= 0, head < tokens.count, head != token else { continue }
      nextSibling[token] = firstChild[head]
      firstChild[head] = Int32(token)
    }
  }

  struct Children: Sequence, IteratorProtocol {
    fileprivate let arcs: Arcs
    fileprivate var at: Int32
    mutating func next() -> Int? {
      guard at >= 0 else { return nil }
      defer { at = arcs.nextSibling[Int(at)] }
      return Int(at)
    }
  }

  func children(_ token: Int) -> Children { Children(arcs: self, at: firstChild[token]) }
}
