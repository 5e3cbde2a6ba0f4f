/// What the names of an element's classes, its id and its role say of it, in the words that sites share.
struct PageHints: OptionSet, Sendable {
  let rawValue: UInt8

  /// Comments, teasers, navigation, advertising, what is said of the author.
  static let aside = PageHints(rawValue: 1)
  /// The text of the article.
  static let content = PageHints(rawValue: 2)
  /// Not shown.
  static let hidden = PageHints(rawValue: 4)
  /// The words below a picture.
  static let caption = PageHints(rawValue: 8)

  private static let asideWords: Set<String> = [
    "comment", "comments", "disqus", "respond", "footer", "foot", "sidebar", "rail", "related", "recommended",
    "recommend",
    "recommendation", "recommendations", "recirc", "recirculation", "promo", "promos", "promotion", "sponsor",
    "sponsored",
    "advert", "adverts", "advertisement", "advertising", "ad", "ads", "adsense", "dfp", "social", "share",
    "sharing",
    "sharedaddy", "addthis", "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "newsletter",
    "subscribe",
    "subscription", "signup", "cookie", "cookies", "consent", "gdpr", "popup", "modal", "lightbox", "overlay",
    "widget",
    "widgets", "tags", "taglist", "taboola", "outbrain", "zergnet", "readmore", "teaser", "teasers",
    "trending",
    "popular", "mostread", "mostpopular", "login", "carousel", "slideshow", "masthead", "toolbar", "tooltip",
    "byline", "bylines", "dateline", "timestamp", "copyright", "disclaimer", "pagination", "pager", "bio",
    "livestream", "poll", "survey", "quiz", "toc", "skip", "banner", "donate",
    "donation", "feedback", "infobox", "pullquote", "player", "playlist",
  ]
  private static let captionWords: Set<String> = [
    "caption", "captions", "credit", "credits", "figcaption", "photocredit", "gallery", "attribution",
  ]
  private static let contentWords: Set<String> = [
    "articlebody", "storybody", "entrycontent", "postcontent", "articlecontent", "storycontent", "postbody",
    "bodycopy",
    "articletext", "storytext", "bodytext", "contentbody", "maincontent", "richtext",
  ]
  private static let hiddenWords: Set<String> = [
    "sronly", "screenreader", "visuallyhidden", "offscreen", "invisible",
  ]
  /// Classes that say so as a whole; "label-hidden" speaks of another element.
  private static let hiddenClasses: Set<String> = [
    "hidden", "hide", "d-none", "is-hidden", "u-hidden", "sr-only", "visually-hidden", "screen-reader-text",
    "printonly",
    "print-only", "visible-print", "show-for-print",
  ]
  /// Pairs of words that say it together.
  private static let asidePairs: Set<String> = [
    "mostread", "mostpopular", "readmore", "readnext", "seealso", "alsoread", "readalso", "morenews",
    "morestories", "morefrom",
    "moreon", "authorbio", "authorinfo", "authorbox", "aboutauthor", "postmeta", "entrymeta", "articlemeta",
    "storymeta",
    "relatedlinks", "upnext", "latestnews", "topstories", "inthisarticle", "nextarticle", "editorspicks",
  ]

  /// Of an attribute `class`, `id` or `role`. O(length).
  init(names: UnsafeBufferPointer<UInt8>) {
    var hints: PageHints = []
    var previous = ""
    Self.words(names) { word in
      let pair = previous + word
      if Self.asideWords.contains(word) || Self.asidePairs.contains(pair) { hints.insert(.aside) }
      if Self.captionWords.contains(word) { hints.insert(.caption) }
      if Self.contentWords.contains(pair) || Self.contentWords.contains(word) { hints.insert(.content) }
      if Self.hiddenWords.contains(word) || Self.hiddenWords.contains(pair) { hints.insert(.hidden) }
      previous = word
    }
    if names.count <= 400 {
      for name in names.split(whereSeparator: { $0 <= 32 }) where name.count <= 20 {
        if Self.hiddenClasses.contains(String(decoding: name, as: UTF8.self).lowercased()) {
          hints.insert(.hidden)
        }
      }
    }
    self = hints
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The words of "article-body storyBody__text", in small letters. A name longer than 400 bytes says nothing.
  private static func words(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (String) -> Void) {
    guard bytes.count <= 400 else { return }
    var word: [UInt8] = []
    func end() {
      if word.count > 1, word.count < 32 { body(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    var previous: UInt8 = 0
    for byte in bytes {
      if byte.isASCIIUpper, previous.isASCIILower { end() }
      if byte.isASCIILetter { word.append(byte.asciiLowered) } else { end() }
      previous = byte
    }
    end()
  }
}
