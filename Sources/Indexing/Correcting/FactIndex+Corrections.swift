internal import Articles
public import Facts

extension FactIndex {
  /// Puts these corrections in the place of those there are; what is read changes with the next `finish`. O(corrections).
  public mutating func correct(_ corrections: [Correction]) {
    if corrections == self.corrections { return }
    self.corrections = corrections
    takesCorrections = true
  }

  /// Adds corrections to those there are; what is read changes with the next `finish`. O(new corrections).
  public mutating func addCorrections(_ new: [Correction]) {
    if new.isEmpty { return }
    corrections += new
    takesCorrections = true
  }

  /// Whether two names that mean one entity stand apart in some article, so that `Correction.different` can part them.
  /// O(forms of entities).
  public func canPart(_ first: String, _ second: String) -> Bool {
    // Numbers of entities name clusters as well as forms do.
    var roots = entityOfForm
    _ = EntityCorrections([.different(first, second)], forms: naming.forms.forms).apply(to: &roots)
    return roots != entityOfForm
  }

  /// Remarks on a fact, the oldest first. O(1).
  public func notes(on id: FactID) -> [String] { corrected[id.rawValue]?.notes ?? [] }

  /// The fields of a fact that say what a person has said, each once, the first that was changed first. O(1).
  public func correctedFields(of id: FactID) -> [String] { corrected[id.rawValue]?.fields ?? [] }

  /// Whether a person has found a fact right. O(1).
  public func isConfirmed(_ id: FactID) -> Bool { corrected[id.rawValue]?.isRight ?? false }

  /// What a field that a person has changed says, as text; "" where nothing is known. `asRead`: what the articles say in
  /// it. O(fillers + figures of the fact).
  public func text(of field: String, in id: FactID, asRead: Bool = false) -> String {
    let row = Int(id.rawValue)
    let read = asRead ? corrected[id.rawValue]?.read : nil
    switch field {
    case "kind": return kinds.name(Kind(rawValue: read?.kind ?? facts.kind[row]))
    case "status": return Status(rawValue: read?.status ?? facts.status[row])?.name ?? ""
    case "date":
      let report = facts.timeReport(row)
      if asRead { return report < 0 ? "" : reports.time[copies.twins.dating(Int(report))].description }
      return fact(id).time?.interval.description ?? ""
    case "location": return asRead ? readPlaceText(of: id) : placeText(of: id)
    case "source":
      return (asRead ? readSource(of: row)?.entity : source(of: id)).map { entity($0).name } ?? ""
    case "content", "topic": return asRead ? readContent(of: id) : content(of: id)
    default:
      if let quantity = Figure.Quantity.allCases.first(where: { $0.name == field }) {
        return figures(of: id, asRead: asRead).last { $0.figure.quantity == quantity }?.figure.phrase ?? ""
      }
      let role = kinds.role(named: field)
      let fillers =
        read?.fillers
        ?? facts.fillers(row).map { (Role(rawValue: facts.fillerRole[$0]), facts.fillerEntity[$0]) }
      return fillers.filter { $0.role == role }
        .map { entity(EntityID(rawValue: $0.entity)).name }.joined(separator: ", ")
    }
  }
}
