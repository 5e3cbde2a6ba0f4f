internal import Articles
import TestSupport
import Testing

/// Documents and books that cannot be read without a key, which zips do not say of their members.
@Suite struct EncryptedDocumentTests {
  private typealias Member = PackedFiles.Member

  private static let text =
    "The ferry sailed from Bunbeg to Tory Island on Monday, and nearly everybody came to see it off."
  private static let aes = "http://www.w3.org/2001/04/xmlenc#aes256-cbc"
  private let message = "is encrypted: make a copy without its password or key first"

  /// A book of two chapters; `encrypted` are addresses from its root, each with a method.
  private func book(_ encrypted: [(address: String, method: String)]) -> RecordFile {
    func page(_ name: String) -> Member {
      let isNoise = encrypted.contains { $0.address.contains(name) && $0.method == Self.aes }
      // Noise has letters between its bytes.
      let noise = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 31 >> 3) }
      return Member(
        Array("O/\(name)".utf8),
        isNoise ? noise : Array("<html><body><h1>\(name)</h1><p>\(Self.text)</p></body></html>".utf8))
    }
    let list =
      "<package><manifest><item id='a' href='a%20b.xhtml'/><item id='c' href='c.xhtml'/></manifest><spine>"
      + "<itemref idref='a'/><itemref idref='c'/></spine></package>"
    let container = "<container><rootfiles><rootfile full-path='O/b.opf'/></rootfiles></container>"
    let data = encrypted.map {
      "<enc:EncryptedData><enc:EncryptionMethod Algorithm='\($0.method)'/><enc:CipherData><enc:CipherReference "
        + "URI='\($0.address)'/></enc:CipherData></enc:EncryptedData>"
    }
    let encryption =
      "<encryption xmlns='c' xmlns:enc='http://www.w3.org/2001/04/xmlenc#'>\(data.joined())</encryption>"
    return RecordFile(
      bytes: PackedFiles.zip([
        Member("mimetype", "application/epub+zip"), Member("META-INF/container.xml", container),
        Member("META-INF/encryption.xml", encryption), Member("O/b.opf", list), page("a b.xhtml"),
        page("c.xhtml"),
      ]), path: "b.epub")
  }

  @Test func aBookIsReadAsFarAsItIsNotEncrypted() {
    let whole = book([("O/a%20b.xhtml", Self.aes), ("O/a b.xhtml", Self.aes), ("O/c.xhtml", Self.aes)])
    #expect(whole.articles.isEmpty && whole.messages == ["b.epub: \(message)"])
    let sample = book([("O/a%20b.xhtml", Self.aes), ("O/a b.xhtml", Self.aes)])
    #expect(sample.titles == ["c.xhtml"] && sample.messages.isEmpty)
    #expect(sample.passedBy == "encrypted parts (1)")
  }

  /// Fonts are made unfit for other books in ways of their own, which is no encryption.
  @Test func booksWithFontsOfTheirOwn() {
    for method in ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"] {
      #expect(book([("O/font.otf", method), ("O/c.xhtml", method)]).articles.count == 2, "\(method)")
    }
    #expect(book([("O/font.otf", Self.aes)]).articles.count == 2)
  }

  @Test func documentsWithAPassword() {
    func document(_ name: String, _ inner: String) -> RecordFile {
      let manifest =
        "<manifest:manifest xmlns:manifest='m'><manifest:file-entry manifest:full-path='\(name)'>\(inner)"
        + "</manifest:file-entry></manifest:manifest>"
      let content =
        "<o:document-content><o:body><o:text><t:p>\(Self.text)</t:p></o:text></o:body></o:document-content>"
      return RecordFile(
        bytes: PackedFiles.zip([
          Member("mimetype", "application/vnd.oasis.opendocument.text"), Member("content.xml", content),
          Member("META-INF/manifest.xml", manifest),
        ]), path: "a.odt")
    }
    let key = "<manifest:encryption-data><manifest:algorithm/></manifest:encryption-data>"
    #expect(document("content.xml", key).messages == ["a.odt: \(message)"])
    #expect(document("encrypted-package", key).messages == ["a.odt: \(message)"])
    #expect(document("content.xml", "").texts == [Self.text])
    #expect(document("Pictures/1.png", key).texts == [Self.text])
  }
}
