/// Who says something, by tokens.
struct Speaker: Hashable, Sendable {
  /// The head of the noun phrase that names him.
  var head: Int
  /// The word that stands for it at the cue ("who"); mostly the head itself.
  var shown: Int
}
