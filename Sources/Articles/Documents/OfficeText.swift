/// The paragraphs of a document of a word processor.
struct OfficeText {
  struct Paragraph {
    var text: ContiguousArray<UInt8>
    /// The name of its style, as "Title" or "Heading1"; "" where it has none.
    var style: String
  }

  /// How a language writes texts.
  private struct Language {
    var paragraphs: Set<XMLName>
    /// The element that text stands in; nil where that is the paragraph itself.
    var text: XMLName?
    var style: StaticString
    var spaces: Set<XMLName>
    var lines: Set<XMLName>
    /// Elements without text of the document: what was deleted, remarks, what stands elsewhere a second time.
    var leftOut: Set<XMLName>
  }

  /// WordprocessingML (ECMA-376).
  private static let word = Language(
    paragraphs: ["p"], text: "t", style: "val", spaces: ["tab", "ptab"], lines: ["br", "cr"],
    leftOut: ["del", "moveFrom", "Fallback", "instrText", "delText", "footnote", "endnote", "comment"])
  /// OpenDocument (ISO 26300).
  private static let openDocument = Language(
    paragraphs: ["p", "h"], text: nil, style: "style-name", spaces: ["s", "tab"], lines: ["line-break"],
    leftOut: [
      "tracked-changes", "annotation", "note", "sequence-decls", "table-of-content", "alphabetical-index",
      "bibliography", "forms", "variable-decls",
    ])

  /// Those of `word/document.xml`. O(nodes and bytes).
  static func word(_ tree: XMLTree) -> [Paragraph] { paragraphs(tree, tree.first("body"), word) }

  /// Those of `content.xml`. O(nodes and bytes).
  static func openDocument(_ tree: XMLTree) -> [Paragraph] {
    let body = tree.first("body")
    return paragraphs(tree, body.flatMap { tree.child("text", of: $0) } ?? body, openDocument)
  }

  private static func paragraphs(_ tree: XMLTree, _ root: Int?, _ language: Language) -> [Paragraph] {
    guard let root else { return [] }
    var found: [Paragraph] = []
    var text: ContiguousArray<UInt8> = []
    var style = ""
    /// Open paragraphs: one may hold a box of others.
    var depth = 0
    func end() {
      let line = SpacedText.line(text)
      if !line.isEmpty { found.append(Paragraph(text: ContiguousArray(line.utf8), style: style)) }
      text = []
      style = ""
    }
    tree.walk(root) { step in
      switch step {
      case .text(let number):
        let parent = tree.nodes[tree.nodes[number].parent]
        guard depth > 0, language.text.map({ parent.name == $0 }) ?? true else { break }
        var piece = RecordText()
        tree.append(number, to: &piece)
        text.append(contentsOf: piece.bytes)
      case .begin(let number):
        let name = tree.nodes[number].name
        if language.leftOut.contains(name) { return false }
        if language.paragraphs.contains(name) {
          end()
          depth += 1
          if language.text == nil {
            style = name == "h" ? "Heading" : tree.attribute(language.style, of: number) ?? ""
          }
        } else if name == "pStyle" {
          style = tree.attribute(language.style, of: number) ?? ""
        } else if language.spaces.contains(name) {
          text.append(32)
        } else if language.lines.contains(name) {
          // A break behind a sentence is the end of a paragraph, elsewhere white space.
          let last = text.last { $0 > 32 }
          if last.map({ ".!?:".utf8.contains($0) }) ?? false {
            let kept = style
            end()
            style = kept
          } else {
            text.append(32)
          }
        } else if name == "noBreakHyphen" {
          text.append(UInt8(ascii: "-"))
        }
      case .end(let number):
        guard language.paragraphs.contains(tree.nodes[number].name) else { break }
        end()
        depth -= 1
      }
      return true
    }
    end()
    return found
  }
}
