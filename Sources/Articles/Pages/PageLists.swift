/// Which blocks of a page stand in tables of facts and in lists of short items: they have no sentences, and are text all the same
/// where an article holds them.
///
/// Tables lay pages out, too. One of facts has rows of several cells, each of a few words, and no table in it.
struct PageLists {
  /// The element of the table's row that each block stands in; −1 outside of tables of facts.
  private(set) var row: [Int32]
  /// The element of the table or list that each block stands in; −1 outside of them.
  private(set) var group: [Int32]

  /// Bytes of a cell, and of an item, on the average and at most; longer ones are paragraphs.
  private static let average = (cell: 60, item: 100)
  private static let longest = (cell: 250, item: 300)

  private struct Group {
    /// Rows and cells, or items.
    var rows = 0
    var cells = 0
    var holdsTable = false
  }

  /// O(elements + blocks).
  init(_ page: PageDocument) {
    row = [Int32](repeating: -1, count: page.blocks.count)
    group = row
    var groups: [Int32: Group] = [:]
    // Of each element the innermost table or list, and row, that it lies in.
    var around: [(group: Int32, row: Int32)] = []
    around.reserveCapacity(page.elements.count)
    for (number, element) in page.elements.enumerated() {
      var own = element.parent < 0 ? (group: -1, row: -1) : around[Int(element.parent)]
      switch element.tag {
      case .table:
        if own.group >= 0 { groups[own.group]?.holdsTable = true }
        own = (Int32(number), -1)
        groups[own.group] = Group()
      case .list:
        // A list in a cell makes that no longer one of a few words.
        if own.group >= 0 { groups[own.group]?.holdsTable = true }
        own = (Int32(number), -1)
        groups[own.group] = Group()
      case .row where own.group >= 0:
        own.row = Int32(number)
        groups[own.group]?.rows += 1
      case .cell where own.row >= 0, .item where own.group >= 0: groups[own.group]?.cells += 1
      default: break
      }
      around.append(own)
    }
    for (number, found) in groups where Self.isOne(page, Int(number), found) {
      let element = page.elements[Int(number)]
      for block in Int(element.firstBlock)..<Int(element.endBlock) {
        let own = around[Int(page.blocks[block].element)]
        guard own.group == number else { continue }
        group[block] = number
        if element.tag == .table { row[block] = own.row }
      }
    }
  }

  private static func isOne(_ page: PageDocument, _ number: Int, _ group: Group) -> Bool {
    let element = page.elements[number]
    let blocks = page.blocks[Int(element.firstBlock)..<Int(max(element.firstBlock, element.endBlock))]
    let bytes = blocks.reduce(0) { $0 + $1.range.count }
    let linked = blocks.reduce(0) { $0 + Int($1.linked) }
    let longest = blocks.reduce(0) { max($0, $1.range.count) }
    guard !group.holdsTable, blocks.count >= 2, linked * 3 < bytes else { return false }
    if element.tag == .table {
      return group.rows >= 2 && group.cells * 2 >= group.rows * 3 && blocks.count <= 2 * group.cells
        && bytes <= Self.average.cell * blocks.count && longest <= Self.longest.cell
    }
    return group.cells >= 2 && blocks.count <= 2 * group.cells && bytes <= Self.average.item * blocks.count
      && longest <= Self.longest.item
  }
}
