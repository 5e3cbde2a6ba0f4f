public import Atlas
internal import Facts

/// How often the articles mean a place.
public struct PlaceUse: Hashable, Sendable {
  /// How often it is named.
  public var mentions = 0
  /// In how many articles.
  public var articles = 0
}

extension FactIndex {
  /// How often the articles mean each of some places, in the same order: by the choice made in each article, not
  /// by the name. O(names of all articles).
  public func uses(of wanted: [PlaceID]) -> [PlaceUse] {
    var number: [PlaceID: Int] = [:]
    for (index, place) in wanted.enumerated() { number[place] = index }
    var uses = [PlaceUse](repeating: PlaceUse(), count: wanted.count)
    for article in 0..<naming.usesStart.count - 1 {
      for use in Int(naming.usesStart[article])..<Int(naming.usesStart[article + 1]) {
        let form = naming.forms.forms[Int(naming.usesForm[use])]
        guard form.kind == .place, let row = form.place, let index = number[row] else { continue }
        uses[index].mentions += Int(naming.usesCount[use])
        uses[index].articles += 1
      }
    }
    return uses
  }
}
