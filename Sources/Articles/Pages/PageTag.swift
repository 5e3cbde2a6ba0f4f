/// What an element of a page is to its text.
enum PageTag: UInt8, Sendable {
  /// Goes with the words around it: `a`, `b`, `span`.
  case inline
  case link
  /// A block of its own, which may hold others: `div`, `section`, `td`.
  case block
  case article, main
  case paragraph, heading, item, quote, preformatted
  /// Of tables, which may lay the page out, and of lists.
  case table, row, cell, list
  /// Apart from the text: `nav`, `footer`, `aside`, `form`, `figure`.
  case apart
  /// No text at all: `script`, `style`.
  case skipped
  case script
  case lineBreak
  case head, body, title, meta, linked, time

  private static let named: ByteTable<PageTag> = {
    var named: [String: PageTag] = [
      "a": .link, "article": .article, "main": .main, "p": .paragraph, "li": .item, "dt": .item, "dd": .item,
      "blockquote": .quote, "pre": .preformatted, "br": .lineBreak, "script": .script, "head": .head,
      "body": .body,
      "title": .title, "meta": .meta, "link": .linked, "time": .time, "table": .table, "tr": .row,
      "td": .cell, "th": .cell,
      "ul": .list, "ol": .list, "dl": .list,
    ]
    for name in ["h1", "h2", "h3", "h4", "h5", "h6"] { named[name] = .heading }
    for name in [
      "nav", "footer", "aside", "form", "figure", "figcaption", "menu", "dialog", "details", "fieldset",
    ] {
      named[name] = .apart
    }
    for name in [
      "style", "noscript", "iframe", "template", "svg", "math", "object", "embed", "canvas", "audio", "video",
      "button",
      "select", "textarea", "input", "map", "noframes", "picture", "datalist",
    ] { named[name] = .skipped }
    for name in [
      "div", "section", "header", "hgroup", "address", "center", "tbody", "thead", "tfoot", "caption", "hr",
      "html", "legend", "summary", "amp-img",
    ] { named[name] = .block }
    return ByteTable(named.map { ($0.key, $0.value) })
  }()

  /// Unknown elements are inline.
  init(_ name: UnsafePointer<CChar>) { self = Self.named[name] ?? .inline }

  /// Whether text before it and text in it are two blocks.
  var isBlock: Bool {
    switch self {
    case .inline, .link, .lineBreak, .time, .script, .skipped, .meta, .linked, .title: false
    case .block, .article, .main, .paragraph, .heading, .item, .quote, .preformatted, .apart, .head, .body,
      .table, .row, .cell,
      .list:
      true
    }
  }
}
