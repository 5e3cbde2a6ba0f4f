public import English

/// Finds the names of an article: a linear-chain conditional random field (Lafferty et al. 2001) over BILOU
/// labels with hashed features, then passes over the whole article. Deterministic; O(tokens).
public struct NameFinder: Sendable {
  /// The embedded model; finds nothing should the model be damaged (`NameModel.embedded()` says why).
  public static let standard = NameFinder(try? NameModel.embedded())

  let model: NameModel?
  let sources: NameSources

  public init(_ model: NameModel?) { self.init(model, .all) }

  /// A finder whose model was trained with the same `sources`.
  package init(_ model: NameModel?, _ sources: NameSources) {
    self.model = model
    self.sources = sources
  }

  /// The names in order of their tokens; none overlap. Titles ("Gen."), a leading "the" and the possessive
  /// "'s" are outside.
  public func find(in reading: Reading) -> [NameMention] {
    guard let model else { return [] }
    var article = NameArticle(reading, model: model, sources)
    article.label()
    if sources.contains(.passes) { article.reconcile() }
    return article.mentions()
  }
}

/// A name found by the chain, before and while the article's names are reconciled.
struct FoundName {
  var tokens: Range<Int>
  var kind: NameKind
  /// What the sentence's labelling loses without exactly this name, in the model's unit.
  var margin: Int32
  /// What it gains (0 or less) if the name were of each kind, by raw value.
  var scores: [Int32]
}

/// One article while its names are found.
struct NameArticle {
  let text: NameText
  let model: NameModel
  var found: [FoundName] = []

  init(_ reading: Reading, model: NameModel, _ sources: NameSources) {
    text = NameText(reading, sources)
    self.model = model
  }

  func mentions() -> [NameMention] {
    found.compactMap { name in
      let tokens = trimmed(name.tokens, isPerson: name.kind == .person)
      guard !tokens.isEmpty else { return nil }
      return NameMention(tokens: tokens, kind: name.kind, confidence: model.confidence(name.margin))
    }
  }
}
