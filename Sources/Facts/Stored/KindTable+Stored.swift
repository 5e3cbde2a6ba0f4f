public import Articles

extension KindTable {
  /// What each frame is called in a file: by kind, part of speech and first trigger, numbered from the second of them on.
  var ruleNames: [String] {
    var uses: [String: Int] = [:]
    return frames.map { frame in
      let trigger = frame.triggers.first.map { [$0.lemma, $0.particle ?? ""].joined(separator: " ") } ?? ""
      let word = trigger.hasSuffix(" ") ? String(trigger.dropLast()) : trigger
      let name = "\(self.name(frame.kind)) \(frame.isNoun ? "noun" : "verb") \(word)"
      uses[name, default: 0] += 1
      let use = uses[name] ?? 1
      return use == 1 ? name : "\(name) \(use)"
    }
  }

  /// A hash of kinds, roles and frames, in their order; of neither help nor examples. O(table).
  public var contentHash: ContentHash {
    var hash = ContentHash(EmptyCollection())
    func add(_ words: [String]) { for word in words { hash.add((word + "\n").utf8) } }
    for row in rows {
      add(["kind", row.name, row.plural, String(row.traits.rawValue)] + row.figures.map(\.name).sorted())
      for (role, filler) in zip(row.roles, row.fillers) {
        add([name(role), String(filler.rawValue), row.principals.contains(role) ? "*" : ""])
      }
    }
    for frame in frames {
      add([frame.isNoun ? "noun" : "verb", name(frame.kind), frame.status?.name ?? ""])
      add(frame.triggers.flatMap { [$0.lemma, $0.particle ?? ""] })
      for slot in frame.slots {
        add(slot.slots.map { String($0.rawValue) } + slot.prepositions + [slot.role.map(name) ?? "-"])
        add([String(slot.filler.rawValue), "\(slot.isStrict) \(slot.isRequired)"] + slot.words)
      }
      for pitfall in frame.pitfalls {
        add(pitfall.slots.map { String($0.rawValue) } + pitfall.prepositions + ["="] + pitfall.words)
      }
    }
    return hash
  }
}
