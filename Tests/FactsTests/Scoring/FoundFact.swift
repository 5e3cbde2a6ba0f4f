internal import Articles
import Atlas
internal import Facts

/// What the program found, in the words of the scored articles.
struct FoundFact {
  var kind: String
  var status: String
  var triggers: [TextRange]
  /// The gazetteer's name and the text's words; "" where there is none.
  var place: String
  var placeText: String
  /// Two letters, "" if unknown.
  var country: String
  /// "" if unknown.
  var date: String
  var fillers: [ScoredArticle.Filler]

  /// Statements and clauses of no kind are not annotated.
  static let unscored: Set<String> = ["statement", "event"]
  /// A statement's subject and the like are no participants of the event.
  private static let unscoredRoles: Set<String> = ["subject"]

  static func all(in harvest: Harvest, kinds: KindTable = .standard) -> [FoundFact] {
    harvest.sureFacts.compactMap { fact in
      let kind = kinds.name(fact.kind)
      guard !unscored.contains(kind) else { return nil }
      let named = fact.roles.filter { role in
        kinds.filler(of: role.role, in: fact.kind) != .text
          && !unscoredRoles.contains(kinds.name(role.role))
      }
      return FoundFact(
        kind: kind, status: fact.status.name, triggers: fact.mentions.map(\.trigger),
        place: fact.place?.place.map(Gazetteer.standard.name) ?? "",
        placeText: fact.place.map { harvest.article.string($0.text) } ?? "",
        country: fact.place?.country?.description ?? "", date: fact.time?.interval.description ?? "",
        fillers: named.map { role in
          ScoredArticle.Filler(
            role: kinds.name(role.role), name: harvest.entities[Int(role.entity.rawValue)].name)
        })
    }
  }
}

/// When two names mean the same: the words of one are all among the words of the other, articles left out.
enum SameName {
  private static let articles: Set<Substring> = ["the", "a", "an"]

  private static func words(_ name: String) -> Set<Substring> {
    Set(name.lowercased().split { !$0.isLetter && !$0.isNumber }.map { $0 }).subtracting(articles)
  }

  static func holds(_ a: String, _ b: String) -> Bool {
    let (left, right) = (words(a), words(b))
    guard !left.isEmpty, !right.isEmpty else { return false }
    return left.isSubset(of: right) || right.isSubset(of: left)
  }
}
