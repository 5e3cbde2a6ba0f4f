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

  /// What readers say.
  static let discussion = PageHints(rawValue: 16)

  private static let discussionWords: Set<String> = ["comment", "comments", "disqus", "respond", "livefyre"]
  private static let asideWords: Set<String> = [
    "footer", "foot", "sidebar", "rail", "related", "recommended",
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

  /// What single words, words in a row and whole classes say.
  private static let words: ByteTable<PageHints> = {
    var hints: [String: PageHints] = [:]
    for (words, hint) in [
      (asideWords, PageHints.aside), (discussionWords, .discussion), (asidePairs, .aside),
      (captionWords, .caption), (contentWords, .content),
      (hiddenWords, .hidden),
    ] {
      for word in words { hints[word, default: []].insert(hint) }
    }
    return ByteTable(hints.map { ($0.key, $0.value) })
  }()
  private static let classes = ByteTable(hiddenClasses.map { ($0, PageHints.hidden) })

  /// Of an attribute `class`, `id` or `role`, whose words are "article", "body" and "text" in "article-body storyBody__text". A
  /// name longer than 400 bytes says nothing. O(length).
  init(names: UnsafeBufferPointer<UInt8>) {
    self = []
    guard names.count <= 400 else { return }
    var word = FNV64()
    // The word before and this one, as one.
    var pair = FNV64()
    var whole = FNV64()
    var length = 0
    var previous: UInt8 = 0
    for byte in names {
      let isLetter = byte.isASCIILetter
      if length > 0, !isLetter || byte.isASCIIUpper && previous.isASCIILower {
        take(word, pair)
        pair = word
        word = FNV64()
        length = 0
      }
      if isLetter {
        word.add(byte.asciiLowered)
        pair.add(byte.asciiLowered)
        length += 1
      }
      if byte <= 32 {
        if let hint = Self.classes[whole] { insert(hint) }
        whole = FNV64()
      } else {
        whole.add(byte.asciiLowered)
      }
      previous = byte
    }
    if length > 0 { take(word, pair) }
    if let hint = Self.classes[whole] { insert(hint) }
  }

  private mutating func take(_ word: FNV64, _ pair: FNV64) {
    if let hint = Self.words[word] { insert(hint) }
    if let hint = Self.words[pair] { insert(hint) }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}
