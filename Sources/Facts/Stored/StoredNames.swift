public import Articles
public import Atlas

/// Names for what a file keeps of facts.
///
/// In the running program kinds, roles, rules and places are rows of tables that change from version to version. In a file
/// each has a name that does not: kinds and roles their own, rules one by their kind and first trigger, places the number
/// that GeoNames gives them. `kindsHash` tells whether the kinds that a file was written with are those in use.
public struct StoredNames: Sendable {
  private let kinds: KindTable
  private let gazetteer: Gazetteer
  private let ruleNames: [String]
  private let rules: [String: UInt16]
  private let placeOfGeoNames: [Int32: Int32]
  /// Of places that GeoNames does not have, or has under the number of another.
  private let placeOfText: [String: Int32]

  /// A hash of all that the kinds in use say: another once a role, a trigger or an argument is another, whatever the
  /// examples and the help.
  public let kindsHash: ContentHash

  /// Names over these tables. O(places + rules), some 20 ms for the embedded gazetteer: made once a file.
  public init(kinds: KindTable = .standard, gazetteer: Gazetteer = .standard) {
    self.kinds = kinds
    self.gazetteer = gazetteer
    kindsHash = kinds.contentHash
    ruleNames = kinds.ruleNames
    var rules: [String: UInt16] = [:]
    for (rule, name) in ruleNames.enumerated() { rules[name] = UInt16(rule) }
    self.rules = rules
    var byNumber: [Int32: Int32] = [:]
    byNumber.reserveCapacity(gazetteer.count)
    var byText: [String: Int32] = [:]
    for row in 0..<Int32(gazetteer.count) {
      let place = gazetteer[PlaceID(rawValue: row)]
      if place.geonames != 0, byNumber[place.geonames] == nil {
        byNumber[place.geonames] = row
      } else {
        let text = Self.text(of: place)
        byText[byText[text] == nil ? text : Self.exactText(of: place)] = row
      }
    }
    placeOfGeoNames = byNumber
    placeOfText = byText
  }

  /// "meeting". Kinds of the table only.
  public func name(of kind: Kind) -> String { kinds.name(kind) }

  /// Nil where no kind in use has the name.
  public func kind(named name: String) -> Kind? { kinds.kind(named: name) }

  /// "participant". Roles of the table only.
  public func name(of role: Role) -> String { kinds.name(role) }

  /// Nil where no kind in use has such a role.
  public func role(named name: String) -> Role? { kinds.role(named: name) }

  /// "meeting verb meet", "meeting verb meet 2" for the second rule of that trigger; "quotation" and "clause" for the
  /// rules that are no frames. "" for a number that is no rule.
  public func name(ofRule rule: UInt16) -> String {
    switch rule {
    case KindTable.quoteRule: "quotation"
    case KindTable.clauseRule: "clause"
    case KindTable.learnedRule: "learned"
    default: Int(rule) < ruleNames.count ? ruleNames[Int(rule)] : ""
    }
  }

  /// Nil where no rule in use has the name.
  public func rule(named name: String) -> UInt16? {
    switch name {
    case "quotation": KindTable.quoteRule
    case "clause": KindTable.clauseRule
    case "learned": KindTable.learnedRule
    default: rules[name]
    }
  }

  /// "geonames 703448" for Kyiv, "Black Sea, water" where GeoNames has no number. "" for a number that is no place.
  public func name(of place: PlaceID) -> String {
    guard gazetteer.isPlace(place) else { return "" }
    let row = gazetteer[place]
    let isNumbered = row.geonames != 0 && placeOfGeoNames[row.geonames] == place.rawValue
    if isNumbered { return "geonames \(row.geonames)" }
    let text = Self.text(of: row)
    return placeOfText[text] == place.rawValue ? text : Self.exactText(of: row)
  }

  /// Nil where the gazetteer has no such place any more.
  public func place(named name: String) -> PlaceID? {
    if name.hasPrefix("geonames "), let number = Int32(name.dropFirst(9)) {
      return placeOfGeoNames[number].map(PlaceID.init)
    }
    return placeOfText[name].map(PlaceID.init)
  }

  private static func text(of place: Place) -> String {
    "\(place.name), \(place.kind.name)" + (place.country.map { " in \($0.description)" } ?? "")
  }

  /// Where two share name, kind and country: by hundredths of a degree as well.
  private static func exactText(of place: Place) -> String {
    func hundredths(_ degrees: Float) -> Int { Int((Double(degrees) * 100).rounded()) }
    return text(of: place) + " at \(hundredths(place.point.latitude)) \(hundredths(place.point.longitude))"
  }
}
