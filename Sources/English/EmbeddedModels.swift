public import Articles
internal import CEnglishData

/// Which models are embedded.
public enum EmbeddedModels {
  /// A hash of the models of this module: another one once a model is another. O(size / 64 KiB).
  public static let hash: ContentHash = {
    var hash = ContentHash([])
    for file in [
      dl_lexicon, dl_tagger, dl_parser, dl_events, dl_abbreviations, dl_tokens, dl_lines, dl_lemmas,
    ] {
      hash.add(sampling: file)
    }
    return hash
  }()
}

extension ContentHash {
  /// Takes in a file by its length and eight bytes of every 64 KiB: of a model that is trained anew nearly all bytes are others,
  /// and the program is to start without reading them.
  public mutating func add(sampling file: (UnsafeMutablePointer<Int>?) -> UnsafePointer<UInt8>?) {
    var size = 0
    guard let bytes = file(&size) else { return }
    add("\(size) ".utf8)
    for start in stride(from: 0, to: size, by: 1 << 16) {
      add(UnsafeBufferPointer(start: bytes + start, count: min(8, size - start)))
    }
  }
}
