/// The kinds of facts and the roles in them, as the readable file `data/kinds.txt` states them.
///
/// A kind's plural is its source in the query language. The table is immutable once the program reads
/// articles; user-defined kinds are appended before that.
public struct KindTable: Sendable {
  public struct Row: Sendable {
    public var kind: Kind
    /// "meeting".
    public var name: String
    /// "meetings": the source's name in queries.
    public var plural: String
    /// The roles of this kind, the principal (acting) one first.
    public var roles: [Role]
    /// What `.describe` says of it.
    public var help: String
  }

  /// Indexed by `Kind`.
  public private(set) var rows: [Row] = []
  /// Indexed by `Role`.
  public private(set) var roleNames: [String] = []

  public init() {}

  public func name(_ kind: Kind) -> String { rows[Int(kind.rawValue)].name }
  public func plural(_ kind: Kind) -> String { rows[Int(kind.rawValue)].plural }
  public func name(_ role: Role) -> String { roleNames[Int(role.rawValue)] }
  public func kind(named name: String) -> Kind? { rows.first { $0.name == name }?.kind }
  public func kind(plural: String) -> Kind? { rows.first { $0.plural == plural }?.kind }
  public func role(named name: String) -> Role? {
    roleNames.firstIndex(of: name).map { Role(rawValue: UInt8($0)) }
  }

  /// Adds a kind; nil when its name is taken or 255 kinds or roles are used up.
  public mutating func add(name: String, plural: String, roles: [String], help: String) -> Kind? {
    guard kind(named: name) == nil, rows.count < 255 else { return nil }
    var ids: [Role] = []
    for role in roles {
      if let known = self.role(named: role) {
        ids.append(known)
      } else {
        guard roleNames.count < 255 else { return nil }
        roleNames.append(role)
        ids.append(Role(rawValue: UInt8(roleNames.count - 1)))
      }
    }
    let kind = Kind(rawValue: UInt8(rows.count))
    rows.append(Row(kind: kind, name: name, plural: plural, roles: ids, help: help))
    return kind
  }
}
