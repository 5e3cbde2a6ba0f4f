/// An item of NewsML 1 (IPTC, 2000), whose components lie in each other: the stories in it, each once, in whatever forms they
/// are there.
struct NewsMLPackage {
  private let tree: XMLTree

  /// A component, or an item, which is one, too.
  private struct Component {
    /// The component that it lies in; of the first itself.
    var parent: Int
    /// Its components are forms of one story.
    var isList = false
    var lines: Int?
    var management: Int?
    var identification: Int?
    var metadata: Int?
    var role: Int?
    var language: Int?
  }

  /// The first is the item itself; each stands behind the one that it lies in.
  private var components: [Component] = []
  /// What may be texts.
  private var contents: [(node: Int, component: Int)] = []

  /// Contents of one item; what agencies send has some dozens.
  private static let mostContents = 10_000

  private enum Part {
    case component, item, lines, management, identification, metadata, role, language, content
  }

  private static let parts: [XMLName: Part] = [
    "NewsComponent": .component, "NewsItem": .item, "NewsLines": .lines, "NewsManagement": .management,
    "Identification": .identification, "AdministrativeMetadata": .metadata, "Role": .role,
    "Language": .language, "ContentItem": .content,
  ]

  /// The item that a tree is. O(nodes).
  init(_ tree: XMLTree) {
    self.tree = tree
    guard !tree.nodes.isEmpty else { return }
    components = [Component(parent: 0)]
    var open: [(component: Int, end: Int)] = [(0, tree.nodes[0].end)]
    var at = 1
    while at < tree.nodes[0].end {
      while open.count > 1, let last = open.last, last.end <= at { open.removeLast() }
      let node = tree.nodes[at]
      guard node.kind == .element, let part = Self.parts[node.name], let own = open.last?.component else {
        at += 1
        continue
      }
      switch part {
      case .component, .item:
        let isList = tree.attribute("EquivalentsList", of: at)?.lowercased() == "yes"
        open.append((components.count, node.end))
        components.append(Component(parent: own, isList: isList))
        at += 1
        continue
      case .lines: components[own].lines = components[own].lines ?? at
      case .management: components[own].management = components[own].management ?? at
      case .identification: components[own].identification = components[own].identification ?? at
      case .metadata: components[own].metadata = components[own].metadata ?? at
      case .role: components[own].role = components[own].role ?? at
      case .language: components[own].language = components[own].language ?? at
      case .content: if contents.count < Self.mostContents { contents.append((at, own)) }
      }
      at = node.end
    }
  }

  // MARK: What is said of components

  /// What is said of a component, by itself or by what it lies in.
  private struct Facts {
    var title = RecordText()
    /// The component that has the title.
    var titled = 0
    /// The outermost list of forms of one story that it lies in.
    var list: Int?
    var dateline = RecordText()
    var authors: [String] = []
    var days: [String] = []
    var providers: [String] = []
    var credit: String?
    var providerID: String?
    var isWithdrawn = false
    /// Words of a picture.
    var isCaption = false
    var isEnglish = false
  }

  /// O(nodes and bytes of what is said, and components).
  private var facts: [Facts] {
    let item = NewsMLItem(tree)
    var all: [Facts] = []
    all.reserveCapacity(components.count)
    for (number, component) in components.enumerated() {
      var facts = number == 0 ? Facts() : all[component.parent]
      if component.isList, facts.list == nil { facts.list = number }
      if let role = component.role {
        facts.isCaption = tree.attribute("FormalName", of: role)?.lowercased().contains("caption") ?? false
      }
      if let language = component.language {
        facts.isEnglish = tree.attribute("FormalName", of: language)?.lowercased().hasPrefix("en") ?? false
      }
      if let lines = component.lines { read(lines, &facts, number) }
      if let management = component.management {
        let status = tree.child("Status", of: management)
        facts.isWithdrawn = facts.isWithdrawn || item.isWithdrawn(status, "FormalName")
        facts.days = NewsMLItem.days(
          tree.string(tree.child("FirstCreated", of: management)),
          tree.string(tree.child("ThisRevisionCreated", of: management)))
      }
      if let identification = component.identification {
        if let day = tree.string(tree.first("DateId", below: identification)) {
          if component.management == nil { facts.days = [] }
          facts.days.append(day)
        }
        facts.providerID = tree.string(tree.first("ProviderId", below: identification)) ?? facts.providerID
      }
      if let metadata = component.metadata {
        let providers = parties(below: metadata)
        if !providers.isEmpty { facts.providers = providers }
      }
      all.append(facts)
    }
    return all
  }

