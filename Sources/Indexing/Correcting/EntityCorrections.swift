internal import Facts

/// Joins and parts clusters of entity forms as corrections say.
struct EntityCorrections {
  private let forms: [Entity]
  /// Folded names, and the forms that are called so; behind "~" those that have it as an alias.
  private var called: [String: [Int32]] = [:]
  private let changes: [Correction]

  /// O(forms), or O(1) where no correction is about names.
  init(_ corrections: [Correction], forms: [Entity]) {
    self.forms = forms
    changes = corrections.filter { $0.fact == nil }
    if changes.isEmpty { return }
    for (form, entity) in forms.enumerated() where Self.isNameable(entity) {
      called[Folding.name(entity.name), default: []].append(Int32(form))
      for alias in entity.aliases { called["~" + Folding.name(alias), default: []].append(Int32(form)) }
    }
  }

  /// Places have their rows of the gazetteer; descriptions name nobody.
  private static func isNameable(_ entity: Entity) -> Bool {
    entity.isNamed && entity.kind != .place && entity.kind != .nationality
  }

  /// The forms that are called so, else those that have it as an alias.
  private func forms(called name: String) -> [Int32] {
    let folded = Folding.name(name)
    return called[folded] ?? called["~" + folded] ?? []
  }

  /// Changes the clusters that `roots` gives for each form, and returns what some of them are to be called, by a form of
  /// theirs. O(corrections · forms).
  func apply(to roots: inout [Int32]) -> [(form: Int32, name: String)] {
    var names: [(form: Int32, name: String)] = []
    for change in changes {
      switch change {
      case .same(let all, let name):
        let joined = all.flatMap { called[Folding.name($0)] ?? [] }
        guard let root = joined.map({ roots[Int($0)] }).min() else { continue }
        let others = Set(joined.map { roots[Int($0)] })
        for form in roots.indices where others.contains(roots[form]) { roots[form] = root }
        if let form = joined.first { names.append((form, name)) }
      case .different(let first, let second): part(first, second, &roots)
      case .wrong, .right, .change, .note: break
      }
    }
    return names
  }

  /// Takes what is called by the second name out of the clusters of the first.
  private func part(_ first: String, _ second: String, _ roots: inout [Int32]) {
    let kept = forms(called: first)
    let parted = Set(forms(called: second)).subtracting(kept)
    for root in Set(kept.map { roots[Int($0)] }) {
      let members = roots.indices.filter { roots[$0] == root }
      let (gone, rest) = (
        members.filter { parted.contains(Int32($0)) }, members.filter { !parted.contains(Int32($0)) }
      )
      guard let one = gone.first, let other = rest.first else { continue }
      // A cluster is called by a form of its own, so that no two are called the same.
      for form in gone { roots[form] = Int32(one) }
      for form in rest { roots[form] = Int32(other) }
    }
  }
}
