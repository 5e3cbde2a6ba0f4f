internal import Articles
public import Facts

extension FactIndex {
  /// Puts these corrections in the place of those there are; what is read changes with the next `finish`. O(corrections).
  public mutating func correct(_ corrections: [Correction]) {
    if corrections == self.corrections { return }
    self.corrections = corrections
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

  /// What the articles say in a field that a person has changed, as text; "" where they say nothing. O(1).
  public func readText(of field: String, in id: FactID) -> String {
    let row = Int(id.rawValue)
    guard let read = corrected[id.rawValue]?.read else { return "" }
    switch field {
    case "kind": return kinds.name(Kind(rawValue: read.kind))
    case "status": return Status(rawValue: read.status)?.name ?? ""
    case "date":
      let report = facts.timeReport(row)
      return report < 0 ? "" : reports.time[Int(report)].description
    case "location": return readPlaceText(of: id)
    case "source": return readSource(of: row).map { entity($0.entity).name } ?? ""
    case "content": return readContent(of: id)
    default:
      if let quantity = Figure.Quantity.allCases.first(where: { $0.name == field }) {
        return readFigures(of: id).last { $0.figure.quantity == quantity }?.figure.phrase ?? ""
      }
      let role = kinds.role(named: field)
      return read.fillers.filter { $0.role == role }
        .map { entity(EntityID(rawValue: $0.entity)).name }.joined(separator: ", ")
    }
  }
}
