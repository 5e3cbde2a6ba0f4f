internal import Articles
public import Atlas
public import English

extension Gazetteer {
  /// The longest name that begins at token `first` and ends before `end`; `folder` is memory to reuse.
  /// O(bytes of the longest beginning of a known name).
  public func longestMatch(
    in reading: Reading, at first: Int, before end: Int, folder: inout NameFolder
  ) -> NameMatch? {
    longestMatch(
      in: reading.article.text, starts: reading.tokens.start, lengths: reading.tokens.length, at: first,
      before: end, folder: &folder)
  }
}
