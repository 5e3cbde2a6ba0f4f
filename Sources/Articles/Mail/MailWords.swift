/// Words of header lines: encoded ones, `=?utf-8?Q?caf=C3=A9?=` (RFC 2047), and names with addresses (RFC 5322).
enum MailWords {
  /// A value as text: encoded words decoded, those that follow one another joined, bytes beyond ASCII as UTF-8 or Windows-1252;
  /// white space is single spaces. Of very long ones the start. O(bytes).
  static func decoded(_ value: some Collection<UInt8>) -> String {
    let bytes = ContiguousArray(value.prefix(1 << 14))
    var text: ContiguousArray<UInt8> = []
    // Bytes of encoded words of one encoding, which may part a character among them.
    var held: (charset: String, bytes: ContiguousArray<UInt8>)?
    var plain = 0
    var at = 0
    func flush() {
      guard let (charset, bytes) = held else { return }
      text.append(contentsOf: TextEncoding.decoded(bytes, header: charset))
      held = nil
    }
    func take(_ end: Int) {
      guard end > plain else { return }
      // Between two encoded words white space only parts these.
      if held != nil, at < bytes.count, bytes[plain..<end].allSatisfy({ $0 <= 32 }) { return }
      flush()
      text.append(contentsOf: TextEncoding.decoded(ContiguousArray(bytes[plain..<end])))
    }
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "="), let word = EncodedWord(bytes, at) else {
        at += 1
        continue
      }
      take(at)
      if let before = held, before.charset != word.charset { flush() }
      held = (word.charset, (held?.bytes ?? []) + word.bytes)
      at = word.end
      plain = at
    }
    take(bytes.count)
    flush()
    return HeaderFields.line(text)
  }

  private struct EncodedWord {
    var charset: String
    var bytes: ContiguousArray<UInt8>
    var end: Int

    /// At most so many bytes, far more than the standard allows.
    private static let most = 2048

    /// Nil where none begins at `start`.
    init?(_ all: ContiguousArray<UInt8>, _ start: Int) {
      let text = all[start...].prefix(Self.most)
      guard text.count > 6, text[start + 1] == UInt8(ascii: "?") else { return nil }
      let mark = UInt8(ascii: "?")
      guard let first = text[(start + 2)...].prefix(48).firstIndex(of: mark), first + 2 < text.endIndex,
        text[first + 2] == mark
      else { return nil }
      // Some leave blanks in; a text of quoted words ends where "?=" stands.
      var end = first + 3
      while end + 1 < text.endIndex, !(text[end] == mark && text[end + 1] == UInt8(ascii: "=")) {
        if text[end] == 10 { return nil }
        end += 1
      }
      guard end + 1 < text.endIndex else { return nil }
      // A language may follow the name (RFC 2231).
      let name = text[(start + 2)..<first].prefix { $0 != UInt8(ascii: "*") }
      charset = String(decoding: name, as: UTF8.self).lowercased()
      let coded = text[(first + 3)..<end]
      switch text[first + 1] | 0x20 {
      case UInt8(ascii: "b"): bytes = TransferEncoding.base64(coded)
      case UInt8(ascii: "q"):
        let spaced = ContiguousArray(coded.map { $0 == UInt8(ascii: "_") ? 32 : $0 })
        bytes = TransferEncoding.quotedPrintable(spaced[...])
      default: return nil
      }
      self.end = end + 2
    }
  }

  /// The name in `"Lind, Ann" <ann@example.org>` or `ann@example.org (Ann Lind)`, and the address; "" where there is none.
  /// Of several the first. O(bytes).
  static func mailbox(_ value: some Collection<UInt8>) -> (name: String, address: String) {
    var name: ContiguousArray<UInt8> = []
    var comment: ContiguousArray<UInt8> = []
    var address: ContiguousArray<UInt8> = []
    var isQuoted = false
    var isEscaped = false
    var comments = 0
    var isAddress = false
    scan: for byte in value.prefix(1 << 14) {
      if isEscaped {
        isEscaped = false
        if comments > 0 { comment.append(byte) } else if !isAddress { name.append(byte) }
        continue
      }
      switch byte {
      case UInt8(ascii: "\\") where !isAddress: isEscaped = true
      case UInt8(ascii: "\"") where comments == 0: isQuoted.toggle()
      case UInt8(ascii: "(") where !isQuoted: comments += 1
      case UInt8(ascii: ")") where !isQuoted && comments > 0: comments -= 1
      case UInt8(ascii: "<") where !isQuoted && comments == 0: isAddress = true
      case UInt8(ascii: ">") where isAddress: break scan
      case UInt8(ascii: ",") where !isQuoted && comments == 0 && name.contains(UInt8(ascii: "@")): break scan
      default:
        if comments > 0 {
          comment.append(byte)
        } else if isAddress {
          address.append(byte)
        } else {
          name.append(byte)
        }
      }
    }
    // Archives of lists write "ann at example.org (Ann Lind)".
    let isHidden = !comment.isEmpty && Array(name).firstOffset(of: Array(" at ".utf8)) != nil
    if !isAddress, name.contains(UInt8(ascii: "@")) || isHidden { (address, name) = (name, comment) }
    return (decoded(name), HeaderFields.line(address))
  }
}

extension HeaderFields {
  /// Some bytes as a text of one line, what is no UTF-8 mended, without NUL. O(bytes).
  static func line(_ bytes: some Sequence<UInt8>) -> String {
    let text = String(decoding: ContiguousArray(bytes), as: UTF8.self)
    return text.split { $0.isWhitespace || $0 == "\0" }.joined(separator: " ")
  }
}
