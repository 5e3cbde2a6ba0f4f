internal import Articles

/// An entity in a role, with the tokens that stand for it.
struct FoundFiller: Hashable {
  var entity: EntityID
  var tokens: Range<Int>
  /// A name, or a pronoun or role noun that means one.
  var isNamed: Bool
}
