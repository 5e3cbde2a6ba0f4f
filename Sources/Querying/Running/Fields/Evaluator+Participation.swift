internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// The facts of an entity and of an article, by one definition wherever they are counted, tested or gone on to: those
/// that `facts with "A"` and `facts` show.
extension Evaluator {
  /// The facts in which an entity takes part: those that `facts with "A"` finds by its name; of a place those that
  /// happened there, too. Whatever their status, ascending. O(facts that name it in any way).
  func facts(takenPartInBy entity: EntityID) -> [Int32] {
    let facts = index.facts
    let place = index.entities[Int(entity.rawValue)].place?.rawValue
    return index.facts(of: entity).map(\.rawValue).filter { fact in
      for filler in facts.fillers(Int(fact)) where facts.fillerEntity[filler] == entity.rawValue {
        if isTaking[Int(facts.fillerRole[filler])] { return true }
      }
      let spot = Int(facts.spot[Int(fact)])
      return place != nil && spot >= 0 && index.spots.place[spot] == place
    }
  }

  /// What `facts` shows where nothing else is asked for: neither denied nor failed nor cancelled, and as sure as the
  /// session wants it.
  func isShownUnasked(_ fact: Int32) -> Bool {
    index.facts.status[Int(fact)] < Status.denied.rawValue && isShown(FactID(rawValue: fact))
  }

  /// How many facts `facts with "A"` shows of an entity. O(facts that name it in any way).
  func factCount(of entity: EntityID) -> Int {
    facts(takenPartInBy: entity).count(where: isShownUnasked)
  }
}