  private func read(_ lines: Int, _ facts: inout Facts, _ number: Int) {
    for name in ["HeadLine", "NewsLineText", "SlugLine", "Title"] as [XMLName] {
      guard let line = tree.first(name, below: lines) else { continue }
      let title = tree.text(of: line).line
      guard !title.bytes.isEmpty else { continue }
      (facts.title, facts.titled) = (title, number)
      break
    }
    if let line = tree.first("DateLine", below: lines) { facts.dateline = tree.text(of: line).line }
    let authors = tree.elements("ByLine", below: lines).compactMap(tree.string)
    if !authors.isEmpty { facts.authors = authors }
    if let credit = tree.string(tree.first("CreditLine", below: lines)) { facts.credit = credit }
  }

  private func parties(below node: Int) -> [String] {
    ["Provider", "Source"].flatMap { (name: XMLName) in
      tree.elements(name, below: node).compactMap { tree.child("Party", of: $0) }.compactMap {
        tree.attribute("FormalName", of: $0)
      }
    }
  }

  // MARK: Stories

  private struct Text {
    var parts: ArticleParts
    var facts: Facts
    var length: Int

    /// Whether it is to be read rather than another form of the same: in English, then the longest.
    func isBetter(than other: Text) -> Bool {
      (facts.isEnglish ? 1 : 0, length) > (other.facts.isEnglish ? 1 : 0, other.length)
    }
  }

  /// Bytes of a text without a headline of its own that is a story beside one that has it; shorter ones are summaries and notes.
  private static let shortestStory = 600

  /// In their order; one without text where there is none. O(nodes and bytes, and their sorting).
  func stories() -> [ArticleParts] {
    let facts = facts
    var withdrawn = ArticleParts()
    withdrawn.isWithdrawn = true
    guard let first = facts.first, !first.isWithdrawn else { return [withdrawn] }
    var texts: [Text] = []
    for content in contents where !isMedia(content.node) {
      guard let data = tree.child("DataContent", of: content.node) else { continue }
      let parts = NewsMLItem(tree).story(data)
      let length = parts.paragraphs.reduce(0) { $0 + $1.bytes.count }
      if length > 0 { texts.append(Text(parts: parts, facts: facts[content.component], length: length)) }
    }
    if texts.contains(where: { !$0.facts.isCaption }) { texts.removeAll { $0.facts.isCaption } }
    let isTakenBack = texts.contains { $0.facts.isWithdrawn }
    texts.removeAll { $0.facts.isWithdrawn }
    texts = Self.withoutNotes(Self.withoutForms(Self.bestOfLists(texts)))
    let shared = Dictionary(texts.map { ($0.facts.titled, 1) }, uniquingKeysWith: +)
    var stories = texts.map {
      story($0, isAlone: texts.count == 1, hasOwnTitle: shared[$0.facts.titled] == 1)
    }
    if isTakenBack || stories.isEmpty { stories.append(isTakenBack ? withdrawn : ArticleParts()) }
    return stories
  }

  private func isMedia(_ content: Int) -> Bool {
    guard let type = tree.child("MediaType", of: content) else { return false }
    let name = tree.attribute("FormalName", of: type)?.lowercased() ?? "text"
    return !name.contains("text")
  }

