import Articles
import English
import Testing

/// The reading of a text without date or header.
func read(_ text: String) -> Reading { Reader.standard.read(Article(text: ContiguousArray(text.utf8))) }

/// The tokens of a text.
func words(_ text: String) -> [String] {
  let reading = read(text)
  return (0..<reading.tokens.count).map { reading.text($0) }
}

/// The sentences of a text.
func sentences(_ text: String) -> [String] {
  let reading = read(text)
  return reading.sentences.map { reading.text($0.tokens) }
}
