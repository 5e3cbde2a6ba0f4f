/// Letters, wide and combining characters, emoji, controls and overrides.
public func randomText(_ random: inout SeededGenerator, length: Int) -> String {
  let alphabet: [Unicode.Scalar] = [
    "a", "b", " ", "ż", "東", "京", "\u{301}", "👩", "\u{200D}", "\u{1F1F5}", "\u{1F1F1}", "\u{1B}", "\u{9B}",
    "\u{202E}", "\n", "\t", "\u{FE0F}", "\0", "\"", "|", ",", "\u{2028}",
  ]
  var text = String.UnicodeScalarView()
  for _ in 0..<length { text.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)]) }
  return String(text)
}
