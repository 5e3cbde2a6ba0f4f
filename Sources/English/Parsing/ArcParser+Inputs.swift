internal import Articles
internal import CKernels

extension ArcParser {
  /// Finds the word and the tag of every row; words that are not kept from earlier get their sums.
  func find(_ parts: ArraySlice<Part>, of reading: Reading, in workspace: inout Workspace) {
    workspace.words.removeAll(keepingCapacity: true)
    workspace.tags.removeAll(keepingCapacity: true)
    let root = Int32(XPOS.allCases.count)
    reading.article.text.withUnsafeBufferPointer { text in
      for part in parts {
        workspace.words.append(Int32(Self.noWord))
        workspace.tags.append(root)
        for token in part.tokens {
          let start = Int(reading.tokens.start[token])
          let form = text[start..<start + Int(reading.tokens.length[token])]
          workspace.words.append(find(form, in: &workspace))
          workspace.tags.append(Int32(reading.tokens.xpos[token].rawValue))
        }
      }
    }
    let count = workspace.kept.newCount
    workspace.newSums.reserve(count * 8 * model.hidden)
    dl_sums(
      model.level, workspace.newInputs, Int32(count), Int32(model.first.groups), model.first.weights,
      Int32(model.first.tiles), &workspace.newSums)
  }

  /// The row of a word among the kept ones, or −1 − its number among the new ones.
  private func find(_ form: Slice<UnsafeBufferPointer<UInt8>>, in workspace: inout Workspace) -> Int32 {
    let number = workspace.kept.newCount
    let row = workspace.kept.find(WordHash(form).key)
    guard workspace.kept.newCount > number else { return row }
    let width = ParserModel.inputWidth
    if workspace.newInputs.count < (number + 1) * width {
      workspace.newInputs += [Int16](repeating: 0, count: (number + 16) * width)
    }
    write(WordFeatures(form), to: &workspace.newInputs, at: number * width)
    return row
  }

  /// The input of a word; its tag's part stays empty.
  private func write(_ features: WordFeatures, to inputs: inout [Int16], at place: Int) {
    let rest = place + ParserModel.wordWidth + ParserModel.tagWidth
    model.words.table.write(
      row: model.words.find(features.normal).map { $0 + 1 } ?? 0, to: &inputs, at: place)
    model.suffixes.write(row: features.suffix, to: &inputs, at: rest)
    model.shapes.write(row: features.shape, to: &inputs, at: rest + ParserModel.suffixWidth)
    let vector = rest + ParserModel.suffixWidth + ParserModel.shapeWidth
    if let row = model.vectors.find(features.lower) {
      model.vectors.table.write(row: row, to: &inputs, at: vector)
    } else {
      for column in vector..<vector + ParserModel.vectorWidth { inputs[column] = 0 }
    }
  }

  /// The gates of the first layer, each row's from its word's and its tag's sums; then the new words are kept.
  func addGates(in workspace: inout Workspace) {
    let width = 8 * model.hidden
    let none = XPOS.allCases.count + 1
    workspace.gates.withUnsafeMutableBufferPointer { gates in
      workspace.kept.numbers.withUnsafeBufferPointer { kept in
        workspace.newSums.withUnsafeBufferPointer { new in
          model.tagSums.withUnsafeBufferPointer { tags in
            for row in workspace.words.indices {
              let word = Int(workspace.words[row])
              let sums: Slice<UnsafeBufferPointer<Int32>>
              if word == Self.noWord {
                sums = Self.row(none, of: tags, width: width)
              } else if word < 0 {
                sums = Self.row(-1 - word, of: new, width: width)
              } else {
                sums = Self.row(word, of: kept, width: width)
              }
              let tag = Self.row(Int(workspace.tags[row]), of: tags, width: width)
              let result = gates[row * width..<(row + 1) * width]
              dl_scale(
                model.level, UnsafeBufferPointer(rebasing: sums).baseAddress,
                UnsafeBufferPointer(rebasing: tag).baseAddress, Int32(width), model.first.scale,
                model.first.bias, UnsafeMutableBufferPointer(rebasing: result).baseAddress)
            }
          }
        }
      }
    }
    workspace.kept.keep(workspace.newSums, width: width)
  }

  /// What stands for the root's word.
  private static let noWord = Int(Int32.max)

  private static func row(
    _ row: Int, of table: UnsafeBufferPointer<Int32>, width: Int
  ) -> Slice<UnsafeBufferPointer<Int32>> {
    table[row * width..<(row + 1) * width]
  }
}
