public import Atlas
internal import Facts

extension PlaceKnowledge {
  /// Throws where an alias means no place, with names that may have been meant. These places must have the aliases.
  public func check(_ aliases: PlaceAliases) throws(PlaceAliasError) {
    for entry in aliases.entries where named(entry.name).isEmpty {
      let near = similar(entry.meaning).prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
      throw PlaceAliasError(
        line: entry.line,
        message: "no place called \"\(entry.meaning)\"" + (near.isEmpty ? "" : ": did you mean \(near)?"))
    }
  }
}