  /// Of each list of forms of one story the best.
  private static func bestOfLists(_ texts: [Text]) -> [Text] {
    var kept: [Text] = []
    var places: [Int: Int] = [:]
    for text in texts {
      guard let list = text.facts.list else {
        kept.append(text)
        continue
      }
      if let place = places[list] {
        if text.isBetter(than: kept[place]) { kept[place] = text }
      } else {
        places[list] = kept.count
        kept.append(text)
      }
    }
    return kept
  }

  /// Without those that have the words of another: the same in another format, or a part of it.
  private static func withoutForms(_ texts: [Text]) -> [Text] {
    guard texts.count > 1 else { return texts }
    // Of very long items a sample of the runs, the same of each text.
    let most = UInt64.max / UInt64(max(1, texts.reduce(0) { $0 + $1.length } >> 22))
    var kept: [(text: Text, runs: Int)] = []
    var places: [UInt64: Int] = [:]
    var wholes: [UInt64: Int] = [:]
    for text in texts {
      let bytes = ArticleText(ContiguousArray(text.parts.paragraphs.map(\.bytes).joined(separator: [10])))
      let found = WordRuns(bytes, 0..<bytes.count)
      let runs = found.hashes.prefix { $0 <= most }
      var counts: [Int: Int] = [:]
      for run in runs { if let place = places[run] { counts[place, default: 0] += 1 } }
      let nearest = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
      let place =
        nearest.flatMap { $0.value * 10 >= 6 * min(runs.count, kept[$0.key].runs) ? $0.key : nil }
        ?? wholes[found.words]
      if let place {
        if text.isBetter(than: kept[place].text) { kept[place] = (text, runs.count) }
      } else {
        kept.append((text, runs.count))
      }
      let own = place ?? kept.count - 1
      wholes[found.words] = own
      for run in runs where places[run] == nil { places[run] = own }
    }
    return kept.map(\.text)
  }

  /// Without short texts that share the headline of a longer one and have none of their own.
  private static func withoutNotes(_ texts: [Text]) -> [Text] {
    var longest: [Int: Int] = [:]
    for text in texts { longest[text.facts.titled] = max(text.length, longest[text.facts.titled] ?? 0) }
    var isTaken: Set<Int> = []
    return texts.filter { text in
      let isMain =
        text.length == longest[text.facts.titled] && isTaken.insert(text.facts.titled).inserted
      return isMain || !text.parts.title.bytes.isEmpty || text.length >= shortestStory
    }
  }

  /// With what is said of it.
  private func story(_ text: Text, isAlone: Bool, hasOwnTitle: Bool) -> ArticleParts {
    var parts = text.parts
    let facts = text.facts
    if hasOwnTitle || parts.title.bytes.isEmpty, !facts.title.bytes.isEmpty { parts.title = facts.title }
    if !facts.dateline.bytes.isEmpty { parts.dateline = facts.dateline }
    if !facts.authors.isEmpty { parts.authors = facts.authors }
    parts.days = facts.days + parts.days
    var providers = facts.providers
    if isAlone { complete(&parts, &providers) }
    parts.outlets = providers + [facts.credit, facts.providerID].compactMap { $0 } + parts.outlets
    return parts
  }

  /// Of the one story of an item all is said that is said anywhere in it.
  private func complete(_ parts: inout ArticleParts, _ providers: inout [String]) {
    for name in ["HeadLine", "NewsLineText", "SlugLine", "Title"] as [XMLName] {
      guard parts.title.bytes.isEmpty, let line = tree.first(name) else { continue }
      parts.title = tree.text(of: line).line
    }
    if parts.dateline.bytes.isEmpty, let line = tree.first("DateLine") {
      parts.dateline = tree.text(of: line).line
    }
    if parts.authors.isEmpty, let line = tree.string(tree.first("ByLine")) { parts.authors = [line] }
    if providers.isEmpty { providers = parties(below: 0) }
  }
}
