/// A page as blocks of text in the order in which they stand, and the elements that hold them.
struct PageDocument {
  /// An element that holds blocks.
  struct Element {
    var tag: PageTag
    var hints: PageHints
    /// −1 for the outermost.
    var parent: Int32
    /// It and all in it hold blocks `firstBlock..<endBlock`.
    var firstBlock: Int32
    var endBlock: Int32
  }

  /// Text between the borders of two elements or line breaks, without line breaks of its own.
  struct Block {
    /// The element it stands in.
    var element: Int32
    /// Bytes of `text`.
    var range: TextRange
    /// Bytes of it that stand in links.
    var linked: Int32
    /// Level of a heading, 1 to 6; 0 for other blocks.
    var level: UInt8
  }

  /// UTF-8; white space within a block is single spaces.
  var text: ContiguousArray<UInt8> = []
  var blocks: [Block] = []
  var elements: [Element] = []
  /// Where the bytes of `text` stand in the page.
  var sources: [(text: Int32, source: Int)] = []
  var metadata = PageMetadata()
  /// Bytes of the page that were not read, since it nests too deep.
  var unread = 0

  func string(_ block: Block) -> String { String(decoding: text[block.range.range], as: UTF8.self) }
}
