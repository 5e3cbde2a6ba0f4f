public import Articles
internal import Atlas
public import Facts
public import Indexing

/// What differs between the facts of two states of a collection: which are new, gone, or told otherwise.
///
/// Facts that are sure are meant (`Fact.leastSure`): one that has become sure is new, one that is no longer sure is gone. A
/// fact goes on while an article that tells it stays as it is, or where a replaced article still tells it, in other words or
/// with another date, place, status, figure or filler of a role. That another article tells it, too, is no change of it.
///
///     let before = news.index
///     news.load(["articles"])
///     for fact in FactChanges(from: before, to: news.index).new { print(fact.summary) }
public struct FactChanges: Sendable {
  /// A fact as one state of the collection tells it.
  public struct Told: Sendable, Equatable {
    /// What names it outside of the program; another one where its article's text is another.
    public var key: FactKey
    /// Its number in the index that it was read from.
    public var id: FactID
    /// "meeting".
    public var kind: String
    /// Whether it took place.
    public var status: Status
    /// When; nil where nothing says.
    public var time: TimeInterval?
    /// Where, in the words of the article or by the name of the place; "" where nothing says.
    public var location: String
    /// The entities in its roles, in the order of the text.
    public var roles: [FactEvidence.Filler]
    /// The articles that tell it, by their names.
    public var articles: [String]

    /// "meeting · happened · 2023-01-17 · Warsaw · Mark Milley, Valerii Zaluzhnyi".
    public var summary: String {
      var parts = [kind, status.name]
      if let time { parts.append(time.description) }
      if !location.isEmpty { parts.append(location) }
      let names = roles.map(\.name)
      if !names.isEmpty { parts.append(names.joined(separator: ", ")) }
      return parts.joined(separator: " · ")
    }
  }

  /// A field that says something else.
  public struct Field: Sendable, Equatable {
    /// As a query names it: "date", "location", "status", "killed", a role's name.
    public var name: String
    /// What it said, as text; "" where nothing.
    public var before: String
    /// What it says, as text; "" where nothing.
    public var after: String
  }

  /// A fact that is told otherwise.
  public struct Changed: Sendable, Equatable {
    /// As it was told.
    public var before: Told
    /// As it is told.
    public var after: Told
    /// The fields that differ, at least one: status, date, location, source, roles, figures.
    public var fields: [Field]
  }

  /// Facts that came, in the order of the new index.
  public var new: [Told] = []
  /// Facts that went, in the order of the old index.
  public var gone: [Told] = []
  /// Facts that are told otherwise, in the order of the new index.
  public var changed: [Changed] = []

  /// Nothing has changed.
  public init() {}

  /// Compares two states, each as of its last `finish`. O(articles + reports), and the keys of both indexes where anything
  /// differs.
  public init(from old: FactIndex, to new: FactIndex) {
    let counterparts = FactCounterparts(from: old, to: new)
    for number in 0..<Int32(old.factCount) {
      let id = FactID(rawValue: number)
      guard old.isSure(id) else { continue }
      if let other = counterparts.new(id), new.isSure(other) { continue }
      gone.append(Told(id, in: old))
    }
    for number in 0..<Int32(new.factCount) {
      let id = FactID(rawValue: number)
      guard new.isSure(id) else { continue }
      guard let other = counterparts.old(id), old.isSure(other) else {
        self.new.append(Told(id, in: new))
        continue
      }
      if counterparts.isUntouched(other) { continue }
      let fields = Self.fields(of: other, in: old, and: id, in: new)
      if fields.isEmpty { continue }
      changed.append(Changed(before: Told(other, in: old), after: Told(id, in: new), fields: fields))
    }
  }

  /// Leaves the facts that meet a test; changed ones by what they say now or said before. O(changes).
  public mutating func keep(where isWanted: (Told) -> Bool) {
    new.removeAll { !isWanted($0) }
    gone.removeAll { !isWanted($0) }
    changed.removeAll { !isWanted($0.before) && !isWanted($0.after) }
  }

  /// Whether nothing differs.
  public var isEmpty: Bool { new.isEmpty && gone.isEmpty && changed.isEmpty }

  private static func fields(of old: FactID, in before: FactIndex, and new: FactID, in after: FactIndex)
    -> [Field]
  {
    var names = ["status", "date", "location", "source"]
    for (index, id) in [(before, old), (after, new)] {
      for filler in index.fact(id).roles {
        let role = index.kinds.name(filler.role)
        if !names.contains(role) { names.append(role) }
      }
    }
    // What a role's words are about is told in other words all the time; figures stand for themselves.
    names.removeAll { ["content", "topic"].contains($0) }
    for quantity in Figure.Quantity.allCases where !names.contains(quantity.name) {
      names.append(quantity.name)
    }
    return names.compactMap { name in
      if name == "location" {
        let (place, other) = (before.fact(old).place?.place, after.fact(new).place?.place)
        if place != nil, place == other { return nil }
        let (was, isNow) = (Self.location(of: old, in: before), Self.location(of: new, in: after))
        return was == isNow ? nil : Field(name: name, before: was, after: isNow)
      }
      let field = Field(
        name: name, before: before.text(of: name, in: old), after: after.text(of: name, in: new))
      return isSame(field) ? nil : field
    }
  }

  /// Where it happened in the words of the article, or by the name of the place.
  fileprivate static func location(of id: FactID, in index: FactIndex) -> String {
    let said = index.placeText(of: id)
    return said.isEmpty ? index.fact(id).place?.place.flatMap { index.places.place($0)?.name } ?? "" : said
  }

  /// Whether both name the same, whatever the order of the names.
  private static func isSame(_ field: Field) -> Bool {
    func parts(_ text: String) -> [String] {
      text.split(separator: ",").map { Folding.name(String($0)) }.sorted()
    }
    return field.before == field.after || parts(field.before) == parts(field.after)
  }
}

extension FactChanges.Told {
  /// A fact of an index. O(its mentions).
  fileprivate init(_ id: FactID, in index: FactIndex) {
    let fact = index.fact(id)
    self.init(
      key: index.key(of: id), id: id, kind: index.kinds.name(fact.kind), status: fact.status,
      time: fact.time?.interval, location: FactChanges.location(of: id, in: index),
      roles: fact.roles.map {
        FactEvidence.Filler(role: index.kinds.name($0.role), name: index.entity($0.entity).name)
      }, articles: index.articles(of: id).map { index.article($0).name })
  }
}
