/// The forms of a document, by the ending of its file.
enum PageForm {
  case html, markdown

  /// Nil for other endings. Case is ignored.
  init?(path: String) {
    let name = path.lowercased()
    if [".html", ".htm"].contains(where: name.hasSuffix) {
      self = .html
    } else if [".md", ".markdown"].contains(where: name.hasSuffix) {
      self = .markdown
    } else {
      return nil
    }
  }
}
