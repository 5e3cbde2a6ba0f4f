internal import CFactsData

/// The kinds of facts, the roles in them and the frames that find them, as the readable file `data/kinds.txt`
/// states them.
///
/// A kind's plural is its source in the query language. The table is immutable once the program reads articles;
/// user-defined kinds are appended before that.
public struct KindTable: Sendable {
  public struct Row: Sendable {
    public var kind: Kind
    /// "meeting".
    public var name: String
    /// "meetings": the source's name in queries.
    public var plural: String
    /// The roles of this kind, the principal (acting) one first.
    public var roles: [Role]
    /// The roles of which a fact needs one.
    public var principals: [Role]
    /// What may fill each of `roles`.
    public var fillers: [Filler]
    /// What `.describe` says of it.
    public var help: String
    /// How its facts merge and where they may be.
    public var traits: Traits = []
  }

  /// What a kind's facts have in common, beyond their frames.
  public struct Traits: OptionSet, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Those in its roles are one group: they met, they agreed.
    public static let mutual = Traits(rawValue: 1)
    /// Who was hurt says nothing of who else was.
    public static let harm = Traits(rawValue: 2)
    /// Told one after another, they took place in one town.
    public static let encounter = Traits(rawValue: 4)
    /// Without a place of its own it is in the country of those who act.
    public static let domestic = Traits(rawValue: 8)
    /// It is not where the report was written.
    public static let afar = Traits(rawValue: 16)

    /// By their names in a file of kinds.
    static let named: [String: Traits] = [
      "mutual": mutual, "harm": harm, "encounter": encounter, "domestic": domestic, "afar": afar,
    ]
  }

  /// Indexed by `Kind`.
  public private(set) var rows: [Row] = []
  /// Indexed by `Role`.
  public private(set) var roleNames: [String] = []
  /// Indexed by `FactMention.rule`.
  public private(set) var frames: [Frame] = []

  public init() {}

  public func name(_ kind: Kind) -> String { rows[Int(kind.rawValue)].name }
  public func plural(_ kind: Kind) -> String { rows[Int(kind.rawValue)].plural }
  public func name(_ role: Role) -> String { roleNames[Int(role.rawValue)] }
  public func kind(named name: String) -> Kind? { rows.first { $0.name == name }?.kind }
  public func kind(plural: String) -> Kind? { rows.first { $0.plural == plural }?.kind }
  public func role(named name: String) -> Role? {
    roleNames.firstIndex(of: name).map { Role(rawValue: UInt8($0)) }
  }
  public subscript(kind: Kind) -> Row { rows[Int(kind.rawValue)] }

  /// What may fill `role` in `kind`.
  public func filler(of role: Role, in kind: Kind) -> Filler {
    let row = self[kind]
    return row.roles.firstIndex(of: role).map { row.fillers[$0] } ?? .thing
  }

  public func isPrincipal(_ role: Role, in kind: Kind) -> Bool { self[kind].principals.contains(role) }

  /// The rule's text for `.why`: "meeting: verb meet …".
  public func ruleTitle(_ rule: UInt16) -> String {
    guard Int(rule) < frames.count else { return rule == Self.clauseRule ? "any clause" : "reported speech" }
    let frame = frames[Int(rule)]
    return "\(name(frame.kind)): \(frame.title)"
  }

  /// The rule number of statements, which no frame finds.
  public static let quoteRule = UInt16.max
  /// The rule number of clauses that no frame knows.
  public static let clauseRule = UInt16.max - 1

  /// The kind of clauses that no frame knows, "event", if the table has one.
  public private(set) var catchAll: Kind?

  /// Adds a kind; nil when its name is taken or 255 kinds or roles are used up.
  public mutating func add(name: String, plural: String, help: String) -> Kind? {
    guard kind(named: name) == nil, kind(plural: plural) == nil, rows.count < 255 else { return nil }
    let kind = Kind(rawValue: UInt8(rows.count))
    if name == "event" { catchAll = kind }
    rows.append(
      Row(kind: kind, name: name, plural: plural, roles: [], principals: [], fillers: [], help: help))
    return kind
  }

  /// Adds a kind with roles that actors fill, the first of them principal; nil as above.
  public mutating func add(name: String, plural: String, roles: [String], help: String) -> Kind? {
    guard let kind = add(name: name, plural: plural, help: help) else { return nil }
    for role in roles { add(role: role, to: kind, filler: .actor, isPrincipal: role == roles.first) }
    return kind
  }

  /// Adds a role to a kind; nil when 255 roles are used up.
  @discardableResult
  public mutating func add(role name: String, to kind: Kind, filler: Filler, isPrincipal: Bool) -> Role? {
    var role = self.role(named: name)
    if role == nil {
      guard roleNames.count < 255 else { return nil }
      roleNames.append(name)
      role = Role(rawValue: UInt8(roleNames.count - 1))
    }
    guard let role else { return nil }
    let index = Int(kind.rawValue)
    if !rows[index].roles.contains(role) {
      rows[index].roles.append(role)
      rows[index].fillers.append(filler)
      if isPrincipal { rows[index].principals.append(role) }
    }
    return role
  }

  mutating func add(_ traits: Traits, to kind: Kind) { rows[Int(kind.rawValue)].traits.formUnion(traits) }
  mutating func append(_ frame: Frame) { frames.append(frame) }
  mutating func changeLastFrame(_ change: (inout Frame) -> Void) {
    guard !frames.isEmpty else { return }
    change(&frames[frames.count - 1])
  }

  /// The kinds that the program knows without being told.
  public static let standard: KindTable = {
    var size = 0
    let start = dl_kinds(&size)
    var table = KindTable()
    // The embedded file is read by a test; a fault in it would leave the kinds above the fault.
    try? table.read(UnsafeBufferPointer(start: start, count: size))
    return table
  }()
}
