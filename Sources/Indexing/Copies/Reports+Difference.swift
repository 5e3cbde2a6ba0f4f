internal import Articles
internal import Atlas
internal import Facts

extension Reports {
  /// Whether two reports that the same words tell are of different events all the same: of other places, of other numbers of
  /// dead or injured, or of other people. O(fillers of both).
  func differ(_ a: Int, _ b: Int, _ index: FactIndex) -> Bool {
    liesElsewhere(a, b, index.places) || haveOtherTolls(a, b) || nameOthers(a, b, index.naming.forms)
  }

  /// A dateline is of the paper, not of the event.
  private func liesElsewhere(_ a: Int, _ b: Int, _ places: PlaceKnowledge) -> Bool {
    guard hasPlace(a), hasPlace(b), placeVia(a) != .dateline, placeVia(b) != .dateline else { return false }
    let (x, y) = (place(a), place(b))
    if x >= 0, y >= 0 {
      let (one, other) = (PlaceID(rawValue: x), PlaceID(rawValue: y))
      return x != y && !places.contains(one, other) && !places.contains(other, one)
    }
    let (here, there) = (spots.country[Int(spot[a])], spots.country[Int(spot[b])])
    return here != 0 && there != 0 && here != there
  }

  private func haveOtherTolls(_ a: Int, _ b: Int) -> Bool {
    guard quantity[a] >= 0, quantity[b] >= 0 else { return false }
    let (x, y) = (quantities[Int(quantity[a])], quantities[Int(quantity[b])])
    return (x.killed >= 0 && y.killed >= 0 && x.killed != y.killed)
      || (x.injured >= 0 && y.injured >= 0 && x.injured != y.injured)
  }

  /// Whether a role is filled on both sides, by names that have no word in common: a copy may know a man by his last name
  /// only.
  private func nameOthers(_ a: Int, _ b: Int, _ forms: EntityForms) -> Bool {
    let (mine, theirs) = (namedForms(a), namedForms(b))
    for role in Set(mine.map(\.role)).intersection(theirs.map(\.role)) {
      let (x, y) = (mine.filter { $0.role == role }, theirs.filter { $0.role == role })
      if x.contains(where: { one in y.contains { $0.form == one.form } }) { continue }
      let words = Set(x.flatMap { Folding.words(forms.forms[Int($0.form)].name) })
      if y.allSatisfy({ words.isDisjoint(with: Folding.words(forms.forms[Int($0.form)].name)) }) {
        return true
      }
    }
    return false
  }

  private func namedForms(_ report: Int) -> [(role: UInt8, form: Int32)] {
    fillers(report).prefix(32).compactMap {
      fillings.fillerForm[$0] < 0 ? nil : (fillings.fillerRole[$0], fillings.fillerForm[$0])
    }
  }
}
